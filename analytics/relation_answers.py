"""Relations told to readers: who acts on whom as tables of text, and filters as a person writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics import answers
from analytics.answers import Answer
from analytics.errors import SettingsError
from analytics.messages import message
from analytics.normalization import fold
from analytics.relation_figures import SIGNS, RelationFilter, co_mentions, relation_matrix, said_of
from analytics.relation_passages import list_relations
from analytics.voices import VOICES
from analytics.wording import paragraph_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from analytics.messages import Language
    from analytics.runs import Run


def summary(run: Run, *, lang: Language) -> str:
    """Say how many relations there are between how many actors, and how many are conflicts."""
    matrix = relation_matrix(run)
    if matrix.empty:
        return message("relations.none", lang)
    n_actors = len({*matrix["source_id"], *matrix["target_id"]})
    sums = {name: int(matrix[name].sum()) for name in ("n", "n_negative", "n_positive")}
    denied = int(run.tables["relations"]["negated"].sum())
    return message(
        "relations.sum", lang, n=sums["n"], actors=n_actors, conflicts=sums["n_negative"],
        cooperations=sums["n_positive"], denied=denied,
    )  # fmt: skip


def relations(run: Run, *, lang: Language, limit: int, wanted: RelationFilter | None = None) -> Answer:
    """Relations in text order, each with the words around its cue."""
    listed = list_relations(run, wanted)
    names = names_of(run, lang)
    rows = [
        [names[row.source_id], names[row.target_id], strength(row.strength, lang), state_of(row, lang),
         f"{row.left}[{row.keyword}]{row.right}", row.article_id[:8], paragraph_name(row.paragraph, lang)]
        for row in listed.head(limit).itertuples()
    ]  # fmt: skip
    keys = ("axis.acting", "axis.acted_upon", "axis.strength", "axis.voice", "axis.in_text", "show.id", "show.place")
    columns = [message(key, lang) for key in keys]
    note = message("relations.none_pass" if wanted and wanted != RelationFilter() else "relations.none", lang)
    return Answer(message("relations.list", lang), columns, rows, max(len(listed) - limit, 0), note)


def matrix(run: Run, *, lang: Language, limit: int, wanted: RelationFilter | None = None) -> Answer:
    """Ordered pairs of actors by the number of their relations, with the mean strength."""
    frame = relation_matrix(run, voices=wanted.voices if wanted else ())
    names = names_of(run, lang)
    rows = [
        [names[row.source_id], names[row.target_id], *(answers.number(value, lang) for value in (
            row.n, row.n_negative, row.n_positive)), strength(row.strength, lang), interval(row.low, row.high, lang),
         *(answers.number(getattr(row, f"n_{voice}"), lang) for voice in VOICES)]
        for row in frame.head(limit).itertuples()
    ]  # fmt: skip
    keys = ("axis.acting", "axis.acted_upon", "axis.relations", "axis.conflicts", "axis.cooperations", "axis.strength",
            "axis.interval", *(f"voice.{voice}" for voice in VOICES))  # fmt: skip
    columns = [message(key, lang) for key in keys]
    title, note = message("relations.matrix", lang), message("relations.none", lang)
    return Answer(title, columns, rows, max(len(frame) - limit, 0), note)


def together(run: Run, *, lang: Language, limit: int, wanted: RelationFilter | None = None) -> Answer:
    """Pairs of actors that sentences name together, the most closely associated first."""
    frame = co_mentions(run)
    names = names_of(run, lang)
    rows = [
        [names[row.first_id], names[row.second_id], *(answers.number(value, lang) for value in (
            row.n, row.n_first, row.n_second)), f"{row.npmi:+.2f}".replace(".", "," if lang == "fr" else "."),
         answers.number(round(row.log_likelihood), lang)]
        for row in frame.head(limit).itertuples()
    ]  # fmt: skip
    keys = ("axis.first", "axis.second", "axis.sentences", "axis.n_first", "axis.n_second", "axis.npmi", "axis.g2")
    title, note = message("relations.together", lang), message("relations.none_together", lang)
    return Answer(title, [message(key, lang) for key in keys], rows, max(len(frame) - limit, 0), note)


def said(run: Run, *, lang: Language, limit: int, wanted: RelationFilter | None = None) -> Answer:
    """Who says what of whom: speakers and the actors they name, with the tone of these sentences."""
    frame = said_of(run)
    names = names_of(run, lang)
    rows = [
        [names[row.speaker_id], names[row.target_id], answers.number(row.n_quotations, lang),
         answers.polarity(row.polarity, lang), interval(row.low, row.high, lang), answers.number(row.n_hits, lang)]
        for row in frame.head(limit).itertuples()
    ]  # fmt: skip
    keys = ("show.speaker", "axis.said_of", "axis.quotations", "axis.polarity", "axis.interval", "axis.hits")
    title, note = message("relations.said_of", lang), message("relations.none_said", lang)
    return Answer(title, [message(key, lang) for key in keys], rows, max(len(frame) - limit, 0), note)


ANSWERS: dict[str, Callable[..., Answer]] = {
    "relations": relations, "matrix": matrix, "co-mentions": together, "said-of": said,
}  # fmt: skip


def relation_table(run: Run, listed: pd.DataFrame, *, lang: Language) -> pd.DataFrame:
    """Return relations as a table to be saved, with columns named in the language of the reader.

    listed : rows of `list_relations` of the run.
    """
    names = names_of(run, lang)
    columns = {
        "axis.acting": listed["source_id"].map(names),
        "axis.acted_upon": listed["target_id"].map(names),
        "show.cue": listed["cue"],
        "axis.strength": listed["strength"],
        "relations.category": listed["category"].map(lambda name: message(f"category.{name.replace(' ', '_')}", lang)),
        "relations.negated": listed["negated"],
        "relations.unreal": listed["unreal"],
        "axis.voice": listed["voice"].map(lambda voice: message(f"voice.{voice}", lang)),
        "axis.in_text": listed["left"] + listed["keyword"] + listed["right"],
        "show.title": listed["title"],
        "axis.outlet": listed["outlet"],
        "show.date": listed["published"].dt.strftime("%Y-%m-%d"),
        "show.id": listed["article_id"],
        "axis.paragraph": listed["paragraph"],
    }
    return pd.DataFrame({message(key, lang): column for key, column in columns.items()})


def names_of(run: Run, lang: Language) -> pd.Series[str]:
    """Return the names of actors by their identifiers."""
    names: pd.Series[str] = run.tables["actors"].set_index("actor_id")[f"name_{lang}"]
    return names


def strength(value: float, lang: Language) -> str:
    """Write a strength with its sign: −0,4."""
    return answers.polarity(value, lang)


def interval(low: float, high: float, lang: Language) -> str:
    """Write an interval, or a dash where it rests on one article."""
    return "–" if pd.isna(low) else f"{answers.polarity(low, lang)} … {answers.polarity(high, lang)}"


def state_of(row: Any, lang: Language) -> str:  # noqa: ANN401
    """Say in whose voice a relation is told, and that it is denied or not real. row : of `list_relations`."""
    flags = [message(f"relations.{flag}", lang) for flag in ("negated", "unreal") if getattr(row, flag)]
    return ", ".join([message(f"voice.{row.voice}", lang), *flags])


def relation_filter(
    run: Run, *, sources: Sequence[str] = (), targets: Sequence[str] = (), sign: str = "", voices: Sequence[str] = ()
) -> RelationFilter:
    """Return a filter from what a person writes: names as tables have them, or as readers read them.

    Raises SettingsError for an actor, sign or voice that there is not, naming those that there are.
    """
    if sign and sign not in SIGNS:
        raise SettingsError("filter_unknown", name=sign, known=", ".join(SIGNS))
    known = answers.machine_names("voice", VOICES) | {voice: voice for voice in VOICES}
    for voice in voices:
        if fold(voice) not in known:
            raise SettingsError("filter_unknown", name=voice, known=", ".join(VOICES))
    table = run.tables["relations"]
    return RelationFilter(
        sources=_actors(run, sources, table["source_id"]),
        targets=_actors(run, targets, table["target_id"]),
        sign=sign,
        voices=tuple(dict.fromkeys(known[fold(voice)] for voice in voices)),
    )


def _actors(run: Run, written: Iterable[str], among: pd.Series[str]) -> tuple[str, ...]:
    """Actors of one end by their identifier or by (part of) their name in either language."""
    actors = run.tables["actors"]
    actors = actors[actors["actor_id"].isin(among)]
    names = actors[["actor_id", "name_fr", "name_en"]].map(fold)
    found = []
    for name in written:
        wanted = fold(name).strip()
        fits = names.eq(wanted).any(axis=1)
        if not fits.any():
            fits = names.map(lambda known, wanted=wanted: f" {wanted} " in f" {known} ").any(axis=1)
        if not fits.any():
            raise SettingsError("end_unknown", name=name)
        if fits.sum() > 1:
            raise SettingsError("speaker_ambiguous", name=name, known=", ".join(actors.loc[fits, "name_fr"].head(8)))
        found.append(str(actors.loc[fits, "actor_id"].iloc[0]))
    return tuple(found)


def told(row: Any, names: pd.Series[str], lang: Language) -> str:  # noqa: ANN401
    """Say what a relation is: who, on whom, the cue, its category and strength, in whose voice it is told.

    row : of `list_relations`. names : of `names_of`.
    """
    category = message(f"category.{row.category.replace(' ', '_')}", lang)
    return " · ".join([
        f"{names[row.source_id]} → {names[row.target_id]}",
        f"{row.cue} ({category}, {strength(row.strength, lang)})",
        state_of(row, lang),
    ])  # fmt: skip
