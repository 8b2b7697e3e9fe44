"""Persons, places and organisations against three annotations, beside sequences of capitals.

    python -m tests.evaluation.names [--errors N]

A name counts when its span and its type are those of the annotation. Ours are the mentions of the gazetteer, the
persons, and the names not recognised with the kind guessed for them, whole texts at once as a run settles them:

- PER: persons; names guessed to be persons.
- LOC: States by name, by capital and by residence, these forms where the rules say that they are only a place, and
  names guessed to be places. Inhabitants and adjectives («les Français», «russe») are no places.
- ORG: organisations by name, acronym and organ; names guessed to be organisations.

Where two overlap the longer counts. The baseline takes words with a capital that open no sentence, and calls several
in a row a person, capitals throughout an organisation, anything else a place.

- wikineural (PER, LOC, ORG of Wikipedia, made by a model): also the recall of the names of States among its places.
- frsemcor (names of news, parliament and Wikipedia, by hand): persons; and of all its names, whatever their kind, how
  many are spans of ours.
- hipe2022 (three collections of old newspapers, badly scanned): reported only.

The texts are no part of the project.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.actors.counts import join_mentions
from analytics.actors.gazetteer import find_mentions, load_gazetteer
from analytics.actors.names import find_names
from analytics.actors.persons import settle_persons
from analytics.corpus import Article, Corpus
from analytics.quotations import find_quotations
from analytics.text.partition import Partition
from tests.conftest import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from analytics.actors.ambiguity import Meanings
    from analytics.text.phrases import Matches

DATA = SHARED / "data"
WIKINEURAL = DATA / "wikineural_fr" / "val.jsonl"
FRSEMCOR = DATA / "frsemcor_names" / "dev.jsonl"
HIPE = {name: DATA / "hipe2022_fr" / f"{name}_dev.jsonl" for name in ("hipe2020", "letemps", "newseye")}
TYPES = ("PER", "LOC", "ORG")
# F1 of wikineural and of the persons of frsemcor, recall of States and of all names: 0.899, 0.865, 0.706, 0.903, 0.997
# and 0.775 measured.
FLOORS = {"PER": 0.88, "LOC": 0.85, "ORG": 0.69, "Person": 0.89, "States": 0.98, "names": 0.75}
_PLACE_REASONS = ("name", "capital", "residence")
_NO_NAMES = ("demonym", "adjective", "seat")
_KINDS = {"person": "PER", "place": "LOC", "organisation": "ORG"}

Span = tuple[int, int, int]  # text, first code point, code point behind


class Gold(NamedTuple):
    """Texts, and the names an annotation gives them: type by span."""

    texts: list[str]
    names: dict[Span, str]


class Score(NamedTuple):
    """Names of the annotation, ours, and those that are both."""

    n_gold: int
    n_found: int
    n_both: int

    @property
    def precision(self) -> float:
        """Share of ours that the annotation has."""
        return self.n_both / max(self.n_found, 1)

    @property
    def recall(self) -> float:
        """Share of the annotation that is ours."""
        return self.n_both / max(self.n_gold, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.n_both / max(self.n_gold + self.n_found, 1)


def read_wikineural() -> Gold:
    """Read the sentences, tokens joined as they are printed."""
    rows = map(json.loads, WIKINEURAL.read_text(encoding="utf-8").splitlines())
    return _tagged(
        (row["tokens"].split(" "), row["tags"].split(" "), None, ("PER", "LOC", "ORG", "MISC")) for row in rows
    )


def read_hipe(collection: str) -> Gold:
    """Read the documents of a collection, each as one paragraph; titles before persons are no part of their names."""
    rows = map(json.loads, HIPE[collection].read_text(encoding="utf-8").splitlines())
    return _tagged(
        (
            row["tokens"],
            [tag.upper().replace("PERS", "PER") for tag in row["coarse_literal"]],
            row["space_after"],
            TYPES,
        )
        for row in rows
    )


def _tagged(rows: Iterator[tuple[list[str], list[str], list[int] | None, tuple[str, ...]]]) -> Gold:
    texts: list[str] = []
    names: dict[Span, str] = {}
    for tokens, tags, spaces, kept in rows:
        text, starts = "", []
        for i, token in enumerate(tokens):
            starts.append(len(text))
            text += token + (" " if (spaces[i] if spaces else _is_apart(tokens, i)) else "")
        text = text.rstrip()
        if not text or text in texts[-1:]:
            continue
        for first, last, kind in _entities(tags, kept):
            begin = first
            while spaces and kind == "PER" and begin < last and _is_title(tokens[begin]):
                begin += 1
            names[len(texts), starts[begin], starts[last] + len(tokens[last])] = kind
        texts.append(text)
    return Gold(texts, names)


def _entities(tags: list[str], kept: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """First token, last token and type of each name of BIO tags."""
    for first, tag in enumerate(tags):
        if tag[:2] == "B-" and tag[2:] in kept:
            last = first
            while last + 1 < len(tags) and tags[last + 1] == f"I-{tag[2:]}":
                last += 1
            yield first, last, tag[2:]


def _is_title(token: str) -> bool:
    return not token[0].isupper() or token in ("M", "MM", "Mme", "Mlle", "Me", "Dr", "Mr")


def _is_apart(tokens: list[str], i: int) -> bool:
    """Whether a space follows a token that was cut out of a sentence."""
    following = tokens[i + 1] if i + 1 < len(tokens) else ""
    return tokens[i][-1] not in "'’(" and following not in ("'", "’", ",", ".", ")")


def read_frsemcor() -> Gold:
    """Read the sentences; names whose words do not stand in the text as given are left out."""
    texts, names = [], {}
    for row in map(json.loads, FRSEMCOR.read_text(encoding="utf-8").splitlines()):
        position = 0
        for name in row["names"]:
            pattern = r"\s*".join(map(re.escape, name["surface"].split(" ")))
            found = re.compile(pattern).search(row["text"], position) or re.search(pattern, row["text"])
            if found:
                names[len(texts), found.start(), found.end()] = name["supersense"]
                position = found.end()
        texts.append(row["text"])
    return Gold(texts, names)


@lru_cache(maxsize=4)
def _settled(texts: tuple[str, ...]) -> pd.DataFrame:
    """All mentions and names that a run finds in texts, one article each: text, start, end, type, form, reason."""
    written = [Article("", (text,)) for text in texts]
    numbers: dict[str, list[int]] = {}
    for number, article in enumerate(written):
        numbers.setdefault(article.article_id, []).append(number)
    partition = Partition.of(Corpus.of(written).articles)
    gazetteer = load_gazetteer()
    matches, voices = gazetteer.find(partition), find_quotations(partition).voices
    meanings = gazetteer.resolve(partition, matches)
    named = matches.pick(~meanings.person)
    persons, others = settle_persons(find_names(partition, named, voices, demonyms=gazetteer.demonyms).to_pandas())
    mentions = find_mentions(partition, matches, meanings, voices, gazetteer=gazetteer)
    mentions = join_mentions(mentions, persons).to_pandas()
    kinds = mentions["actor_id"].map(lambda key: gazetteer.actors[key].kind if key in gazetteer.actors else "person")
    is_place = (kinds == "state") & mentions["reason"].isin(_PLACE_REASONS)
    is_org = ~kinds.isin(["state", "person"]) & ~mentions["reason"].isin(_NO_NAMES)
    mentions["type"] = pd.Series(None, index=mentions.index, dtype=object)
    mentions.loc[kinds == "person", "type"] = "PER"
    mentions.loc[is_place, "type"] = "LOC"
    mentions.loc[is_org, "type"] = "ORG"
    mentions["why"] = mentions["reason"]
    others = others.assign(type=others["kind"].map(_KINDS), why=others["kind_reason"], actor_id=None)
    columns = ["article", "start", "end", "type", "form", "why", "actor_id"]
    found = pd.concat([mentions[columns], others[columns], _only_places(partition, matches, meanings)[columns]])
    found = found.reset_index(drop=True)
    found["text"] = [numbers[key] for key in partition.article_ids.take(found["article"].tolist()).to_pylist()]
    return found.explode("text", ignore_index=True)


def _only_places(partition: Partition, matches: Matches, meanings: Meanings) -> pd.DataFrame:
    """Names of States and capitals that the rules say to be no more than a place where they stand."""
    gazetteer = load_gazetteer()
    reasons = gazetteer.reasons.take(pa.array(matches.entries)).to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(~meanings.kept & ~meanings.person & np.isin(reasons, _PLACE_REASONS))
    spans = pd.DataFrame(partition.spans(matches.positions[rows], matches.lengths[rows]))
    return spans.assign(type="LOC", form="", why="place", actor_id=None)


def ours(gold: Gold) -> dict[Span, str | None]:
    """Return our names of some texts with their type; of those that overlap the longer, the first among equals."""
    found = _settled(tuple(gold.texts))
    kept: dict[int, list[tuple[int, int]]] = {}
    names: dict[Span, str | None] = {}
    lengths = (found["end"] - found["start"]).to_numpy()
    for row in found.iloc[(-lengths).argsort(kind="stable")].itertuples():
        spans = kept.setdefault(row.text, [])
        if all(row.end <= start or end <= row.start for start, end in spans):
            spans.append((row.start, row.end))
            names[row.text, row.start, row.end] = row.type if isinstance(row.type, str) else None
    return names


def capitals(gold: Gold) -> dict[Span, str | None]:
    """Return words with a capital that open no sentence, several in a row as one name."""
    names: dict[Span, str | None] = {}
    word = r"[A-ZÀ-ÖØ-Þ][\w-]*"
    for number, text in enumerate(gold.texts):
        for found in re.finditer(rf"(?<![\w-]){word}(?: {word})*", text):
            if re.search(r"(?:^|[.!?…]\s+)[\W_]*$", text[: found.start()]):
                continue
            form = found.group()
            kind = "ORG" if form.isupper() and len(form) > 1 else "PER" if " " in form else "LOC"
            names[number, found.start(), found.end()] = kind
    return names


def score(gold: dict[Span, str], found: dict[Span, str | None], kind: str, ours_as: str | None = None) -> Score:
    """Compare spans of one type; ours_as : what our names of that type are called."""
    asked = {span for span, named in gold.items() if named == kind}
    given = {span for span, named in found.items() if named == (ours_as or kind)}
    return Score(len(asked), len(given), len(asked & given))


def states(gold: Gold) -> Score:
    """Count the places of the annotation that are the name of a State, and those that we link to it."""
    by_name: dict[str, set[str]] = {}
    gazetteer = load_gazetteer()
    for actor in gazetteer.actors.values():
        if actor.kind == "state":
            by_name.setdefault(actor.name_fr, set()).add(actor.actor_id)
    asked = {
        span: by_name[form]
        for span, kind in gold.names.items()
        if kind == "LOC" and (form := gold.texts[span[0]][span[1] : span[2]]) in by_name
    }
    found = _settled(tuple(gold.texts))
    linked = {(r.text, r.start, r.end): r.actor_id for r in found[found["actor_id"].notna()].itertuples()}
    return Score(len(asked), len(linked), sum(linked.get(span) in ids for span, ids in asked.items()))


def any_kind(gold: Gold) -> Score:
    """Count the names of the annotation, and those that are spans of ours whatever their kind, mentions included."""
    found = _settled(tuple(gold.texts))
    spans = set(zip(found["text"], found["start"], found["end"], strict=True))
    return Score(len(gold.names), len(spans), len(spans & set(gold.names)))


def errors(gold: Gold, found: dict[Span, str | None], kind: str, n: int, ours_as: str | None = None) -> Iterator[str]:
    """Yield a sample of names that are of a type only with us (+) or only in the annotation (-), with the other's."""
    why = {(r.text, r.start, r.end): r.why for r in _settled(tuple(gold.texts)).itertuples()}
    ours_as = ours_as or kind
    wrong = {("+", span) for span, named in found.items() if named == ours_as and gold.names.get(span) != kind}
    wrong |= {("-", span) for span, named in gold.names.items() if named == kind and found.get(span) != ours_as}
    for sign, span in sorted(random.Random(0).sample(sorted(wrong), min(n, len(wrong)))):
        text, start, end = gold.texts[span[0]], span[1], span[2]
        other = gold.names.get(span, "-") if sign == "+" else found.get(span, "-")
        context = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}"
        yield f"  {sign} {kind} ({other}; {why.get(span, '-')}) {context}"


