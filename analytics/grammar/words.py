"""What words are to the grammar of a sentence, as bits of one mask per token, and walks over it.

Bits depend on the form alone, so that the text is gone through once; what a word is where it stands is told by walks
from the few places where something is said or done.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.straight import twins
from analytics.text.hashing import NameBits
from analytics.text.intervals import members
from analytics.text.lemmas import lemmatize
from analytics.text.shapes import CAPITAL as CAPITAL_SHAPE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from analytics.text.tokenization import Tokens
    from analytics.text.vocabulary import Vocabulary

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

# Signs
COMMA = 1 << 0
STOP = 1 << 1  # ends a clause: ; : . ? ! …
LIVELY = 1 << 2  # ? ! …, which talk has and lists have not
MARK = 1 << 3  # quotation marks
DASH = 1 << 4
BRACKET = 1 << 5
# Words of the verb group
AVOIR = 1 << 6
ETRE = 1 << 7
CLITIC = 1 << 8  # stands between subject and verb: ne, lui, l'
REFLEXIVE = 1 << 9
INVERTED = 1 << 10  # -t-il
ADVERB = 1 << 11
MODAL = 1 << 12  # takes an infinitive: a tenu à rappeler
# Words of the noun phrase
PRONOUN = 1 << 13  # il, elle, on
DETERMINER = 1 << 14
DE = 1 << 15
A = 1 << 16
PREPOSITION = 1 << 17
TIME = 1 << 18  # lundi, hier
CAPITAL = 1 << 19
TAKES_A = 1 << 20  # ministre délégué à la Ville
# Words between clauses
COORDINATION = 1 << 21
QUE = 1 << 22
QUI = 1 << 23
SUBORDINATION = 1 << 24
SI = 1 << 25
# Verbs
TALK = 1 << 26  # first and second person, vocative: somebody is talking
FINITE = 1 << 27
PARTICIPLE = 1 << 28
INFINITIVE = 1 << 29
GERUND = 1 << 30
CONDITIONAL = 1 << 31  # aurait, tirerait
VERB = FINITE | PARTICIPLE | INFINITIVE | GERUND  # of those looked for

SIGN = COMMA | STOP | MARK | DASH | BRACKET
_ASKED = SIGN | QUE | QUI | SUBORDINATION | SI | VERB | CONDITIONAL  # what is looked for in the whole text
_LONGEST_WALK = 40  # tokens, so that what grows is the text alone
ROOM = 8  # rows of bits that may be looked at beyond either end

_WORDS = {
    COMMA: ",",
    STOP: "; : . ? ! … ... ?! !! ?? !? .. ....",
    LIVELY: "? ! … ... ?! !! ?? !? ....",
    MARK: '« » “ ” „ " ‹ ›',
    DASH: "- – — ― ‒ -- --- −",
    BRACKET: "( ) [ ]",
    AVOIR: "a ont avait avaient aurait auraient aura auront eut eurent ait aient ai as avons avez ayant avoir",
    ETRE: "est sont était étaient serait seraient sera seront fut furent soit soient suis étant être",
    CLITIC: "ne n' se s' me m' te t' lui leur l' le la les y en nous vous",
    REFLEXIVE: "se s'",
    INVERTED: "-il -elle -ils -elles -t-il -t-elle -t-ils -t-elles -on -t-on -je",
    ADVERB: (
        "pas plus jamais aussi également encore ainsi déjà notamment toujours toutefois cependant pourtant alors donc"
        " ensuite enfin puis même bien longtemps souvent parfois aussitôt d'ailleurs seulement simplement clairement"
        " récemment publiquement officiellement immédiatement vivement fermement vigoureusement longuement sobrement"
        " régulièrement finalement solennellement visiblement formellement catégoriquement implicitement explicitement"
        " plutôt surtout certes néanmoins maintes plusieurs fois reprises entre-temps aujourd'hui désormais rapidement"
        " tout très trop assez là ici dès désormais durement sèchement froidement ouvertement brièvement"
    ),
    MODAL: (
        "veut voulu voulait voulaient veulent tient tenu tenait tiennent doit doivent devait dû va vont allait vient"
        " viennent venait peut peuvent pu pouvait souhaite souhaité souhaitait préfère préféré continue continué"
        " commence commencé cesse cessé refuse refusé"
    ),
    PRONOUN: "il elle ils elles on je j' tu",
    DETERMINER: (
        "le la l' les un une des ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes plusieurs"
        " certains certaines quelques chaque aucun aucune deux trois quatre cinq six sept huit neuf dix tous toutes"
        " quelque chacun chacune celui celle ceux celles nombre beaucoup divers différents des"
    ),
    DE: "de d' du des",
    A: "à au aux",
    PREPOSITION: (
        "dans par pour avec sans sous sur chez entre vers selon après avant depuis pendant durant parmi malgré contre"
        " dès lors devant derrière auprès en outre hors suivant concernant via jusqu' jusque envers d'après face suite"
        " interrogé interrogée interrogés contacté contactée joint jointe sollicité sollicitée"
    ),
    TIME: (
        "lundi mardi mercredi jeudi vendredi samedi dimanche hier demain aujourd'hui matin soir après-midi midi nuit"
        " janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ),
    TAKES_A: "délégué déléguée adjoint adjointe candidat candidate",
    COORDINATION: "et ou ni mais or car puis donc",
    QUE: "que qu'",
    QUI: "qui",
    SUBORDINATION: "si s'il lorsque lorsqu' quand comme parce puisque puisqu' dont où tandis quoique",
    SI: "si s'il",
    TALK: (
        "je j' tu me m' te t' moi toi nous vous mon ma mes ton ta tes notre nos votre vos -je -tu -nous -vous -moi"
        " oui non merci monsieur madame messieurs mesdames mademoiselle"
    ),
}  # fmt: skip
# Conditionals that soften or weigh: they tell no hearsay by themselves.
SOFT = frozenset(
    (
        "pourrait pourraient devrait devraient voudrait voudraient faudrait aimerait aimeraient souhaiterait"
        " souhaiteraient saurait sauraient vaudrait"
    ).split()
)
_ADJECTIVE_ENDS = ("que", "able", "ible", "aire", "ide", "ière", "vrai", "poli", "simple", "large", "ferme", "libre")
_IMPERFECT_IN_R = ("rer", "frir", "vrir", "courir", "mourir", "quérir", "raire")


@dataclass(frozen=True, eq=False)
class Spaced:
    """Tokens of a partition with a full stop behind each paragraph, so that nothing leads out of one.

    Positions in this room are those of these tokens. ids : int32 (n_tokens + n_paragraphs,). sentence_ptr,
    paragraph_ptr : as of `Tokens`; the stop is a sentence of its own, and the last of its paragraph.
    """

    ids: NDArray[np.int32]
    sentence_ptr: Ints
    paragraph_ptr: Ints
    vocabulary: Vocabulary

    @classmethod
    def of(cls, tokens: Tokens) -> Spaced:
        """Put the stops in."""
        n_paragraphs = tokens.n_paragraphs
        stops = tokens.paragraph_ptr[1:] + np.arange(n_paragraphs)
        is_token = np.ones(len(tokens) + n_paragraphs, dtype=bool)
        is_token[stops] = False
        ids = np.full(len(is_token), tokens.vocabulary.add(["."])[0], dtype=np.int32)
        ids[is_token] = tokens.ids
        sentences = np.sort(np.append(tokens.sentence_ptr[:-1] + tokens.sentence_paragraphs, stops), kind="stable")
        paragraph_ptr = tokens.paragraph_ptr + np.arange(n_paragraphs + 1)
        return cls(ids, np.append(sentences, len(ids)), paragraph_ptr, tokens.vocabulary)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def paragraphs(self) -> Ints:
        """Paragraph of each token, (n_tokens,)."""
        return np.repeat(np.arange(len(self.paragraph_ptr) - 1), np.diff(self.paragraph_ptr))

    @cached_property
    def sentences(self) -> Ints:
        """Sentence of each token, (n_tokens,)."""
        return np.repeat(np.arange(len(self.sentence_ptr) - 1), np.diff(self.sentence_ptr))

    @cached_property
    def is_word(self) -> Bools:
        """Whether each token is a word or number rather than a sign, (n_tokens,)."""
        return self.vocabulary.is_word[self.ids]

    def plain(self, positions: Ints) -> Ints:
        """Positions among the tokens of the partition; a negative one stays what it is."""
        if not len(self):
            return positions
        return positions - np.where(positions < 0, 0, self.paragraphs[positions])


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Bits of the tokens of a partition, (n_tokens + ROOM,): STOP behind the last, and so before the first, at -1."""

    bits: NDArray[np.uint32]
    tokens: Spaced
    _places: dict[int | str, Ints] = field(default_factory=dict)

    def where(self, bits: int) -> Ints:
        """Tokens that have one of some bits, in text order."""
        if bits not in self._places:
            few = _ASKED & bits == bits  # a third of the tokens: looked up once, and looked at from then on
            among = self.where(_ASKED) if few and bits != _ASKED else slice(-ROOM)
            found = np.flatnonzero((self.bits[among] & np.uint32(bits)) != 0)
            self._places[bits] = among[found] if isinstance(among, np.ndarray) else found
        return self._places[bits]

    def holds(self, firsts: Ints, ends: Ints, bits: int) -> Bools:
        """Tell which stretches [first, end) hold a token with one of some bits."""
        if (ends - firsts).sum() > len(self.bits):
            return holds_any(firsts, ends, self.where(bits))
        holds = np.zeros(len(firsts), dtype=bool)
        owners, inside = members(firsts, ends)
        holds[owners[self.has(inside, bits)]] = True
        return holds

    def has(self, positions: Ints, bits: int) -> Bools:
        """Tell which tokens have one of some bits."""
        has: Bools = (self.bits[positions] & np.uint32(bits)) != 0
        return has

    def printed(self, positions: Ints, forms: Sequence[str]) -> Bools:
        """Tell which tokens are one of a few forms, as printed; none beyond either end is."""
        tokens = self.tokens
        within = (positions >= 0) & (positions < len(tokens))
        wanted = tokens.vocabulary.find(forms)
        ids = tokens.ids[np.where(within, positions, 0)] if len(tokens) else np.zeros(len(positions), dtype=np.int32)
        return within & np.isin(ids, wanted[wanted >= 0])

    def listed(self, positions: Ints, lower_forms: frozenset[str]) -> Bools:
        """Tell which tokens are in a list, whatever their capitals; none beyond either end is."""
        tokens = self.tokens
        within = (positions >= 0) & (positions < len(tokens))
        if not len(tokens):
            return within
        return within & tokens.vocabulary.matching(lower_forms)[tokens.ids[np.where(within, positions, 0)]]

    def mentions(self, firsts: Ints, ends: Ints, lower_forms: frozenset[str]) -> Bools:
        """Tell which of a few stretches [first, end) hold a word of a list."""
        holds = np.zeros(len(firsts), dtype=bool)
        owners, inside = members(firsts, ends)
        holds[owners[self.listed(inside, lower_forms)]] = True
        return holds

    def once(self, name: str, find: Callable[[], Ints]) -> Ints:
        """Return tokens that are found once for all who ask."""
        if name not in self._places:
            self._places[name] = find()
        return self._places[name]

    def n_words(self, firsts: Ints, ends: Ints) -> Ints:
        """Number of words in each stretch [first, end), signs apart."""
        signs = self.once("signs", lambda: np.flatnonzero(~self.tokens.is_word))
        counts: Ints = ends - firsts - (np.searchsorted(signs, ends) - np.searchsorted(signs, firsts))
        return counts

    def past(self, positions: Ints, bits: int) -> Ints:
        """First token from each position on that has none of some bits."""
        return self._walk(positions, bits, 1)

    def back(self, positions: Ints, bits: int) -> Ints:
        """Last token up to each position that has none of some bits; -1 before the first."""
        return self._walk(positions, bits, -1)

    def _walk(self, positions: Ints, bits: int, step: int) -> Ints:
        positions = positions.copy()
        moving = np.flatnonzero(self.has(positions, bits))
        for _ in range(_LONGEST_WALK):
            if not len(moving):
                break
            positions[moving] += step
            moving = moving[self.has(positions[moving], bits)]
        return positions

    def sentence(self, positions: Ints) -> tuple[Ints, Ints]:
        """Tokens [first, end) of the sentence of each token."""
        sentences = self.tokens.sentences[positions]
        return self.tokens.sentence_ptr[sentences], self.tokens.sentence_ptr[sentences + 1]


