"""What a form says, by itself, about where sentences end: one integer for each type."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import simplemma

from analytics.normalization import one_apostrophe
from analytics.text.abbreviations import BOUND_KINDS, load_abbreviations
from analytics.text.hashing import NameTable, names_of
from analytics.text.shapes import CAPITAL_WORD, DIGITS, LOWER_WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


# Signs
MARK = 1 << 0  # . ? ! … and dots
STOP = 1 << 1  # the full stop alone
DOTS = 1 << 2  # … or several dots
CLOSER = 1 << 3
OPENER = 1 << 4
QUOTE = 1 << 5  # opens or closes, as its place tells
PARENTHESIS = 1 << 6  # ( or [
CONTINUES = 1 << 7  # , ; : never begin a sentence
DASH = 1 << 8  # also bullets
JOINS = 1 << 9  # what makes an address, a file name or a fraction of a full stop that touches it: 10.JPG, c.-à-d.
# Words
LOWER = 1 << 10
CAPITAL = 1 << 11
DIGIT = 1 << 12
WHOLE = 1 << 13  # no abbreviation without its dot
BEGINNER = 1 << 14  # capitalised word that begins a sentence far more often than it continues a name
ARTICLE = 1 << 15  # capitalised article, which also begins names: Le Goff
ELIDED = 1 << 16  # l' d' qu'
ASIDE = 1 << 17  # may stand alone in parentheses behind the sentence it goes with: (AFP), (rires)
LETTERED = 1 << 18  # a single capital names it: plan B, vitamine C
NUMBERED = 1 << 19  # art, chap: a number follows
ORDER = 1 << 20  # number of one or two digits, or a Roman one, as an item of a list has it
ROMAN = 1 << 21
LEGAL = 1 << 22  # L. 121-3, R. 12
EXCLAIMED = 1 << 23  # names written with an exclamation mark
# Abbreviations with their dot
ABBREVIATED = 1 << 24
NEVER = 1 << 25  # M., art.: never ends a sentence
ENDS_LIST = 1 << 26  # etc.
INITIAL = 1 << 27
COLON = 1 << 28
FIRST = 1 << 31  # set on the first token of each paragraph

_SIGNS = {
    CLOSER: "»”)]›",
    OPENER: "«“„‹‘([{",
    QUOTE: "\"'’",
    PARENTHESIS: "([",
    CONTINUES: ",;:",
    COLON: ":",
    DASH: "-‐‑–—―•·▪●■►*",
    JOINS: "-‐‑–/_@&=+%~",
}
# They settle "l'O.N.U. Le texte", "Ford Inc. Il" and "plan B. Elle".
_BEGINNERS = frozenset(
    (
        "le la les l' un une des du de d' il elle ils elles on je j' nous vous tu ce c' cet cette ces cela ça ceci"
        " celui celle ceux celles son sa ses leur leurs mon ma mes ton ta tes notre votre nos vos qui que qu' quoi"
        " dont où à au aux en dans par pour avec sans sous sur chez entre vers selon après avant depuis pendant"
        " durant parmi malgré contre dès lors et mais ou or ni car donc si s' lorsque lorsqu' quand comme puisque"
        " puisqu' bien tandis tant alors ainsi aussi puis ensuite enfin cependant pourtant toutefois néanmoins"
        " certes certains certaines plusieurs chaque chacun chacune aucun aucune tout toute tous toutes autre"
        " autres quelque quelques plus moins très trop ici là hier demain aujourd'hui désormais déjà encore jamais"
        " toujours parfois souvent voici voilà y n' ne non oui même rien personne quel quelle quels quelles comment"
        " pourquoi combien outre faute grâce face suite soit m. mme mm."
    ).split()
)
_ARTICLES = frozenset("le la les l' du de des d'".split())
_LETTERED = frozenset(
    (
        "° plan vitamine vitamines hépatite grippe groupe groupes catégorie catégories classe classes série séries"
        " niveau point points option options zone zones ligue division type types lot permis bac terminal hall"
        " porte bâtiment annexe section ligne scénario pavillon tribune virage note score lettre rang film"
        " appellation streptocoque facteur composante sous-type chromosome question pièce rhésus code"
    ).split()
)
_EXCLAIMED = frozenset(["yahoo", "jeopardy"])
_LAST_LABELS = frozenset(["com", "org", "net", "fr", "be", "ch", "ca", "eu", "info"])
_ROMAN = re.compile(r"[IVX]+")


def traits_of(forms: Sequence[str], shapes: NDArray[np.uint8], form_names: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return the traits of each form, (n_forms,), as a sum of the constants above.

    Plain words and numbers, nearly all of the types, have those of their shape; the others are looked at one by one.
    """
    traits = np.where(shapes & LOWER_WORD, LOWER | WHOLE | ASIDE, CAPITAL | WHOLE | ASIDE).astype(np.uint32)
    length = np.fromiter(map(len, forms), dtype=np.int64, count=len(forms))
    is_long = length > 3  # a short one may be an abbreviation
    is_plain = is_long & (shapes & (LOWER_WORD | CAPITAL_WORD) != 0) & (_special_words().find(form_names) < 0)
    is_number = shapes & DIGITS != 0
    traits[is_number] = (DIGIT | np.where(is_long, WHOLE, 0) | np.where(length <= 2, ORDER, 0))[is_number]
    is_plain |= is_number
    for i in np.flatnonzero(~is_plain).tolist():
        traits[i] = _traits(forms[i])
    return traits


