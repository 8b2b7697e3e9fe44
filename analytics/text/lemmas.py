"""Lemma of each form without context: what a form is most often in press prose.

Four sources, the first that knows a form wins:

1. ``lemmas.tsv``: homographs and exceptions, decided by us, with the reason.
2. Our conjugation. A past participle is a verb, as in French treebanks (*condamnée*: condamner), unless listed as an
   adjective or noun; so is a form in -ant. Other forms of irregular verbs, too, come before the dictionary.
3. simplemma's dictionary, corrected by class: the feminine of adjectives becomes masculine (*départementale*), feminine
   nouns in -trice and -euse stay, plurals taken for a second person (*vitres*) are plurals.
4. Words that nobody knows: regular plurals and compounds in lower case. A capitalised unknown is a name and stays.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from analytics.normalization import lower_all
from analytics.resources import cells, read_rows, resource
from analytics.text.conjugation import irregular_verbs, regular_verbs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_COLUMNS = ("form", "lemma", "note")
_WITHOUT_PLURAL = frozenset(["tool word", "title", "name"])  # notes of lemmas.tsv

# Feminine endings of adjectives and their masculine, which must be in the dictionary.
_MASCULINE = {
    "ienne": "ien",
    "elle": "el",
    "aise": "ais",
    "oise": "ois",
    "ante": "ant",
    "ente": "ent",
    "aine": "ain",
    "ale": "al",
    "ive": "if",
}
_FEMININE = ("trice", "euse", *_MASCULINE)
# Endings of unknown words in lower case, the longest that fits: neologisms are regular (randomisée, tiktokeurs).
_REGULAR = {
    ending: replacement
    for replacement, endings in {
        "er": "eraient erait eront èrent aient",
        "ir": "issaient issait issent issant",
        "iser": "isées isée isés isé isent isait isaient isant",
        "ifier": "ifiées ifiée ifiés ifié ifient ifiait ifiaient ifiant",
        "ien": "iennes ienne iens",
        "ois": "oises oise",
        "if": "ives ive",
        "al": "ales ale iaux",
        "ant": "antes ante",
        "nel": "nelles nelle",
        "eau": "eaux",
        "é": "ées ée",
    }.items()
    for ending in endings.split()
}
# By the last two letters, the lengths of the endings to try, the longest first: most words have none.
_LENGTHS = {
    last: sorted({len(ending) for ending in _REGULAR if ending.endswith(last)}, reverse=True)
    for last in {ending[-2:] for ending in _REGULAR}
}
_SINGULAR_IN_S = ("as", "ès", "is", "ïs", "os", "us", "ss", "ys")
_INVARIABLE_FIRST = frozenset("après bas dans gros hors lès mi moins pays plus sans sous très trans trois".split())
_ACCENTED = {"e": "éê", "a": "â", "i": "î"}  # capitals are often printed without their accent: Etat
# Forms that want their subject before them, so that a capitalised one is a name: Lima is not limer, nor Calais caler.
_NAME_LIKE = ("a", "ai", "as", "ais")


class _Lexicon(NamedTuple):
    """What lookups need. lemmas : form to lemma; rare : verb forms trusted in lower case only; verbs : infinitives."""

    lemmas: dict[str, str]
    rare: dict[str, str]
    verbs: frozenset[str]


def lemmatize(forms: Sequence[str]) -> list[str]:
    """Return the dictionary form of each form as printed, whatever its capitals and apostrophe.

    forms : (n_forms,). The result has the same length and order; lemmas are in lower case with one kind of apostrophe.

    >>> lemmatize(["Condamnées", "L’", "chevaux", "ÉTATS", "Mbappé"])
    ['condamner', 'le', 'cheval', 'état', 'mbappé']
    """
    lexicon, lower = _lexicon(), lower_all(forms)
    return [
        lemma or _unlisted(form, low, lexicon)
        for form, low, lemma in zip(forms, lower, map(lexicon.lemmas.get, forms), strict=True)
    ]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    dictionary = _dictionary()
    irregular = irregular_verbs()
    known_verbs = frozenset(irregular.finite.values())
    infinitives = _regular_infinitives(dictionary, known_verbs)
    listed = frozenset(verb for verb in infinitives if dictionary.get(f"{verb[:-2]}ait") == verb)
    regular = regular_verbs(infinitives, conjugated_elsewhere=listed)
    verbs = known_verbs.union(infinitives)
    corrections = _feminines(dictionary), _plurals(infinitives, dictionary), _spellings(dictionary)
    participles_in_ant = {form: verb for form, verb in regular.finite.items() if form.endswith("ant")}
    verb_forms = participles_in_ant, regular.participles, irregular.finite, irregular.participles
    for later in (*corrections, *verb_forms, _listed(verbs)):
        dictionary.update(later)
    return _Lexicon(dictionary, rare=regular.finite, verbs=verbs)


def _dictionary() -> dict[str, str]:
    """Return simplemma's French dictionary as a plain one, in lower case: three times as fast to look up."""
    packed = DefaultDictionaryFactory().get_dictionary("fr")
    # It decodes one word at each access; its bytes, where it has them, are decoded in one go, in a quarter of the time.
    raw: dict[bytes, bytes] | None = getattr(packed, "_dict", None)
    if raw is None:
        dictionary = {key: lemma.lower() for key, lemma in packed.items()}
    else:
        keys, lemmas = b"\n".join(raw).decode(), b"\n".join(raw.values()).decode()
        dictionary = dict(zip(keys.split("\n"), lemmas.lower().split("\n"), strict=True))
    for name in [key for key in dictionary if key < "a"]:
        dictionary.setdefault(name.lower(), dictionary.pop(name))
    return dictionary


