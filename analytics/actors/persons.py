"""Persons: the names of a corpus that a title or a first name shows to be persons.

Who the names of all partitions are is settled once over the whole corpus, so that a person introduced in one article
is known in all, and partitions do not change results. Strings are touched once for each distinct key; rows are worked
on as integers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analytics.actors.name_words import load_name_lists, name_key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

_FIRST_NAME_TITLES = frozenset("pape roi reine prince princesse sœur frère père saint sultan émir".split())
_REASONS = ("title", "name", "surname", "role")


class _Names(NamedTuple):
    """Names as integers: article and key of each row, (n_names,); of each key the words, (n_keys,).

    tails : of each key the ends that may stand for it, as (key, word) pairs: «sissi», «al sissi» of «abdel fattah al
    sissi». firsts, wholes : first word and all of a key. All words are numbered alike. n_words : how many of these.
    """

    articles: Ints
    keys: Ints
    tail_keys: Ints
    tails: Ints
    firsts: Ints
    wholes: Ints
    n_words: int

    def here(self, articles: Ints, words: Ints) -> Ints:
        """One number for an article and a word in it."""
        return articles * self.n_words + words


def settle_persons(names: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Settle over a corpus which names are persons. Return (persons, others).

    names : NAME_COLUMNS, all partitions in a row, ``article`` counted over the corpus.
    A full name introduced once by a title is a person wherever it stands, and so is one with a first name that nothing
    shows to be something else; a single name is the person of that first or last name in the same article, or, behind
    a title, the one person so named in the corpus. A title without a name stands for the person that it introduced
    before in the article. persons : the rows of ``names`` with ``actor_id`` and ``reason`` (title, name, surname or
    role). others : names that are no person so found, full ones and those with a kind; a name without evidence has the
    kind that it has elsewhere in the corpus.
    """
    codes, distinct = pd.factorize(names["key"])
    keys: list[str] = distinct.tolist()
    coded = _coded(names["article"].to_numpy(dtype=np.int64), codes.astype(np.int64), keys)
    n_words = names["n_words"].to_numpy()
    alone, full = n_words == 0, n_words >= 2
    titled = names["role"].notna().to_numpy() & ~alone
    names = _with_kinds_from_elsewhere(names, coded.keys, len(keys), counted=~alone)
    kinds, reasons = names["kind"].to_numpy(dtype=object), names["kind_reason"].to_numpy(dtype=object)
    place = np.array(list(map(load_name_lists().places.__contains__, keys)), dtype=bool)[coded.keys]
    known = _introduced(coded, titled, full)[coded.keys]
    other = np.isin(kinds, ["place", "organisation"]) & ~titled
    is_person = full & ~place & ~other & (known | ((kinds == "person") & (reasons == "first_name")))
    is_person &= ~_are_tails(coded, is_person)
    actors = np.where(is_person, coded.keys, -1)
    asked = np.flatnonzero(~alone & ~is_person & ~(other & full))
    regal = _are_regal(names["role"].iloc[asked])
    sure = titled | ((kinds == "person") & (reasons == "list"))  # «Staline» is known by that name
    settled = _settle_singles(coded, np.flatnonzero(is_person), asked, sure[asked], regal)
    actors[asked] = np.where(place[asked] & full[asked], -1, settled)
    bare = np.flatnonzero(alone)
    actors[bare] = _settle_roles(names[["role", "gender"]], coded, np.flatnonzero((actors >= 0) & titled), bare)
    found = np.flatnonzero(actors >= 0)
    ids, whose = np.unique(actors[found], return_inverse=True)
    actor_ids = pd.array([f"person:{keys[i].replace(' ', '-')}" for i in ids.tolist()], dtype="str")
    itself = actors[found] == coded.keys[found]
    why = np.select([alone[found], titled[found], is_person[found] | itself], [3, 0, 1], default=2)
    persons = names.iloc[found].assign(actor_id=actor_ids.take(whose), reason=pd.array(_REASONS, dtype="str").take(why))
    is_other = (actors < 0) & ~alone & ((full & ~place) | (kinds != "unknown"))
    return persons, names[is_other]


