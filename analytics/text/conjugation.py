"""Forms of French verbs from their infinitives: regular verbs by rule, irregular ones by ``conjugation.tsv``.

Only forms that press prose has are built: the imperfect subjunctive and *nous*, *vous* of the simple past are left out.
Two groups come out, because they are not equally safe: a past participle belongs to the verb, whereas a finite form may
well be a noun (*porte*, *livre*).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analytics.resources import cells, read_rows, resource

if TYPE_CHECKING:
    from collections.abc import Iterable

_COLUMNS = ("model", "verbs", "present", "plural", "third", "past", "future", "participle", "other")

_IMPERFECT = ("ais", "ait", "ions", "iez", "aient")
_OF_PLURAL = ("ons", "ez", "ant", *_IMPERFECT)
_OF_FUTURE = ("ai", "as", "a", "ons", "ez", "ont", *_IMPERFECT)
_OF_THIRD = ("e", "es", "ent")
_OF_ER_SOFT = ("ant", "ons", "ais", "ait", "aient", "ai", "as", "a")  # endings in a and o: plaça, mangeons
_OF_ER = ("ez", "ions", "iez", "èrent")
_OF_IR = ("s", "t", "ssons", "ssez", "ssent", "ssant", *(f"ss{e}" for e in _IMPERFECT), "sse", "sses", "rent")
_CIRCUMFLEX = str.maketrans("iu", "îû")


class Conjugated(NamedTuple):
    """Form to infinitive. participles : past participles in all four forms. finite : everything else."""

    participles: dict[str, str]
    finite: dict[str, str]


def irregular_verbs() -> Conjugated:
    """Conjugate the verbs of ``conjugation.tsv``; the first row to claim a form keeps it."""
    conjugated = Conjugated({}, {})
    for row in read_rows(resource("conjugation.tsv"), _COLUMNS):
        ends = _irregular_ends(row)
        participles = agreeing(row["participle"])
        for infinitive in cells(row["verbs"]):
            stem = infinitive.removesuffix(row["model"])
            conjugated.finite.setdefault(infinitive, infinitive)
            for end in ends:
                conjugated.finite.setdefault(stem + end, infinitive)
            for end in participles:
                conjugated.participles.setdefault(stem + end, infinitive)
    return conjugated


def _irregular_ends(row: dict[str, str]) -> list[str]:
    ends = cells(row["present"]) + cells(row["other"])
    ends += [stem + end for stem in cells(row["plural"]) for end in _OF_PLURAL]
    ends += [stem + end for stem in cells(row["third"]) for end in _OF_THIRD]
    ends += [stem + end for stem in cells(row["future"]) for end in _OF_FUTURE]
    if past := row["past"]:
        vowel = -2 if past.endswith("n") else -1  # tînt, vînt
        accented = past[:vowel] + past[vowel:].translate(_CIRCUMFLEX) + "t"
        ends += [past + "s", past + "t", past + "rent", accented]
    return ends


def agreeing(participle: str) -> list[str]:
    """Return the forms of a past participle: masculine and feminine, singular and plural.

    >>> agreeing("pris"), agreeing("dit")
    (['pris', 'prise', 'prises'], ['dit', 'dite', 'dits', 'dites'])
    """
    if not participle:
        return []
    forms = [participle, f"{participle}e", f"{participle}s", f"{participle}es"]
    return [form for form in forms if not form.endswith("ss")]


def regular_verbs(infinitives: Iterable[str], *, conjugated_elsewhere: frozenset[str] = frozenset()) -> Conjugated:
    """Conjugate verbs in -er, and in -ir like *finir*.

    conjugated_elsewhere : of these, only the forms that dictionaries forget are built: -ant and the simple past.
    """
    conjugated = Conjugated({}, {})
    for infinitive in infinitives:
        is_er = infinitive.endswith("er")
        if infinitive in conjugated_elsewhere:
            forms = _rare_forms(infinitive)
        else:
            forms = _er_forms(infinitive) if is_er else _ir_forms(infinitive)
        for form in forms:
            conjugated.finite.setdefault(form, infinitive)
        participle = infinitive[:-2] + ("é" if is_er else "i")
        for form in agreeing(participle):
            conjugated.participles.setdefault(form, infinitive)
    return conjugated


def _ir_forms(infinitive: str) -> list[str]:
    stem = infinitive[:-1]
    return [stem + end for end in _OF_IR] + [infinitive + end for end in _OF_FUTURE]


def _rare_forms(infinitive: str) -> list[str]:
    stem = infinitive[:-2]
    if infinitive.endswith("ir"):
        return [f"{stem}issant", f"{stem}irent"]
    soft = _soft(stem)
    _, futures = _mute_stems(stem)
    since_1990 = [f"{futures[0]}er{end}" for end in _OF_FUTURE] if "é" in stem else []  # préfèrera
    return [f"{soft}ant", f"{soft}a", f"{soft}ai", f"{soft}as", f"{stem}èrent", *since_1990]


def _soft(stem: str) -> str:
    """Return the stem before a and o: plaç(a), mange(a)."""
    return stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem


def _er_forms(infinitive: str) -> list[str]:
    stem = infinitive[:-2]
    soft = _soft(stem)
    forms = [soft + end for end in _OF_ER_SOFT]
    forms += [stem + end for end in _OF_ER]
    present, future = _mute_stems(stem)
    forms += [mute + end for mute in present for end in _OF_THIRD]
    forms += [f"{mute}er{end}" for mute in future for end in _OF_FUTURE]
    return forms


def _mute_stems(stem: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the stems before a mute e, of the present and of the future: espèr(e), but espérer(a) or espèrer(a)."""
    vowel, last = stem[-2:-1], stem[-1:]
    both: tuple[str, ...] = (stem,)
    if last == "y" and vowel in ("o", "u"):
        both = (f"{stem[:-1]}i",)
    elif last == "y" and vowel == "a":
        both = (f"{stem[:-1]}i", stem)
    elif vowel == "e" and last in ("l", "t"):
        both = (stem + last, f"{stem[:-2]}è{last}")
    elif vowel == "e" and last in "bcdgmnpsvz":
        both = (f"{stem[:-2]}è{last}",)
    else:
        accent = stem.rfind("é")
        if accent >= 0 and (len(stem) - accent == 2 or stem[accent + 1 :] in _CLUSTERS):
            grave = f"{stem[:accent]}è{stem[accent + 1 :]}"
            return (grave,), (grave, stem)
    return both, both


# Two consonants that still leave the accented vowel open: célébrer, régler, léguer, intégrer, sécher, régner.
_CLUSTERS = frozenset("br bl cr cl dr fl gr gl pr tr vr ch gn gu qu".split())
