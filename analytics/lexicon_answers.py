"""Tone lexicons in text tables: what is found in a list, and what several make of the same articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics.answers import Answer, number, percent, polarity
from analytics.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.lexicon_comparison import LexiconComparison
    from analytics.messages import Language
    from analytics.tone.lexicon_checks import Finding


def findings(found: Iterable[Finding], *, lang: Language) -> Answer:
    """What is wrong with a tone lexicon, or worth a look."""
    rows = [
        [message(f"lexicon_level.{f.level}", lang), f.entry, f.message(lang), f.note]
        for f in found
    ]  # fmt: skip
    keys = ("show.level", "show.word", "show.found", "show.note")
    columns = [message(key, lang) for key in keys]
    return Answer(message("show.lexicon", lang), columns, rows, note=message("show.lexicon_clean", lang))


def comparison(compared: LexiconComparison, *, lang: Language) -> list[Answer]:
    """What several lexicons make of the same articles: overall, by outlet, pair by pair, and the words that divide."""
    overall = [
        [r.lexicon, number(r.n_entries, lang), number(r.n_hits, lang), _share(r.coverage, lang),
         f"{number(r.n_covered, lang)} / {number(r.n_paragraphs, lang)}", polarity(r.polarity, lang)]
        for r in compared.overall.itertuples()
    ]  # fmt: skip
    outlets = [
        [r.outlet, r.lexicon, number(r.n_hits, lang), polarity(r.polarity, lang)]
        for r in compared.by_outlet.itertuples()
    ]
    pairs = [
        [r.first, r.second, number(r.n_paragraphs, lang), polarity(r.correlation, lang), _share(r.opposed_share, lang)]
        for r in compared.pairs.itertuples()
    ]
    words = [
        [r.first, r.second, r.word, number(r.n_hits, lang), polarity(r.first_sum, lang), polarity(r.second_sum, lang),
         polarity(r.difference, lang).lstrip("+")]
        for r in compared.words.itertuples()
    ]  # fmt: skip
    parts = {
        "show.lexicon_overall": (["lexicon", "entries", "hits", "coverage", "covered", "polarity"], overall),
        "show.lexicon_outlets": (["outlet", "lexicon", "hits", "polarity"], outlets),
        "show.lexicon_pairs": (["first", "second", "paragraphs", "correlation", "opposed"], pairs),
        "show.lexicon_words": (["first", "second", "word", "hits", "first_sum", "second_sum", "difference"], words),
    }
    return [
        Answer(message(title, lang), [message(f"lexicon_column.{c}", lang) for c in columns], rows)
        for title, (columns, rows) in parts.items()
    ]


def _share(value: float, lang: Language) -> str:
    return "–" if pd.isna(value) else percent(value, lang)
