"""Names: runs of capitalised words, each with the title that introduces it where there is one.

Reading a partition yields names. Who they are is settled over the whole corpus (`persons.settle_persons`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from analytics.actors.kind_words import (
    FIRST_NAME,
    FROM_THE,
    ORGANISATION_HEAD,
    ORGANISATION_NOUN,
    PLURAL,
    THE,
    mark_kinds,
)
from analytics.actors.kinds import Guesses, guess_kinds
from analytics.actors.name_words import KNOWN, NAME, NEW, NOBLE, load_name_lists, mark_words, name_key
from analytics.actors.runs import find_runs
from analytics.actors.titles import Roles, Runs, find_roles
from analytics.actors.wholes import WORD, Wholes, find_wholes
from analytics.text.hashing import NameBits
from analytics.text.intervals import members

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.actors.kind_words import Marks
    from analytics.text.partition import Partition
    from analytics.text.phrases import Matches
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
    pa.field("n_words", pa.int32(), nullable=False),
    pa.field("role", pa.string()),  # missing without a title, "" for a mere civility
    pa.field("gender", pa.string()),  # m or f, where the title or the first name tells
    pa.field("kind", pa.string(), nullable=False),  # person, place, organisation or unknown: a guess but behind a title
    pa.field("kind_reason", pa.string(), nullable=False),  # see `kinds.REASONS`
    pa.field("voice", pa.string(), nullable=False),
    pa.field("quotation_id", pa.int32()),  # missing in the newsroom's own words
])  # fmt: skip
NAME_COLUMNS = NAMES.names
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
    roles = find_roles(tokens, words, runs=runs, matches=titles, civil=lists.civilities, plural=lists.plurals)
    found = _together(words, marks, runs, roles, wholes)
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
        _integers(np.where(surname, 1, lasts + 1 - starts)),
        _role_texts(partition, found.role_starts, found.role_ends),
        _genders(partition, found.role_starts),
        *guesses.columns(),
        *voices.columns(starts).values(),
    ], schema=NAMES)  # fmt: skip


class _Found(NamedTuple):
    """Names in text order, none overlapping another: tokens, tokens of the title (-1 without), what is known of each."""

    starts: Ints
    ends: Ints
    role_starts: Ints
    role_ends: Ints
    guesses: Guesses


def _together(words: NDArray[np.uint32], marks: Marks, runs: Runs, roles: Roles, wholes: Wholes) -> _Found:
    """Runs of name words and whole names; where they meet, titles and full names with a first name come first."""
    n_tokens = len(words)
    lengths = runs.ends - runs.starts
    named = (marks[runs.starts] & FIRST_NAME != 0) & (lengths >= 2)
    titled = _believed(words, marks, runs, roles, named)
    roles = Roles(np.where(titled, roles.starts, -1), np.where(titled, roles.ends, -1))
    firsts_known = words[runs.starts] & KNOWN != 0
    rows = np.flatnonzero(titled | (runs.n_known == 0) | (named & ~firsts_known))
    at = np.full(n_tokens + 1, -1, dtype=np.int64)
    owners, inside = members(wholes.starts, wholes.ends)
    at[inside] = owners
    starts, ends = runs.starts[rows], runs.ends[rows]
    met = _first_inside(at, starts, ends)
    longer = np.where(met >= 0, (wholes.ends - wholes.starts)[met] > ends - starts, False) if len(met) else met >= 0
    by_word = np.where(met >= 0, wholes.reasons[met] == WORD, False) if len(met) else met >= 0
    outgrown = np.where(met >= 0, (wholes.ends - wholes.starts)[met] < ends - starts, False) if len(met) else met >= 0
    two = ends - starts == 2
    first = (titled[rows] & (named[rows] | ~by_word)) | (met < 0) | (named[rows] & ((outgrown & ~by_word) | (by_word & two) | (marks[starts] & ORGANISATION_HEAD != 0))) | (outgrown & ~by_word & (runs.n_known[rows] == 0))
    first &= ~longer | (titled[rows] & (named[rows] | ~by_word))
    rows = rows[first]
    # A whole stays where no run that comes first meets it.
    taken = np.zeros(n_tokens + 1, dtype=bool)
    taken[members(runs.starts[rows], runs.ends[rows])[1]] = True
    free = np.array([not taken[a:b].any() for a, b in zip(wholes.starts.tolist(), wholes.ends.tolist(), strict=True)], dtype=bool)
    wholes = wholes.pick(free)
    starts = np.concatenate([runs.starts[rows], wholes.starts])
    order = np.argsort(starts, kind="stable")
    nothing = np.full(len(wholes.starts), -1)
    none = np.zeros(len(rows), dtype=np.int8)
    return _Found(
        starts[order],
        np.concatenate([runs.ends[rows], wholes.ends])[order],
        np.concatenate([roles.starts[rows], nothing])[order],
        np.concatenate([roles.ends[rows], nothing])[order],
        Guesses(np.concatenate([none, wholes.kinds])[order], np.concatenate([none, wholes.reasons + 1])[order]),
    )


def _believed(
    words: NDArray[np.uint32], marks: Marks, runs: Runs, roles: Roles, named: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Runs that a title does introduce: not «le groupe financier Petroplus», nor what an article precedes."""
    before = np.where(words[runs.starts] & NEW != 0, 0, marks[runs.starts - 1])
    article = before & (THE | PLURAL | FROM_THE) != 0
    group = (marks[roles.starts - 1] & ORGANISATION_NOUN != 0) & (words[roles.starts] & NEW == 0)
    believed: NDArray[np.bool_] = (roles.starts >= 0) & ~((article | group) & ~named)
    return believed


def _first_inside(at: Ints, starts: Ints, ends: Ints) -> Ints:
    """The largest entry of ``at`` in each stretch [start, end)."""
    if not len(starts):
        return starts
    edges = np.stack([starts, ends], axis=1).ravel()
    largest: Ints = np.maximum.reduceat(at, edges)[::2]
    return largest


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


def _genders(partition: Partition, starts: Ints) -> pa.Array:
    """Gender that the first word of each title tells (Mme, présidente), or its article (la maire); missing for -1."""
    tokens = partition.tokens
    codes = np.zeros(len(starts), dtype=np.int64)
    titled = np.flatnonzero(starts >= 0)
    types = tokens.vocabulary.bits(_gender_codes())
    firsts = starts[titled]
    articles = tokens.ids[firsts - 1]
    for code, forms in ((1, _MASCULINE_ARTICLES), (2, _FEMININE_ARTICLES)):
        determined = np.isin(articles, tokens.vocabulary.find(forms)) & (firsts > 0)
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
