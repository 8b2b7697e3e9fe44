"""Who speaks: the subject of a verb group, before it or behind it, as a run of tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.phrases import noun_phrases
from analytics.grammar.subjects import subjects_before
from analytics.grammar.words import (
    COORDINATION,
    DE,
    DETERMINER,
    PRONOUN,
)
from analytics.text.hashing import NameBits
from analytics.text.intervals import members

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.grammar.words import Ints, Words
    from analytics.quotations.cues import Groups


# What a pronoun tells of whom it stands for.
HE, SHE, THEY, ANY = 1, 2, 3, 4
_PRONOUNS = {
    **dict.fromkeys("il -il -t-il lui celui-ci".split(), HE),
    **dict.fromkeys("elle -elle -t-elle celle-ci".split(), SHE),
    **dict.fromkeys("ils elles -ils -elles -t-ils -t-elles eux".split(), THEY),
}
# What the first word of a phrase tells of whom it names; «l'», «son» and names tell nothing, but the noun may.
_ARTICLES = {
    **dict.fromkeys("le un ce cet celui du aucun m. monsieur".split(), HE),
    **dict.fromkeys("la une cette celle sa aucune mme mlle madame".split(), SHE),
    **dict.fromkeys(
        "les des ces ceux celles ses leurs plusieurs certains certaines quelques deux trois quatre cinq six sept huit"
        " neuf dix cent mille beaucoup nombre tous toutes de d' mm. mmes".split(),
        THEY,
    ),
}
_SHORT = 3  # tokens in which there is no room for two
_HIS_ENDS = ("eur", "ien", "ier", "ment", "age")
_HER_ENDS = ("trice", "euse", "ienne", "ière", "tion", "sion", "té", "ise", "ence", "ance", "ée")
_NOBODY = frozenset("c' ce cela ça ceci ceux celles tout rien personne quiconque".split())  # at the head of a phrase
_INSTRUCTIONS = frozenset("lire suivre voir écouter regarder découvrir retrouver consulter".split())
_CODES = NameBits.of_words(_PRONOUNS, np.uint8)
_ARTICLE_CODES = NameBits.of_words(_ARTICLES, np.uint8)


class Speakers(NamedTuple):
    """Words that name speakers, all (n_speakers,).

    firsts, ends : tokens [first, end), (-1, 0) for none. pronouns : HE, SHE, THEY or ANY, 0 for a phrase.
    """

    firsts: Ints
    ends: Ints
    pronouns: NDArray[np.uint8]

    @classmethod
    def none(cls, n: int) -> Speakers:
        """Nobody, n times."""
        return cls(np.full(n, -1), np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.uint8))


def pronouns_of(words: Words, positions: Ints) -> NDArray[np.uint8]:
    """What the pronoun at each position tells, 0 where none is."""
    codes = words.tokens.vocabulary.bits(_CODES)
    return codes[words.tokens.ids[np.minimum(positions, len(words.tokens) - 1)]]


def agreements(words: Words, speakers: Speakers) -> NDArray[np.uint8]:
    """What pronoun each phrase agrees with, HE, SHE or THEY, by its article or noun; 0 where that cannot be told."""
    codes = words.tokens.vocabulary.bits(_ARTICLE_CODES)
    told = (
        codes[words.tokens.ids[speakers.firsts]]
        if len(words.tokens)
        else np.zeros(len(speakers.firsts), dtype=np.uint8)
    )
    rows = np.flatnonzero((told == 0) & words.has(speakers.firsts, DETERMINER) & (speakers.firsts >= 0))
    nouns, which = np.unique(words.tokens.ids[speakers.firsts[rows] + 1], return_inverse=True)
    lower = [words.tokens.vocabulary.lower[noun] for noun in nouns.tolist()]
    ends = [HE if form.endswith(_HIS_ENDS) else SHE if form.endswith(_HER_ENDS) else 0 for form in lower]
    told[rows] = np.array(ends, dtype=np.uint8)[which]
    rows = np.flatnonzero((told != THEY) & (speakers.ends - speakers.firsts > _SHORT) & (speakers.firsts >= 0))
    owners, inside = members(speakers.firsts[rows], speakers.ends[rows] - 1)
    both = words.has(inside, COORDINATION)
    owners, inside = owners[both], inside[both] + 1
    told[rows[owners[words.has(inside, DETERMINER) & ~words.has(inside, DE)]]] = THEY  # le préfet et la maire
    return np.where((speakers.firsts >= 0) & (speakers.pronouns == 0), told, 0).astype(np.uint8)


def find_speakers(words: Words, groups: Groups) -> Speakers:
    """Return the subject of each verb group."""
    n = len(groups.starts)
    if not n:
        return Speakers.none(0)
    firsts, ends = subjects_before(words, groups.starts, gerund=groups.gerund)
    behind = np.flatnonzero(groups.incise & (groups.subjects >= 0))
    limits = words.sentence(groups.subjects[behind])[1]
    firsts[behind] = groups.subjects[behind]
    ends[behind] = noun_phrases(words, firsts[behind], limits)
    inverted = groups.inverted >= 0
    firsts[inverted], ends[inverted] = groups.inverted[inverted], groups.inverted[inverted] + 1
    # «« … », dit-elle, soulignant que …»: who inserted the clause before goes on
    follows = np.flatnonzero(groups.gerund[1:] & groups.incise[:-1])
    same = words.tokens.sentences[groups.starts[follows]] == words.tokens.sentences[groups.starts[follows + 1]]
    follows = follows[same]
    firsts[follows + 1], ends[follows + 1] = firsts[follows], ends[follows]
    codes = np.where((firsts >= 0) & (ends == firsts + 1), pronouns_of(words, firsts), 0).astype(np.uint8)
    nobody = (firsts >= 0) & words.has(firsts, PRONOUN) & (codes == 0)
    firsts[nobody], ends[nobody] = -1, 0
    nobody = (firsts >= 0) & words.listed(firsts, _NOBODY)
    nobody |= (firsts >= 0) & ~inverted & words.listed(firsts, _INSTRUCTIONS)
    firsts[nobody], ends[nobody] = -1, 0
    on = inverted & (codes == 0)  # a-t-on appris: nobody
    firsts[on], ends[on] = -1, 0
    return Speakers(firsts, ends, codes)
