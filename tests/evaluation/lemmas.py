"""Lemmas on two treebanks, their fit with the tone lexicon, their speed: ``python -m tests.evaluation.lemmas``.

Only tokens count whose gold token has the very span of a token of ours; contractions (du = de + le) are skipped, lemmas
compared in lower case. UD French GSD and Sequoia (dev), in CoNLL-U, are no part of the project.
``python -m tests.evaluation.lemmas NOUN`` prints the errors on nouns, too (ADJ, VERB likewise).
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

import simplemma
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from analytics.resources import read_rows, resource
from analytics.text.lemmas import _lexicon, lemmatize
from analytics.text.tokenization import tokenize
from tests.conftest import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

POS = ("NOUN", "ADJ", "VERB")
TREEBANKS = {
    "GSD": SHARED / "data" / "ud_french" / "fr_gsd-ud-dev.conllu",
    "Sequoia": SHARED / "data" / "ud_french" / "fr_sequoia-ud-dev.conllu",
}
# One token is 0.0005 (GSD) to 0.002 (Sequoia): floors stand some tokens below what was measured.
FLOORS = {
    "GSD": {"NOUN": 0.983, "ADJ": 0.966, "VERB": 0.934},
    "Sequoia": {"NOUN": 0.980, "ADJ": 0.960, "VERB": 0.950},
    "both": {"NOUN": 0.983, "ADJ": 0.965, "VERB": 0.938},
}


class Gold(NamedTuple):
    """A token of a treebank with its lemma in lower case."""

    form: str
    lemma: str
    pos: str


def read_gold(path: Path) -> list[Gold]:
    """Return the nouns, adjectives and verbs of a CoNLL-U file that are tokens of ours."""
    gold: list[Gold] = []
    for text, words in _sentences(path):
        ours = _spans(text)
        position = 0
        for form, lemma, pos in words:
            position = text.index(form, position)
            span = (position, position + len(form))
            position = span[1]
            if pos in POS and span in ours:
                gold.append(Gold(form, lemma.lower(), pos))
    return gold


def read_treebanks() -> dict[str, list[Gold]]:
    """Return the tokens of each treebank that is here, and of both together."""
    gold = {name: read_gold(path) for name, path in TREEBANKS.items() if path.exists()}
    if len(gold) == len(TREEBANKS):
        gold["both"] = [token for tokens in gold.values() for token in tokens]
    return gold


def _sentences(path: Path) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield text and surface words (form, lemma, part of speech); a contraction is one word without a lemma."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        text = next(line[9:] for line in lines if line.startswith("# text = "))
        words, last_of_range = [], 0
        for cells in (line.split("\t") for line in lines if not line.startswith("#")):
            if "-" in cells[0]:
                last_of_range = int(cells[0].split("-")[1])
                words.append((cells[1], "", ""))
            elif cells[0].isdigit() and int(cells[0]) > last_of_range:
                words.append((cells[1], cells[2], cells[3]))
        yield text, words


def _spans(text: str) -> set[tuple[int, int]]:
    tokens = tokenize([text])
    return set(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))


def accuracy(gold: Sequence[Gold], lemmatize: Callable[[Sequence[str]], list[str]]) -> dict[str, float]:
    """Share of tokens whose lemma is the gold one, by part of speech."""
    found = lemmatize([token.form for token in gold])
    right: Counter[str] = Counter()
    for token, lemma in zip(gold, found, strict=True):
        right[token.pos] += lemma == token.lemma
    total = Counter(token.pos for token in gold)
    return {pos: right[pos] / total[pos] for pos in POS}


def ceiling(gold: Sequence[Gold]) -> dict[str, float]:
    """Accuracy of the best lemmatiser without context: each form gets its most frequent gold lemma."""
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    for token in gold:
        lemmas[token.form.lower()][token.lemma] += 1
    best = {form: counts.most_common(1)[0][0] for form, counts in lemmas.items()}
    return accuracy(gold, lambda forms: [best[form.lower()] for form in forms])


def simplemma_alone(forms: Sequence[str]) -> list[str]:
    """What there was before: the dictionary and its rules."""
    return [simplemma.lemmatize(form.lower(), lang="fr").lower() for form in forms]


def errors(gold: Sequence[Gold], pos: str) -> Counter[str]:
    """Count what goes wrong with a part of speech, as form: gold lemma / ours."""
    ours = lemmatize([token.form for token in gold])
    wrong = [(t, lemma) for t, lemma in zip(gold, ours, strict=True) if t.pos == pos and t.lemma != lemma]
    return Counter(f"{token.form}: {token.lemma} / {lemma}" for token, lemma in wrong)


def batch(n_forms: int = 10_000) -> list[str]:
    """Return distinct forms: two thirds words of the tone lexicon or plurals of its nouns, a third unknown."""
    rows = [row for row in lexicon_rows() if " " not in row["lemma"]]
    plurals = [row["lemma"] + "s" for row in rows if row["pos"] == "noun" and row["lemma"][-1] not in "sxz"]
    known = list(dict.fromkeys([row["lemma"] for row in rows] + plurals))
    chance = random.Random(0)
    syllables = "ba co di fu ga lé mi no pa ro sa tu vi za kra stro".split()
    names = dict.fromkeys("".join(chance.choices(syllables, k=4)).capitalize() for _ in range(n_forms))
    numbers = dict.fromkeys(str(chance.randrange(10**6)) for _ in range(n_forms))
    sixth = n_forms // 6
    forms = known[: n_forms - 2 * sixth] + list(names)[:sixth] + list(numbers)[:sixth]
    chance.shuffle(forms)
    return forms


def microseconds_per_form(*, repeats: int = 9) -> float:
    """Return the processor time of one form in a batch of 10,000, the best of several runs."""
    forms = batch()
    lemmatize(forms[:1])
    times = []
    for _ in range(repeats):
        start = time.process_time()
        lemmatize(forms)
        times.append(time.process_time() - start)
    return min(times) / len(forms) * 1e6


def loading_seconds() -> tuple[float, float]:
    """Return the processor time of loading simplemma's dictionary, and of everything else that the first call needs."""
    start = time.process_time()
    DefaultDictionaryFactory().get_dictionary("fr")
    dictionary = time.process_time() - start
    _lexicon.cache_clear()
    start = time.process_time()
    lemmatize(["mot"])
    return dictionary, time.process_time() - start - dictionary


