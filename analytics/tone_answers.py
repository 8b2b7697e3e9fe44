"""Tone explained in text tables: what counted and why, what another choice would give, and what the figures hang on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analytics import aggregation, answers
from analytics.answers import Answer
from analytics.errors import RunError
from analytics.evidence import explained_hits
from analytics.messages import message
from analytics.normalization import fold
from analytics.sensitivity import ALL_RULES, tone_ranges, tone_without_rules, tone_words
from analytics.tone.shifters import RULES
from analytics.tone.word_lists import FACETS
from analytics.voices import VOICES
from analytics.wording import paragraph_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.answers import Marked
    from analytics.messages import Language
    from analytics.runs import Run

_WORDS = 20


class Explained(NamedTuple):
    """An article, or one of its paragraphs, with its tone words, and what became of each of them."""

    heading: str
    paragraphs: list[Marked]
    words: Answer


def explain(run: Run, article_id: str, paragraph: int | None = None, *, lang: Language) -> Explained:
    """Explain the tone of an article or of one of its paragraphs (0 is the title).

    Raises RunError when the article has no such paragraph.
    """
    heading, paragraphs = answers.article(run, article_id, lang=lang)
    if paragraph is not None:
        paragraphs = [marked for marked in paragraphs if marked.number == paragraph]
        if not paragraphs:
            raise RunError("paragraph_unknown", paragraph=paragraph, article=article_id)
    rows = [
        [paragraph_name(hit.paragraph, lang), hit.form, f"{hit.entry} ({message(f'facet.{hit.facet}', lang)})",
         message(f"voice.{hit.voice}", lang), answers.polarity(hit.prior_valence, lang), changes(hit.changes, lang),
         answers.polarity(hit.valence, lang) if hit.counts else message("show.counts_not", lang)]
        for hit in explained_hits(run, article_id, paragraph).itertuples()
    ]  # fmt: skip
    keys = ("axis.paragraph", "show.word", "show.entry", "axis.voice", "show.prior", "show.changes", "show.valence")
    words = Answer(
        message("show.explained", lang), [message(key, lang) for key in keys], rows, note=message("show.no_tone", lang)
    )
    return Explained(heading, paragraphs, words)


def changes(made: Sequence[tuple[str, str, float]], lang: Language) -> str:
    """Write the changes of one word: «négation × −0,60 (pas)»."""
    return " ; ".join(
        message(
            "show.change", lang, rule=message(f"rule.{name}", lang), factor=answers.factor(factor, lang), cause=cause
        )
        for name, cause, factor in made
    )


def machine_names(kind: str, written: Iterable[str]) -> tuple[str, ...]:
    """Return rules, facets or voices as the tables name them, from what readers call them in either language.

    kind : "rule", "facet" or "voice". What is no such name is returned as it is.
    """
    names = {"rule": RULES, "facet": FACETS, "voice": VOICES}[kind]
    known = answers.machine_names(kind, names)
    return tuple(known.get(fold(name), name) for name in written)


def what_if(before: Run, after: Run, *, lang: Language, limit: int) -> Answer:
    """The tone of the whole, of each voice and of each outlet, as analysed and after a change."""
    compared = _parts(before, lang).merge(_parts(after, lang), on=["kind", "part"], how="left", suffixes=("", "_after"))
    rows = [
        [row.part, answers.polarity(row.polarity, lang), answers.polarity(row.polarity_after, lang),
         answers.difference(row.polarity_after - row.polarity, lang), answers.number(row.n_hits, lang),
         answers.number(0 if pd.isna(row.n_hits_after) else row.n_hits_after, lang)]
        for row in compared.itertuples()
    ]  # fmt: skip
    keys = ("show.part", "show.before", "show.after", "show.difference", "show.hits_before", "show.hits_after")
    shown = rows[:limit]
    return Answer(message("show.what_if", lang), [message(k, lang) for k in keys], shown, len(rows) - len(shown))


def _parts(run: Run, lang: Language) -> pd.DataFrame:
    """Sums of tone of the whole, of each voice and of each outlet, below each other."""
    voices = aggregation.tone_by_voice(run)
    return pd.concat([
        aggregation.tone_total(run).assign(kind="whole", part=message("show.whole", lang)),
        voices.assign(kind="voice", part=[message(f"voice.{voice}", lang) for voice in voices["voice"]]),
        aggregation.tone_total(run, by="outlet").assign(kind="outlet").rename(columns={"outlet": "part"}),
    ])  # fmt: skip


def sensitivity(run: Run, *, lang: Language, limit: int) -> list[Answer]:
    """What the tone hangs on: each rule switched off, the range by outlet, and the words that weigh most."""
    return [_rules(run, lang), _ranges(run, lang, limit), _words(run, lang)]


def _rules(run: Run, lang: Language) -> Answer:
    frame = tone_without_rules(run)
    analysed = frame["polarity"].iloc[0] if len(frame) else float("nan")
    rows = [
        [rule_variant(row.rule, lang), answers.polarity(row.polarity, lang),
         answers.difference(row.polarity - analysed, lang) if row.rule else "", answers.number(row.n_changed, lang)]
        for row in frame.itertuples()
    ]  # fmt: skip
    keys = ("show.variant", "axis.polarity", "show.difference", "show.words_changed")
    return Answer(message("show.rules_off", lang), [message(key, lang) for key in keys], rows)


def rule_variant(rule: str, lang: Language) -> str:
    """Name a variant of `tone_without_rules`."""
    if not rule:
        return message("show.as_analysed", lang)
    if rule == ALL_RULES:
        return message("show.without_all", lang)
    return message("show.without_rule", lang, rule=message(f"rule.{rule}", lang))


def _ranges(run: Run, lang: Language, limit: int) -> Answer:
    frame = tone_ranges(run, by="outlet")
    rows = [
        [row.outlet, answers.polarity(row.polarity, lang), answers.polarity(row.lowest, lang),
         answers.polarity(row.highest, lang), answers.number(row.n_hits, lang)]
        for row in frame.itertuples()
    ]  # fmt: skip
    keys = ("axis.outlet", "axis.polarity", "show.lowest", "show.highest", "axis.hits")
    shown = rows[:limit]
    return Answer(message("show.ranges", lang), [message(k, lang) for k in keys], shown, len(rows) - len(shown))


def _words(run: Run, lang: Language) -> Answer:
    rows = [
        [row.entry, message(f"facet.{row.facet}", lang), answers.polarity(row.mean_valence, lang),
         answers.number(row.n_hits, lang), answers.number(row.n_articles, lang), answers.difference(row.pull, lang)]
        for row in tone_words(run, n_words=_WORDS).itertuples()
    ]  # fmt: skip
    keys = ("show.word", "show.facet", "show.mean_valence", "axis.hits", "axis.articles", "show.pull")
    return Answer(message("show.tone_words", lang), [message(key, lang) for key in keys], rows)
