"""Paragraphs, and ends of paragraphs, that are no article text: links, appeals, credits, signatures, stamps.

Precision comes first: article text is never thrown away for a phrase alone. «Lire aussi bien que compter s'apprend tôt»
is text, «Lire aussi : Le Sénat adopte la loi» is not; what must hold is the phrase's *place* in the list.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.errors import SettingsError, VigieError
from analytics.normalization import fold
from analytics.resources import cells, read_rows, resource
from analytics.text.boilerplate_rules import PLACES, SIGNATURE, Item, Lists, Paragraph, Phrase, reach
from analytics.text.phrases import PhraseMatcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from numpy.typing import NDArray

    from analytics.resources import Row
    from analytics.text.partition import Partition
    from analytics.text.phrases import Matches

REASONS = (
    "see-also", "subscription", "newsletter", "social", "credit", "agency", "copyright", "stamp", "furniture",
    "database",
)  # fmt: skip
_DATELINE = 14  # tokens before the agency of a dateline
_DASHES = frozenset(["-", "–", "—"])
_HEADING_WORDS = 20  # of the titles in a list of links


class Boilerplate(NamedTuple):
    """What is no article text.

    cuts : int32 (n_paragraphs,), code point where it begins; 0 is the whole paragraph, its length is none of it.
    rules, reasons : (n_paragraphs,), the phrase that decided and its class, or None. agencies : (n_articles,), the
    press agencies that sign, in text order and separated by |, or None.
    """

    cuts: NDArray[np.int32]
    rules: list[str | None]
    reasons: list[str | None]
    agencies: list[str | None]


def load_boilerplate() -> Lists:
    """Read the bundled lists, once. Raises ResourceError naming each faulty line."""
    return _bundled()


@lru_cache(maxsize=1)
def _bundled() -> Lists:
    return read_boilerplate(resource("boilerplate.tsv"), resource("press_agencies.tsv"))


def read_boilerplate(phrases: Traversable | Path, agencies: Traversable | Path) -> Lists:
    """Read a list of phrases and one of press agencies. Raises ResourceError naming each faulty line."""
    rows = read_rows(phrases, ("phrase", "place", "reason", "note"), check=_phrase_checker())
    by_name: dict[str, list[Phrase]] = defaultdict(list)  # a phrase may have several places
    for row in rows:
        if row["place"] != "beside":
            by_name[fold(row["phrase"])].append(Phrase(row["phrase"], row["place"], row["reason"]))
    entries = [
        (form, row["agency"])
        for row in read_rows(agencies, ("agency", "forms", "note"), check=_agency_checker())
        for form in cells(row["forms"])
    ]
    return Lists(
        phrases=list(by_name.values()),
        matcher=PhraseMatcher([kinds[0].text for kinds in by_name.values()], key="folded"),
        reaches=np.array([reach(kinds) for kinds in by_name.values()], dtype=np.int64),
        inside=PhraseMatcher([row["phrase"] for row in rows if row["place"] == "inside"], key="folded"),
        beside=frozenset(fold(row["phrase"]) for row in rows if row["place"] == "beside"),
        agency_forms=[form for form, _ in entries],
        agency_names=[name for _, name in entries],
        agencies=PhraseMatcher([form for form, _ in entries], key="folded"),
    )


def _phrase_checker() -> Callable[[Row], str | None]:
    seen: set[tuple[str, str]] = set()

    def check(row: Row) -> str | None:
        if not row["phrase"]:
            return "no phrase"
        if row["place"] not in PLACES:
            return f"place {row['place']!r} is not one of {', '.join(PLACES)}"
        if row["reason"] not in REASONS:
            return f"reason {row['reason']!r} is not one of {', '.join(REASONS)}"
        name = fold(row["phrase"]), row["place"]
        if name in seen:
            return f"{row['phrase']!r} is listed twice for the place {row['place']!r}"
        seen.add(name)
        return None

    return check


def _agency_checker() -> Callable[[Row], str | None]:
    seen: set[str] = set()

    def check(row: Row) -> str | None:
        forms = cells(row["forms"])
        if not row["agency"] or not forms:
            return "no name or no form"
        for form in forms:
            if not form[0].isupper():
                return f"{form!r} does not begin with a capital"
            if form in seen:
                return f"{form!r} is listed twice"
            seen.add(form)
        return None

    return check


def find_phrases(written: Iterable[str]) -> tuple[str, ...]:
    """Return phrases of the list, or forms of agencies, as the list writes them, sorted, however they are typed.

    Raises SettingsError naming each phrase that is not on the list, with the nearest that are.
    """
    lists = load_boilerplate()
    known: dict[str, set[str]] = defaultdict(set)
    for phrase in [*(kind.text for kinds in lists.phrases for kind in kinds), *lists.agency_forms]:
        known[fold(phrase)].add(phrase)
    found, faults = set(), []
    for phrase in written:
        key = fold(" ".join(phrase.split()))
        if key in known:
            found |= known[key]
        else:
            near = [sorted(known[k])[0] for k in get_close_matches(key, known, n=3, cutoff=0.0)]
            faults.append(VigieError("phrase_unknown", phrase=phrase, near=", ".join(near)))
    if faults:
        raise SettingsError("phrases_unknown", faults=tuple(faults))
    return tuple(sorted(found))


def find_boilerplate(partition: Partition, *, restored: frozenset[str] = frozenset()) -> Boilerplate:
    """Find what is no article text in a partition; titles, paragraphs of number 0, are never touched.

    restored : phrases of the list, as `Boilerplate.rules` names them, that the user switched off.
    """
    lists = load_boilerplate()
    tokens = partition.tokens
    lengths = np.fromiter(map(len, partition.texts), dtype=np.int32, count=len(partition.texts))
    n = len(lengths)
    found = Boilerplate(lengths, [None] * n, [None] * n, [None] * len(partition.article_ids))
    if not len(tokens):
        return found
    phrases = lists.matcher.find(tokens, among=_openings(partition, lists))
    agencies = lists.agencies.find(tokens)
    signed = _datelines(partition, agencies, lists)
    headings = []
    for row, in_phrases, in_agencies in _candidates(partition, phrases, agencies, lists.reaches):
        paragraph = Paragraph(tokens, row, lists, restored, in_phrases, in_agencies)
        cut = paragraph.read()
        if cut is None:
            continue
        position, phrase = cut
        signed[int(partition.articles[row])] += paragraph.signed
        at_top = position == tokens.paragraph_ptr[row]
        found.cuts[row] = 0 if at_top else tokens.starts[position]
        found.rules[row], found.reasons[row] = phrase.text, phrase.reason
        if at_top and paragraph.is_heading_of_links:
            headings.append(row)
    for row in headings:
        _cut_links(partition, row, found)
    for article, names in signed.items():
        found.agencies[article] = "|".join(dict.fromkeys(names)) or None
    return found


def _openings(partition: Partition, lists: Lists) -> NDArray[np.int64]:
    """Tokens where a phrase may begin: near the end of a paragraph, at the beginning of a sentence or behind a sign."""
    tokens = partition.tokens
    opens = lists.inside.begins(tokens.vocabulary)[tokens.ids]
    opens[1:] |= ~tokens.vocabulary.is_word[tokens.ids[:-1]]
    opens[tokens.sentence_ptr[:-1]] = True
    positions = np.flatnonzero(opens)
    before_end = tokens.paragraph_ptr[tokens.paragraphs[positions] + 1] - positions
    near_end: NDArray[np.int64] = positions[before_end <= lists.reaches.max()]
    return near_end


def _candidates(
    partition: Partition, phrases: Matches, agencies: Matches, reaches: NDArray[np.int64]
) -> Iterator[tuple[int, list[Item], list[Item]]]:
    """Paragraphs near whose end a phrase or an agency stands where it may decide, with these in text order."""
    tokens = partition.tokens
    rows: dict[int, tuple[list[Item], list[Item]]] = {}
    for side, matches in enumerate((phrases, agencies)):
        in_rows = tokens.paragraphs[matches.positions]
        limit = reaches[matches.entries] if side == 0 else np.int64(SIGNATURE)
        near_end = tokens.paragraph_ptr[in_rows + 1] - matches.positions <= limit
        kept = np.flatnonzero(near_end & (partition.numbers[in_rows] > 0))
        near = matches.pick(kept)
        items = zip(near.positions.tolist(), near.lengths.tolist(), near.entries.tolist(), strict=True)
        for row, item in zip(in_rows[kept].tolist(), items, strict=True):
            rows.setdefault(row, ([], []))[side].append(item)
    for row in sorted(rows):
        yield row, *rows[row]


def _datelines(partition: Partition, agencies: Matches, lists: Lists) -> dict[int, list[str]]:
    """Agencies in datelines, by article: PARIS, 8 février (AFP) –. They sign, though nothing is cut."""
    tokens = partition.tokens
    signed: dict[int, list[str]] = defaultdict(list)
    rows = tokens.paragraphs[agencies.positions]
    early = agencies.positions - tokens.paragraph_ptr[rows] <= _DATELINE
    for i in np.flatnonzero(early & (partition.numbers[rows] > 0)).tolist():
        first, after = int(agencies.positions[i]), int(agencies.positions[i] + agencies.lengths[i])
        around = [first - 1, after, after + 1]
        if around[0] >= 0 and around[2] < len(tokens):
            before, behind, dash = (tokens.vocabulary.forms[tokens.ids[j]] for j in around)
            if (before, behind) == ("(", ")") and dash in _DASHES:
                signed[int(partition.articles[rows[i]])].append(lists.agency_names[agencies.entries[i]])
    return signed


def _cut_links(partition: Partition, row: int, found: Boilerplate) -> None:
    """Cut the titles of articles listed under «Sur le même sujet», when nothing else follows in the article."""
    end = int(np.searchsorted(partition.articles, partition.articles[row], side="right"))
    links = [other for other in range(row + 1, end) if found.cuts[other] != 0]
    if all(_is_title(partition, link) for link in links):
        for link in links:
            found.cuts[link] = 0
            found.rules[link], found.reasons[link] = found.rules[row], found.reasons[row]


def _is_title(partition: Partition, row: int) -> bool:
    tokens = partition.tokens
    ids = tokens.ids[tokens.paragraph_ptr[row] : tokens.paragraph_ptr[row + 1]]
    forms = [tokens.vocabulary.forms[i] for i in ids]
    n_words = int(tokens.vocabulary.is_word[ids].sum())
    return n_words <= _HEADING_WORDS and "." not in forms and not {"…", "!", "»", "”"} & set(forms[-1:])