def lexicon_rows() -> list[dict[str, str]]:
    """Return the entries of the tone lexicon."""
    return read_rows(resource("tone_lexicon.tsv"), ("lemma", "pos", "valence", "facet", "context", "note"))


class Moved(NamedTuple):
    """A word of the tone lexicon that is not its own lemma; its inflections match by that lemma, if it is an entry."""

    word: str
    lemma: str
    valence: float
    valence_of_lemma: float | None


def moved_entries() -> list[Moved]:
    """Return single words of the lexicon whose lemma is another word, but those that count in a context only."""
    rows = [row for row in lexicon_rows() if " " not in row["lemma"] and not row["context"]]
    valences = {row["lemma"]: float(row["valence"]) for row in rows}
    lemmas = lemmatize(list(valences))
    return [
        Moved(word, lemma, valence, valences.get(lemma))
        for (word, valence), lemma in zip(valences.items(), lemmas, strict=True)
        if lemma != word
    ]


def main() -> None:
    """Print every figure."""
    gold = read_treebanks()
    for name, tokens in gold.items():
        counts = Counter(token.pos for token in tokens)
        before, now, bound = accuracy(tokens, simplemma_alone), accuracy(tokens, lemmatize), ceiling(tokens)
        for pos in POS:
            print(
                f"{name:8}{pos:5}{counts[pos]:6} tokens   simplemma {before[pos]:.4f}   ours {now[pos]:.4f}"
                f"   best without context {bound[pos]:.4f}"
            )
    for pos in sys.argv[1:]:
        print(pos, *(f"{n} {error}" for error, n in errors(gold["both"], pos).most_common()), sep="\n  ")
    moved = moved_entries()
    print(f"tone lexicon: {len(moved)} single words are not their own lemma")
    print("  lemma with another sign:", *(m for m in moved if (m.valence_of_lemma or m.valence) * m.valence < 0))
    print("  lemma without tone:", *(f"{m.word}>{m.lemma}" for m in moved if m.valence_of_lemma is None))
    dictionary, rest = loading_seconds()
    print(f"loading: simplemma's dictionary {dictionary:.2f} s, the rest {rest:.2f} s; ", end="")
    print(f"{microseconds_per_form():.2f} microseconds per form")


if __name__ == "__main__":
    main()
