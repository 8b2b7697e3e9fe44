"""Titles and whom they introduce: «le ministre chinois des Affaires étrangères, Wang Yi».

All titles of a partition are followed at once. Positions are tokens; ``kinds`` is the mask of `name_words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.actors.name_words import (
    ADJECTIVE,
    ARTICLE,
    BETWEEN,
    COMMA,
    COMPLEMENT,
    DEFINITE,
    FULL,
    HALT,
    KNOWN,
    LINK,
    LISTING,
    NAME,
    NEW,
    NOBLE,
    PLACE,
    REACH,
    TOOL,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.actors.name_words import NameLists
    from analytics.text.phrases import Matches
    from analytics.text.tokenization import Tokens

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]
    Kinds = NDArray[np.uint32]

_ADJECTIVES = 4  # tokens between a title and the name right behind it: «Premier ministre espagnol sortant, »


@dataclass(slots=True, eq=False)
class Runs:
    """Runs of name words in text order; titles may move their beginnings back over a particle.

    starts, ends : (n_runs,), tokens. n_known : (n_runs,), tokens of each that the gazetteer knows.
    at : int32, as long as ``kinds``, the run that starts at each token, else -1.
    """

    starts: Ints
    ends: Ints
    n_known: Ints
    at: NDArray[np.int32]

    def persons(self, kinds: Kinds) -> tuple[Bools, Bools]:
        """Whether each run can be a person's name, and a full one: (n_runs,) each."""
        lengths = self.ends - self.starts
        strange = self.n_known < lengths
        full = (lengths >= 2) & strange
        return full | (strange & ~_has(kinds, self.starts, TOOL)), full


class Roles(NamedTuple):
    """For each run the tokens [starts, ends) of its title and complement: (-1, -1) without, empty for a civility."""

    starts: Ints
    ends: Ints


class Alone(NamedTuple):
    """Titles without a name, «le président russe»: tokens [starts, ends) of the title, token behind its adjectives."""

    starts: Ints
    ends: Ints
    stops: Ints


class _Titles(NamedTuple):
    """Titles in text order: first token, token behind, token behind the sentence, kind."""

    starts: Ints
    ends: Ints
    limits: Ints
    civil: Bools
    plural: Bools


class _Near(NamedTuple):
    """For each title the token behind its adjectives, whether a comma is there, and the token a name may begin at.

    positions : the last row of ``kinds``, which is empty, where the sentence or the reach of a title ends before.
    """

    stops: Ints
    apart: Bools
    positions: Ints


class _Found(NamedTuple):
    """For each title the run it introduces, -1 for none, and the token behind title and complement."""

    runs: Ints
    stops: Ints


def find_roles(tokens: Tokens, kinds: Kinds, *, runs: Runs, matches: Matches, lists: NameLists) -> tuple[Roles, Alone]:
    """Say which title introduces each run, and which titles stand alone behind «le», «la».

    matches : the titles, entries of those in ``lists``. Where several titles claim a run the first
    counts, but a civility right before it counts more. Beginnings of ``runs`` move back over a particle behind a title
    («Mme von der Leyen»), and ``kinds`` gets its FULL bits.
    """
    titles = _Titles(
        matches.positions,
        matches.positions + matches.lengths,
        tokens.sentence_ptr[tokens.sentences[matches.positions] + 1],
        lists.civilities[matches.entries],
        lists.plurals[matches.entries],
    )
    stops = _past(kinds, titles.ends, ADJECTIVE, limits=np.minimum(titles.ends + REACH, titles.limits))
    near = _right_behind(kinds, titles, stops)
    _move_to_particles(kinds, runs, near.positions, titles.limits)
    persons, full = runs.persons(kinds)
    found = _behind(kinds, runs, titles, near, persons, full)
    free = full & _has(kinds, runs.starts, NAME)  # a title right before a particle leaves its name to no other
    begins = runs.starts[free]
    kinds[begins[~_has(kinds, begins - 1, LINK)]] |= FULL
    found = _in_complement(kinds, runs, titles, stops, found, free)
    forward = found.runs >= 0
    before = _before(kinds, runs, titles, ~forward & ~titles.plural, full, tokens.sentences)
    claims = [
        (np.where(forward, found.runs, before), np.where(forward & titles.civil, -1, 1)),
        *_listed(kinds, runs, titles, np.where(titles.plural, found.runs, -1)),
    ]
    chosen = _first_claims(claims, n_runs=len(runs.starts))
    role_ends = np.where(forward, np.where(titles.civil, titles.starts, found.stops), _apposed(kinds, stops, titles))
    roles = Roles(np.full(len(chosen), -1), np.full(len(chosen), -1))
    rows = np.flatnonzero(chosen >= 0)
    roles.starts[rows], roles.ends[rows] = titles.starts[chosen[rows]], role_ends[chosen[rows]]
    alone = lists.alone[matches.entries] & _has(kinds, titles.starts - 1, DEFINITE)
    goes_on = _has(kinds, stops, COMPLEMENT | NAME | KNOWN) & (stops < titles.limits)
    alone &= ~goes_on & ~_has(kinds, titles.starts, NEW) & ~_apposed_to_name(kinds, titles.starts - 2)
    alone[chosen[rows]] = False
    return roles, Alone(titles.starts[alone], titles.ends[alone], stops[alone])


