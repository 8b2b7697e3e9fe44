"""Valence shifters: words that change the valence of others (Polanyi and Zaenen, Contextual Valence Shifters, 2006).

Two lists. ``shifters.tsv``: negators, amplifiers, deamplifiers, adversatives, conditionals, matched by form.
``inverters.tsv``: verbs and nouns that turn their object or complement round ("éviter une crise", "fin de la guerre"),
or strengthen it ("hausse de la violence"), matched by form or lemma, each with the frame in which it does. How far each
reaches is in `analytics.tone.scopes` and `analytics.tone.inversion`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from analytics.resources import cells, read_rows, resource
from analytics.settings import TONE_RULES
from analytics.text.hashing import NameBits
from analytics.text.phrases import PhraseMatcher

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.resources import Row

RULES = TONE_RULES
KINDS = ("negator", "amplifier", "deamplifier", "adversative", "conditional", "none")
CONDITIONS = (
    "ne", "subject", "alone", "head", "headline", "doubt", "raised", "twice", "compared",
    "lone", "predicate", "conjunction", "clause", "subordinate", "phrase", "next", "around", "contrary", "forward",
)  # fmt: skip
FRAMES = ("object", "subject", "de", "à", "contre", "sur", "avec", "noun")
TONES = {"negative": -1, "any": 0, "positive": 1}

_COLUMNS = ("word", "kind", "factor", "condition", "note")
_INVERTER_COLUMNS = ("word", "verb", "frames", "tone", "rule", "factor", "note")
_DEGREES = ("amplifier", "deamplifier", "conditional")


@dataclass(frozen=True, slots=True, eq=False)
class Shifters:
    """The first list: a phrase may be of two kinds ("plus" negates behind "ne", amplifies elsewhere).

    kinds : rows of each phrase by kind. The other columns say the same as arrays (n_phrases,).
    """

    matcher: PhraseMatcher
    kinds: list[dict[str, Row]]
    negates: NDArray[np.bool_]
    needs_ne: NDArray[np.bool_]  # negates only with a "ne": un pas en avant
    takes_ne: NDArray[np.bool_]  # may go with a "ne"; "sans" may not
    is_subject: NDArray[np.bool_]  # may stand just before the "ne": aucun accord n'a
    heads: NDArray[np.bool_]  # negates without a "ne" where a clause begins: pas de paix en vue
    headlines: NDArray[np.bool_]  # likewise, before "de", in a clause without a verb: plus d'espoir
    doubts: NDArray[np.bool_]  # negates without a "ne" before an adverb of degree: un plan pas très efficace
    is_raised: NDArray[np.bool_]  # negates only what hangs on a verb of opinion: ne croit pas que
    denies_twice: NDArray[np.bool_]  # with another negator it affirms: pas de paix sans justice
    compares: NDArray[np.bool_]  # denies nothing in a comparison: jamais aussi grave
    is_lone: NDArray[np.bool_]  # negates with a "ne" of no other negator, before an infinitive: ne peut nier
    skips_subject: NDArray[np.bool_]  # does not negate a definite subject behind it: sans que cette crise soit finie
    intensity: NDArray[np.int8]  # row of RULES for what changes a word nearby, -1 for others
    factors: NDArray[np.float64]  # of those; missing for conditionals, whose factor is a setting
    adjoins: NDArray[np.bool_]  # changes the very next word only: si grave
    reaches_back: NDArray[np.bool_]  # changes the word before it where none follows: une crise majeure
    is_contrary: NDArray[np.bool_]  # makes good words bad: moins clair
    opposes: NDArray[np.bool_]  # adversatives that weigh what follows against what stands before
    heads_clause: NDArray[np.bool_]  # adversative only where a clause begins: "or"
    is_conjunction: NDArray[np.bool_]  # adversative only as it is written: mais, not maïs
    concedes: NDArray[np.bool_]  # adversatives that weaken what they introduce: bien que, malgré
    governs: NDArray[np.bool_]  # of these, those before a noun phrase: malgré
    supposes: NDArray[np.bool_]  # conditionals that reach a whole clause, or what follows in it
    looks_ahead: NDArray[np.bool_]  # of these, those that change only what follows: en cas de


@dataclass(frozen=True, slots=True, eq=False)
class Inverters:
    """The second list, one row for each frame of a word; arrays are (n_rows,).

    words : all forms and lemmas. group_ptr, group_rows : rows of each word, in the order in which they are tried,
    flat; the first group is empty. verbs : light verb that must stand before ("mettre" fin à), 0 for none. frames : row
    of FRAMES. signs : sign of the valences it changes, 0 for both ("perdre" la guerre turns nothing round). rules : row
    of RULES.
    """

    words: frozenset[str]
    frames: NDArray[np.int8]
    verbs: NDArray[np.int8]
    signs: NDArray[np.int8]
    rules: NDArray[np.int8]
    factors: NDArray[np.float64]
    group_ptr: NDArray[np.int64]
    group_rows: NDArray[np.int64]
    groups: NameBits  # group of each word, by name
    light_verbs: NameBits  # light verb that each lemma is, by name


@lru_cache(maxsize=1)
def load_shifters() -> Shifters:
    """Read the bundled list of shifters. Raises ResourceError naming each faulty line."""
    phrases: dict[str, dict[str, Row]] = {}
    for row in read_rows(resource("shifters.tsv"), _COLUMNS, check=_fault):
        phrases.setdefault(row["word"], {})[row["kind"]] = row
    return _compile(PhraseMatcher(list(phrases), key="folded"), list(phrases.values()))


@lru_cache(maxsize=1)
def load_inverters() -> Inverters:
    """Read the bundled list of inverters. Raises ResourceError naming each faulty line."""
    rows = read_rows(resource("inverters.tsv"), _INVERTER_COLUMNS, check=_inverter_fault)
    return _compile_inverters([(row, frame) for row in rows for frame in cells(row["frames"])])


def _fault(row: Row) -> str | None:
    if row["kind"] not in KINDS:
        return f"kind {row['kind']!r} is not one of {', '.join(KINDS)}"
    unknown = set(cells(row["condition"])) - set(CONDITIONS)
    if unknown:
        return f"condition {unknown.pop()!r} is not one of {', '.join(CONDITIONS)}"
    if row["kind"] in ("amplifier", "deamplifier") and not row["factor"]:
        return "no factor"
    return None


def _inverter_fault(row: Row) -> str | None:
    unknown = set(cells(row["frames"])) - set(FRAMES)
    if unknown or not row["frames"]:
        return f"frames {row['frames']!r} are not of {', '.join(FRAMES)}"
    if row["tone"] not in TONES:
        return f"tone {row['tone']!r} is not one of {', '.join(TONES)}"
    if row["rule"] not in RULES:
        return f"rule {row['rule']!r} is not one of {', '.join(RULES)}"
    try:
        inverts = float(row["factor"]) < 0
    except ValueError:
        return f"factor {row['factor']!r} is not a number"
    return None if inverts == (row["rule"] == "inversion") else "the sign of the factor is not that of the rule"


def _compile(matcher: PhraseMatcher, kinds: list[dict[str, Row]]) -> Shifters:
    """Turn kinds and conditions into arrays; a phrase that amplifies and weakens amplifies."""
    near = [_intensity(k) for k in kinds]

    def having(rows: list[Row | None], *conditions: str) -> NDArray[np.bool_]:
        """Whether each row has one of some conditions; whether there is one, without any."""
        wanted = set(conditions)
        found = [row is not None and (not wanted or wanted & set(cells(row["condition"]))) for row in rows]
        return np.array(found, dtype=bool)

    negators, adversatives, conditionals = (
        [k.get(n) for k in kinds] for n in ("negator", "adversative", "conditional")
    )
    concedes = having(adversatives, "subordinate", "phrase")
    intensity = np.array([RULES.index(row["kind"]) if row else -1 for row in near], dtype=np.int8)
    bare = np.array([row is not None and not row["condition"] for row in negators], dtype=bool)
    is_lone = having(negators, "lone")
    needs_ne = having(negators, "ne", "subject")
    return Shifters(
        matcher=matcher,
        kinds=kinds,
        negates=having(negators),
        needs_ne=needs_ne | is_lone,
        takes_ne=needs_ne | bare,
        is_subject=having(negators, "subject") | bare,
        heads=having(negators, "head"),
        headlines=having(negators, "headline"),
        doubts=having(negators, "doubt"),
        is_raised=having(negators, "raised"),
        denies_twice=having(negators, "twice"),
        compares=having(negators, "compared"),
        is_lone=is_lone,
        skips_subject=having(negators, "predicate"),
        intensity=intensity,
        factors=np.array([float(row["factor"] or "nan") if row else np.nan for row in near]),
        adjoins=having(near, "next"),
        reaches_back=having(near, "around"),
        is_contrary=having(near, "contrary"),
        opposes=having(adversatives) & ~concedes,
        heads_clause=having(adversatives, "clause"),
        is_conjunction=having(adversatives, "conjunction"),
        concedes=concedes,
        governs=having(adversatives, "phrase"),
        supposes=having(conditionals) & (intensity < 0),
        looks_ahead=having(conditionals, "forward"),
    )


def _intensity(kinds: dict[str, Row]) -> Row | None:
    """Row of a phrase that changes a word nearby; a conditional does where its condition says so."""
    rows = (kinds[kind] for kind in _DEGREES if kind in kinds)
    return next((row for row in rows if row["kind"] != "conditional" or row["condition"] in ("next", "around")), None)


def _compile_inverters(rows: list[tuple[Row, str]]) -> Inverters:
    by_word: dict[str, tuple[int, ...]] = {}
    for i, (row, _) in enumerate(rows):
        for word in cells(row["word"]):
            by_word[word] = (*by_word.get(word, ()), i)
    groups = [(), *dict.fromkeys(by_word.values())]
    numbers = {group: i for i, group in enumerate(groups)}
    of_word = {word: numbers[group] for word, group in by_word.items()}
    verbs = ["", *sorted({row["verb"] for row, _ in rows if row["verb"]})]
    of_verb = {verb: i for i, verb in enumerate(verbs)}

    return Inverters(
        words=frozenset(by_word),
        frames=np.array([FRAMES.index(frame) for _, frame in rows], dtype=np.int8),
        verbs=np.array([of_verb[row["verb"]] for row, _ in rows], dtype=np.int8),
        signs=np.array([TONES[row["tone"]] for row, _ in rows], dtype=np.int8),
        rules=np.array([RULES.index(row["rule"]) for row, _ in rows], dtype=np.int8),
        factors=np.array([float(row["factor"]) for row, _ in rows]),
        group_ptr=np.cumsum([0, *map(len, groups)]),
        group_rows=np.array([i for group in groups for i in group], dtype=np.int64),
        groups=NameBits.of_words(of_word, np.int16),
        light_verbs=NameBits.of_words(of_verb, np.int8),
    )