def holds_any(firsts: Ints, ends: Ints, positions: Ints) -> Bools:
    """Tell which stretches [first, end) hold one of some tokens, which are in text order."""
    holds: Bools = np.searchsorted(positions, ends) > np.searchsorted(positions, firsts)
    return holds


class VerbForms(NamedTuple):
    """Forms of the verbs that a method looks for, in lower case: they are marked VERB."""

    finite: frozenset[str]
    participles: frozenset[str]
    infinitives: frozenset[str]
    gerunds: frozenset[str]


def mark_words(tokens: Tokens, verbs: VerbForms) -> Words:
    """Return what each token is to French grammar, and which are forms of some verbs."""
    spaced = Spaced.of(tokens)
    describe = _describer(verbs)
    types = tokens.vocabulary.column(describe, describe, "lower", "lemmas", "shapes", "lower_names")
    bits = np.full(len(spaced) + ROOM, STOP, dtype=np.uint32)
    np.take(types, spaced.ids, out=bits[:-ROOM], mode="clip")
    quotes = twins(tokens)
    quotes += tokens.paragraphs[quotes]
    bits[quotes] |= np.uint32(MARK)
    bits[quotes + 1] |= np.uint32(MARK)
    return Words(bits, spaced)


@lru_cache(maxsize=4)
def _describer(verbs: VerbForms) -> Callable[..., NDArray[np.uint32]]:
    """Return what tells the bits of types, the same for the same verbs."""
    listed: dict[str, int] = {}
    inflected = zip((FINITE, PARTICIPLE, INFINITIVE, GERUND), verbs, strict=True)
    for bit, words in (*((bit, words.split()) for bit, words in _WORDS.items()), *inflected):
        for word in words:
            listed[word] = listed.get(word, 0) | bit
    return partial(_describe, NameBits.of_words(listed, np.uint32))


