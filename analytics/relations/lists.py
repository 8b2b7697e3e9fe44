"""Cues of relations: verbs, expressions and nouns, read from ``relation_cues.tsv`` and inflected."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.resources import cells, read_rows, resource
from analytics.text.conjugation import Conjugated, irregular_verbs, regular_verbs
from analytics.text.hashing import NameBits, names_of
from analytics.text.lemmas import lemmatize
from analytics.text.phrases import PhraseMatcher

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from analytics.resources import Row

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

KINDS = ("verb", "expression", "noun", "support", "ending")
CATEGORIES = ("material conflict", "verbal conflict", "verbal cooperation", "material cooperation")
OBJECT, WHOM, SUBJECTS, BETWEEN, DE_PAR = "object", "whom", "subjects", "entre", "de-par"
# Prepositions that targets stand behind; of those of several words, the one that is looked for.
PREPOSITIONS = {
    "à": "à au aux",
    "avec": "avec",
    "contre": "contre",
    "dans": "dans",
    "de": "de d' du des",
    "en": "en",
    "entre": "entre",
    "envers": "envers",
    "par": "par",
    "pour": "pour",
    "sur": "sur",
    "à l'encontre de": "encontre",
    "à l'égard de": "égard",
    "au profit de": "profit",
    "aux côtés de": "côtés",
    "en faveur de": "faveur",
    "vis-à-vis de": "vis-à-vis",
}
LONG = tuple(name for name in PREPOSITIONS if " " in name)  # a «de» follows the word looked for
BIT = {name: 1 << i for i, name in enumerate(PREPOSITIONS)}
# What the form of a word allows it to be
FINITE, PARTICIPLE, INFINITIVE, GERUND, NOUN, ENDING_NOUN, OBJECTIVE, WITH_BE, SUPPORT = (1 << i for i in range(9))
_OF_VERB, _OF_NOUN = ("object", "whom", "subjects"), ("entre", "de-par")
_COLUMNS = ("cue", "kind", "frame", "strength", "category", "note")
_NEVER_FINITE = ("ions", "iez", "es", "ons", "ez")  # hardly in the press, and many are nouns
_WITH_BE = frozenset("aller arriver entrer intervenir monter partir passer revenir sortir venir".split())


class Readings(NamedTuple):
    """What an entry may be, one row for each frame, in the order they are looked for, all (n_readings,).

    rows : of the list. nouns, supports, endings : what the cue is, else a verb. reflexive, en : the pronouns it asks
    for. frames : rows of ``Cues.frames``. mutual : what is said holds both ways.
    """

    rows: Ints
    nouns: Bools
    supports: Bools
    endings: Bools
    reflexive: Bools
    en: Bools
    frames: Ints
    mutual: Bools


class Cues(NamedTuple):
    """The list of cues.

    cues, categories : (n_cues,). strengths : (n_cues,), NaN of those that support or end. of_sport : (n_cues,), said of
    matches as well. matcher : by lemma. readings
    : of entry e those from ``pointers[e]`` to ``pointers[e + 1]``. frames : names. forms : what forms allow.
    prepositions : of single words, bits of BIT.
    """

    cues: list[str]
    categories: list[str]
    strengths: NDArray[np.float64]
    of_sport: Bools
    matcher: PhraseMatcher
    readings: Readings
    pointers: Ints
    frames: list[str]
    forms: NameBits
    prepositions: NameBits


@lru_cache(maxsize=1)
def load_relation_cues() -> Cues:
    """Read the bundled list of cues. Raises ResourceError naming each faulty line."""
    rows = read_rows(resource("relation_cues.tsv"), _COLUMNS, check=_fault)
    frames = list(dict.fromkeys(_plain(frame) for row in rows for frame in cells(row["frame"])))
    verbs = {bare(row["cue"])[0].split(" ")[0] for row in rows if is_verb(row)}
    conjugated = _conjugated(verbs)
    aliases = _aliases(conjugated, _noun_forms(rows))
    entries: dict[str, list[tuple[int | bool, ...]]] = {}
    for i, row in enumerate(rows):
        phrase, reflexive, en = bare(row["cue"])
        kind = row["kind"]
        noun = not is_verb(row)
        for frame in cells(row["frame"]):
            what = (i, noun, kind == "support", kind == "ending", reflexive, en, frames.index(_plain(frame)),
                    frame.endswith("+") or frame in (SUBJECTS, BETWEEN))  # fmt: skip
            head, _, rest = phrase.partition(" ")
            for alias in dict.fromkeys([head, *aliases.get((noun, head), [])]):
                entries.setdefault(f"{alias} {rest}".strip(), []).append(what)
    matcher = PhraseMatcher(list(entries), key="lemma")
    whats = list(entries.values())
    for kept, left in matcher.doubles:  # other words, but the same lemmas
        whats[kept] += [what for what in whats[left] if what not in whats[kept]]
    columns = list(zip(*(what for readings in whats for what in readings), strict=True))
    kinds = [np.int64, *[np.bool_] * 5, np.int64, np.bool_]
    return Cues(
        cues=[row["cue"] for row in rows],
        categories=[row["category"] for row in rows],
        strengths=np.array([float(row["strength"] or "nan") for row in rows]),
        of_sport=np.array([row["note"] == "sport" for row in rows]),
        matcher=matcher,
        readings=Readings(*(np.array(c, dtype=k) for c, k in zip(columns, kinds, strict=True))),
        pointers=np.cumsum([0, *map(len, whats)]),
        frames=frames,
        forms=_forms(conjugated, rows),
        prepositions=NameBits.of(((BIT[name], words.split()) for name, words in PREPOSITIONS.items()), np.uint32),
    )


def _fault(row: Row) -> str | None:
    kind, frames = row["kind"], cells(row["frame"])
    if kind not in KINDS:
        return f"kind {kind!r} is not one of {', '.join(KINDS)}"
    own, others = (_OF_NOUN, _OF_VERB) if kind == "noun" else (_OF_VERB, _OF_NOUN)
    known = [*own, *(name for name in PREPOSITIONS if name not in others)]
    unknown = [frame for frame in frames if _plain(frame) not in known]
    if unknown or not frames:
        return f"frame {row['frame']!r} is not one of {', '.join(known)}"
    if kind in ("support", "ending"):
        return f"{kind} has no strength" if row["strength"] or row["category"] else None
    return _fault_of_value(row["strength"], row["category"])


def _fault_of_value(strength: str, category: str) -> str | None:
    try:
        value = float(strength)
    except ValueError:
        return f"strength {strength!r} is not a number"
    if not 0 < abs(value) <= 1:
        return f"strength {strength} is not in [-1, 1], or 0"
    if category not in CATEGORIES:
        return f"category {category!r} is not one of {', '.join(CATEGORIES)}"
    return None if (value < 0) == category.endswith("conflict") else f"strength {strength} is no {category}"


def _plain(frame: str) -> str:
    return frame.removesuffix("+")


def is_verb(row: Row) -> bool:
    """Tell whether a cue is a verb or begins with one."""
    return row["kind"] != "noun" and (row["kind"], row["frame"]) != ("ending", "de")


def bare(cue: str) -> tuple[str, bool, bool]:
    """Return a cue without its pronouns, whether it is reflexive, and whether it asks for «en».

    >>> bare("s'en prendre"), bare("se rendre"), bare("accord")
    (('prendre', True, True), ('rendre', True, False), ('accord', False, False))
    """
    if cue.startswith("s'en "):
        return cue.removeprefix("s'en "), True, True
    phrase = cue.removeprefix("se ").removeprefix("s'")
    return phrase, phrase != cue, False


def _conjugated(verbs: Iterable[str]) -> Conjugated:
    """Return the forms of some verbs."""
    wanted, irregular = frozenset(verbs), irregular_verbs()
    regular = regular_verbs(sorted(wanted.difference(irregular.finite.values())))
    finite = {form: verb for form, verb in irregular.finite.items() if verb in wanted} | regular.finite
    participles = {form: verb for form, verb in irregular.participles.items() if verb in wanted} | regular.participles
    finite = {form: verb for form, verb in finite.items() if form == verb or not form.endswith(_NEVER_FINITE)}
    return Conjugated(participles, finite)


def _noun_forms(rows: list[Row]) -> dict[str, str]:
    """Singular and plural of the first word of each noun, and the noun."""
    nouns = {row["cue"].split(" ")[0] for row in rows if not is_verb(row)}
    return {form: noun for noun in nouns for form in (noun, plural(noun))}


def plural(noun: str) -> str:
    """Return the plural of a noun.

    >>> plural("accord"), plural("appel"), plural("siège"), plural("aveu"), plural("don")
    ('accords', 'appels', 'sièges', 'aveux', 'dons')
    """
    if noun[-1] in "sxz":
        return noun
    if noun.endswith("al"):
        return f"{noun[:-2]}aux"
    return noun + ("x" if noun.endswith(("eau", "eu")) else "s")


def _aliases(conjugated: Conjugated, nouns: dict[str, str]) -> dict[tuple[bool, str], list[str]]:
    """Lemmas that the lemmatizer gives to forms of each cue, other than the cue itself (une frappe, il frappe)."""
    aliases: dict[tuple[bool, str], list[str]] = {}
    for noun, forms in ((False, conjugated.finite | conjugated.participles), (True, nouns)):
        for cue, lemma in zip(forms.values(), lemmatize(list(forms)), strict=True):
            if lemma != cue and lemma not in aliases.setdefault((noun, cue), []):
                aliases[noun, cue].append(lemma)
    return aliases


def _forms(conjugated: Conjugated, rows: list[Row]) -> NameBits:
    """What each form of a cue may be."""
    finite, participles = conjugated.finite, conjugated.participles
    gerunds = [form for form in finite if form.endswith("ant")]
    nouns = _noun_forms(rows)
    endings = {row["cue"] for row in rows if row["kind"] == "ending" and not is_verb(row)}
    objective = {row["cue"] for row in rows if DE_PAR in cells(row["frame"])}
    supports = {row["cue"] for row in rows if row["kind"] in ("support", "ending") and is_verb(row)}
    lists = [
        (FINITE, [form for form, verb in finite.items() if form != verb and not form.endswith("ant")]),
        (FINITE, [form for form in participles if form.endswith("t")]),  # dit, détruit
        (PARTICIPLE, list(participles)),
        (INFINITIVE, list(set(finite.values()))),
        (GERUND, gerunds),
        (NOUN, list(nouns)),
        (ENDING_NOUN, [form for form, noun in nouns.items() if noun in endings]),
        (OBJECTIVE, [form for form, noun in nouns.items() if noun in objective]),
        (SUPPORT, [form for form, verb in participles.items() if verb in supports]),
        (WITH_BE, [form for form, verb in participles.items() if verb in _WITH_BE]),
    ]
    names = [(names_of(words), bit) for bit, words in lists]
    return NameBits(
        np.concatenate([n for n, _ in names]),
        np.repeat(np.array([bit for _, bit in names], dtype=np.uint16), [len(n) for n, _ in names]),
    )
