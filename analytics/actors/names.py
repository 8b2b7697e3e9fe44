"""Names: runs of capitalised words, each with the title that introduces it where there is one.

Reading a partition yields names. Who they are is settled over the whole corpus (`persons.settle_persons`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from analytics.actors.kind_words import (
    AT,
    FIRST_NAME,
    FROM_THE,
    INTO,
    LETTER,
    LOWER_ADJECTIVE,
    OF,
    ORGANISATION_NOUN,
    PLURAL,
    ROMAN,
    THE,
    first_name_genders,
    mark_kinds,
    marks_at,
    marks_before,
)
from analytics.actors.kinds import PERSON, REASONS, Guesses, guess_kinds
from analytics.actors.name_words import KNOWN, NAME, NOBLE, load_name_lists, mark_words, name_key
from analytics.actors.runs import find_runs
from analytics.actors.titles import Alone, Roles, Runs, find_roles
from analytics.actors.wholes import Wholes, find_wholes
from analytics.text.hashing import NameBits
from analytics.text.intervals import members

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.actors.kind_words import Marks
    from analytics.text.partition import Partition
    from analytics.text.phrases import Matches
    from analytics.text.tokenization import Tokens
    from analytics.voices import TokenVoices

    Ints = NDArray[np.int64]

NAMES = pa.schema([
    pa.field("article", pa.int32(), nullable=False),  # row of the article
    pa.field("paragraph", pa.int32(), nullable=False),
    pa.field("start", pa.int32(), nullable=False),
    pa.field("end", pa.int32(), nullable=False),
    pa.field("sentence", pa.int32(), nullable=False),
    pa.field("form", pa.string(), nullable=False),
    pa.field("key", pa.string(), nullable=False),
    pa.field("n_words", pa.int32(), nullable=False),  # 0 for a title without a name, «le président russe»
    pa.field("role", pa.string()),  # missing without a title, "" for a mere civility
    pa.field("gender", pa.string()),  # m or f, where the title or the first name tells
    pa.field("kind", pa.string(), nullable=False),  # person, place, organisation or unknown: a guess but behind a title
    pa.field("kind_reason", pa.string(), nullable=False),  # see `kinds.REASONS`
    pa.field("voice", pa.string(), nullable=False),
    pa.field("quotation_id", pa.int32()),  # missing in the newsroom's own words
])  # fmt: skip
NAME_COLUMNS = NAMES.names
_NEAR = 3  # tokens behind a title without a name in which none stands
_MASCULINE_ARTICLES, _FEMININE_ARTICLES = ("le", "Le", "un", "Un"), ("la", "La", "une", "Une")


def find_names(
    partition: Partition,
    gazetteer_matches: Matches,
    voices: TokenVoices,
    *,
    demonyms: frozenset[str],
) -> pa.Table:
    """Return the names of a partition in text order, with the schema NAMES; articles are rows of the partition.

    demonyms : lower-case forms that are adjectives of a title and no names («le président russe»).
    """
    titles = load_name_lists().titles.find(partition.tokens)
    return read_names(partition, known=gazetteer_matches, titles=titles, voices=voices, demonyms=demonyms)


def read_names(
    partition: Partition,
    *,
    known: Matches,
    titles: Matches,
    voices: TokenVoices,
    demonyms: frozenset[str],
) -> pa.Table:
    """Return the names of a partition, as `find_names` does, given the mentions of the gazetteer and the titles."""
    tokens, lists = partition.tokens, load_name_lists()
    words, names = mark_words(tokens, known, demonyms=demonyms)
    marks = mark_kinds(tokens, words)
    wholes = find_wholes(tokens, words, marks)
    runs = find_runs(words, names, marks)
    roles, alone = find_roles(tokens, words, runs=runs, matches=titles, lists=lists)
    found = _with_roles(tokens, words, marks, _together(words, marks, runs, roles, wholes), alone)
    starts, lasts = found.starts, found.ends - 1
    guesses = guess_kinds(
        marks, words, starts=starts, ends=found.ends, whole=found.guesses, titled=found.role_starts >= 0
    )
    paragraphs = tokens.paragraphs[starts]
    surname = (words[starts] & (NOBLE | NAME)) == NOBLE
    forms, keys = _forms_and_keys(partition, starts, lasts, surname)
    return pa.Table.from_arrays([
        _integers(partition.articles[paragraphs]),
        _integers(partition.numbers[paragraphs]),
        _integers(tokens.starts[starts]),
        _integers(tokens.ends[lasts]),
        _integers(tokens.sentence_numbers[tokens.sentences[starts]]),
        forms,
        keys,
        _integers(np.where(found.alone, 0, np.where(surname, 1, lasts + 1 - starts))),
        _role_texts(partition, found.role_starts, found.role_ends),
        _genders(partition, found, guesses),
        *guesses.columns(),
        *voices.columns(starts).values(),
    ], schema=NAMES)  # fmt: skip


class _Found(NamedTuple):
    """Names in text order, none overlapping another: tokens, those of the title (-1 without), what is known of each."""

    starts: Ints
    ends: Ints
    role_starts: Ints
    role_ends: Ints
    guesses: Guesses
    alone: NDArray[np.bool_]  # a title without a name


def _together(words: NDArray[np.uint32], marks: Marks, runs: Runs, roles: Roles, wholes: Wholes) -> _Found:
    """Runs of name words and whole names; where they meet, the run stays if it comes first, else the whole."""
    _begin_behind(marks, runs, wholes)
    lengths = runs.ends - runs.starts
    named = (marks[runs.starts] & FIRST_NAME != 0) & (lengths >= 2)
    titled = _believed(words, marks, runs, roles, named)
    strange = (runs.n_known == 0) | (named & (words[runs.ends - 1] & KNOWN == 0) & ~_stand_at(words, marks, runs))
    letter = (lengths == 1) & (marks[runs.starts] & (LETTER | ROMAN) != 0)
    rows = np.flatnonzero(titled | (strange & ~letter))
    plain = named & (marks_before(words, marks, runs.starts) & (THE | PLURAL | FROM_THE) == 0)
    rows = rows[_come_first(marks, runs, wholes, rows, titled=titled, named=plain)]
    taken = np.zeros(len(words) + 1, dtype=np.int64)
    taken[members(runs.starts[rows], runs.ends[rows])[1] + 1] = 1
    taken = np.cumsum(taken)
    wholes = wholes.pick(taken[wholes.ends] == taken[wholes.starts])
    starts = np.concatenate([runs.starts[rows], wholes.starts])
    order = np.argsort(starts, kind="stable")
    nothing, none = np.full(len(wholes.starts), -1), np.zeros(len(rows), dtype=np.int64)
    return _Found(
        starts[order],
        np.concatenate([runs.ends[rows], wholes.ends])[order],
        np.concatenate([np.where(titled, roles.starts, -1)[rows], nothing])[order],
        np.concatenate([np.where(titled, roles.ends, -1)[rows], nothing])[order],
        Guesses(np.concatenate([none, wholes.kinds])[order], np.concatenate([none, wholes.reasons])[order]),
        np.zeros(len(order), dtype=bool),
    )


def _begin_behind(marks: Marks, runs: Runs, wholes: Wholes) -> None:
    """Begin runs behind the whole name that they begin in: «BBC Mundo Luis Orellana»."""
    ends = np.zeros(len(marks) + 1, dtype=np.int64)
    owners, inside = members(wholes.starts, wholes.ends)
    ends[inside] = wholes.ends[owners]
    behind = ends[runs.starts]
    rows = np.flatnonzero((behind > runs.starts) & (runs.ends - behind >= 2))
    rows = rows[marks[behind[rows]] & FIRST_NAME != 0]
    runs.starts[rows] = behind[rows]


def _stand_at(words: NDArray[np.uint32], marks: Marks, runs: Runs) -> NDArray[np.bool_]:
    """Runs that begin with a place the gazetteer knows, where something is: «à Riyad Mohammed ben Salmane»."""
    known = words[runs.starts] & KNOWN != 0
    where: NDArray[np.bool_] = known & (marks_before(words, marks, runs.starts) & (AT | INTO) != 0)
    return where


def _come_first(
    marks: Marks, runs: Runs, wholes: Wholes, rows: Ints, *, titled: NDArray[np.bool_], named: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Whether each of some runs comes before the whole name that it meets, or meets none.

    A title comes first, if no other word says that the name is none of a person; else what is longer; of the same
    length a full name with a first name and no article, but for places of the list (Santiago de Cuba).
    """
    starts, ends = runs.starts[rows], runs.ends[rows]
    owners, inside = members(wholes.starts, wholes.ends)
    at = np.full(len(marks) + 1, -1, dtype=np.int64)
    at[inside] = owners
    met = np.maximum.reduceat(at, np.stack([starts, ends], axis=1).ravel())[::2] if len(rows) else rows
    longer = np.append(wholes.ends - wholes.starts, 0)[met] - (ends - starts)
    reason = np.append(wholes.reasons, -1)[met]
    by_word, named = reason == REASONS.index("word"), named[rows]
    sure = titled[rows] & (named | ~by_word)
    shorter = (longer < 0) & ~by_word & (named | (runs.n_known[rows] == 0))
    same = (longer <= 0) & named & np.where(by_word, ends - starts == 2, reason == REASONS.index("head"))
    first: NDArray[np.bool_] = (met < 0) | sure | shorter | same
    return first


