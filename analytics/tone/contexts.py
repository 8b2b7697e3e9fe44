"""Contexts of ambiguous words: used as a noun, a verb, an adjective or a passive, by what stands beside them.

"Il brave le froid" is not "un brave homme", "a été arrêté" is not "un arrêté". The two tokens before the word and the
one behind it decide, within its sentence. There is no tagger: each context says only what these can show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.text.hashing import NameBits
from analytics.text.shapes import CAPITAL, NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.text.tokenization import Tokens

    Flags = NDArray[np.bool_]

# "": anywhere.
# "noun": behind a determiner, a preposition, a number or an adjective that stands before nouns.
# "verb": behind a subject pronoun, "ne", a reflexive, "qui" or avoir, "s'est"; before "-t-il"; between a noun and an
# article.
# "adj": behind a copula, an adverb of degree or a noun; between a determiner and a noun; where a clause begins.
# "passive": behind a form of être that is not reflexive, adverbs between them or not.
# "object": before an article, a number, "du" or "des", or behind a pronoun that is its object.
# "inserted": behind a sign and before its subject, in the clause that says who speaks: «…», soutient-il.
CONTEXTS = ("", "noun", "verb", "adj", "passive", "object", "inserted")

# What a word is to the contexts, as bits; a word may be several things ("la" is an article and an object).
(
    _ARTICLE, _DETERMINER, _PREPOSITION, _TOWARDS, _EARLY_ADJECTIVE, _SUBJECT, _CLITIC, _OBJECT, _REFLEXIVE, _INVERTED,
    _AVOIR, _ETRE, _COPULA, _DEGREE, _ADVERB, _LINK, _PARTITIVE, _MAKE, _CLOSING, _QUOTE,
) = (1 << bit for bit in range(20))  # fmt: skip
_WORDS = {
    _ARTICLE: "le la les l' un une ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs"
    " plusieurs quelques chaque deux trois quatre cinq six sept huit neuf dix",
    _DETERMINER: "du des d' de au aux quel quelle quels quelles certains certaines aucun aucune nul nulle tout toute"
    " tous toutes",
    _PREPOSITION: "en à par pour sans sur contre avec entre dans sous vers malgré selon dès depuis après avant",
    _TOWARDS: "vers à",  # "tendre vers"
    _EARLY_ADJECTIVE: "grand grande grands grandes gros grosse grosses petit petite petits petites nouveau nouvel"
    " nouvelle nouveaux nouvelles premier première premiers premières dernier dernière derniers dernières seul seule"
    " autre autres même mêmes vieux vieille vieilles prochain prochaine futur future ancien ancienne anciens anciennes"
    " vrai vraie véritable véritables",
    _SUBJECT: "je j' tu il elle on nous vous ils elles ça cela ceci qui",
    _CLITIC: "ne n' se s' me m' te t'",
    _OBJECT: "le la les l' leur lui y en nous vous",
    _REFLEXIVE: "se s' me m' te t'",
    _AVOIR: "ai as a avons avez ont avais avait avions aviez avaient aurai aura aurons aurez auront aurais aurait"
    " auraient ait aient eu avoir ayant eut eurent",
    _ETRE: "suis es est sommes êtes sont étais était étions étiez étaient serai sera serons serez seront serais serait"
    " seraient soit soient été être étant fut furent fût",
    _COPULA: "semble semblent semblait semblaient reste restent restait restaient demeure demeurent demeurait devient"
    " deviennent devenait devenu devenue devenus devenues devenir paraît paraissent paraissait rend rendent rendu"
    " rendre juge jugent jugé jugée jugés jugées estime considère considéré considérée trouve trouvent",
    _DEGREE: "très plus moins si aussi trop assez peu bien particulièrement extrêmement tellement vraiment presque"
    " plutôt guère",
    _ADVERB: "pas plus jamais déjà encore toujours également aussi bien ainsi enfin donc tous toutes souvent été",
    _LINK: "et ou ni mais que",
    _PARTITIVE: "du des",
    _MAKE: "fait font faisait faire fera ferait fit",
    _CLOSING: "» ”",
    _QUOTE: "» ” \"",
}  # fmt: skip
_BITS = {w: sum(bit for bit, words in _WORDS.items() if w in words.split()) for w in " ".join(_WORDS.values()).split()}
_LISTED = NameBits.of_words(_BITS, np.uint32)
_ADVERB_OR_NOUN = 1 << 20  # ends as adverbs of manner do, and as many nouns: rapidement, gouvernement
_NAME = 1 << 21  # has a capital: what stands behind an inserted verb is then who speaks
_NO_CLASS = np.uint32(_ADVERB_OR_NOUN | _NAME)  # bits that leave a word one of no class
_NOUN_FOLLOWS = _ARTICLE | _DETERMINER | _PREPOSITION | _EARLY_ADJECTIVE


def _bits(lower: Sequence[str], shapes: NDArray[np.uint8], names: NDArray[np.uint64]) -> NDArray[np.uint32]:
    bits: NDArray[np.uint32] = _LISTED.of_names(names)
    bits[(bits == 0) & (shapes & NUMBER > 0)] = _ARTICLE
    for i in [i for i, form in enumerate(lower) if form[-4:] == "ment" or form[0] == "-"]:
        if not bits[i]:
            bits[i] = _ADVERB_OR_NOUN if lower[i][0] != "-" else _INVERTED if len(lower[i]) > 1 else 0
    bits[shapes & CAPITAL > 0] |= _NAME
    return bits


class _Beside(NamedTuple):
    """A token beside each word: its bits, whether it is a word of no class, a sign or outside, a sign."""

    bits: NDArray[np.uint32]
    is_content: Flags
    is_edge: Flags
    is_sign: Flags

    def is_any(self, bits: int) -> Flags:
        """Whether it is of one of these classes."""
        found: Flags = self.bits & bits > 0
        return found


def contexts_at(tokens: Tokens, positions: NDArray[np.int64]) -> Flags:
    """Return whether the word at each position stands in each of CONTEXTS, (n_positions, n_contexts)."""
    earlier, before, after = (_beside(tokens, positions, step) for step in (-2, -1, 1))
    inserted = _is_inserted(earlier, before, after)
    verb = _is_verb(earlier, before, after) | inserted
    holds = np.ones((len(positions), len(CONTEXTS)), dtype=bool)
    holds[:, 1] = before.is_any(_NOUN_FOLLOWS) & ~verb
    holds[:, 2] = verb
    holds[:, 3] = _is_adjective(earlier, before, after) & ~verb
    holds[:, 4] = before.is_any(_ETRE) & ~earlier.is_any(_REFLEXIVE)
    holds[:, 4] |= before.is_any(_ADVERB | _ADVERB_OR_NOUN) & earlier.is_any(_ETRE)
    holds[:, 5] = _has_object(earlier, before, after)
    holds[:, 6] = inserted
    return holds


def _beside(tokens: Tokens, positions: NDArray[np.int64], step: int) -> _Beside:
    beside = positions + step
    there = (beside >= 0) & (beside < len(tokens))
    beside = np.where(there, beside, positions)
    there &= tokens.sentences[beside] == tokens.sentences[positions]
    ids = tokens.ids[beside]
    bits = np.where(there, tokens.vocabulary.column(_bits, _bits, "lower", "shapes", "lower_names")[ids], 0).astype(
        np.uint32
    )
    is_word = tokens.vocabulary.is_word[ids] & there
    return _Beside(bits, is_word & (bits & ~_NO_CLASS == 0), ~is_word, ~is_word & there)


def _is_verb(earlier: _Beside, before: _Beside, after: _Beside) -> Flags:
    behind_pronoun = before.is_any(_SUBJECT | _CLITIC | _AVOIR)
    behind_object = before.is_any(_OBJECT) & earlier.is_any(_SUBJECT | _CLITIC)
    behind_avoir = before.is_any(_ADVERB | _ADVERB_OR_NOUN) & earlier.is_any(_AVOIR)
    behind_avoir |= before.is_any(_ETRE) & earlier.is_any(_REFLEXIVE)  # "s'est déplacé"
    has_object = before.is_content & after.is_any(_ARTICLE)
    return behind_pronoun | behind_object | behind_avoir | has_object | after.is_any(_INVERTED)


def _has_object(earlier: _Beside, before: _Beside, after: _Beside) -> Flags:
    behind_object = before.is_any(_OBJECT) & ~before.is_any(_SUBJECT)
    behind_object |= before.is_any(_OBJECT) & earlier.is_any(_SUBJECT | _CLITIC)
    found: Flags = (after.is_any(_ARTICLE | _PARTITIVE) | behind_object) & ~before.is_any(_MAKE)  # fait voler un drone
    return found


def _is_inserted(earlier: _Beside, before: _Beside, after: _Beside) -> Flags:
    """Only a quotation mark tells "», précise le maire" from "élu hier, soutient le maire".

    One that may open as well ("défendre la paix" between straight ones) tells it before a comma only.
    """
    behind_quote = before.is_any(_CLOSING) | (before.is_sign & earlier.is_any(_QUOTE))
    speaker = after.is_any(_INVERTED | _ARTICLE | _NAME)
    found: Flags = before.is_sign & (after.is_any(_INVERTED) | (behind_quote & speaker))
    return found


def _is_adjective(earlier: _Beside, before: _Beside, after: _Beside) -> Flags:
    copula = _ETRE | _COPULA
    predicate = before.is_any(copula | _DEGREE)
    predicate |= before.is_any(_ADVERB | _ADVERB_OR_NOUN) & earlier.is_any(copula)
    follows = before.is_content | before.is_edge | before.is_any(_LINK)
    follows &= ~after.is_any(_ADVERB | _ADVERB_OR_NOUN | _DEGREE)  # "illustre également" is a verb
    precedes = before.is_any(_NOUN_FOLLOWS) & after.is_content
    return ((predicate | follows) & ~after.is_any(_ARTICLE | _TOWARDS)) | precedes
