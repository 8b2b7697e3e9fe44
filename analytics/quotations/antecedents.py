"""Whom pronouns stand for: who spoke before goes on speaking, named by an actor or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.columns import pick
from analytics.quotations.speakers import ANY, HE, SHE, THEY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

_FAR = 6  # sentences behind which nobody goes on
THING = 5  # what may be «il» or «elle», and is nobody: a State, an organisation; agreements beyond HE, SHE, THEY
_NEAR = 2  # sentences in which who spoke goes on, whoever else is named


class Places(NamedTuple):
    """Paragraphs, numbered over the corpus, and sentences, numbered in their paragraph, (n_places,) both."""

    paragraphs: Ints
    sentences: Ints


class Sayings(NamedTuple):
    """Words that name who speaks, in any order, (n_sayings,) all.

    named : whether there are any. starts : on one line of code points. places : where they stand. pronouns : HE, SHE,
    THEY, ANY, 0 for a phrase. agreements : the pronoun that each phrase agrees with, 0 where that is not known, THING
    where it is not and names no person.
    """

    named: Bools
    starts: Ints
    places: Places
    pronouns: Ints
    agreements: Ints


def predecessors(sayings: Sayings) -> Ints:
    """Saying before each pronoun that fits it and is near, a phrase or the same pronoun; -1 without, (n_sayings,).

    A phrase of unknown gender fits one person, not several, and in its paragraph only if it names no person.
    """
    found = np.full(len(sayings.starts), -1)
    phrases = sayings.named & (sayings.pronouns == 0)
    for pronoun in (HE, SHE, THEY, ANY):
        asked = np.flatnonzero(sayings.named & (sayings.pronouns == pronoun))
        agreeing = [pronoun] if pronoun == THEY else [pronoun, 0, THING]
        fits = np.isin(sayings.agreements, agreeing) | (pronoun == ANY)
        known = np.flatnonzero((phrases & fits) | (sayings.named & (sayings.pronouns == pronoun)))
        known = known[np.argsort(sayings.starts[known], kind="stable")]
        place = np.searchsorted(sayings.starts[known], sayings.starts[asked]) - 1
        previous = np.append(known, -1)[place]
        here, there = pick(sayings.places, asked), pick(sayings.places, previous)
        near = distances(here, there) <= _FAR
        near &= (sayings.agreements[previous] != THING) | (here.paragraphs == there.paragraphs)
        found[asked] = np.where((previous >= 0) & near, previous, -1)
    return found


def distances(later: Places, earlier: Places) -> Ints:
    """Sentences between places, as if all stood in one paragraph or the next one; more than _FAR beyond these."""
    apart = later.paragraphs - earlier.paragraphs
    told = later.sentences - np.where(apart == 0, earlier.sentences, -1)
    return np.where(apart > 1, _FAR + 1, told)


def roots(parents: Ints) -> Ints:
    """First saying of the chain that leads to each; a saying without one before it is its own, (n_sayings,)."""
    found = np.where(parents < 0, np.arange(len(parents)), parents)
    while (found[found] != found).any():
        found = found[found]
    return found


def go_on(sayings: Sayings, parents: Ints, named_in: Ints, said_in: Ints) -> Bools:
    """Tell where who spoke before goes on rather than whoever is named since.

    named_in : the sentence of the mention that each pronoun may stand for, said_in : that of the saying before, both
    numbered over the corpus, below 0 for none; named_in is beyond all where the mention is sure.
    """
    some = parents >= 0
    near = np.zeros(len(parents), dtype=bool)
    near[some] = distances(pick(sayings.places, some), pick(sayings.places, parents[some])) <= _NEAR
    sure = named_in == np.iinfo(np.int64).max
    goes_on: Bools = some & ~sure & (near | (named_in <= said_in))
    return goes_on
