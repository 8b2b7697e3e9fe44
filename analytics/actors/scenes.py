"""The tests that rules of ambiguous names are made of: each is one short question about where a name stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from analytics.text.intervals import members
from analytics.text.shapes import NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from analytics.actors.neighbourhood import Beside
    from analytics.text.partition import Partition
    from analytics.text.phrases import Matches

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

_LINKS = ("et", "ou", "ni")
_REPEATED = ("de", "d'", "du", "à", "avec", "le", "la", "l'", "les")  # before the second of two names


@dataclass(frozen=True, eq=False)
class Found:
    """All matches of the gazetteer in a partition, and what is known of them; arrays are (n_matches,).

    actors : codes of what the gazetteer says. sure : whether the form names one actor alone. is_state, is_demonym : of
    the actor, of the form. codes : by actor. verdicts : 1 where a match is known to be an actor, -1 where it is known
    to be none; persons : whether it is known to be part of a person's name. Both change as matches are decided.
    """

    partition: Partition
    matches: Matches
    actors: Ints
    sure: Bools
    is_state: Bools
    is_demonym: Bools
    codes: Mapping[str, int]
    verdicts: Ints
    persons: Bools

    @cached_property
    def paragraphs(self) -> Ints:
        """Paragraph of each match."""
        return self.partition.tokens.paragraphs[self.matches.positions]

    @cached_property
    def articles(self) -> Ints:
        """Article of each match."""
        return self.partition.articles[self.paragraphs]

    @cached_property
    def ends(self) -> Ints:
        """Token behind each match."""
        return self.matches.positions + self.matches.lengths

    @cached_property
    def named(self) -> Mapping[int, Ints]:
        """Matches by which each actor is surely named, by its code."""
        rows = np.flatnonzero(self.sure)
        rows = rows[np.argsort(self.actors[rows], kind="stable")]
        codes, first = np.unique(self.actors[rows], return_index=True)
        return dict(zip(codes.tolist(), np.split(rows, first[1:]), strict=True)) if len(rows) else {}

    def match_at(self, positions: Ints) -> Ints:
        """Row of the match that begins at each position, -1 where none does."""
        rows = np.searchsorted(self.matches.positions, positions)
        inside = np.minimum(rows, len(self.matches.positions) - 1)
        return np.where(self.matches.positions[inside] == positions, inside, -1)

    def partners(self, rows: Ints) -> Ints:
        """Row of the match that each match is coordinated with («Moscou et Pékin»), -1 without one."""
        positions, ends = self.matches.positions, self.ends
        found = np.full(len(rows), -1)
        vocabulary, ids = self.partition.tokens.vocabulary, self.partition.tokens.ids
        links, commas, between = (vocabulary.matching(words) for words in (_LINKS, (",",), _REPEATED))
        sentences = self.partition.tokens.sentences
        for other in (rows - 1, rows + 1):
            inside = np.clip(other, 0, len(positions) - 1)
            first, second = np.minimum(inside, rows), np.maximum(inside, rows)
            gap = positions[second] - ends[first]
            near = (gap >= 1) & (gap <= 3) & (inside == other) & (other != rows)
            link = ids[np.minimum(ends[first], len(ids) - 1)]
            listed = commas[link] & (gap <= 2) & self.is_state[inside]  # «Paris, Berlin et Rome»
            near &= links[link] | listed
            for step in (1, 2):
                inner = np.minimum(ends[first] + step, len(ids) - 1)
                near &= (gap <= step) | between[ids[inner]]
            near &= sentences[positions[first]] == sentences[positions[second]]
            found = np.where((found < 0) & near & (self.verdicts[inside] != 0), inside, found)
        return found

    def partner_verdicts(self, rows: Ints) -> Ints:
        """Verdict on the match that each match is coordinated with, 0 without one."""
        partners = self.partners(rows)
        return np.where(partners >= 0, self.verdicts[partners], 0)


@dataclass(frozen=True, eq=False)
class Scene:
    """The matches that a rule is tried on, as rows of those found, and what stands beside them."""

    found: Found
    rows: Ints
    beside: Beside

    def at(self, asked: Ints) -> Scene:
        """Return the scene of some of its matches."""
        return Scene(self.found, self.rows[asked], self.beside.pick(asked))

    def named_in(self, regions: Ints, actor_ids: Sequence[str]) -> Bools:
        """Whether a sure form names one of some actors in the region of each match tried.

        regions : (n_matches,), article or paragraph of each match found.
        """
        known = [self.found.codes[actor_id] for actor_id in actor_ids if actor_id in self.found.codes]
        named = [regions[self.found.named[code]] for code in known if code in self.found.named]
        if not named:
            return np.zeros(len(self.rows), dtype=bool)
        found: Bools = np.isin(regions[self.rows], np.concatenate(named))
        return found

    def says(self, words: Sequence[str]) -> Bools:
        """Whether the article of each match has one of some words."""
        partition, here = self.found.partition, self.found.articles[self.rows]
        tokens, wanted = partition.tokens, np.unique(here)
        first, last = (np.searchsorted(partition.articles, wanted, side=side) for side in ("left", "right"))
        owners, inside = members(tokens.paragraph_ptr[first], tokens.paragraph_ptr[last])
        types = tokens.vocabulary.column(self.beside.words, self.beside.words.numbers, "lower_names")
        has = self.beside.is_any(types[tokens.ids[inside]], words)
        found: Bools = np.isin(here, wanted[np.unique(owners[has])])
        return found


def _of(scene: Scene, words: Sequence[str]) -> Bools:
    beside = scene.beside
    heads = beside.is_any(beside.left[:, 1:4], words) & beside.phrase
    found: Bools = beside.follows_of & heads.any(axis=1)
    return found


def _of_name(scene: Scene, _: Sequence[str]) -> Bools:
    """«le King's College de Londres»: a name that *de* completes."""
    beside, tokens = scene.beside, scene.found.partition.tokens
    head = np.maximum(beside.positions - 2, 0)
    named = tokens.vocabulary.is_capital[tokens.ids[head]] & ~tokens.opens[head]
    found: Bools = beside.follows_of & (beside.before[:, 1] == beside.words.other) & named
    found &= tokens.sentences[head] == tokens.sentences[beside.positions]
    return found


