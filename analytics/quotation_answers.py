"""Quotations told to readers: the sentence that sums them up, who speaks, and filters as a person writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics import answers
from analytics.errors import SettingsError
from analytics.messages import LANGUAGES, message
from analytics.normalization import fold
from analytics.quotation_search import (
    KINDS,
    STANCES,
    UNKNOWN,
    QuotationFilter,
    find_speakers,
    quotation_figures,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.messages import Language
    from analytics.runs import Run


def summary(run: Run, *, lang: Language) -> str:
    """Say how much is quoted or reported, by how many actors, and what share of the words it is."""
    figures = quotation_figures(run)
    if not figures.n_quotations:
        return message("show.no_quotations", lang)
    shares = [
        message("show.voice_share", lang, voice=message(f"voice.{voice}", lang), share=answers.percent(share, lang))
        for voice, share in figures.voice_shares.items()
    ]
    linked = message("show.by_actors", lang, n=figures.n_speakers, linked=figures.n_linked)
    return message("show.quotations_sum", lang, n=figures.n_quotations, linked=linked, shares=", ".join(shares) or "–")


def speaker_line(row: Any, names: pd.Series, lang: Language) -> str:  # noqa: ANN401
    """Say who speaks: the words that name the speaker, and the actor they are linked to. row : of `list_quotations`."""
    actor = message("show.unknown", lang) if pd.isna(row.speaker_id) else str(names[row.speaker_id])
    if pd.isna(row.speaker) or row.speaker == actor:
        return actor
    return message("show.speaker_is", lang, written=" ".join(str(row.speaker).split()), actor=actor)


def cue_line(row: Any, lang: Language) -> str:  # noqa: ANN401
    """Say how it is told: the kind, the cue and its stance, and that a conditional keeps it at a distance."""
    parts = [message(f"quotation.{row.kind}", lang)]
    if cue := answers.cue_of(row):
        stance = "" if pd.isna(row.stance) else f" ({message(f'stance.{row.stance}', lang)})"
        parts.append(message("show.told_by", lang, cue=cue) + stance)
    if not pd.isna(row.hearsay) and row.hearsay:
        parts.append(message("show.hearsay", lang))
    return " · ".join(parts)


def quotation_table(run: Run, listed: pd.DataFrame, *, lang: Language) -> pd.DataFrame:
    """Return quotations as a table to be saved, with columns named in the language of the reader.

    listed : rows of `list_quotations` of the run.
    """
    names = run.tables["actors"].set_index("actor_id")[f"name_{lang}"]
    unknown = message("show.unknown", lang)
    columns = {
        "show.speaker": listed["speaker"].astype(object).fillna(""),
        "axis.actor": listed["speaker_id"].map(names).astype(object).fillna(unknown),
        "show.cue": listed["cue"].astype(object).fillna(""),
        "show.stance": _named("stance", listed["stance"], lang).astype(object).fillna(""),
        "show.kind": _named("quotation", listed["kind"], lang),
        "show.said": listed["text"],
        "show.hearsay": listed["hearsay"],
        "show.title": listed["title"],
        "axis.outlet": listed["outlet"],
        "show.date": listed["published"].dt.strftime("%Y-%m-%d"),
        "show.id": listed["article_id"],
        "axis.paragraph": listed["paragraph"],
    }
    return pd.DataFrame({message(key, lang): column for key, column in columns.items()})


def _named(family: str, values: pd.Series, lang: Language) -> pd.Series:
    return values.map(lambda value: message(f"{family}.{value}", lang), na_action="ignore")


def quotation_filter(
    run: Run,
    *,
    kinds: Sequence[str] = (),
    stances: Sequence[str] = (),
    speakers: Sequence[str] = (),
    outlets: Sequence[str] = (),
    hearsay: bool = False,
    text: str = "",
) -> QuotationFilter:
    """Return a filter from what a person writes: names as tables have them, or as readers read them.

    Raises SettingsError for a kind, stance, speaker or outlet that there is not, naming those that there are.
    """
    known = run.tables["articles"]["outlet"].dropna().drop_duplicates()
    return QuotationFilter(
        kinds=_machine_names("quotation", KINDS, kinds),
        stances=_machine_names("stance", STANCES, stances),
        speakers=find_speakers(
            run, speakers, unknown=[UNKNOWN, *(message("show.unknown", lang) for lang in LANGUAGES)]
        ),
        outlets=_chosen({fold(outlet): outlet for outlet in known}, outlets, known),
        hearsay=hearsay,
        text=text,
    )


def _machine_names(family: str, names: Sequence[str], written: Iterable[str]) -> tuple[str, ...]:
    known = answers.machine_names(family, names)
    return _chosen(known | {name: name for name in names}, written, names)


def _chosen(known: dict[str, str], written: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    for name in written:
        if fold(name) not in known:
            raise SettingsError("filter_unknown", name=name, known=", ".join(names) or "–")
    return tuple(dict.fromkeys(known[fold(name)] for name in written))
