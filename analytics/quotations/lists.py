"""Cue verbs: words that tell who says something, read from ``cue_verbs.tsv`` and conjugated."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.words import VerbForms
from analytics.resources import cells, read_rows, resource
from analytics.text.conjugation import Conjugated, irregular_verbs, regular_verbs
from analytics.text.lemmas import lemmatize
from analytics.text.phrases import PhraseMatcher

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.resources import Row

STANCES = ("neutral", "endorsing", "distancing", "denying")  # a denial is of what the speaker says others say
FRAMES = ("incise", "que", "infinitive", "object", "source")
INCISE, QUE_CLAUSE, INFINITIVE_CLAUSE, OBJECT, SOURCE = (1 << i for i in range(len(FRAMES)))
_COLUMNS = ("cue", "stance", "frames", "note")
_NEVER_FINITE = ("ions", "iez", "es", "ons", "ez")  # nobody is reported in these persons, and many are nouns


class Cues(NamedTuple):
    """The list of cues.

    cues, stances : (n_cues,). frames : (n_cues,), sums of the constants above. matcher : by lemma, of verbs and
    expressions, n_verbs of them, and then of what introduces a speaker. plain, reflexive : (n_verbs,), the cue that
    each phrase is without and with a reflexive pronoun, else -1. nouns : (n_verbs,), phrases that are nouns as well.
    source_rows : (n_sources,), cues of what introduces a speaker. forms : of the verbs.
    """

    cues: list[str]
    stances: list[str]
    frames: NDArray[np.uint8]
    matcher: PhraseMatcher
    n_verbs: int
    plain: NDArray[np.int64]
    reflexive: NDArray[np.int64]
    nouns: NDArray[np.bool_]
    source_rows: NDArray[np.int64]
    forms: VerbForms


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """Read the bundled list of cues. Raises ResourceError naming each faulty line."""
    rows = read_rows(resource("cue_verbs.tsv"), _COLUMNS, check=_fault)
    sources = [(form, i) for i, row in enumerate(rows) if row["frames"] == "source" for form in contracted(row["cue"])]
    plain, reflexive = _variants(rows)
    phrases = list(dict.fromkeys([*plain, *reflexive]))
    verbs = frozenset(phrase.split(" ")[0] for phrase in phrases)
    conjugated = _conjugated(verbs)
    finite = {form: verb for form, verb in conjugated.finite.items() if not form.endswith(_NEVER_FINITE)}
    finite = {form: verb for form, verb in finite.items() if form != verb and not form.endswith("ant")}
    finite |= {form: verb for form, verb in conjugated.participles.items() if form.endswith("t")}  # dit, écrit
    aliases = _aliases(finite | conjugated.participles, frozenset(p for p in phrases if " " not in p))
    named = [*phrases, *aliases]
    of = [*phrases, *aliases.values()]
    return Cues(
        cues=[row["cue"] for row in rows],
        stances=[row["stance"] for row in rows],
        frames=np.array([sum(1 << FRAMES.index(f) for f in cells(row["frames"])) for row in rows], dtype=np.uint8),
        matcher=PhraseMatcher([*named, *(form for form, _ in sources)], key="lemma"),
        n_verbs=len(named),
        plain=np.array([plain.get(phrase, -1) for phrase in of]),
        reflexive=np.array([reflexive.get(phrase, -1) for phrase in of]),
        nouns=np.arange(len(of)) >= len(phrases),
        source_rows=np.array([i for _, i in sources]),
        forms=VerbForms(
            finite=frozenset(finite),
            participles=frozenset(conjugated.participles),
            infinitives=verbs,
            gerunds=frozenset(form for form in conjugated.finite if form.endswith("ant")),
        ),
    )


def _fault(row: Row) -> str | None:
    if row["stance"] not in STANCES:
        return f"stance {row['stance']!r} is not one of {', '.join(STANCES)}"
    unknown = [frame for frame in cells(row["frames"]) if frame not in FRAMES]
    if unknown or not cells(row["frames"]):
        return f"frames {row['frames']!r} are not among {', '.join(FRAMES)}"
    return None


def bare(cue: str) -> str:
    """Return a cue without its reflexive pronoun.

    >>> bare("s'écrier"), bare("se dire"), bare("dire")
    ('écrier', 'dire', 'dire')
    """
    return cue.removeprefix("se ").removeprefix("s'")


def contracted(source: str) -> list[str]:
    """Return a source with the forms its last word takes before a noun.

    >>> contracted("au dire de"), contracted("selon")
    (['au dire de', "au dire d'", 'au dire du', 'au dire des'], ['selon'])
    """
    stem = source.removesuffix("de")
    return [source] if stem == source else [source, f"{stem}d'", f"{stem}du", f"{stem}des"]


def _variants(rows: list[Row]) -> tuple[dict[str, int], dict[str, int]]:
    """Phrases without their pronoun: the row of the plain verb, and of the reflexive one."""
    plain: dict[str, int] = {}
    reflexive: dict[str, int] = {}
    for i, row in enumerate(rows):
        if row["frames"] != "source":
            phrase = bare(row["cue"])
            (plain if phrase == row["cue"] else reflexive)[phrase] = i
    return plain, reflexive


def _conjugated(verbs: frozenset[str]) -> Conjugated:
    """Return the forms of some verbs."""
    irregular = irregular_verbs()
    regular = regular_verbs(sorted(verbs.difference(irregular.finite.values())))
    finite = {form: verb for form, verb in irregular.finite.items() if verb in verbs} | regular.finite
    participles = {form: verb for form, verb in irregular.participles.items() if verb in verbs} | regular.participles
    return Conjugated(participles, finite)


def _aliases(forms: dict[str, str], verbs: frozenset[str]) -> dict[str, str]:
    """Forms that the lemmatizer takes for another word (une annonce, il annonce), by that word, and their verbs."""
    lemmas = lemmatize(list(forms))
    pairs = zip(lemmas, forms.values(), strict=True)
    return {lemma: verb for lemma, verb in pairs if lemma != verb and verb in verbs and lemma not in verbs}