def _apposed_to_name(kinds: Kinds, positions: Ints) -> Bools:
    """Whether a name, or a name and a comma, ends at each position, before the article: «Carter, l'archéologue»."""
    inside = ~_has(kinds, positions + 1, NEW)
    comma = inside & _has(kinds, positions, COMMA)
    name: Bools = inside & _has(kinds, positions - comma, NAME)
    return name


def _apposed(kinds: Kinds, stops: Ints, titles: _Titles) -> Ints:
    """Where titles behind a name end: «président russe», «secrétaire général de l'ONU», «maire de Lyon»."""
    names = stops + 1
    names += _has(kinds, names, ARTICLE)
    told = _has(kinds, stops, COMPLEMENT) & (names < titles.limits)
    told &= _has(kinds, np.minimum(names, len(kinds) - 1), NAME | KNOWN)
    ends = _past(kinds, names, NAME | KNOWN, limits=titles.limits)
    return np.where(told, ends, np.minimum(stops, titles.limits))


def _first_claims(claims: list[tuple[Ints, Ints]], *, n_runs: int) -> Ints:
    """Title of each run, -1 without; each claim is the run of each title and its sign, negative where it overrides."""
    unclaimed = np.iinfo(np.int64).max
    best: Ints = np.full(n_runs, unclaimed)
    for claimed, signs in claims:
        rows = np.flatnonzero(claimed >= 0)
        np.minimum.at(best, claimed[rows], signs[rows] * (rows + 1))
    best[best == unclaimed] = 0
    titles: Ints = np.abs(best) - 1
    return titles


def _right_behind(kinds: Kinds, titles: _Titles, stops: Ints) -> _Near:
    limits = np.minimum(titles.ends + _ADJECTIVES, titles.limits)
    stops = np.minimum(stops, limits)
    apart = _has(kinds, stops, COMMA) & (stops < limits)  # «la première ministre, Élisabeth Borne»
    positions = stops + apart
    return _Near(stops, apart, np.where(positions < limits, positions, len(kinds) - 1))


def _move_to_particles(kinds: Kinds, runs: Runs, positions: Ints, limits: Ints) -> None:
    """Begin runs at the particles that stand at some positions: «Mme von der Leyen»."""
    rows = np.flatnonzero((kinds[positions] & (NOBLE | NAME)) == NOBLE)
    positions, limits = positions[rows], limits[rows]
    firsts = _past(kinds, positions, NOBLE, limits=limits)
    moving = (firsts < limits) & (runs.at[firsts] >= 0)
    moved = runs.at[firsts[moving]]
    runs.at[firsts[moving]] = -1
    runs.at[positions[moving]] = moved
    runs.starts[moved] = positions[moving]


def _behind(kinds: Kinds, runs: Runs, titles: _Titles, near: _Near, persons: Bools, full: Bools) -> _Found:
    """«président russe Vladimir Poutine»: a name right behind the title and its adjectives."""
    found = runs.at[near.positions]
    found = np.where(_of(persons, found) & (_of(full, found) | ~near.apart), found, -1)
    # «président du Conseil Constitutionnel, Laurent Fabius»: the name comes later
    behind = np.append(runs.ends, 0)[found]
    later = np.where(behind + 1 < titles.limits, runs.at[behind + 1], -1)
    single = (behind == near.positions + 1) & _has(kinds, behind, COMMA) & _of(full, later)
    return _Found(np.where(single, -1, found), near.stops)