def person_genders(persons: pd.DataFrame) -> dict[str, str]:
    """Return "m" or "f" of the persons whose titles tell, and agree; persons : as `settle_persons` returns them."""
    told = persons[["actor_id", "gender"]].dropna().drop_duplicates()
    told = told[~told["actor_id"].duplicated(keep=False)]
    return dict(zip(told["actor_id"].tolist(), told["gender"].tolist(), strict=True))


def _coded(articles: Ints, codes: Ints, keys: list[str]) -> _Names:
    tail_keys, tails = [], []
    for number, key in enumerate(keys):
        position = key.find(" ")
        while position >= 0:
            tail_keys.append(number)
            tails.append(key[position + 1 :])
            position = key.find(" ", position + 1)
    words = [*tails, *(key.partition(" ")[0] for key in keys), *keys]
    numbers, distinct = pd.factorize(np.array(words, dtype=object))
    numbers = numbers.astype(np.int64)
    firsts, wholes = numbers[len(tails) :].reshape(2, -1)
    return _Names(
        articles, codes, np.array(tail_keys, dtype=np.int64), numbers[: len(tails)], firsts, wholes, len(distinct)
    )


def _tails_of(names: _Names, rows: Ints) -> tuple[Ints, Ints]:
    """The ends of the names of some rows, as (position in rows, word)."""
    starts = np.searchsorted(names.tail_keys, names.keys[rows])
    counts = np.searchsorted(names.tail_keys, names.keys[rows], side="right") - starts
    owners = np.repeat(np.arange(len(rows)), counts)
    offsets = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    return owners, names.tails[starts[owners] + offsets]


def _with_kinds_from_elsewhere(names: pd.DataFrame, keys: Ints, n_keys: int, *, counted: Bools) -> pd.DataFrame:
    """Give names without evidence the kind that the same name has most often elsewhere in the corpus."""
    order = ("unknown", "place", "organisation", "person")
    kinds = pd.Categorical(names["kind"], categories=order).codes.astype(np.int64)
    told = np.flatnonzero(counted & (kinds > 0))
    if not len(told):
        return names
    counts = np.bincount(keys[told] * len(order) + kinds[told], minlength=n_keys * len(order)).reshape(-1, len(order))
    best = counts.argmax(axis=1)  # the first among equals
    takes = np.flatnonzero(counted & (kinds == 0) & (counts.max(axis=1) > 0)[keys])
    if not len(takes):
        return names
    kind, reason = names["kind"].to_numpy(dtype=object).copy(), names["kind_reason"].to_numpy(dtype=object).copy()
    kind[takes] = np.array(order, dtype=object)[best[keys[takes]]]
    reason[takes] = "elsewhere"
    return names.assign(kind=pd.array(kind, dtype="str"), kind_reason=pd.array(reason, dtype="str"))


def _introduced(names: _Names, titled: Bools, full: Bools) -> Bools:
    """Keys of the full names that a title introduces somewhere, (n_keys,).

    "M. Poutine" makes a person of the "Vladimir Poutine" of the same article, and so of his name everywhere.
    """
    surnames = np.flatnonzero(titled & ~full)
    rows = np.flatnonzero(full)
    owners, tails = _tails_of(names, rows)
    named = names.here(names.articles[surnames], names.wholes[names.keys[surnames]])
    surnamed = np.zeros(len(rows), dtype=bool)
    meets = pd.Series(names.here(names.articles[rows][owners], tails)).isin(named).to_numpy()
    surnamed[owners[meets]] = True
    known = np.zeros(len(names.wholes), dtype=bool)
    known[names.keys[rows[titled[rows] | surnamed]]] = True
    return known


