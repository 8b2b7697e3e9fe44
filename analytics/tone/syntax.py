"""What shifters need to know of a sentence without parsing it: kinds of words, auxiliaries, and where clauses begin.

There is no part-of-speech tagger here. A form is a verb where our lemmas say so and its ending is one of a finite verb;
what is a noun as often as a verb stays a noun. Clauses are numbered in text order, so that when the nearest word on one
side lies in another clause, all words on that side do: one look at the nearest is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.normalization import fold
from analytics.resources import cells, read_rows, resource
from analytics.text.conjugation import irregular_verbs
from analytics.text.hashing import NameBits
from analytics.text.shapes import NUMBER as NUMBER_SHAPE
from analytics.tone.shifters import load_inverters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.resources import Row
    from analytics.text.conjugation import Conjugated
    from analytics.text.tokenization import Tokens

# Bits of what a word may be; one column holds them all, so that the text is gone through once. Which words they are is
# in ``function_words.tsv``; the last line is told by endings and other lists.
CLASSES = (
    "bound", "que", "si", "and", "ne", "determiner", "subject", "degree", "quote", "doubted", "of", "to", "against",
    "on", "with", "adjunct", "clitic", "se", "make", "be", "have", "raiser", "asker", "strong", "asks",
    "infinitive", "finite", "participle", "gerund", "conditional", "head", "number",
)  # fmt: skip
(
    BOUND, QUE, SI, AND, NE, DETERMINER, SUBJECT, DEGREE, QUOTE, DOUBTED, OF, TO, AGAINST,
    ON, WITH, ADJUNCT, CLITIC, SE, MAKE, BE, HAVE, RAISER, ASKER, STRONG, ASKS,
    INFINITIVE, FINITE, PARTICIPLE, GERUND, CONDITIONAL, HEAD, NUMBER,
) = (1 << bit for bit in range(len(CLASSES)))  # fmt: skip
STOP = ADJUNCT | FINITE | GERUND  # ends a noun phrase
_VERB = FINITE | INFINITIVE
_RARE = QUE | SI | AND | NE | QUOTE | ASKS | CONDITIONAL | HEAD  # what `Syntax.where` finds
_MARKED = _RARE | STOP | BOUND
_PERSON = "person"  # a class that is asked for at few words only, so that it needs no bit
_MATCHES = ("form", "lemma", "not")
_COLUMNS = ("class", "match", "words", "note")

_DEFINITE = frozenset("le la les l' son sa ses leur leurs ce cet cette ces".split())
_ER_FINITE = frozenset(
    "e es ent ons ez a as ai ait ais aient ions iez èrent era eras erai erons erez eront erait erais eraient erions"
    " eriez".split()
)
_IR_FINITE = frozenset(
    "s t ssons ssez ssent ssait ssais ssaient sse sses ra ras rai rons rez ront rait rais raient rent".split()
)
_PARTICIPLE_ENDS = ("é", "ée", "és", "ées")
_CONDITIONAL_ENDS = {"rait": 3, "rais": 3, "raient": 5}  # and how much of it is the ending of the imperfect too
# Most words in -ier are nouns; these are verbs.
_VERBS_IN_IER = tuple(
    "fier ublier tudier nier llier cilier égocier socier récier mercier éficier opier".split()
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Syntax:
    """What a partition is to shifters.

    tokens : the partition. traits : uint32 (n_tokens,), sums of the bits above. rare : positions of the words that
    rules look for. verbs, stops : positions of finite verbs, and of what ends a noun phrase. clauses : int32
    (n_tokens + 1,), number of the clause of each token; what stands behind the last one has a number of its own.
    bounds : first tokens of the clauses. All positions are in text order.
    """

    tokens: Tokens
    traits: NDArray[np.uint32]
    rare: NDArray[np.int64]
    verbs: NDArray[np.int64]
    stops: NDArray[np.int64]
    clauses: NDArray[np.int32]
    bounds: NDArray[np.int64]

    @classmethod
    def of(cls, tokens: Tokens) -> Syntax:
        """Look at a partition."""
        traits = tokens.vocabulary.column(
            Syntax, _traits, "lower", "lemmas", "shapes", "lower_names", "lemma_names"
        ).take(tokens.ids)
        marked = np.flatnonzero((traits & np.uint32(_MARKED)) != 0)
        marks = traits.take(marked)
        rare, stops, bounds = (
            marked.take(np.flatnonzero((marks & np.uint32(bits)) != 0)) for bits in (_RARE, STOP, BOUND)
        )
        verbs = _having(stops, traits, FINITE)
        begins = _clause_begins(tokens, traits, rare=rare, verbs=verbs, bounds=bounds)
        bounds = np.flatnonzero(begins)
        clauses = np.full(len(tokens) + 1, len(bounds), dtype=np.int32)
        np.cumsum(begins, dtype=np.int32, out=clauses[:-1])
        clauses[:-1] -= 1
        return cls(tokens, traits, rare, verbs, stops, clauses, bounds)

    def where(self, bits: int) -> NDArray[np.int64]:
        """Positions of the tokens that have one of some bits, which must be of those in ``_RARE``."""
        return _having(self.rare, self.traits, bits)

    def has(self, positions: NDArray[np.int64], bits: int) -> NDArray[np.bool_]:
        """Whether tokens have one of some bits; what lies outside the text has none."""
        inside = (positions >= 0) & (positions < len(self.traits))
        found: NDArray[np.bool_] = self.traits.take(positions, mode="clip") & np.uint32(bits) > 0
        return found & inside

    def near(self, positions: NDArray[np.int64], step: int | NDArray[np.int64], bits: int) -> NDArray[np.bool_]:
        """Whether the token so many steps away has one of some bits, in the sentence of each position.

        step : one for all, or (n_steps,), which gives (n_positions, n_steps).
        """
        positions = positions[:, None] if isinstance(step, np.ndarray) else positions
        found: NDArray[np.bool_] = _near(self.tokens, self.traits, positions, step) & np.uint32(bits) > 0
        return found

    def are_persons(self, positions: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether tokens name persons: victimes, otages."""
        vocabulary, ids = self.tokens.vocabulary, self.tokens.ids[positions]
        found: NDArray[np.bool_] = vocabulary.bits(_function_words().persons, "lemma_names")[ids] > 0
        return found

    @cached_property
    def new_phrases(self) -> NDArray[np.int64]:
        """Positions of each "et" before a definite noun phrase."""
        tokens, joints = self.tokens, self.where(AND)
        joints = joints[tokens.vocabulary.matching(["et"])[tokens.ids[joints]]]
        return joints[self.are_definite(joints + 1)]

    def are_definite(self, positions: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether a definite noun phrase begins at each token; positions may be those behind the last token."""
        is_definite = self.tokens.vocabulary.matching(_DEFINITE)
        found: NDArray[np.bool_] = is_definite[self.tokens.ids.take(positions, mode="clip")]
        return found & (positions < len(self.tokens))

    def same_clause(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether tokens lie in one clause."""
        same: NDArray[np.bool_] = self.clauses[one] == self.clauses[other]
        return same

    def clause_starts(self, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the first token of the clause of each token."""
        return self.bounds[self.clauses[positions]]

    def sentence_starts(self, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the first token of the sentence of each token."""
        return self.tokens.sentence_ptr[self.tokens.sentences[positions]]

    def clause_ends(self, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the token behind the clause of each token."""
        return np.append(self.bounds, len(self.traits))[self.clauses[positions] + 1]


def _traits(
    lower: Sequence[str],
    lemmas: Sequence[str],
    shapes: NDArray[np.uint8],
    lower_names: NDArray[np.uint64],
    lemma_names: NDArray[np.uint64],
) -> NDArray[np.uint32]:
    """Return the bits of types, (n_types,); only verbs and heads are looked at one by one."""
    words, irregular = _function_words(), _irregular()
    traits: NDArray[np.uint32] = words.forms.of_names(lower_names) | words.lemmas.of_names(lemma_names)
    for i in [i for i, lemma in enumerate(lemmas) if lemma[-1:] == "r" or lemma[-2:] == "re"]:
        traits[i] |= _verb(lower[i], lemmas[i], irregular)
    heads = load_inverters().groups
    for i in np.flatnonzero((heads.of_names(lower_names) | heads.of_names(lemma_names)) > 0).tolist():
        traits[i] |= HEAD | _participle(lower[i])
    return traits | np.where(shapes & NUMBER_SHAPE, np.uint32(NUMBER), np.uint32(0))


class FunctionWords(NamedTuple):
    """The list: bits of forms and bits of lemmas, by name, bits that words do not have, lemmas that name persons."""

    forms: NameBits
    lemmas: NameBits
    exceptions: dict[str, int]
    persons: NameBits


@lru_cache(maxsize=1)
def _function_words() -> FunctionWords:
    """Read the bundled list. Raises ResourceError naming each faulty line."""
    tables: tuple[dict[str, int], ...] = ({}, {}, {})
    persons: list[str] = []
    for row in read_rows(resource("function_words.tsv"), _COLUMNS, check=_fault):
        if row["class"] == _PERSON:
            persons += cells(row["words"])
            continue
        table = tables[_MATCHES.index(row["match"])]
        for word in cells(row["words"]):
            table[word] = table.get(word, 0) | 1 << CLASSES.index(row["class"])
    forms, lemmas = (NameBits.of_words(table, np.uint32) for table in tables[:2])
    return FunctionWords(forms, lemmas, tables[2], NameBits.of([(1, persons)], np.uint8))


def _fault(row: Row) -> str | None:
    if row["class"] not in (*CLASSES, _PERSON):
        return f"class {row['class']!r} is not one of {', '.join(CLASSES)}, {_PERSON}"
    return None if row["match"] in _MATCHES else f"match {row['match']!r} is not one of {', '.join(_MATCHES)}"


@lru_cache(maxsize=1)
def _irregular() -> Conjugated:
    return irregular_verbs()


def _participle(form: str) -> int:
    """Inverters that are participles, whatever their lemma: levée."""
    return PARTICIPLE if form.endswith(_PARTICIPLE_ENDS) or form in _irregular().participles else 0


def _verb(form: str, lemma: str, irregular: Conjugated) -> int:
    """Return what a form is of the verb that its lemma names, 0 if that is no verb."""
    if form == lemma:
        return INFINITIVE if _is_infinitive(lemma, irregular) else 0
    bits = 0
    if form.endswith("ant"):
        bits = GERUND
    elif irregular.finite.get(form) == lemma:
        bits = FINITE
    elif lemma[-2:] == "er":
        bits = _er_form(form, lemma)
    elif lemma[-2:] == "ir" and form.startswith(lemma[:-1]):
        bits = FINITE if form[len(lemma) - 1 :] in _IR_FINITE else 0
        bits |= PARTICIPLE if form[len(lemma) - 1 :] in ("", "e", "s", "es") else 0
    bits |= PARTICIPLE if irregular.participles.get(form) == lemma else 0
    return bits | (CONDITIONAL if bits & FINITE and _is_conditional(form, lemma) else 0)


def _is_infinitive(lemma: str, irregular: Conjugated) -> bool:
    if _function_words().exceptions.get(lemma, 0) & INFINITIVE:
        return False
    if lemma[-2:] == "re" or lemma in irregular.finite:
        return irregular.finite.get(lemma) == lemma
    return lemma[-3:] != "ier" or lemma.endswith(_VERBS_IN_IER)


def _er_form(form: str, lemma: str) -> int:
    if form.endswith(_PARTICIPLE_ENDS):
        return PARTICIPLE
    n = len(lemma) - 2
    if form[:n] == lemma[:n]:
        return FINITE if form[n:].removeprefix("e" if lemma[-3] == "g" else "\0") in _ER_FINITE else 0
    return FINITE if form.endswith(("e", "es", "ent", "a", "ait", "aient", "ont")) else 0  # lève, appelle, plaça


def _is_conditional(form: str, lemma: str) -> bool:
    """Tell "serait" from the imperfect of verbs whose stem ends in r: montrait, courait."""
    for ending, length in _CONDITIONAL_ENDS.items():
        if form.endswith(ending):
            return fold(form[:-length]) != fold(lemma[:-2])
    return False


def _having(positions: NDArray[np.int64], traits: NDArray[np.uint32], bits: int) -> NDArray[np.int64]:
    return positions.take(np.flatnonzero((traits.take(positions) & np.uint32(bits)) != 0))


def _clause_begins(
    tokens: Tokens,
    traits: NDArray[np.uint32],
    *,
    rare: NDArray[np.int64],
    verbs: NDArray[np.int64],
    bounds: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Whether a clause begins at each token: at sentences, signs, conjunctions, and "et" before a new verb."""
    begins = np.zeros(len(tokens) + 1, dtype=bool)
    begins[tokens.sentence_ptr] = True
    begins[bounds] = True
    que = _opening_que(tokens, traits, _having(rare, traits, QUE))
    begins[que] = True
    begins[_opening_si(tokens, traits, _having(rare, traits, SI))] = True
    joints = _having(rare, traits, AND)
    is_soon, at_once = _before_verbs(tokens, traits, joints)
    begins[joints[at_once]] = True
    soon = joints[is_soon]
    starts = tokens.sentence_ptr[tokens.sentences[soon]]
    for openings in (bounds, que):
        starts = np.maximum(starts, _last_before(openings, soon))
    begins[soon[_last_before(verbs, soon) >= starts]] = True
    return begins[:-1]


def _last_before(positions: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the last of some positions before each of others, -1 for none."""
    return np.append(positions, -1)[np.searchsorted(positions, others) - 1]


def _near(
    tokens: Tokens, traits: NDArray[np.uint32], positions: NDArray[np.int64], step: int | NDArray[np.int64]
) -> NDArray[np.uint32]:
    """Return the bits of the token so many steps away, none beyond the sentence of each position."""
    near, sentences = positions + step, tokens.sentences
    same = (near >= 0) & (near < len(traits))
    same &= sentences.take(near, mode="clip") == sentences.take(positions, mode="clip")
    bits: NDArray[np.uint32] = np.where(same, traits.take(near, mode="clip"), np.uint32(0))
    return bits


def _opening_que(tokens: Tokens, traits: NDArray[np.uint32], que: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return each "que" that opens a clause of its own; "je ne crois pas que" denies what it opens."""
    opinions = [_near(tokens, traits, que, -step) & np.uint32(RAISER) for step in range(1, 4)]
    opens: NDArray[np.int64] = que[np.bitwise_or.reduce(opinions) == 0]
    return opens


def _opening_si(tokens: Tokens, traits: NDArray[np.uint32], si: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return each "si" that opens a condition: before a subject, rather than before an adjective."""
    return si[_near(tokens, traits, si, 1) & np.uint32(SUBJECT) > 0]


def _before_verbs(
    tokens: Tokens, traits: NDArray[np.uint32], joints: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell each "et" with a finite verb soon behind, which opens a clause if one came before, or a verb at once."""
    near = [_near(tokens, traits, joints, step) for step in range(1, 5)]
    is_verb, is_bound, is_clitic = ([word & np.uint32(bits) != 0 for word in near] for bits in (_VERB, BOUND, CLITIC))
    at_once = is_verb[0] | (is_verb[1] & is_clitic[0])
    third, fourth = (word & np.uint32(FINITE) != 0 for word in near[2:])
    return ~(at_once | is_bound[0] | is_bound[1]) & (third | (fourth & ~is_bound[2])), at_once