def _in_complement(kinds: Kinds, runs: Runs, titles: _Titles, stops: Ints, found: _Found, full: Bools) -> _Found:
    """«ministre chinois des Affaires étrangères, Wang Yi», «présidente de la Commission européenne Ursula …»."""
    limits = np.minimum(titles.ends + REACH, titles.limits)
    open_ = (found.runs < 0) & ~titles.civil & _has(kinds, stops, COMPLEMENT) & (stops < limits)
    rows = np.flatnonzero(open_)
    firsts = stops[rows]
    ahead = kinds[firsts[:, None] + np.arange(REACH)]
    halts = (ahead & (HALT | FULL)) != 0
    halts[:, 0] = (ahead[:, 0] & FULL) != 0
    ends = firsts + halts.argmax(axis=1)
    ends = np.where(halts.any(axis=1) & (ends < limits[rows]), ends, titles.limits[rows])
    comma = _has(kinds, ends, COMMA)
    names = ends + comma
    introduced = np.where(names < titles.limits[rows], runs.at[names], -1)
    fits = _of(full, introduced) & (comma | _has(kinds, names, FULL))
    runs_found, stops_found = found.runs.copy(), found.stops.copy()
    runs_found[rows[fits]] = introduced[fits]
    stops_found[rows[fits]] = ends[fits]
    return _Found(runs_found, stops_found)


def _before(kinds: Kinds, runs: Runs, titles: _Titles, asked: Bools, full: Bools, sentences: Ints) -> Ints:
    """«Josef Aschbacher, directeur général de l'ESA»: a full name, a comma, the title."""
    found = np.full(len(asked), -1)
    rows = np.flatnonzero(asked)
    commas = _back(kinds, titles.starts[rows] - 1, BETWEEN)
    apart = _has(kinds, commas, COMMA)
    rows, commas = rows[apart], commas[apart]
    candidates = np.searchsorted(runs.ends, commas)
    ended = np.append(runs.ends, -1)[candidates] == commas
    rows, candidates = rows[ended], candidates[ended]
    firsts = runs.starts[candidates]
    somewhere = _has(kinds, firsts - 1, PLACE) & ~_has(kinds, firsts, NEW)  # «À New York, le secrétaire général»
    fits = full[candidates] & (runs.n_known[candidates] == 0) & ~somewhere & ~_has(kinds, firsts, ARTICLE)
    fits &= sentences[firsts] == sentences[titles.starts[rows]]
    found[rows[fits]] = candidates[fits]
    return found


def _listed(kinds: Kinds, runs: Runs, titles: _Titles, found: Ints) -> list[tuple[Ints, Ints]]:
    """Claims on the runs that continue a list of names: «les présidents X, Y et Z»."""
    claims = []
    while (found >= 0).any():
        commas = np.append(runs.ends, 0)[found]
        goes_on = (found >= 0) & _has(kinds, commas, LISTING) & (commas + 1 < titles.limits)
        found = np.where(goes_on, runs.at[commas + 1], -1)
        claims.append((found, np.ones(len(found), dtype=np.int64)))
    return claims


def _has(kinds: Kinds, positions: Ints, bit: int) -> Bools:
    has: Bools = (kinds[positions] & bit) != 0
    return has


def _of(flags: Bools, runs: NDArray[np.int32] | Ints) -> Bools:
    """Flag of each run; False for -1."""
    return np.append(flags, False)[runs]


def _past(kinds: Kinds, positions: Ints, bit: int, *, limits: Ints) -> Ints:
    """First token from each position on without a bit, or its limit."""
    positions = positions.copy()
    moving = np.arange(len(positions))
    while len(moving):
        moving = moving[_has(kinds, positions[moving], bit) & (positions[moving] < limits[moving])]
        positions[moving] += 1
    return positions


def _back(kinds: Kinds, positions: Ints, bit: int) -> Ints:
    """Last token up to each position without a bit; -1, which has none, before the first."""
    positions = positions.copy()
    moving = np.arange(len(positions))
    while len(moving):
        moving = moving[_has(kinds, positions[moving], bit)]
        positions[moving] -= 1
    return positions