def _regular_infinitives(dictionary: Mapping[str, str], irregular: frozenset[str]) -> list[str]:
    """Return verbs in -er, and those in -ir that the dictionary conjugates like *finir*.

    Long nouns in -er pass for verbs (*banquier*): what is built from them is no French word, so that it does no harm.
    """
    infinitives = []
    for key, lemma in dictionary.items():
        if key == lemma and key.endswith(("er", "ir")) and key not in irregular:
            evidence = (f"{key[:-2]}ait",) if key[-2] == "e" else (f"{key[:-1]}ssait", f"{key[:-1]}ssent")
            if (len(key) > 5 and key[-2] == "e") or key in map(dictionary.get, evidence):
                infinitives.append(key)
    return infinitives


def _feminines(dictionary: Mapping[str, str]) -> dict[str, str]:
    """Return corrections of the dictionary for feminine forms, singular and plural."""
    own: dict[str, str] = {}
    for key in dictionary:
        if key.endswith(_FEMININE):
            lemma = _feminine(key, dictionary)
            if lemma is not None:
                own[key] = own[f"{key}s"] = lemma
    return own


def _plurals(infinitives: Iterable[str], dictionary: Mapping[str, str]) -> dict[str, str]:
    """Return plurals that a dictionary takes for the second person of a verb: *vitres* is vitre rather than vitrer."""
    nouns = {verb[:-1] for verb in infinitives if verb[-2:] == "er"}
    return {f"{noun}s": noun for noun in nouns if dictionary.get(noun) == noun}


def _feminine(form: str, dictionary: Mapping[str, str]) -> str | None:
    """Return the lemma of a feminine form; None where the dictionary is to be believed."""
    if form[-5:] == "trice":
        return form
    if form[-4:] == "euse":
        is_noun = f"{form[:-4]}eur" in dictionary and f"{form[:-4]}eux" not in dictionary
        return form if is_noun else f"{form[:-4]}eux"
    for length in (5, 4, 3):
        ending = _MASCULINE.get(form[-length:])
        if ending is not None:
            masculine = form[:-length] + ending
            is_right = dictionary[form] == form and dictionary.get(masculine) == masculine
            return masculine if is_right else None
    return None


