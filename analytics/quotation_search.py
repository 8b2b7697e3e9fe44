"""Who says what: quotations that meet filters, what they amount to, and each in the text that surrounds it.

A quotation may have several parts (rows of the table ``quotations`` with one ``quotation_id``); all of it is kept when
one of its parts meets the filters.
"""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics import aggregation
from analytics.errors import SettingsError
from analytics.evidence import at_a_word
from analytics.normalization import fold, fold_all
from analytics.runs import RunTables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.messages import Language
    from analytics.runs import Run

KINDS = ("direct", "indirect", "selon", "distancing", "hearsay")
STANCES = ("neutral", "endorsing", "distancing", "denying")
UNKNOWN = "unknown"  # in place of an actor: the speaker is linked to none
GAP = " […] "  # between the parts of a quotation
_AROUND = 160  # code points of text on each side of a quotation, its cue and its speaker
_WHOLE = ["article_id", "quotation_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationFilter:
    """What quotations are wanted; empty means all of them."""

    kinds: tuple[str, ...] = ()  # of KINDS
    stances: tuple[str, ...] = ()  # of STANCES
    speakers: tuple[str, ...] = ()  # actors, or UNKNOWN
    outlets: tuple[str, ...] = ()
    hearsay: bool = False  # only what a conditional of the newsroom's keeps at a distance
    text: str = ""  # words one after the other in what is said; case and accents do not matter


class QuotationFigures(NamedTuple):
    """What quotations amount to; ``voice_shares`` is the share of the words of each voice but the newsroom's."""

    n_quotations: int
    n_linked: int  # of these, by a speaker linked to an actor
    n_speakers: int  # actors who speak
    voice_shares: dict[str, float]


class Passage(NamedTuple):
    """A quotation in its text: ``text`` from code point ``start`` of the paragraph on; spans are those in ``text``."""

    text: str
    start: int
    is_cut: tuple[bool, bool]  # whether the paragraph begins before, and goes on after
    parts: list[tuple[int, int]]
    cue: tuple[int, int] | None
    speaker: tuple[int, int] | None
    later: tuple[int, ...]  # further paragraphs that it goes on in


def choose_quotations(run: Run, wanted: QuotationFilter) -> Run:
    """Return the run with the quotations that meet a filter; its other tables are the same."""
    if wanted == QuotationFilter():
        return run
    said = aggregation.who_says_what(run)
    meets = np.ones(len(said), dtype=bool)
    if wanted.kinds:
        meets &= said["kind"].isin(wanted.kinds).to_numpy()
    if wanted.stances:
        meets &= said["stance"].isin(wanted.stances).to_numpy()
    if wanted.speakers:
        meets &= said["speaker_id"].fillna(UNKNOWN).isin(wanted.speakers).to_numpy()
    if wanted.outlets:
        outlets = run.tables["articles"].set_index("article_id")["outlet"]
        meets &= said["article_id"].map(outlets).isin(wanted.outlets).to_numpy()
    if wanted.hearsay:
        meets &= (said["hearsay"].fillna(False) | said["kind"].eq("hearsay")).to_numpy(dtype=bool)
    if words := fold(wanted.text).strip():
        meets &= np.array([words in text for text in fold_all(said["text"].tolist())], dtype=bool)
    whole = pd.MultiIndex.from_frame(said[_WHOLE])
    kept = run.arrow["quotations"].filter(pa.array(whole.isin(whole[meets]), pa.bool_()))
    arrow = ChainMap({"quotations": kept}, run.arrow)  # type: ignore[arg-type]  # read only
    return replace(run, arrow=arrow, tables=RunTables(arrow))


def quotation_figures(run: Run) -> QuotationFigures:
    """Return what the quotations of a run amount to."""
    said = run.tables["quotations"].drop_duplicates(_WHOLE)
    shares = {voice: share for voice, share in aggregation.voice_shares(run).items() if voice != "newsroom"}
    return QuotationFigures(len(said), int(said["speaker_id"].notna().sum()), said["speaker_id"].nunique(), shares)


def list_quotations(run: Run) -> pd.DataFrame:
    """Return one row for each quotation, in text order.

    Columns: those of ``quotations`` for its first part, ``text`` (what is said, its parts joined by GAP), ``speaker``
    (the words that name the speaker; missing where there are none), title, outlet and published of the article.
    """
    said = aggregation.who_says_what(run)
    rows = said.drop_duplicates(_WHOLE)
    several = said[said.duplicated(_WHOLE, keep=False)]
    joined = several.groupby(_WHOLE, sort=False)["text"].agg(GAP.join)
    places = joined.index.get_indexer(pd.MultiIndex.from_frame(rows[_WHOLE]))
    texts = rows["text"].to_numpy(dtype=object).copy()
    texts[places >= 0] = joined.to_numpy(dtype=object)[places[places >= 0]]
    described = run.tables["articles"][["article_id", "title", "outlet", "published"]]
    return rows.assign(text=pd.Series(texts, rows.index, dtype="str")).merge(described, on="article_id", how="left")


def in_context(run: Run, listed: pd.DataFrame) -> list[Passage]:
    """Return each quotation in its paragraph, with its cue and its speaker where they stand there too.

    listed : some rows of `list_quotations`.
    """
    run = run.restricted(listed["article_id"].unique())
    return [_passage(run, row.article_id, row.quotation_id) for row in listed.itertuples()]


def _passage(run: Run, article_id: str, quotation_id: int) -> Passage:
    said = run.tables["quotations"]
    parts = said[(said["article_id"] == article_id) & (said["quotation_id"] == quotation_id)]
    first = parts.iloc[0]
    paragraphs = run.tables["paragraphs"]
    here = (paragraphs["article_id"] == article_id) & (paragraphs["paragraph"] == first["paragraph"])
    text = str(paragraphs.loc[here, "text"].iloc[0])
    inside = parts[parts["paragraph"] == first["paragraph"]]
    spans = [(int(start), int(end)) for start, end in zip(inside["start"], inside["end"], strict=True)]
    cue, speaker = (
        None if pd.isna(first[f"{name}_start"]) else (int(first[f"{name}_start"]), int(first[f"{name}_end"]))
        for name in ("cue", "speaker")
    )
    shown = [*spans, *filter(None, (cue, speaker))]
    start = at_a_word(text, min(a for a, _ in shown) - _AROUND)
    end = len(text) - at_a_word(text[::-1], len(text) - max(b for _, b in shown) - _AROUND)
    return Passage(
        text=text[start:end],
        start=start,
        is_cut=(start > 0, end < len(text)),
        parts=[(a - start, b - start) for a, b in spans],
        cue=cue and (cue[0] - start, cue[1] - start),
        speaker=speaker and (speaker[0] - start, speaker[1] - start),
        later=tuple(sorted({int(number) for number in parts["paragraph"]} - {int(first["paragraph"])})),
    )


def find_speakers(run: Run, written: Iterable[str], *, unknown: Iterable[str] = (UNKNOWN,)) -> tuple[str, ...]:
    """Return actors who speak by their identifier or by (part of) their name in either language.

    unknown : names of UNKNOWN. Raises SettingsError for a name that nobody who speaks has, or several have.
    """
    actors = run.tables["actors"]
    actors = actors[actors["actor_id"].isin(run.tables["quotations"]["speaker_id"].dropna())]
    names = actors[["actor_id", "name_fr", "name_en"]].map(fold)
    nobody = set(map(fold, unknown))
    return tuple(UNKNOWN if fold(name) in nobody else _speaker(name, names, actors) for name in written)


def _speaker(name: str, names: pd.DataFrame, actors: pd.DataFrame) -> str:
    wanted = fold(name).strip()
    found = actors[names.eq(wanted).any(axis=1)]
    if found.empty:
        found = actors[names.map(lambda known: f" {wanted} " in f" {known} ").any(axis=1)]
    if len(found) == 1:
        return str(found["actor_id"].iloc[0])
    if found.empty:
        raise SettingsError("speaker_unknown", name=name)
    raise SettingsError("speaker_ambiguous", name=name, known=", ".join(found["name_fr"].head(8)))


def speakers_of(run: Run, *, lang: Language) -> pd.Series[str]:
    """Return the names of the actors who speak, by identifier, those who say most quotations first."""
    said = run.tables["quotations"].drop_duplicates(_WHOLE)["speaker_id"].dropna()
    counts = said.value_counts().rename_axis("actor_id").reset_index(name="n")
    counts = counts.sort_values(["n", "actor_id"], ascending=[False, True])
    names: pd.Series[str] = run.tables["actors"].set_index("actor_id")[f"name_{lang}"]
    return names.loc[counts["actor_id"]]
