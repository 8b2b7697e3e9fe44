"""Conditionals by which the newsroom reports what it has not seen: «deux soldats auraient été tués».

Most conditionals weigh what might be, and say so nowhere; those of hearsay tell of an event, in the past: «aurait
fui», «seraient morts», «auraient été arrêtés». Only these are taken, and only where nothing makes them hypotheses.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from analytics.grammar.words import (
    ADVERB,
    CLITIC,
    QUE,
    QUI,
    REFLEXIVE,
    SI,
    SOFT,
    SUBORDINATION,
    TALK,
    holds_any,
)
from analytics.text.conjugation import irregular_verbs, regular_verbs
from analytics.text.intervals import members

if TYPE_CHECKING:
    from analytics.grammar.words import Bools, Ints, Words

_HAVE, _BE = frozenset(["aurait", "auraient"]), frozenset(["serait", "seraient"])
_BEEN = frozenset(["été"])
# What happens to people and things, and what is done; not what one might have liked, thought or been able to do.
_EVENTS = (
    "abattre agresser arrêter assassiner attaquer blanchir blesser bombarder braquer brûler capturer commanditer"
    " commettre contaminer corrompre disparaître divulguer droguer décapiter déployer dérober détourner détruire"
    " empocher empoisonner emprisonner encaisser enlever envoyer escroquer exfiltrer expulser extorquer exécuter"
    " falsifier financer franchir frapper fuir fusiller heurter incarcérer incendier infecter infiltrer"
    " intercepter interpeller kidnapper lancer libérer menacer mener mitrailler mourir noyer négocier ordonner"
    " percevoir percuter perpétrer piller pirater poignarder périr quitter racheter recevoir recruter refouler"
    " rejoindre rencontrer saboter saccager signer soudoyer succomber séquestrer tabasser tirer torturer"
    " transférer transporter traverser tuer verser violer voler égorger"
).split()
_MOVES = (
    "arriver décéder entrer intervenir mourir partir parvenir rentrer revenir sortir survenir tomber venir"
).split()
_REFLEXIVE = (
    "cacher dérouler effondrer emparer enfuir infiltrer produire rendre réfugier suicider échapper évader"
).split()
_STATES = frozenset(
    "impliqué impliquée impliqués impliquées lié liée liés liées détenu détenue détenus détenues caché cachée cachés"
    " cachées introuvable introuvables mêlé mêlée mêlés mêlées porté portée portés portées retenu retenue retenus"
    " retenues coupable coupables complice complices".split()
)
# Somebody tells, without being named as a source.
_HINTS = frozenset(
    "rumeur rumeurs information informations témoin témoins enquête enquêteurs soupçons soupçonné soupçonnée"
    " soupçonnés présumé présumée présumés apparemment presse médias indiscrétions confidences".split()
)
# What would have been, had things gone otherwise.
_OTHERWISE = frozenset(
    "sans sinon autrement défaut faute hypothèse hypothèses scénario scénarios normalement idéalement théoriquement"
    " imaginer imaginons presque".split()
)
_PAIRS = (  # à moins, dans un monde, en ce cas
    (frozenset(["moins"]), frozenset(["à"])),
    (frozenset(["monde"]), frozenset(["un"])),
    (frozenset(["cas"]), frozenset(["en", "ce"])),
)


def weighs(words: Words, conditionals: Ints) -> Bools:
    """Tell conditionals that soften («pourrait») or stand in a sentence with a condition, (n_conditionals,)."""
    first, end = words.sentence(conditionals)
    soft = words.tokens.vocabulary.matching(SOFT)[words.tokens.ids[conditionals]]
    found: Bools = soft | words.holds(first, end, SI)
    return found


def hearsay_conditionals(words: Words, conditionals: Ints, said: Ints) -> Ints:
    """Conditionals that report an event which nobody is named for, some of those given.

    said : first tokens of the verbs that say something, which name somebody for what follows in the sentence.
    """
    conditionals = conditionals[words.listed(conditionals, _HAVE | _BE)]
    conditionals = conditionals[~weighs(words, conditionals)]
    conditionals = conditionals[_tells_event(words, conditionals)]
    first, end = words.sentence(conditionals)
    before = words.back(conditionals - 1, ADVERB | CLITIC)
    apart = words.has(before, QUI) | words.listed(before, frozenset(["on", "y"]))
    apart |= words.listed(conditionals - 1, frozenset(["n'"]))  # what did not happen is no event
    apart |= words.holds(first, conditionals, QUE | SUBORDINATION) | holds_any(first, conditionals, said)
    apart |= words.holds(first, end, TALK) | words.printed(end - 1, "?") | _otherwise(words, first, conditionals)
    return conditionals[~apart]


def _otherwise(words: Words, firsts: Ints, ends: Ints) -> Bools:
    """Tell what makes a hypothesis of what follows: «sans lui», «dans un monde», «à moins»."""
    found = words.mentions(firsts, ends, _OTHERWISE)
    owners, inside = members(firsts, ends)
    for word, before in _PAIRS:
        found[owners[words.listed(inside, word) & words.listed(inside - 1, before)]] = True
    return found


def _tells_event(words: Words, conditionals: Ints) -> Bools:
    """«aurait fui», «auraient été tués», «s'est enfui», «seraient morts»; with a hint of a source «serait impliqué»."""
    has_have = words.listed(conditionals, _HAVE)
    verbs = words.past(conditionals + 1, ADVERB)
    passive = has_have & words.listed(verbs, _BEEN)
    verbs = words.past(verbs + passive, ADVERB)
    reflexive = ~has_have & words.has(conditionals - 1, REFLEXIVE)
    hinted = ~has_have & ~reflexive & words.listed(verbs, _STATES | _participles(*_EVENTS))
    hinted[hinted] = words.mentions(*words.sentence(conditionals[hinted]), _HINTS)
    told: Bools = has_have & words.listed(verbs, _participles(*_EVENTS))
    told |= reflexive & words.listed(verbs, _participles(*_REFLEXIVE))
    told |= ~has_have & ~reflexive & words.listed(verbs, _participles(*_MOVES))
    return told | hinted


@lru_cache(maxsize=4)
def _participles(*verbs: str) -> frozenset[str]:
    """Past participles of some verbs, in all four forms."""
    wanted = frozenset(verbs)
    irregular = irregular_verbs()
    regular = regular_verbs(sorted(wanted.difference(irregular.finite.values())))
    forms = {form for form, verb in irregular.participles.items() if verb in wanted}
    return frozenset(forms) | frozenset(regular.participles)