def _spellings(dictionary: Mapping[str, str]) -> dict[str, str]:
    """Return lemmas of words spelt as since 1990 (*connaitre*) or with œ in two letters."""
    own: dict[str, str] = {}
    for key, lemma in dictionary.items():
        if not key.isascii() and ("î" in key or "û" in key):
            own.setdefault(key.replace("î", "i").replace("û", "u"), lemma)
        elif "oeu" in key or "oei" in key:
            one_letter = key.replace("oe", "œ")
            own[key] = own[one_letter] = dictionary.get(one_letter, lemma).replace("oe", "œ")
    return {form: lemma for form, lemma in own.items() if "œ" in lemma or form not in dictionary}


def _listed(verbs: frozenset[str]) -> dict[str, str]:
    """Return the rows of ``lemmas.tsv``, with the regular plural of nouns and adjectives."""
    own: dict[str, str] = {}
    plurals: dict[str, str] = {}
    for row in read_rows(resource("lemmas.tsv"), _COLUMNS):
        for form in cells(row["form"]):
            own[form] = row["lemma"]
            if row["lemma"] not in verbs and row["note"] not in _WITHOUT_PLURAL and form[-1] not in "sxz":
                plurals[f"{form}s"] = row["lemma"]
    return plurals | own


def _unlisted(form: str, lower: str, lexicon: _Lexicon) -> str:
    """Return the lemma of a form that neither list has as it is printed."""
    if lower != form:
        known = lexicon.lemmas.get(lower)
        if known is not None:
            return lower if lower.endswith(_NAME_LIKE) and known.endswith("er") else known
    if not lower.isalpha():
        if "-" in lower and form.islower():
            return _compound(lower, lexicon)
    elif form == lower:
        return lexicon.rare.get(lower) or _regular(lower)
    in_capitals = form.isupper() and len(form) > 3
    if not in_capitals and lower[:1] not in _ACCENTED:
        return lower  # most names and all numbers leave here
    first_letter = (letter + lower[1:] for letter in _ACCENTED.get(lower[:1], ""))
    for spelling in chain(first_letter, _accented(lower)) if in_capitals else first_letter:
        known = lexicon.lemmas.get(spelling)
        if known is not None:
            return known
    return lower


def _accented(lower: str) -> Iterator[str]:
    """Yield spellings of a word printed in capitals without accents: SECURITE may be sécurite, sécurité ..."""
    parts = lower.split("e")
    if 1 < len(parts) <= 5:
        for letters in product("eé", repeat=len(parts) - 1):
            yield "".join(chain.from_iterable(zip(parts, (*letters, ""), strict=True)))


def _regular(word: str) -> str:
    """Return the lemma of an unknown word in lower case, by its ending."""
    if len(word) > 5:
        for length in _LENGTHS.get(word[-2:], ()):
            replacement = _REGULAR.get(word[-length:])
            if replacement is not None and len(word) > length + 2:
                return word[:-length] + replacement
    if word[-1] == "s" and len(word) > 3 and word[-2:] not in _SINGULAR_IN_S:
        return word[:-1]
    return word


def _compound(word: str, lexicon: _Lexicon) -> str:
    """Return the lemma of an unknown compound: its last part, and its first one where both are plurals.

    *porte-paroles*: porte-parole; *libres-penseurs*: libre-penseur; *franco-allemande*: franco-allemand.
    """
    *first, last = word.split("-")
    lemma = lexicon.lemmas.get(last) or _regular(last) if last else last
    if lemma in lexicon.verbs and lemma != last:
        lemma = _regular(last)  # contre-la-montre, anti-torpilles, non-surveillée
    if last[-1:] in ("s", "x") and lemma != last and first[0][-1:] == "s" and first[0] not in _INVARIABLE_FIRST:
        singular = lexicon.lemmas.get(first[0])
        first[0] = first[0] if singular is None or singular in lexicon.verbs else singular
    return "-".join([*first, lemma])