def _are_tails(names: _Names, persons: Bools) -> Bools:
    """Full names that are the end of another person's in the same article: «Le Pen» beside «Marine Le Pen»."""
    rows = np.flatnonzero(persons)
    owners, tails = _tails_of(names, rows)
    longer = names.here(names.articles[rows][owners], tails)
    found = np.zeros(len(persons), dtype=bool)
    found[rows] = pd.Series(names.here(names.articles[rows], names.wholes[names.keys[rows]])).isin(longer).to_numpy()
    return found


def _settle_singles(names: _Names, persons: Ints, asked: Ints, titled: Bools, regal: Bools) -> Ints:
    """Link single names to full ones: within the article, then, behind a title, within the corpus. Return keys or -1.

    A single name is a last name, or a first one where it comes first (M. Kim), but not behind a title that goes with
    first names: le pape François is no François Hollande. It stands for somebody of another article only behind a
    title, and where one person alone of the corpus has that last name.
    """
    actors = names.keys[persons]
    wholes = names.wholes[names.keys[asked]]
    here = names.here(names.articles[asked], wholes)
    owners, tails = _tails_of(names, persons)
    lasts = names.here(names.articles[persons][owners], tails)
    firsts = names.here(names.articles[persons], names.firsts[actors])
    by_last = _only(lasts, actors[owners], here)
    by_any = _only(np.concatenate([lasts, firsts]), np.concatenate([actors[owners], actors]), here)
    anywhere = _only(tails, actors[owners], wholes)
    nearby = np.where((by_last < 0) & ~regal, by_any, by_last)
    alone = np.where(anywhere < 0, names.keys[asked], anywhere)
    return np.where((nearby < 0) & titled, alone, nearby)


def _settle_roles(described: pd.DataFrame, names: _Names, titled: Ints, bare: Ints) -> Ints:
    """Link titles without a name to the person of the article whom that title introduced before. Return keys or -1.

    described : role and gender of each name. Of several persons with that very title the last one before is meant; of
    several whose titles only begin with it («le président», of two States) none, but for «la ministre» beside one man.
    """
    found = np.full(len(bare), -1)
    codes, distinct = pd.factorize(described["role"])
    folded = [name_key(str(role)) for role in distinct]
    roles = [folded[code] for code in codes[titled].tolist()]
    genders = described["gender"].astype(object).where(described["gender"].notna(), None).to_numpy()
    firsts = np.searchsorted(names.articles[titled], names.articles[bare]).tolist()
    stops = np.searchsorted(titled, bare).tolist()
    for i, (first, stop) in enumerate(zip(firsts, stops, strict=True)):
        wanted, gender = folded[codes[bare[i]]], genders[bare[i]]
        fits = [j for j in range(first, stop) if roles[j] == wanted or roles[j].startswith(f"{wanted} ")]
        fits = [j for j in fits if genders[titled[j]] in (gender, None)] if gender else fits
        actors = {int(names.keys[titled[j]]) for j in fits}
        if len(actors) == 1:
            found[i] = actors.pop()
        elif " " in wanted:
            found[i] = next((names.keys[titled[j]] for j in reversed(fits) if roles[j] == wanted), -1)
    return found


def _only(named: Ints, actors: Ints, asked: Ints) -> Ints:
    """The actor each asked name stands for, where it is one actor's only, else -1; ``named`` are those of actors."""
    if not len(named):
        return np.full(len(asked), -1)
    order = np.argsort(named, kind="stable")
    names, first = np.unique(named[order], return_index=True)
    lowest = np.minimum.reduceat(actors[order], first)
    highest = np.maximum.reduceat(actors[order], first)
    slots = np.minimum(np.searchsorted(names, asked), len(names) - 1)
    return np.where((names[slots] == asked) & (lowest == highest)[slots], lowest[slots], -1)


def _are_regal(roles: pd.Series) -> Bools:
    """Whether each title goes with first names."""
    codes, distinct = pd.factorize(roles)
    rows: Ints = np.asarray(codes)
    regal = np.zeros(len(distinct) + 1, dtype=bool)  # a missing role has code -1
    regal[:-1] = [role.lower().partition(" ")[0] in _FIRST_NAME_TITLES for role in distinct]
    return regal[rows]
