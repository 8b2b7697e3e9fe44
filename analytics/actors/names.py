"""Names: runs of capitalised words, each with the title that introduces it where there is one.

Reading a partition yields names. Who they are is settled over the whole corpus (`persons.settle_persons`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from analytics.actors.name_words import (
    KNOWN,
    NAME,
    NEW,
    NOBLE,
    PARTICLE,
    load_name_lists,
    mark_words,
    name_key,
)
from analytics.actors.titles import Runs, find_roles
from analytics.text.hashing import NameBits

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    pa.field("gender", pa.string()),  # m or f, where the title tells
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
    kinds, names = mark_words(tokens, known, demonyms=demonyms)
    runs = find_runs(kinds, names)
    roles = find_roles(tokens, kinds, runs=runs, matches=titles, civil=lists.civilities, plural=lists.plurals)
    rows = np.flatnonzero((roles.starts >= 0) | (runs.n_known == 0))
    positions, lasts = runs.starts[rows], runs.ends[rows] - 1
    paragraphs = tokens.paragraphs[positions]
    surname = (kinds[positions] & (NOBLE | NAME)) == NOBLE
    forms, keys = _forms_and_keys(partition, positions, lasts, surname)
    return pa.Table.from_arrays([
        _integers(partition.articles[paragraphs]),
        _integers(partition.numbers[paragraphs]),
        _integers(tokens.starts[positions]),
        _integers(tokens.ends[lasts]),
        _integers(tokens.sentence_numbers[tokens.sentences[positions]]),
        forms,
        keys,
        _integers(np.where(surname, 1, lasts + 1 - positions)),
        _role_texts(partition, roles.starts[rows], roles.ends[rows]),
        _genders(partition, roles.starts[rows]),
        *voices.columns(positions).values(),
    ], schema=NAMES)  # fmt: skip


def find_runs(kinds: NDArray[np.uint32], names: Ints) -> Runs:
    """Return the runs of name words, particles between them included (Charles de Gaulle); none leaves its sentence.

    kinds, names : what `mark_words` returns.
    """
    here = kinds[names]
    known = (here & KNOWN) != 0
    begins = (np.diff(names, prepend=-2) > 1) | ((here & NEW) != 0)
    firsts = np.flatnonzero(begins)
    lengths = np.diff(firsts, append=len(names))
    joined = _joined(kinds, names, firsts, lengths)
    begins[firsts[joined]] = False
    # «le porte-parole du Kremlin Oleg Popov»: the name begins behind the place
    places = firsts[(lengths >= 3) & ~joined]
    begins[places[known[places] & ~known[places + 1] & ~known[places + 2]] + 1] = True
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:], len(names))[: len(firsts)] - 1
    n_known = np.append(0, np.cumsum(known))
    starts = names[firsts]
    at = np.full(len(kinds), -1, dtype=np.int32)
    at[starts] = np.arange(len(starts), dtype=np.int32)
    return Runs(starts, names[lasts] + 1, n_known[lasts + 1] - n_known[firsts], at)


def _joined(kinds: NDArray[np.uint32], names: Ints, firsts: Ints, lengths: Ints) -> NDArray[np.bool_]:
    """Whether each stretch of name words continues the one before over «de», «von der»: (n_stretches,).

    The one before is a single word, unknown to the gazetteer as the next is, and continues none itself.
    """
    joined = np.zeros(len(firsts), dtype=bool)
    rows = np.flatnonzero(lengths[:-1] == 1)
    ahead = names[firsts[rows]] + 1
    particle = (kinds[ahead] & (PARTICLE | NEW)) == PARTICLE
    rows, ahead = rows[particle], ahead[particle]
    following = ahead + 1 + ((kinds[ahead + 1] & PARTICLE) != 0)
    joins = (kinds[following] & (NAME | KNOWN)) == NAME
    joins &= ((kinds[ahead - 1] & KNOWN) | ((kinds[ahead + 1] | kinds[following]) & NEW)) == 0
    rows = rows[joins]
    # Of stretches that could all be joined in a row, every other one is: «Luc de Villars de Gaulle» is two runs.
    chain = np.diff(rows, prepend=-2) > 1
    since = np.arange(len(rows)) - np.maximum.accumulate(np.where(chain, np.arange(len(rows)), 0))
    joined[rows[since % 2 == 0] + 1] = True
    return joined


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
