"""All evaluations, one after the other: ``python -m tests.evaluation``. What is missing is said."""

from __future__ import annotations

from tests.evaluation import actors, lemmas, names, quotations, sentences, tone


def missing() -> list[str]:
    """Return the files that an evaluation reads and that are not here."""
    needed = [*lemmas.TREEBANKS.values(), *(sentences.TREEBANKS / name for name in sentences.FILES.values())]
    return sorted({str(path) for path in needed if not path.is_file()})


def main() -> None:
    """Print the figures of each evaluation."""
    absent = missing()
    for path in absent:
        print(f"missing: {path}")
    print("\nLemmas\n")
    lemmas.main()
    print("\nSentences\n")
    if absent:
        print("not measured: a treebank is missing")
    else:
        sentences.main()
    print("\nTone\n")
    tone.main()
    print("\nActors\n")
    actors.main([])
    print("\nNames\n")
    names.main([])
    print("\nDirect speech\n")
    if quotations.NOVELS.is_file():
        quotations.main()
    else:
        print(f"not measured: {quotations.NOVELS} is missing")


if __name__ == "__main__":
    main()
