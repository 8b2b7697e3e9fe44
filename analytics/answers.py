"""The answers of a run as small text tables: what `vigie show` prints, one line of cells per row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from analytics import aggregation
from analytics.errors import RunError
from analytics.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.messages import Language
    from analytics.runs import Run


class Answer(NamedTuple):
    """A titled table of texts; ``n_more`` rows were left out; ``note`` says why there are none."""

    title: str
    columns: list[str]
    rows: list[list[str]]
    n_more: int = 0
    note: str = ""


class Marked(NamedTuple):
    """A paragraph to be shown with its tone words: spans (start, end, valence) in its text."""

    number: int
    text: str
    note: str
    spans: list[tuple[int, int, float]]


def topics(run: Run, *, lang: Language, limit: int) -> Answer:
    """Topics by share, with their first terms."""
    rows = [
        [str(row.topic + 1), row.label, percent(row.share, lang), str(row.n_articles),
         ", ".join(aggregation.topic_terms(run, row.topic, n_terms=10)["surface"])]
        for row in aggregation.topic_shares(run).itertuples()
    ]  # fmt: skip
    columns = [message(key, lang) for key in ("show.number", "axis.topic", "axis.share", "axis.articles", "show.terms")]
    answer = _limited(message("show.topics", lang), columns, rows, limit)
    return answer._replace(note=message("show.no_topics", lang))


def actors(run: Run, *, lang: Language, limit: int) -> Answer:
    """Actors by mentions, with the forms that name them."""
    counts = aggregation.actor_counts(run)
    aliases = aggregation.alias_counts(run, counts["actor_id"].head(limit))
    forms = aliases.groupby("actor_id")
    rows = [
        [getattr(row, f"name_{lang}"), message(f"kind.{row.kind}", lang), number(row.n_mentions, lang),
         number(row.n_articles, lang), number(row.n_quoted, lang), _forms(forms.get_group(row.actor_id))]
        for row in counts.head(limit).itertuples()
    ]  # fmt: skip
    keys = ("axis.actor", "show.kind", "axis.mentions", "axis.articles", "show.quoted", "show.how")
    columns = [message(key, lang) for key in keys]
    return Answer(message("show.actors", lang), columns, rows, max(len(counts) - limit, 0))


def tone(run: Run, *, lang: Language, limit: int) -> Answer:
    """Articles from the most negative to the most positive, those without tone words last."""
    frame = aggregation.tone_by_article(run).sort_values(["polarity", "article_id"], na_position="last")
    rows = [
        [polarity(row.polarity, lang), number(row.n_hits, lang), _title(row, lang), _outlet(row),
         day(row.published, lang), row.article_id]
        for row in frame.itertuples()
    ]  # fmt: skip
    keys = ("axis.polarity", "axis.hits", "show.title", "axis.outlet", "show.date", "show.id")
    return _limited(message("show.tone", lang), [message(key, lang) for key in keys], rows, limit)


def articles(run: Run, *, lang: Language, limit: int) -> Answer:
    """Articles in corpus order."""
    rows = [
        [row.article_id, day(row.published, lang), _outlet(row), _title(row, lang)]
        for row in run.tables["articles"].itertuples()
    ]  # fmt: skip
    keys = ("show.id", "show.date", "axis.outlet", "show.title")
    return _limited(message("show.articles", lang), [message(key, lang) for key in keys], rows, limit)


def rejected(run: Run, *, lang: Language, limit: int) -> Answer:
    """Records that could not be read."""
    rows = [[r.origin_file, str(r.origin_record), r.reason, r.excerpt] for r in run.tables["rejected"].itertuples()]
    keys = ("show.file", "show.record", "show.reason", "show.excerpt")
    return _limited(message("show.rejected", lang), [message(key, lang) for key in keys], rows, limit)


def candidates(run: Run, *, lang: Language, limit: int) -> Answer:
    """Names that were not recognised, the most frequent first."""
    rows = [
        [r.form, number(r.n_mentions, lang), number(r.n_articles, lang)] for r in run.tables["candidates"].itertuples()
    ]
    keys = ("axis.forms", "axis.mentions", "axis.articles")
    return _limited(message("show.candidates", lang), [message(key, lang) for key in keys], rows, limit)


ANSWERS: dict[str, Callable[..., Answer]] = {
    "topics": topics, "actors": actors, "tone": tone, "rejected": rejected, "candidates": candidates,
}  # fmt: skip


def article(run: Run, article_id: str, *, lang: Language) -> tuple[str, list[Marked]]:
    """Return the heading of an article and its paragraphs with their tone and tone words."""
    described = run.tables["articles"].set_index("article_id").loc[article_id]
    evidence = aggregation.article_evidence(run, article_id)
    toned = aggregation.tone_by_paragraph(run, article_id).groupby("paragraph")[["sum_valence", "n_hits"]].sum()
    marked = []
    for row in evidence["paragraphs"].itertuples():
        hits = evidence["hits"][evidence["hits"]["paragraph"] == row.paragraph]
        n_hits = int(toned["n_hits"].get(row.paragraph, 0))
        note = message("show.no_tone", lang)
        if n_hits:
            value = toned["sum_valence"].loc[row.paragraph] / n_hits
            note = message("show.polarity_of", lang, polarity=polarity(value, lang), n=n_hits)
        spans = [(int(h.start), int(h.end), float(h.valence)) for h in hits.itertuples()]
        marked.append(Marked(int(row.paragraph), row.text, note, spans))
    outlet = described["outlet"] if isinstance(described["outlet"], str) else ""
    heading = " · ".join(part for part in (outlet, day(described["published"], lang), article_id) if part)
    return heading, marked


def find_article(run: Run, beginning: str) -> str:
    """Return the id of the one article whose id begins so. Raises RunError when there is none, or several."""
    ids = run.tables["articles"]["article_id"]
    found = ids[ids.str.startswith(beginning)].tolist()
    if len(found) != 1:
        raise RunError("article_ambiguous" if found else "article_unknown", article=beginning)
    return str(found[0])


def polarity(value: float, lang: Language) -> str:
    """Write a polarity with its sign, or a dash when it is missing."""
    if pd.isna(value):
        return "–"
    return str(format_decimal(value, format="+0.00;−0.00", locale=lang))


def percent(value: float, lang: Language) -> str:
    """Write a share in per cent."""
    return str(format_percent(value, format="#,##0.0 %" if lang == "fr" else "#,##0.0%", locale=lang))


def number(value: int, lang: Language) -> str:
    """Write a count."""
    return str(format_decimal(int(value), locale=lang))


def day(value: pd.Timestamp, lang: Language) -> str:
    """Write a date in words, or nothing when it is missing."""
    return "" if pd.isna(value) else str(format_date(value, format="medium", locale=lang))


def _title(row: Any, lang: Language) -> str:  # noqa: ANN401
    return row.title or message("label.untitled", lang)


def _outlet(row: Any) -> str:  # noqa: ANN401
    return row.outlet if isinstance(row.outlet, str) else ""


def _forms(aliases: pd.DataFrame) -> str:
    counts = aliases.groupby("form", sort=False)["n_mentions"].sum().sort_values(ascending=False, kind="stable")
    return ", ".join(f"{form} {n}" for form, n in counts.head(4).items())


def _limited(title: str, columns: list[str], rows: list[list[str]], limit: int) -> Answer:
    return Answer(title, columns, rows[:limit], max(len(rows) - limit, 0))