def _in_brackets(scene: Scene, _: Sequence[str]) -> Bools:
    """«Bamako (Mali)»."""
    beside = scene.beside
    rows = scene.found.match_at(beside.ends + 1)
    found: Bools = beside.is_any(beside.right[:, 0], ("(",)) & (rows >= 0) & scene.found.is_state[rows]
    return found


def _to(scene: Scene, words: Sequence[str]) -> Bools:
    beside = scene.beside
    found: Bools = beside.follows_to & beside.is_any(beside.left[:, 1:6], words).any(axis=1)
    return found


def _located(scene: Scene, _: Sequence[str]) -> Bools:
    """«Bamako, au Mali»."""
    beside = scene.beside
    rows = scene.found.match_at(beside.ends + 2)
    behind = beside.is_any(beside.right[:, 0], (",",)) & beside.is_any(beside.right[:, 1], ("au", "en", "aux"))
    found: Bools = behind & (rows >= 0) & scene.found.is_state[rows]
    return found


def _between(scene: Scene, _: Sequence[str]) -> Bools:
    """«entre Paris et Berlin»: either of the two, the other being a match as well."""
    beside, found = scene.beside, scene.found
    is_and = beside.is_any(beside.right[:, :4], ("et",))
    ahead = beside.ends + np.argmax(is_and, axis=1) + 1
    follows = (found.match_at(ahead) >= 0) | (found.match_at(ahead + 1) >= 0)  # «et la Russie»
    first = beside.is_any(beside.left[:, 0], ("entre",)) & np.any(is_and, axis=1) & follows
    article = beside.positions - 1 - (beside.left[:, 0] != beside.before[:, 0])
    second = beside.is_any(beside.left[:, 0], ("et",)) & beside.has_any(beside.left[:, 1:6], ("entre",))
    held: Bools = first | (second & np.isin(article, found.ends))
    return held


def _dateline(scene: Scene, _: Sequence[str]) -> Bools:
    """«PÉKIN (AFP) -», «Moscou, 5 mars»."""
    beside, tokens = scene.beside, scene.found.partition.tokens
    comma = beside.is_any(beside.right[:, 0], (",",))
    ahead = np.minimum(beside.ends + 1, len(tokens) - 1)
    dated = comma & (
        scene.found.partition.tokens.vocabulary.shapes[scene.found.partition.tokens.ids[ahead]] & NUMBER > 0
    )
    return beside.opens_paragraph & (beside.is_any(beside.right[:, 0], ("(", "–", "—", "-")) | dated)


def _qualified(scene: Scene, owners: Sequence[str]) -> Bools:
    """Of another State: «l'Assemblée nationale du Niger», «le ministère de l'Intérieur turc»."""
    beside = scene.beside
    of = beside.is_any(beside.right[:, 0], ("de", "d'", "du", "des"))
    article = beside.is_any(beside.right[:, 1], ("la", "l'", "les"))
    ahead = beside.ends + np.where(of, 1 + article, 0)
    rows = scene.found.match_at(ahead)
    own = np.isin(scene.found.actors[rows], [scene.found.codes[o] for o in owners])
    found: Bools = (rows >= 0) & scene.found.is_state[rows] & ~own & (of | scene.found.is_demonym[rows])
    return found


