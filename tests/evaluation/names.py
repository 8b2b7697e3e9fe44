"""Names of persons, places and organisations against annotations: ``python -m tests.evaluation.names [--errors]``.

A name is found when its span and its type are those of the annotation. Ours are the mentions of a run, inhabitants and
adjectives apart, and the names that are not recognised, by the kind they are guessed to be. The baseline takes every
run of words with a capital, sentence heads apart, for a name, and is given the right type. The sentences (WikiNEuRal,
FrSemCor, HIPE 2022, development parts) are no part of the project.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse
from tests.conftest import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from analytics.runs import Run

DATA = SHARED / "data"
WIKINEURAL = DATA / "wikineural_fr" / "val.jsonl"
FRSEMCOR = DATA / "frsemcor_names" / "dev.jsonl"
HIPE = {name: DATA / "hipe2022_fr" / f"{name}_dev.jsonl" for name in ("hipe2020", "letemps", "newseye")}
TYPES = ("PER", "LOC", "ORG")
_KINDS = {"person": "PER", "state": "LOC", "place": "LOC", "unknown": "", "unspecified": ""}  # all others: ORG
_NO_NAMES = ("demonym", "adjective", "role")
_HIPE_TYPES = {"pers": "PER", "per": "PER", "loc": "LOC", "org": "ORG"}


class Name(NamedTuple):
    """A name in a text: first token, token behind the last, type."""

    first: int
    end: int
    type: str


class Score(NamedTuple):
    """Names of the annotation, ours, and those of both."""

    n_gold: int
    n_found: int
    n_both: int

    @property
    def precision(self) -> float:
        """Share of ours that the annotation has."""
        return self.n_both / max(self.n_found, 1)

    @property
    def recall(self) -> float:
        """Share of the annotation's that we have."""
        return self.n_both / max(self.n_gold, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.n_both / max(self.n_gold + self.n_found, 1)


class Text(NamedTuple):
    """Tokens of a text, and its names in the annotation and ours."""

    tokens: list[str]
    gold: set[Name]
    found: set[Name]


def read_wikineural() -> list[Text]:
    """Read the sentences, each as an article."""
    rows = [json.loads(line) for line in WIKINEURAL.read_text(encoding="utf-8").splitlines()]
    tokens = [row["tokens"].split() for row in rows]
    return compared(tokens, [list(_spans(row["tags"].split())) for row in rows], [" ".join(t) for t in tokens])


def read_hipe(path: Path) -> list[Text]:
    """Read the documents, each as an article of one paragraph; titles before persons are left out of their names."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [
        "".join(f"{token}{' ' * space}" for token, space in zip(row["tokens"], row["space_after"], strict=True))
        for row in rows
    ]
    return compared([row["tokens"] for row in rows], [list(_spans(row["coarse_literal"])) for row in rows], texts)


def _spans(tags: list[str]) -> Iterator[Name]:
    """Names of BIO tags, of the three types."""
    first = 0
    for place, tag in enumerate([*tags, "O"]):
        before = tags[place - 1] if place else "O"
        if before != "O" and (tag[0] != "I" or tag[2:] != before[2:]):
            kind = _HIPE_TYPES.get(before[2:].lower(), before[2:])
            if kind in TYPES:
                yield Name(first, place, kind)
        if tag[0] == "B" or (tag[0] == "I" and tag[2:] != before[2:]):
            first = place


def compared(tokens: list[list[str]], gold: list[list[Name]], texts: list[str]) -> list[Text]:
    """Analyse texts and lay our names over their tokens; names that do not begin and end with one are none."""
    run = analyse(Corpus.of([Article("", (text,)) for text in dict.fromkeys(texts)]))
    named = _names_by_text(run)
    printed = dict(zip(run.tables["articles"]["article_id"], run.tables["paragraphs"].query("paragraph == 1")["text"],
                       strict=True))  # fmt: skip
    by_text = {text: named.get(article_id, []) for article_id, text in printed.items()}
    found = []
    for words, names, text in zip(tokens, gold, texts, strict=True):
        spaced = " ".join(text.split())
        starts, ends = _offsets(words, spaced)
        ours = {
            Name(starts[start], ends[end], kind)
            for start, end, kind in by_text.get(spaced, [])
            if start in starts and end in ends
        }
        found.append(Text(words, set(names), ours))
    return found


def _names_by_text(run: Run) -> dict[str, list[tuple[int, int, str]]]:
    """Start, end and type of each name, by article."""
    kinds = run.tables["actors"].set_index("actor_id")["kind"]
    mentions = run.tables["mentions"]
    mentions = mentions[~mentions["reason"].isin(_NO_NAMES)]
    candidates = run.tables["candidates"]
    if "kind" not in candidates:
        candidates = candidates.assign(kind="person")
    named: dict[str, list[tuple[int, int, str]]] = {}
    for table in (mentions.assign(kind=mentions["actor_id"].map(kinds)), candidates):
        for row in table.itertuples():
            named.setdefault(row.article_id, []).append((row.start, row.end, _KINDS.get(row.kind, "ORG")))
    return named


def _offsets(words: Iterable[str], text: str) -> tuple[dict[int, int], dict[int, int]]:
    """Token that begins at each code point, and token behind the one that ends there."""
    starts, ends, position = {}, {}, 0
    for number, word in enumerate(words):
        position = text.index(word, position)
        starts[position] = number
        position += len(word)
        ends[position] = number + 1
    return starts, ends


def score(texts: Iterable[Text], kind: str) -> Score:
    """Count the names of one type."""
    gold, found, both = 0, 0, 0
    for text in texts:
        here, ours = ({name for name in names if name.type == kind} for names in (text.gold, text.found))
        gold, found, both = gold + len(here), found + len(ours), both + len(here & ours)
    return Score(gold, found, both)


def capital_runs(text: Text) -> set[Name]:
    """Every run of words with a capital but the first word of the sentence, with the type the annotation has."""
    types = {(name.first, name.end): name.type for name in text.gold}
    runs, first = set(), None
    for place, word in enumerate([*text.tokens, ""]):
        if word[:1].isupper() and place > 0:
            first = place if first is None else first
        elif first is not None:
            runs.add(Name(first, place, types.get((first, place), "PER")))
            first = None
    return runs


def state_recall(texts: Iterable[Text]) -> Score:
    """States by their name: those of the annotation whose form is a name of a State, found as places."""
    from analytics.actors.gazetteer import load_gazetteer

    gazetteer = load_gazetteer()
    states = {a.form for a in gazetteer.aliases if a.reason == "name" and gazetteer.actors[a.actor_id].kind == "state"}
    named = [
        (text, name)
        for text in texts
        for name in text.gold
        if name.type == "LOC" and " ".join(text.tokens[name.first : name.end]) in states
    ]
    return Score(len(named), len(named), sum(name in text.found for text, name in named))


def read_frsemcor() -> Score:
    """Persons of each sentence, by their words: spans are not given in the annotation."""
    rows = [json.loads(line) for line in FRSEMCOR.read_text(encoding="utf-8").splitlines()]
    run = analyse(Corpus.of([Article("", (row["text"],)) for row in {row["text"]: row for row in rows}.values()]))
    texts = run.tables["paragraphs"].query("paragraph == 1").set_index("article_id")["text"]
    ours: dict[str, Counter[str]] = {}
    for article_id, names in _names_by_text(run).items():
        text = texts[article_id]
        ours[text] = Counter(_squeezed(text[start:end]) for start, end, kind in names if kind == "PER")
    seen: set[str] = set()
    gold, found, both = 0, 0, 0
    for row in rows:
        text = " ".join(row["text"].split())
        if text in seen:
            continue
        seen.add(text)
        here = Counter(_squeezed(name["surface"]) for name in row["names"] if name["supersense"] == "Person")
        mine = ours.get(text, Counter())
        gold, found, both = gold + here.total(), found + mine.total(), both + (here & mine).total()
    return Score(gold, found, both)


def _squeezed(form: str) -> str:
    return re.sub(r"\s+|\.", "", form)


def report(name: str, scores: dict[str, Score]) -> None:
    """Print a table of scores."""
    print(f"\n{name:36}{'precision':>10}{'recall':>10}{'F1':>10}{'gold':>8}")
    for label, found in scores.items():
        print(f"{label:36}{found.precision:10.4f}{found.recall:10.4f}{found.f1:10.4f}{found.n_gold:8}")


def print_errors(texts: list[Text], *, limit: int = 40) -> None:
    """Print the most frequent names missed and found wrongly, by type."""
    for kind in TYPES:
        for label, names in (("missed", lambda t: t.gold - t.found), ("wrong", lambda t: t.found - t.gold)):
            forms = Counter(
                " ".join(text.tokens[name.first : name.end])
                for text in texts for name in names(text) if name.type == kind
            )  # fmt: skip
            print(f"\n{kind} {label}: {sum(forms.values())}: {forms.most_common(limit)}")


def main(arguments: list[str] | None = None) -> None:
    """Print every table; what is missing is said."""
    for path in (WIKINEURAL, FRSEMCOR, *HIPE.values()):
        if not path.is_file():
            print(f"not measured: {path} is missing")
            return
    texts = read_wikineural()
    report("WikiNEuRal", {
        **{kind: score(texts, kind) for kind in TYPES},
        "States by name (recall)": state_recall(texts),
        "capitals, with the right type": _total(text._replace(found=capital_runs(text)) for text in texts),
        "vigie, all types": _total(texts),
    })  # fmt: skip
    report("FrSemCor", {"Person": read_frsemcor()})
    for name, path in HIPE.items():
        old = read_hipe(path)
        report(f"HIPE 2022, {name}", {kind: score(old, kind) for kind in TYPES})
    if "--errors" in (arguments or []):
        print_errors(texts)


def _total(texts: Iterable[Text]) -> Score:
    counts = [(len(text.gold), len(text.found), len(text.gold & text.found)) for text in texts]
    return Score(*(sum(column) for column in zip(*counts, strict=True)))


if __name__ == "__main__":
    main(sys.argv[1:])
