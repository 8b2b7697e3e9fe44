"""The text behind a cell: sentences that name two actors, words of a speaker that name an actor, relations of two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from analytics.evidence import at_a_word
from analytics.relation_figures import RelationFilter, choose_relations, mentions_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.relation_figures import Unit
    from analytics.runs import Run

_AROUND = 110  # code points of text on each side of what is shown
_UNITS: dict[str, list[str]] = {
    "sentence": ["article_id", "paragraph", "sentence"], "paragraph": ["article_id", "paragraph"],
    "article": ["article_id"],
}  # fmt: skip


class Excerpt(NamedTuple):
    """Part of a paragraph: ``text`` from code point ``start`` on. marks : spans in ``text``, each with its kind."""

    text: str
    start: int
    is_cut: tuple[bool, bool]  # whether the paragraph begins before, and goes on after
    marks: list[tuple[int, int, str]]


def excerpt(text: str, marks: Sequence[tuple[int, int, str]]) -> Excerpt:
    """Cut a paragraph between words around its marks; marks : (start, end, kind), at least one."""
    start = at_a_word(text, min(first for first, _, _ in marks) - _AROUND)
    end = len(text) - at_a_word(text[::-1], len(text) - max(last for _, last, _ in marks) - _AROUND)
    inside = [(first - start, last - start, kind) for first, last, kind in marks]
    return Excerpt(text[start:end], start, (start > 0, end < len(text)), inside)


def list_relations(run: Run, wanted: RelationFilter | None = None) -> pd.DataFrame:
    """Return the relations that meet a filter as keywords in their context, in text order.

    Columns: those of ``relations``, ``left``, ``keyword`` (the cue) and ``right`` of the text, title, outlet and
    published of the article.
    """
    rows = choose_relations(run, wanted)
    shown = excerpts_of_relations(run, rows)
    parts = [(e.text[:a], e.text[a:b], e.text[b:], *e.is_cut) for e in shown for a, b, _ in e.marks[:1]]
    kwic = pd.DataFrame({
        "left": pd.Series([("… " if cut else "") + left for left, _, _, cut, _ in parts], dtype="str"),
        "keyword": pd.Series([keyword for _, keyword, *_ in parts], dtype="str"),
        "right": pd.Series([right + (" …" if cut else "") for _, _, right, _, cut in parts], dtype="str"),
    })  # fmt: skip
    described = run.tables["articles"][["article_id", "title", "outlet", "published"]]
    return pd.concat([rows, kwic], axis=1).merge(described, on="article_id", how="left")


def excerpts_of_relations(run: Run, rows: pd.DataFrame) -> list[Excerpt]:
    """Return each relation in the text around it, its ends marked "first" and "second", its cue "cue".

    rows : some of `choose_relations` or `list_relations`.
    """
    texts = _texts(run, rows)
    return [excerpt(texts[row.article_id, row.paragraph], _relation_marks(row)) for row in rows.itertuples()]


def _relation_marks(row: Any) -> list[tuple[int, int, str]]:  # noqa: ANN401
    return [
        (int(row.start), int(row.end), "cue"),
        (int(row.source_start), int(row.source_end), "first"),
        (int(row.target_start), int(row.target_end), "second"),
    ]


def passages_together(run: Run, first: str, second: str, *, by: Unit = "sentence") -> pd.DataFrame:
    """Return the paragraphs of units of text that name two actors, one row for each unit and paragraph, in text order.

    Columns: article_id, paragraph, marks (spans of the mentions in the paragraph, of kind "first" or "second").
    """
    mentions = run.tables["mentions"]
    mentions = mentions[mentions["actor_id"].isin([first, second])]
    units = _UNITS[by]
    both = mentions.groupby(units)["actor_id"].transform("nunique") == 2
    return _marked(mentions[both].assign(kind=lambda f: np.where(f["actor_id"] == first, "first", "second")), units)


def passages_said(run: Run, speaker: str, target: str) -> pd.DataFrame:
    """Return what a speaker says that names an actor, one row for each quotation and paragraph, in text order.

    Columns: article_id, paragraph, marks (spans of the quotation, of kind "said", and of the mentions, "second").
    """
    said, named = mentions_said(run)
    named = named[(named["speaker_id"] == speaker) & (named["target_id"] == target)]
    if named.empty:
        return pd.DataFrame({"article_id": [], "paragraph": [], "marks": []})
    quoted = said.loc[np.unique(named["said"]), ["article_id", "paragraph", "start", "end", "quotation_id"]]
    whole = said.loc[named["said"], ["article_id", "paragraph", "quotation_id"]].reset_index(drop=True)
    places = named[["start", "end"]].reset_index(drop=True)
    spans = pd.concat([quoted.assign(kind="said"), whole.join(places).assign(kind="second")])
    return _marked(spans, ["article_id", "quotation_id"])


def _marked(spans: pd.DataFrame, units: list[str]) -> pd.DataFrame:
    """Gather the spans of each unit by paragraph."""
    keys = list(dict.fromkeys([*units, "article_id", "paragraph"]))
    rows = [
        {**dict(zip(keys, key, strict=True)), "marks": sorted(zip(g["start"], g["end"], g["kind"], strict=True))}
        for key, g in spans.sort_values("start").groupby(keys, sort=False)
    ]
    frame = pd.DataFrame(rows, columns=[*keys, "marks"])
    order = spans["article_id"].drop_duplicates().tolist()
    frame = frame.assign(order=frame["article_id"].map({name: i for i, name in enumerate(order)}))
    first = frame["marks"].map(lambda marks: marks[0][0] if marks else 0)
    frame = frame.assign(first=first).sort_values(["order", "paragraph", "first"], ignore_index=True)
    return frame[["article_id", "paragraph", "marks"]]


def excerpts(run: Run, rows: pd.DataFrame) -> list[Excerpt]:
    """Return each passage in the text around it. rows : some of `passages_together` or `passages_said`."""
    texts = _texts(run, rows)
    return [
        excerpt(texts[row.article_id, row.paragraph], [(int(a), int(b), kind) for a, b, kind in row.marks])
        for row in rows.itertuples()
    ]


def _texts(run: Run, rows: pd.DataFrame) -> dict[tuple[str, int], str]:
    paragraphs = run.tables["paragraphs"]
    wanted = paragraphs[paragraphs["article_id"].isin(rows["article_id"])]
    keys: Iterable[tuple[str, int]] = zip(wanted["article_id"], wanted["paragraph"], strict=True)
    return dict(zip(keys, wanted["text"], strict=True))