def _main_state(scene: Scene, states: Sequence[str]) -> Bools:
    """Whether no State is named more often in the article than these."""
    articles, counted = scene.found.articles, scene.found.is_state & scene.found.sure
    n_codes = len(scene.found.codes)
    keys, counts = np.unique(articles[counted] * n_codes + scene.found.actors[counted], return_counts=True)
    most = np.zeros(int(scene.found.partition.articles.max(initial=-1)) + 1, dtype=np.int64)
    np.maximum.at(most, keys // n_codes, counts)
    here = articles[scene.rows]
    own = np.zeros_like(most)
    ours = np.isin(keys % n_codes, [scene.found.codes[s] for s in states])
    np.maximum.at(own, keys[ours] // n_codes, counts[ours])
    found: Bools = (own[here] == most[here]) & (own[here] > 0)
    return found


def _namesake(scene: Scene, _: Sequence[str]) -> Bools:
    """Whether the same form is part of a person's name elsewhere in the article."""
    found = scene.found
    n_entries = int(found.matches.entries.max()) + 1
    keys = found.articles * n_entries + found.matches.entries
    held: Bools = np.isin(keys[scene.rows], keys[found.persons])
    return held


def _signed(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Actors that must be named, and those, with a minus, that must not."""
    return [w for w in words if w[0] != "-"], [w[1:] for w in words if w[0] == "-"]


def _names(scene: Scene, words: Sequence[str]) -> Bools:
    wanted, unwanted = _signed(words)
    regions = scene.found.articles
    return scene.named_in(regions, wanted) & ~scene.named_in(regions, unwanted)


def _paragraph_names(scene: Scene, words: Sequence[str]) -> Bools:
    wanted, unwanted = _signed(words)
    regions = scene.found.paragraphs
    return scene.named_in(regions, wanted) & ~scene.named_in(regions, unwanted)


# Each returns whether it holds of each match tried, (n,), given the words of the rule.
TESTS: Mapping[str, Callable[[Scene, Sequence[str]], Bools]] = {
    "always": lambda scene, _: np.ones(len(scene.rows), dtype=bool),
    # The word right before, articles of the name apart; with them; the word right behind; those near.
    "before": lambda scene, words: scene.beside.is_any(scene.beside.left[:, 0], words),
    "before-2": lambda scene, words: scene.beside.is_any(scene.beside.left[:, 1], words),
    "before-3": lambda scene, words: scene.beside.is_any(scene.beside.left[:, 2], words),
    "determined": lambda scene, words: scene.beside.is_any(scene.beside.before[:, 0], words),
    "after": lambda scene, words: scene.beside.is_any(scene.beside.right[:, 0], words),
    "after-2": lambda scene, words: scene.beside.is_any(scene.beside.right[:, 1], words),
    "left": lambda scene, words: scene.beside.has_any(scene.beside.left, words),
    "right": lambda scene, words: scene.beside.has_any(scene.beside.right, words),
    # The noun that it completes: «l'aéroport de Kiev»; what is said or given to it: «l'ultimatum à Kiev».
    "of": _of,
    "of-name": _of_name,
    "complement": lambda scene, _: scene.beside.follows_of,
    "to": _to,
    "between": _between,
    "in-brackets": _in_brackets,
    "located": _located,
    "dateline": _dateline,
    "opens": lambda scene, _: scene.beside.opens,
    "number-after": lambda scene, _: scene.beside.is_number(1),
    "name-before": lambda scene, _: scene.beside.is_name(-1),
    "first-name": lambda scene, _: scene.beside.is_name(-1, opens=True),
    "name-after": lambda scene, _: scene.beside.is_name(1) & (scene.found.match_at(scene.beside.ends) < 0),
    "common-after": lambda scene, _: scene.beside.is_common(1),
    "verb-before": lambda scene, _: scene.beside.follows_verb,
    "verb-after": lambda scene, _: scene.beside.governs,
    "subject": lambda scene, _: ~scene.beside.follows_of,
    "order-after": lambda scene, _: scene.beside.follows_to & scene.beside.orders,
    "coordinated": lambda scene, _: scene.found.partner_verdicts(scene.rows) != 0,
    # What the article says elsewhere: words; actors named by sure forms; the State named most often.
    "article": lambda scene, words: scene.says(words),
    "names": _names,
    "namesake": _namesake,
    "paragraph-names": _paragraph_names,
    "main-state": _main_state,
    "qualified": _qualified,
}
