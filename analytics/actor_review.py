"""Review of actors: what is open or not recognised, and decisions about it, made from what a reader writes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from difflib import SequenceMatcher, get_close_matches
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analytics.actors.ambiguity import NO_ACTOR
from analytics.actors.gazetteer import load_gazetteer
from analytics.actors.ledger import Decision
from analytics.actors.name_words import name_key
from analytics.errors import DecisionError
from analytics.messages import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.messages import Language
    from analytics.runs import Run

KINDS_OF_ACTOR = (
    "person", "state", "organisation", "alliance", "armed_group", "company", "central_bank", "party", "institution",
    "ngo", "press_agency", "sport_body", "place", "unspecified",
)  # fmt: skip
_ALIKE = 0.88  # ratio of difflib from which two names are shown as perhaps one
_PLACE = ["article_id", "paragraph", "start", "end"]


def names(run: Run, lang: Language) -> dict[str, str]:
    """Return the names of the actors of a run and of the gazetteer by id, and of what may be meant and is no actor."""
    here = run.tables["actors"].set_index("actor_id")[f"name_{lang}"].to_dict()
    bundled = load_gazetteer().actors.values()
    nobody = {meant: message(f"meant.{meant}", lang) for meant in NO_ACTOR}
    return {**nobody, **{actor.actor_id: getattr(actor, f"name_{lang}") for actor in bundled}, **here}


def open_forms(run: Run) -> pd.DataFrame:
    """Return the forms that may mean several actors, the most frequent first, with an example of each.

    Columns: key (what spellings share), form, actor_id (whom they are counted for), alternatives (ids of the others),
    n_mentions, n_articles, and the span of the first one.
    """
    mentions = run.tables["mentions"]
    mentions = mentions[mentions["alternatives"].notna()]
    others = mentions["alternatives"].map(tuple)
    return _grouped(
        mentions.assign(alternatives=others, key=_keys(mentions["form"])), ["key", "actor_id", "alternatives"]
    )


def candidate_counts(run: Run, *, kinds: Sequence[str] = ()) -> pd.DataFrame:
    """Return the names that are not recognised, the most frequent first, with an example of each.

    kinds : what they are likely to be (person, place, organisation, unknown); all without. Columns: key, form, kind,
    kind_reason, n_mentions, n_articles, and the span of the first one.
    """
    candidates = run.tables["candidates"]
    kept = candidates[candidates["kind"].isin(kinds)] if kinds else candidates
    told = kept.drop_duplicates("key")[["key", "kind", "kind_reason"]]
    return _grouped(kept, ["key"]).merge(told, on="key", how="left")


def _keys(forms: pd.Series[str]) -> pd.Series[str]:
    known = {form: name_key(form) for form in forms.unique()}
    return forms.map(known).astype("str")


def _grouped(names: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    grouped = names.groupby(by, sort=False)
    counts = grouped.agg(n_mentions=("form", "size"), n_articles=("article_id", "nunique"))
    usual = names.groupby([*by, "form"], sort=False).size().rename("n").reset_index()
    usual = usual.sort_values("n", ascending=False, kind="stable").drop_duplicates(by).set_index(by)["form"]
    frame = counts.join(usual).join(grouped[_PLACE].first()).reset_index()
    return frame.sort_values(["n_mentions", "key"], ascending=[False, True], ignore_index=True)


def spelt_as(names: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the rows of mentions or candidates whose form is a spelling of a name."""
    return names[_keys(names["form"]) == name_key(name)]


def in_text(run: Run, spans: pd.DataFrame, *, width: int = 60) -> pd.DataFrame:
    """Return spans with the text around them: ``before``, ``form``, ``after`` (KWIC), words within ``width``."""
    place = _PLACE[:2]
    texts = spans[_PLACE].merge(run.tables["paragraphs"][[*place, "text"]], on=place, how="left")
    cut = [
        (_whole_words(text[:start][::-1], width)[::-1], text[start:end], _whole_words(text[end:], width))
        for text, start, end in zip(texts["text"], texts["start"], texts["end"], strict=True)
    ]
    return spans.assign(**{
        name: pd.Series([part[i] for part in cut], index=spans.index, dtype="str")
        for i, name in enumerate(("before", "form", "after"))
    })  # fmt: skip