def _with_roles(tokens: Tokens, words: NDArray[np.uint32], marks: Marks, found: _Found, alone: Alone) -> _Found:
    """Names and titles without a name together, in text order; of those that meet, the names."""
    slots = np.searchsorted(found.ends, alone.starts, side="right")
    following = np.append(found.starts, len(tokens))[slots]
    ends = tokens.sentence_ptr[1:][tokens.sentences[alone.starts]]
    free = following >= np.minimum(alone.ends + _NEAR, ends)
    free &= marks_at(words, marks, alone.stops) & LOWER_ADJECTIVE == 0  # «l'ambassadeur soviétique»
    starts = np.concatenate([found.starts, alone.starts[free]])
    order = np.argsort(starts, kind="stable")
    none = np.zeros(int(free.sum()), dtype=np.int64)
    return _Found(
        starts[order],
        np.concatenate([found.ends, alone.ends[free]])[order],
        np.concatenate([found.role_starts, alone.starts[free]])[order],
        np.concatenate([found.role_ends, alone.stops[free]])[order],
        Guesses(*(np.concatenate([column, none])[order] for column in found.guesses)),
        np.concatenate([found.alone, np.ones(len(none), dtype=bool)])[order],
    )


def _believed(
    words: NDArray[np.uint32], marks: Marks, runs: Runs, roles: Roles, named: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Runs that a title does introduce: not «le cabinet d'avocats X», nor what an article precedes."""
    before = marks_before(words, marks, runs.starts)
    article = before & (THE | PLURAL | FROM_THE) != 0
    one = marks_before(words, marks, roles.starts)
    two = np.where(one & OF != 0, marks_before(words, marks, np.maximum(roles.starts - 1, 0)), 0)
    group = (one | two) & ORGANISATION_NOUN != 0
    believed: NDArray[np.bool_] = (roles.starts >= 0) & ~((article | group) & ~named)
    return believed


def _forms_and_keys(
    partition: Partition, positions: Ints, lasts: Ints, surname: NDArray[np.bool_]
) -> tuple[pa.Array, pa.Array]:
    """Names as printed and their keys.

    Of a single word both are known to the vocabulary. Longer names are cut out of the text, with the very spaces
    they are printed with; that costs no more than to hash them, and their keys are made once for each.
    surname : names that begin with a particle («von der Leyen»), whose key is the last word's.
    """
    vocabulary = partition.tokens.vocabulary
    ids, rows = np.unique(partition.tokens.ids.take(positions), return_inverse=True)
    forms = list(map(vocabulary.forms.__getitem__, ids.tolist()))
    keys = [key.replace("-", " ") for key in map(vocabulary.folded.__getitem__, ids.tolist())]
    for kind in ((lasts > positions) & ~surname, surname):
        longer = np.flatnonzero(kind)
        texts = partition.printed(positions[longer], lasts[longer])
        distinct = dict.fromkeys(texts)
        row_of = dict(zip(distinct, range(len(forms), len(forms) + len(distinct)), strict=True))
        rows[longer] = list(map(row_of.__getitem__, texts))
        forms += distinct
        keys += [name_key(text.rsplit(None, 1)[-1] if kind is surname else text) for text in distinct]
    index = pa.array(rows)
    return pa.array(forms, pa.string()).take(index), pa.array(keys, pa.string()).take(index)


def _role_texts(partition: Partition, starts: Ints, ends: Ints) -> pa.Array:
    """Words of titles, tokens [starts, ends): "" for an empty title, a civility; missing for -1, no title."""
    worded = np.flatnonzero(ends > starts)
    index = np.zeros(len(starts), dtype=np.int64)
    index[worded] = np.arange(1, len(worded) + 1)
    texts = pa.array(["", *partition.printed(starts[worded], ends[worded] - 1)], pa.string())
    return texts.take(pa.array(index, mask=starts < 0))


def _genders(partition: Partition, found: _Found, guesses: Guesses) -> pa.Array:
    """Gender of each name, missing where nothing tells.

    The first word of the title tells (Mme, présidente), or its article (la maire), or the first name of a person.
    """
    tokens = partition.tokens
    starts = found.role_starts
    codes = np.zeros(len(starts), dtype=np.int64)
    named = np.flatnonzero((guesses.kinds == PERSON) & (found.ends - found.starts >= 2))
    codes[named] = first_name_genders(tokens.vocabulary)[tokens.ids[found.starts[named]]]
    titled = np.flatnonzero(starts >= 0)
    types = tokens.vocabulary.bits(_gender_codes())
    firsts = starts[titled]
    articles = tokens.ids[firsts - 1]
    for code, forms in ((1, _MASCULINE_ARTICLES), (2, _FEMININE_ARTICLES)):
        determined = np.isin(articles, tokens.vocabulary.find(forms)) & ~tokens.opens[firsts]
        codes[titled[determined]] = code
    told = types[tokens.ids[firsts]]
    codes[titled[told > 0]] = told[told > 0]
    return pa.array(["m", "f"], pa.string()).take(pa.array(codes - 1, mask=codes == 0))


@lru_cache(maxsize=1)
def _gender_codes() -> NameBits:
    """1 for the words of men, 2 for those of women."""
    return NameBits.of_words({form: 1 + "mf".index(g) for form, g in load_name_lists().genders.items()}, np.uint8)


def _integers(values: NDArray[np.integer[Any]]) -> pa.Array:
    return pa.array(values.astype(np.int32, copy=False))