def _describe(
    listed: NameBits,
    lower: Sequence[str],
    lemmas: Sequence[str],
    shapes: NDArray[np.uint8],
    names: NDArray[np.uint64],
) -> NDArray[np.uint32]:
    bits: NDArray[np.uint32] = listed.of_names(names)
    bits |= np.where(shapes & CAPITAL_SHAPE, np.uint32(CAPITAL), np.uint32(0))
    # Slices are cheaper than calls; nearly all types leave here.
    for i in [i for i, form in enumerate(lower) if form[-4:] == "rait" or form[-6:] == "raient"]:
        if is_conditional(lower[i], lemmas[i]):
            bits[i] |= np.uint32(CONDITIONAL)
    for i in [i for i, form in enumerate(lower) if form[-4:] == "ment"]:
        if is_adverb(lower[i]):
            bits[i] |= np.uint32(ADVERB)
    return bits


def is_conditional(form: str, lemma: str) -> bool:
    """Tell the conditional, third person, from an imperfect in -rait (tirait, offrait, courait) and from nouns.

    >>> [is_conditional(*pair) for pair in (("tirerait", "tirer"), ("tirait", "tirer"), ("portrait", "portrait"))]
    [True, False, False]
    """
    stem = form.removesuffix("ait").removesuffix("aient")
    if lemma == form or stem == form or lemma[-2:] not in ("er", "ir", "re"):
        return False
    if not lemma.endswith(_IMPERFECT_IN_R):
        return True
    if lemma.endswith("rer"):
        return stem.endswith("rer")
    return stem.endswith(("rir", "rr", "rair"))


def is_adverb(form: str) -> bool:
    """Tell an adverb in -ment, which is built on an adjective, from a noun, which is built on a verb.

    >>> [is_adverb(f) for f in ("brusquement", "vivement", "constamment", "entièrement", "gouvernement", "parlement")]
    [True, True, True, True, False, False]
    """
    stem = form[:-4]
    if stem.endswith(("am", "em")):  # constamment, prudemment
        return len(stem) > 3
    if stem.endswith(_ADJECTIVE_ENDS):
        return True
    (lemma,) = lemmatize([stem])
    return stem.endswith("e") and lemma != stem and lemma[-2:] not in ("er", "ir", "re")