def _whole_words(text: str, width: int) -> str:
    """Return the words at the head of a text that fit into a width."""
    return text if len(text) <= width else text[: text.rfind(" ", 0, width + 1) + 1].rstrip()


def name_twins(run: Run, *, limit: int = 50) -> pd.DataFrame:
    """Return pairs of persons or candidates whose names look alike, and so may be one, the most alike first.

    Columns: left, right (names), left_id, right_id (actors; missing for candidates), similarity (ratio of difflib, of
    Ratcliff and Obershelp; 1 for the same words in another order). Only names that share a word or begin alike are
    compared.
    """
    persons = run.tables["actors"].query("kind == 'person'")
    names = {name_key(row.name_fr): (row.name_fr, row.actor_id) for row in persons.itertuples()}
    for row in candidate_counts(run).itertuples():
        names.setdefault(row.key, (row.form, None))
    alike = defaultdict(set)
    for key in names:
        for word in {*key.split(), key[:4]}:
            alike[word].add(key)
    pairs = {pair for keys in alike.values() if len(keys) <= 60 for pair in combinations(sorted(keys), 2)}
    found = [(_similarity(*pair), *pair) for pair in sorted(pairs)]
    found = sorted((row for row in found if row[0] >= _ALIKE), key=lambda row: -row[0])[:limit]
    rows = [(names[a][0], names[b][0], names[a][1], names[b][1], ratio) for ratio, a, b in found]
    return pd.DataFrame(rows, columns=["left", "right", "left_id", "right_id", "similarity"])


def _similarity(left: str, right: str) -> float:
    if sorted(left.split()) == sorted(right.split()):
        return 1.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def find_actor(run: Run, written: str) -> str:
    """Return the id of an actor by its id, its name in either language, or a form that names it alone.

    Actors of the gazetteer that the run does not mention are found too. Raises DecisionError for a name that nobody
    has, with those that look like it, or that several have.
    """
    known = _ids_by_name(run)
    forms = run.tables["mentions"][["form", "actor_id"]].drop_duplicates()
    by_form = forms.groupby(_keys(forms["form"]))["actor_id"].agg(lambda ids: sorted(set(ids))).to_dict()
    key = name_key(written)
    found = [written] if written in known.actors else known.names.get(key) or by_form.get(key, [])
    if len(found) == 1:
        return str(found[0])
    if found:
        raise DecisionError("actor_ambiguous", name=written, known=", ".join(found))
    near = get_close_matches(key, [*known.names, *by_form], n=3, cutoff=0.6)
    raise DecisionError("actor_unknown", name=written, near=", ".join(near) or "–")


class _Known(NamedTuple):
    """Ids of the actors there are, and those that each name has: actors of the run before those of the gazetteer."""

    actors: set[str]
    names: dict[str, list[str]]


def _ids_by_name(run: Run) -> _Known:
    names: dict[str, list[str]] = {}
    here = run.tables["actors"][["actor_id", "name_fr", "name_en"]]
    bundled = load_gazetteer().actors
    for rows in (here.itertuples(index=False), bundled.values()):
        found = defaultdict(list)
        for row in rows:
            for name in {name_key(row.name_fr), name_key(row.name_en)}:
                found[name].append(row.actor_id)
        names = {**found, **names}
    return _Known({*here["actor_id"], *bundled}, names)


def merge(run: Run, actor: str, into: str, *, why: str = "") -> Decision:
    """Decide that two actors are one; both are written as `find_actor` takes them. Raises DecisionError as it does."""
    actor_id, target_id = find_actor(run, actor), find_actor(run, into)
    if actor_id == target_id:
        raise DecisionError("decision_same", name=actor)
    return _made("merge", why, actor_id=actor_id, **_described(run, target_id))


def split(run: Run, actor: str, form: str, into: str, *, kind: str = "unspecified", why: str = "") -> Decision:
    """Decide that a form of an actor means another one, there already or new and of a kind.

    Raises DecisionError for a form that does not name the actor.
    """
    actor_id = find_actor(run, actor)
    mentions = run.tables["mentions"]
    forms = mentions.loc[mentions["actor_id"] == actor_id, "form"]
    if name_key(form) not in set(_keys(forms)):
        raise DecisionError("form_unknown", form=form, name=actor, known=", ".join(forms.value_counts().index[:8]))
    target = _target(run, into, kind)
    if target["target_id"] == actor_id:
        raise DecisionError("decision_same", name=actor)
    return _made("split", why, actor_id=actor_id, form=form, **target)