def main(words: Sequence[str] | None = None) -> None:
    """Print the figures of each annotation, ours beside the baseline; words are those of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show so many errors of each type")
    n_errors = parser.parse_args(words).errors
    print(f"{'':12}{'':8}{'':10}{'precision':>10}{'recall':>10}{'F1':>10}{'gold':>7}{'found':>7}{'both':>7}")
    for name, read, types in _annotations():
        gold = read()
        found = ours(gold)
        for kind, ours_as in types.items():
            for method, names in (("ours", found), ("capitals", capitals(gold))):
                _show(name, kind, method, score(gold.names, names, kind, ours_as))
            for line in errors(gold, found, kind, n_errors, ours_as):
                print(line)
        if name == "wikineural":
            _show(name, "States", "ours", states(gold), precision=False)
        if name == "frsemcor":
            _show(name, "names", "ours", any_kind(gold), precision=False)


def _annotations() -> Iterator[tuple[str, Callable[[], Gold], dict[str, str]]]:
    every = {kind: kind for kind in TYPES}
    files: list[tuple[str, Any, Callable[[], Gold], dict[str, str]]] = [
        ("wikineural", WIKINEURAL, read_wikineural, every),
        ("frsemcor", FRSEMCOR, read_frsemcor, {"Person": "PER"}),
        *((name, path, lambda name=name: read_hipe(name), every) for name, path in HIPE.items()),
    ]
    for name, path, read, types in files:
        if path.is_file():
            yield name, read, types
        else:
            print(f"not measured: {path} is missing")


def _show(name: str, kind: str, method: str, found: Score, *, precision: bool = True) -> None:
    ratios = f"{found.precision:10.4f}{found.recall:10.4f}{found.f1:10.4f}"
    if not precision:
        ratios = f"{'':10}{found.recall:10.4f}{'':10}"
    print(f"{name:12}{kind:8}{method:10}{ratios}{found.n_gold:7}{found.n_found:7}{found.n_both:7}")


if __name__ == "__main__":
    main()
