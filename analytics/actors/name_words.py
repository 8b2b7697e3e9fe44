"""What the words around names are: the lists behind the patterns, as bits of one mask per token."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.normalization import fold
from analytics.resources import read_rows, resource
from analytics.text.characters import HYPHENS, OPENING_SIGNS
from analytics.text.hashing import NameBits
from analytics.text.phrases import PhraseMatcher
from analytics.text.shapes import CAPITAL, CAPITAL_WORD, DIGITS, LOWER_WORD, SHOUTED, WORD
from analytics.text.stop_words import load_stop_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from analytics.resources import Row
    from analytics.text.phrases import Matches
    from analytics.text.tokenization import Tokens

    Ints = NDArray[np.int64]

# What a form is, wherever it occurs.
TOOL = 1 << 0  # its capital means nothing where a sentence begins
PARTICLE = 1 << 1  # inside a name: Charles de Gaulle
NOBLE = 1 << 2  # may begin a name: Mme von der Leyen; "de" may begin a complement
ADJECTIVE = 1 << 3  # between title and name: président russe; taken from words of names
BETWEEN = 1 << 4  # adjective or article between a comma and a title
ARTICLE = 1 << 5
COMPLEMENT = 1 << 6  # begins the complement of a title
LINK = 1 << 7  # a name behind it belongs to the complement
HALT = 1 << 8  # ends a complement, behind its first word
COMMA = 1 << 9
LISTING = 1 << 10  # between the names of a list
PLACE = 1 << 11  # what follows is where, not who
OPENING = 1 << 12  # a capital behind it says nothing
# What a token is where it stands; by the form alone, NAME says that it may be one.
NAME = 1 << 13
NEW = 1 << 14  # opens a sentence, or stands behind the last token
KNOWN = 1 << 15  # inside a mention of the gazetteer
FULL = 1 << 16  # begins a full name that no complement claims
# Only by the form: of no person's name with a capital, and never.
_NEVER, _NOBODY = 1 << 17, 1 << 18

FOREIGN_PARTICLE = 1 << 19  # a particle that is no word of French
DEFINITE = 1 << 20  # le, la, du, ce
INITIAL = 1 << 21  # J., and the hyphen of J.-P.
_HYPHEN = 1 << 22

REACH = 10  # tokens of «ministre chinois des Affaires étrangères et de la Coopération»

_PARTICLES = frozenset("de d' du des von van der den al el ben bin ibn da dos di ter bint".split())
_FRENCH_PARTICLES = frozenset("de d' du des".split())
_NOBLE_PARTICLES = frozenset("von van der den bin ben".split())
_COMPLEMENT = frozenset("de d' du des à au aux en pour auprès".split())
_COMPLEMENT_ENDS = frozenset(", à se s' est a ont sont était qui que qu' où avec par dans sur".split())
_PLACE_PREPOSITIONS = frozenset("à au aux en dans depuis vers".split())
_ARTICLES = frozenset("le la l' un une son sa".split())
_ALONE = frozenset("business culture diplomat expert head justice military minister politician religious".split())
_DEFINITE = frozenset("le la l' du au ce cet cette".split())
_ARABIC_ARTICLE = re.compile("(?:al|el|as|ad|an|ar|at|ed|es|ez)-[A-ZÀ-Þ]")  # Bachar al-Assad
_CENTURY = re.compile("[IVX]+(?:e|er|ème|ième)")
_ROMAN = frozenset("IVX")


class NameLists(NamedTuple):
    """The word lists behind the patterns.

    titles : matcher of titles. civilities, plurals, alone : (n_titles,), M., Mme and the like; titles of several
    persons; those that without a name mean whom they introduced before, as «le gardien de but» seldom does.
    modifiers : adjectives between title and name. never : words of no person's name. civil : civilities, in lower
    case. places : keys of cities, no persons and no candidates. genders : m or f by the first word of a title, in lower
    case, where all titles that begin with it agree.
    """

    titles: PhraseMatcher
    civilities: NDArray[np.bool_]
    plurals: NDArray[np.bool_]
    alone: NDArray[np.bool_]
    modifiers: frozenset[str]
    never: frozenset[str]
    civil: frozenset[str]
    places: frozenset[str]
    genders: dict[str, str]


@lru_cache(maxsize=1)
def load_name_lists() -> NameLists:
    """Read the bundled lists of titles and of words around names. Raises ResourceError naming each faulty line."""
    rows = read_rows(resource("titles.tsv"), ("form", "kind", "gender"))
    forms = [row["form"] for row in rows]
    civil = {row["form"] for row in rows if row["kind"] == "civility"}
    kind_of = {row["form"]: row["kind"] for row in rows}
    titles = [*forms, *(f"ex-{form}" for form in forms if form not in civil)]
    n_singular = len(titles)
    titles += [f"{form}s" for form in forms if form.isalpha() and form not in civil and form[-1] not in "sx"]
    words = read_rows(resource("name_words.tsv"), ("word", "kind"))
    return NameLists(
        titles=PhraseMatcher(titles, key="folded"),
        civilities=np.array([title in civil for title in titles], dtype=bool),
        plurals=np.array([i >= n_singular or title in ("MM.", "Mmes") for i, title in enumerate(titles)], dtype=bool),
        alone=np.array([kind_of.get(title.removeprefix("ex-")) in _ALONE for title in titles], dtype=bool),
        modifiers=frozenset(row["word"] for row in words if row["kind"] == "modifier"),
        never=frozenset(row["word"] for row in words if row["kind"] == "never"),
        civil=frozenset(form.lower() for form in civil),
        places=frozenset(name_key(row["word"]) for row in words if row["kind"] == "place"),
        genders=_genders(rows),
    )


def _genders(titles: list[Row]) -> dict[str, str]:
    genders: dict[str, set[str]] = {}
    for row in titles:
        for form in (row["form"], f"ex-{row['form']}"):
            genders.setdefault(form.partition(" ")[0].lower(), set()).add(row["gender"])
    return {word: "".join(found) for word, found in genders.items() if found in ({"m"}, {"f"})}


def mark_words(tokens: Tokens, known: Matches, *, demonyms: frozenset[str]) -> tuple[NDArray[np.uint32], Ints]:
    """Return what each token is, as a mask of the bits above, and which tokens are words of names.

    The mask is (n_tokens + REACH + 1,). The rows behind the last token are empty but for the first, which is NEW, so
    that one may look a complement ahead, and one token back, without a check. known : mentions of the gazetteer.
    """
    kinds = np.zeros(len(tokens) + REACH + 1, dtype=np.uint32)
    types = tokens.vocabulary.column(
        ("name words", demonyms), _describe_with(demonyms), "forms", "shapes", "lower_names"
    )
    np.take(types, tokens.ids, out=kinds[: len(tokens)], mode="clip")
    kinds[tokens.sentence_ptr] |= NEW
    inside = known.tokens()
    several = np.repeat(known.lengths > 1, known.lengths)
    kinds[inside] = (kinds[inside] | KNOWN) & ~np.where(several, NAME, 0).astype(np.uint32)
    hyphens = np.flatnonzero(kinds & _HYPHEN)
    between = (kinds[hyphens - 1] & kinds[hyphens + 1] & INITIAL != 0) & (
        (kinds[hyphens] | kinds[hyphens + 1]) & NEW == 0
    )
    kinds[hyphens[between]] |= NAME | INITIAL
    names = np.flatnonzero((kinds & NAME) != 0)
    here = kinds[names]
    idle = ((here & TOOL) != 0) & (((here & NEW) | (kinds[names - 1] & OPENING)) != 0)
    kinds[names] = here & ~np.where(idle, NAME, ADJECTIVE).astype(np.uint32)
    return kinds, names[~idle]


@lru_cache(maxsize=8)
def _describe_with(
    demonyms: frozenset[str],
) -> Callable[[Sequence[str], NDArray[np.uint8], NDArray[np.uint64]], NDArray[np.uint32]]:
    lists = load_name_lists()
    groups: list[tuple[int, Iterable[str]]] = [
        (TOOL, load_stop_words().forms),
        (PARTICLE, _PARTICLES),
        (FOREIGN_PARTICLE, _PARTICLES - _FRENCH_PARTICLES),
        (NOBLE, _NOBLE_PARTICLES),
        (ADJECTIVE | BETWEEN, lists.modifiers | demonyms),
        (ARTICLE | BETWEEN, _ARTICLES),
        (DEFINITE, _DEFINITE),
        (COMPLEMENT | LINK, _COMPLEMENT),
        (LINK, ("et", "ou")),
        (HALT, _COMPLEMENT_ENDS),
        (COMMA | LISTING, (",",)),
        (LISTING, ("et",)),
        (PLACE, _PLACE_PREPOSITIONS),
        (OPENING, OPENING_SIGNS),
        (_HYPHEN, HYPHENS),
        (_NEVER, lists.never),
        (_NOBODY, demonyms | lists.civil),  # «l'Écossais Peter McAleese»
    ]
    words = NameBits.of(groups, np.uint32)

    def describe(forms: Sequence[str], shapes: NDArray[np.uint8], names: NDArray[np.uint64]) -> NDArray[np.uint32]:
        kinds: NDArray[np.uint32] = words.of_names(names)
        kinds[shapes & WORD == 0] |= HALT
        initials = np.flatnonzero((shapes & SHOUTED > 0) & (shapes & CAPITAL > 0))
        kinds[initials[[len(forms[i]) == 2 and forms[i][1] == "." for i in initials.tolist()]]] |= INITIAL
        kinds[shapes & SHOUTED > 0] &= ~np.uint32(NOBLE)  # «MME VON DER LEYEN»: capitals throughout name nobody
        is_name = shapes & CAPITAL_WORD > 0
        for i in np.flatnonzero(shapes & (LOWER_WORD | CAPITAL_WORD | DIGITS | WORD) == WORD).tolist():
            is_name[i] = _may_be_name(forms[i]) and forms[i].rpartition("-")[2].lower() not in demonyms
        is_name &= (kinds & _NOBODY == 0) & ((kinds & _NEVER == 0) | (shapes & CAPITAL == 0))
        return kinds | np.where(is_name, np.uint32(NAME), np.uint32(0))

    return describe


def _may_be_name(form: str) -> bool:
    """Tell whether a form can be part of a person's name: capital, letters, not all capitals unless an initial."""
    if not form[0].isupper():
        return "-" in form and _ARABIC_ARTICLE.match(form) is not None
    if any(map(str.isdigit, form)) or _CENTURY.fullmatch(form):
        return False
    return not form.isupper() or len(form.strip(".")) == 1 or _ROMAN.issuperset(form)  # Charles III


class _KeySigns(dict[int, str]):
    """What each code point becomes in a key; folding knows no context, so each is looked up once."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = " " if sign in "-‐‑\u00a0\u202f" else fold(sign)
        return self[code]


_KEY_SIGNS = _KeySigns()


def name_key(name: str) -> str:
    """Return what two spellings of a name share: «Choe Son-hui» and «Choe Son Hui».

    >>> name_key("Kim Jong-Un")
    'kim jong un'
    """
    if name.isascii():
        return name.lower().replace("-", " ")
    return name.translate(_KEY_SIGNS)
