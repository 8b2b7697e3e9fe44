"""Persons: the names of a corpus that a title introduced somewhere.

Who the names of all partitions are is settled once over the whole corpus, so that a person introduced in one article
is known in all, and partitions do not change results. Strings are touched once for each distinct key; rows are worked
on as integers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analytics.actors.name_words import load_name_lists

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

_FIRST_NAME_TITLES = frozenset("pape roi reine prince princesse sœur frère père saint sultan émir".split())
_REASONS = ("title", "name", "surname")


class _Names(NamedTuple):
    """Names as integers: article and key of each row, (n_names,); of each key the words, (n_keys,).

    lasts, firsts, wholes : last word, first word and all of a key, numbered alike. n_words : how many of these.
    """

    articles: Ints
    keys: Ints
    lasts: Ints
    firsts: Ints
    wholes: Ints
    n_words: int

    def here(self, rows: Ints, words: Ints) -> Ints:
        """One number for the article of each row and a word of its key."""
        return self.articles[rows] * self.n_words + words[self.keys[rows]]


def settle_persons(names: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Settle over a corpus which names are persons. Return (persons, others).

    names : NAME_COLUMNS, all partitions in a row, ``article`` counted over the corpus.
    A full name introduced once by a title is a person wherever it stands; a single name is the person of that first or
    last name in the same article, or, behind a title, the one person so named in the corpus. persons : the rows of
    ``names`` with ``actor_id`` and ``reason`` (title, name or surname). others : full names not recognised.
    """
    codes, keys = pd.factorize(names["key"])
    coded = _coded(names["article"].to_numpy(dtype=np.int64), codes.astype(np.int64), keys.tolist())
    titled = names["role"].notna().to_numpy()
    full = names["n_words"].to_numpy() >= 2
    place = np.array([key in load_name_lists().places for key in keys], dtype=bool)[coded.keys]
    known = _introduced(coded, titled, full)[coded.keys]
    kind, why = names["kind"].to_numpy(dtype=object), names["kind_reason"].to_numpy(dtype=object)
    named = (kind == "person") & (why == "first_name")
    is_person = full & (known | named) & ~place
    actors = np.where(is_person, coded.keys, -1)
    singles = np.flatnonzero(~full)
    regal = _are_regal(names["role"].iloc[singles])
    actors[singles] = _settle_singles(coded, np.flatnonzero(is_person), singles, titled[singles], regal)
    found = np.flatnonzero(actors >= 0)
    actor_ids = pd.array([f"person:{key.replace(' ', '-')}" for key in keys], dtype="str")
    reasons = pd.array(_REASONS, dtype="str").take(np.select([titled[found], full[found]], [0, 1], default=2))
    persons = names.iloc[found].assign(actor_id=actor_ids.take(actors[found]), reason=reasons)
    is_other = (actors < 0) & ((full & ~place) | (kind != "unknown"))
    return persons, names[is_other]


def person_genders(persons: pd.DataFrame) -> dict[str, str]:
    """Return "m" or "f" of the persons whose titles tell, and agree; persons : as `settle_persons` returns them."""
    told = persons[["actor_id", "gender"]].dropna().drop_duplicates()
    told = told[~told["actor_id"].duplicated(keep=False)]
    return dict(zip(told["actor_id"].tolist(), told["gender"].tolist(), strict=True))


def _coded(articles: Ints, codes: Ints, keys: list[str]) -> _Names:
    words = [key.rpartition(" ")[2] for key in keys] + [key.partition(" ")[0] for key in keys] + keys
    numbers, distinct = pd.factorize(np.array(words, dtype=object))
    lasts, firsts, wholes = numbers.astype(np.int64).reshape(3, -1)
    return _Names(articles, codes, lasts, firsts, wholes, len(distinct))


def _introduced(names: _Names, titled: Bools, full: Bools) -> Bools:
    """Keys of the full names that a title introduces somewhere, (n_keys,).

    "M. Poutine" makes a person of the "Vladimir Poutine" of the same article, and so of his name everywhere.
    """
    surnames = np.flatnonzero(titled & ~full)
    rows = np.flatnonzero(full)
    surnamed = pd.Series(names.here(rows, names.lasts)).isin(names.here(surnames, names.lasts)).to_numpy()
    known = np.zeros(len(names.lasts), dtype=bool)
    known[names.keys[rows[titled[rows] | surnamed]]] = True
    return known


def _settle_singles(names: _Names, persons: Ints, singles: Ints, titled: Bools, regal: Bools) -> Ints:
    """Link single names to full ones: within the article, then, behind a title, within the corpus. Return keys or -1.

    A single name is a last name, or a first one where it comes first (M. Kim), but not behind a title that goes with
    first names: le pape François is no François Hollande. It stands for somebody of another article only behind a
    title, and where one person alone of the corpus has that last name.
    """
    actors = names.keys[persons]
    here = names.here(singles, names.wholes)
    lasts, firsts = names.here(persons, names.lasts), names.here(persons, names.firsts)
    by_last = _only(lasts, actors, here)
    by_any = _only(np.concatenate([lasts, firsts]), np.concatenate([actors, actors]), here)
    anywhere = _only(names.lasts[actors], actors, names.wholes[names.keys[singles]])
    nearby = np.where((by_last < 0) & ~regal, by_any, by_last)
    alone = np.where(anywhere < 0, names.keys[singles], anywhere)
    return np.where((nearby < 0) & titled, alone, nearby)


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
