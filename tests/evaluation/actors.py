"""How many of our gold sentences have all their actors right: ``python -m tests.evaluation.actors [--errors]``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tests.actors.gold import KNOWN_FAILURES, found_in, read_gold

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> None:
    """Print the rate; words are those of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="show the sentences that are wrong")
    arguments = parser.parse_args(words)
    gold = read_gold()
    wrong = [sentence for sentence in gold if found_in(sentence.text) != sentence.mentions]
    n_right = len(gold) - len(wrong)
    print(f"{n_right} of {len(gold)} sentences have all their actors right ({n_right / len(gold):.1%});")
    print(f"{len(KNOWN_FAILURES)} are known failures")
    if arguments.errors:
        for sentence in wrong:
            print(f"{sentence.text}\n    gold  {sentence.mentions}\n    found {found_in(sentence.text)}")


if __name__ == "__main__":
    main()