@lru_cache(maxsize=1)
def _special_words() -> NameTable:
    """Words with a trait of their own, in lower case and with a capital."""
    numbered = (form[:-1].lower() for form, kind in load_abbreviations().items() if kind == "number")
    special = set().union(_BEGINNERS, _ARTICLES, _LETTERED, _EXCLAIMED, _LAST_LABELS, numbered)
    return NameTable(names_of(sorted(special | {word.capitalize() for word in special})))


def _traits(form: str) -> int:
    if form.isdigit():
        return DIGIT | (WHOLE if len(form) > 3 else 0) | (ORDER if len(form) <= 2 else 0)
    if form[-1] in ".?!…":
        return _of_dotted(form)
    if not any(map(str.isalnum, form)):
        return sum(trait for trait, signs in _SIGNS.items() if form in signs) | (LETTERED if form == "°" else 0)
    return _of_word(form, one_apostrophe(form).lower())


def _of_dotted(form: str) -> int:
    if form.strip(".") == "" or form in "?!…":
        return MARK | (STOP if form == "." else DOTS if form[-1] in ".…" else 0)
    traits = ABBREVIATED | _case(form)
    kind = load_abbreviations().get(form, "initial" if len(form) == 2 else "acronym")
    if one_apostrophe(form).lower() in _BEGINNERS:  # M. and MM. begin sentences as Mme does
        traits |= BEGINNER
    if kind == "title" or kind in BOUND_KINDS:
        return traits | NEVER
    return traits | {"end": ENDS_LIST, "initial": INITIAL}.get(kind, 0)


def _of_word(form: str, lower: str) -> int:
    traits = _case(form) | (WHOLE if _is_whole(lower) else 0)
    traits |= LETTERED if lower in _LETTERED else 0
    traits |= ELIDED if lower[-1] == "'" else 0
    if traits & LOWER:
        return traits | (ASIDE if len(form) > 2 else 0) | _numbered(form)
    if traits & DIGIT:
        return traits | (ORDER if len(form) <= 2 and form.isdigit() else 0)
    traits |= ASIDE if len(form) > 1 and not _ROMAN.fullmatch(form) else 0
    traits |= BEGINNER if lower in _BEGINNERS else 0
    traits |= ARTICLE if lower in _ARTICLES else 0
    traits |= LEGAL if form in {"L", "R", "D", "A"} else 0
    traits |= ROMAN | ORDER if _ROMAN.fullmatch(form) else 0
    traits |= EXCLAIMED if lower in _EXCLAIMED else 0
    traits |= JOINS if lower in _LAST_LABELS or (form.isupper() and len(form) > 1 and not traits & BEGINNER) else 0
    return traits | _numbered(form)


def _numbered(form: str) -> int:
    return NUMBERED if load_abbreviations().get(f"{form}.") == "number" else 0  # "art. II" keeps its dot apart


def _is_whole(lower: str) -> bool:
    """Abbreviations without an entry are short, and words go beyond any dictionary; years end sentences, items do not.

    "C. il", "art. 5. il" and "c.-à-d. il" go on; "Grand-Charmont. à l'époque" and "en 1992. à deux reprises" do not.
    """
    if lower.isdigit():
        return len(lower) > 3
    letters = lower.replace("-", "")
    return letters.isalpha() and (len(letters) > 3 or (len(letters) > 2 and simplemma.is_known(lower, lang="fr")))


def _case(form: str) -> int:
    first = form[0]
    return (first.islower() and LOWER) | (first.isupper() and CAPITAL) | (first.isdigit() and DIGIT)
