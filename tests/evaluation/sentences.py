"""Sentence boundaries against two treebanks, beside nltk's Punkt and a splitter that knows nothing.

    python -m tests.evaluation.sentences [--errors]

The sentences of a treebank (their ``# text``) are joined by one space into one paragraph, which is split again.

- Gold boundary: the offset at which a sentence whose last character is . ? ! or … ends.
- Predicted boundary: the offset at which a sentence of ours ends, unless a gold sentence *without* such a terminator
  ends there (titles, captions): those offsets are ignored on both sides.
- Precision, recall and F1 are over these two sets of offsets; the end of the paragraph counts as one of them.
"""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, NamedTuple

from analytics.text.tokenization import Tokens, tokenize
from tests.conftest import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Splitter = Callable[[str], set[int]]

TREEBANKS = SHARED / "data" / "ud_french"
FILES = {"GSD": "fr_gsd-ud-dev.conllu", "Sequoia": "fr_sequoia-ud-dev.conllu"}
# 0.9965 and 0.9986 measured; one boundary more or less moves them by 0.0003 and 0.0014.
FLOORS = {"GSD": 0.9955, "Sequoia": 0.9955}


class Score(NamedTuple):
    """Precision, recall and F1 of boundaries, their number in the gold text, and where they are wrong."""

    precision: float
    recall: float
    f1: float
    n_gold: int
    wrong: set[int]
    missing: set[int]


def read_sentences(treebank: str) -> list[str]:
    lines = (TREEBANKS / FILES[treebank]).read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# text = ").strip() for line in lines if line.startswith("# text = ")]


def score(sentences: list[str], split: Splitter) -> Score:
    gold: dict[bool, set[int]] = {True: set(), False: set()}
    position = -1
    for sentence in sentences:
        position += 1 + len(sentence)
        gold[sentence[-1] in ".?!…"].add(position)
    found = split(" ".join(sentences)) - gold[False]
    n_right = len(found & gold[True])
    precision, recall = n_right / len(found), n_right / len(gold[True])
    f1 = 2 * precision * recall / (precision + recall)
    return Score(precision, recall, f1, len(gold[True]), found - gold[True], gold[True] - found)


def ends_of(tokens: Tokens) -> set[int]:
    return set(tokens.ends[tokens.sentence_ptr[1:] - 1].tolist())


def ours(text: str) -> set[int]:
    return ends_of(tokenize([text]))


def punkt(text: str) -> set[int]:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    return {end for _, end in PunktSentenceTokenizer().span_tokenize(text)}


def naive(text: str) -> set[int]:
    """Every . ? ! … before a space and something else than lower case."""
    return {match.end() for match in re.finditer(r"[.?!…]+(?=\s+[^\sa-zß-ÿ]|$)", text)}


def errors(sentences: list[str], found: Score) -> Iterator[str]:
    text = " ".join(sentences)
    for end in sorted(found.wrong | found.missing):
        yield f"{'+' if end in found.wrong else '-'} {text[max(0, end - 60) : end]}|{text[end : end + 40]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="show our wrong (+) and missing (-) boundaries")
    arguments = parser.parse_args()
    print(f"{'':8} {'':8} {'precision':>9} {'recall':>9} {'F1':>9} {'gold':>6} {'wrong':>6} {'missing':>8}")
    for treebank in FILES:
        sentences = read_sentences(treebank)
        for name, split in (("ours", ours), ("punkt", punkt), ("naive", naive)):
            found = score(sentences, split)
            figures = f"{found.precision:9.4f} {found.recall:9.4f} {found.f1:9.4f}"
            print(f"{treebank:8} {name:8} {figures} {found.n_gold:6} {len(found.wrong):6} {len(found.missing):8}")
            if arguments.errors and split is ours:
                print("\n".join(errors(sentences, found)))


if __name__ == "__main__":
    main()