def rename(run: Run, actor: str, name: str, *, why: str = "") -> Decision:
    """Decide what an actor is called. Raises DecisionError for an empty name."""
    if not name.strip():
        raise DecisionError("name_empty")
    return _made("rename", why, actor_id=find_actor(run, actor), name=name.strip())


def ignore(run: Run, name: str, *, form: str = "", why: str = "") -> Decision:
    """Decide that an actor, one of its forms, or a name that is not recognised is nobody."""
    if not form and name_key(name) in set(run.tables["candidates"]["key"]):
        return _made("ignore", why, form=name)
    return _made("ignore", why, actor_id=find_actor(run, name), form=form)


def decide(run: Run, form: str, actor: str, *, article_id: str = "", why: str = "") -> Decision:
    """Decide whom a form means where that is open, everywhere or in one article; an empty actor is nobody.

    Raises DecisionError for a form that is open nowhere.
    """
    known = open_forms(run)
    if name_key(form) not in set(known["key"]):
        raise DecisionError("form_not_open", form=form, known=", ".join(known["form"].unique()[:12]) or "–")
    target = _described(run, find_actor(run, actor)) if actor else {}
    return _made("decide", why, form=form, in_article=article_id, **target)


def accept(run: Run, name: str, *, of: str = "", kind: str = "", why: str = "") -> Decision:
    """Decide that a name that is not recognised is an actor: ``of`` one there is, or a new one of a kind.

    kind : by default what the name is likely to be. Raises DecisionError for a name that is not among the candidates.
    """
    candidates = candidate_counts(run)
    likely = candidates.set_index("key")["kind"].replace("unknown", "unspecified")
    known = candidates.set_index("key")["form"]
    key = name_key(name)
    if key not in known.index:
        near = get_close_matches(key, known.index.tolist(), n=3, cutoff=0.6)
        raise DecisionError("candidate_unknown", name=name, near=", ".join(known[near]) or "–")
    target = _described(run, find_actor(run, of)) if of else _target(run, str(known[key]), kind or str(likely[key]))
    return _made("accept", why, form=str(known[key]), **target)


def unite(run: Run, left: str, right: str, *, why: str = "") -> list[Decision]:
    """Decide that two names that look alike are one actor: the one known already, else the first as a new person."""
    unknown = set(run.tables["candidates"]["key"])
    is_new = [name_key(name) in unknown for name in (left, right)]
    if not any(is_new):
        return [merge(run, right, left, why=why)]
    if all(is_new):
        first = accept(run, left, why=why)
        return [first, replace(accept(run, right, why=why), target_id=first.target_id, name=first.name)]
    new, known = (left, right) if is_new[0] else (right, left)
    return [accept(run, new, of=known, why=why)]


def _target(run: Run, name: str, kind: str) -> dict[str, str]:
    """Describe the actor of a name, or a new one; a person is called as its name in another corpus would be."""
    if kind not in KINDS_OF_ACTOR:
        raise DecisionError("kind_unknown", kind=kind, known=", ".join(KINDS_OF_ACTOR))
    known, key = _ids_by_name(run), name_key(name).strip()
    if name in known.actors or key in known.names:
        return _described(run, find_actor(run, name))
    if not key:
        raise DecisionError("name_empty")
    family = "person" if kind == "person" else "user"
    return {"target_id": f"{family}:{key.replace(' ', '-')}", "name": name.strip(), "kind": kind}


def _described(run: Run, actor_id: str) -> dict[str, str]:
    actors = run.tables["actors"].set_index("actor_id")
    if actor_id in actors.index:
        row = actors.loc[actor_id]
        return {"target_id": actor_id, "name": str(row["name_fr"]), "kind": str(row["kind"])}
    actor = load_gazetteer().actors[actor_id]
    return {"target_id": actor_id, "name": actor.name_fr, "kind": actor.kind}


def _made(what: str, why: str, **given: str) -> Decision:
    when = datetime.now(UTC).isoformat(timespec="milliseconds")
    return Decision(what=what, why=why, when=when, **given)  # type: ignore[arg-type]  # undone is not among them
