"""A validation of tone as text tables, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics.answers import Answer, figure, number, percent, polarity, shortened
from analytics.messages import message
from analytics.validation.passages import CLASSES, TONES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analytics.messages import Language
    from analytics.runs import Run
    from analytics.validation.estimates import Estimate
    from analytics.validation.result import Validation


def validation_tables(run: Run, result: Validation, *, lang: Language) -> list[Answer]:
    """Tables of a validation: agreement and accuracy, confusion, classes, shares, disagreements."""

    def answer(title: str, keys: Sequence[str], rows: list[list[str]]) -> Answer:
        return Answer(message(f"validation.{title}", lang), [message(key, lang) for key in keys], rows)

    def class_name(tone: str) -> str:
        return message(f"tone_class.{tone}", lang)

    levels = ("interval", "ordinal", "nominal") if len(result.coders) > 1 else ()  # one coder agrees with nobody
    several = [(f"alpha_{level}", result.alpha[level], result.n_shared) for level in levels]
    ours = [(name, getattr(result, name), result.n_passages) for name in ("accuracy", "macro_f1")]
    correlations = [(name, getattr(result, name), result.n_correlated) for name in ("spearman", "pearson")]
    measures = [
        [
            message(f"validation.{name}", lang),
            figure(value.value, lang),
            _interval(value, lang),
            number(n, lang),
        ]
        for name, value, n in (*several, *ours, *correlations)
    ]
    counts = pd.DataFrame(result.confusion).pivot(index="coded", columns="found", values="n")
    confusion = [
        [
            class_name(coded),
            *(number(counts.loc[coded, f], lang) for f in TONES),
            number(counts.loc[coded].sum(), lang),
        ]
        for coded in CLASSES
    ]
    classes = [
        [class_name(c.tone), figure(c.precision, lang), figure(c.recall, lang), figure(c.f1, lang),
         number(c.n_coded, lang), number(c.n_found, lang)]
        for c in result.classes
    ]  # fmt: skip
    shares = [
        [class_name(s.tone), percent(s.found, lang), figure(s.corrected.value, lang, percent),
         _interval(s.corrected, lang, percent)]
        for s in result.shares
    ]  # fmt: skip
    return [
        answer("measures", ["validation.measure", "validation.value", "validation.interval", "axis.passages"],
               measures),
        answer("confusion", ["axis.coded", *(f"tone_class.{f}" for f in TONES), "validation.total"], confusion),
        answer("classes", ["axis.class", "validation.precision", "validation.recall", "validation.f1", "axis.coded",
                           "axis.found"], classes),
        answer("shares", ["axis.class", "validation.found_share", "validation.corrected_share", "validation.interval"],
               shares),
        answer("disagreements", ["axis.coded", "axis.polarity", "show.title", "show.excerpt"],
               _disagreements(run, result, lang)),
    ]  # fmt: skip


def _disagreements(run: Run, result: Validation, lang: Language) -> list[list[str]]:
    titles = run.tables["articles"].set_index("article_id")["title"]
    texts = run.tables["paragraphs"].set_index(["article_id", "paragraph"])["text"]
    return [
        [polarity(d.code, lang), polarity(d.polarity, lang), titles[d.article_id] or message("label.untitled", lang),
         shortened(texts[d.article_id, d.paragraph][d.start : d.end])]
        for d in result.disagreements
    ]  # fmt: skip


def validation_notes(result: Validation, *, lang: Language) -> list[str]:
    """Say what a validation rests on, and what it lacks."""
    notes = [message(
        "validation.basis", lang, n=result.n_passages, coders=", ".join(result.coders), shared=result.n_shared,
        corpus=result.n_corpus, mixed=result.n_mixed, unclear=result.n_unclear, without=result.n_without_hits,
    )]  # fmt: skip
    if result.shares_missing:
        notes.append(message(f"validation.{result.shares_missing}", lang))
    if result.n_unknown:
        notes.append(message("validation.unknown", lang, n=result.n_unknown))
    return notes


def _interval(estimate: Estimate, lang: Language, write: Callable[[float, Language], str] | None = None) -> str:
    """Write the interval of a figure, or a dash when there is none."""
    if estimate.low is None:
        return "–"
    separator = " ; " if lang == "fr" else ", "
    return f"[{figure(estimate.low, lang, write)}{separator}{figure(estimate.high, lang, write)}]"
