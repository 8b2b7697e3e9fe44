"""What ambiguous names mean where they stand: rules of ``ambiguous_names.tsv``, tried in order on each of them.

«Pékin dénonce» is the State, «à Pékin» is a place; «George Washington» is a man, «la mer de Chine» a sea. A rule is one
row of data: the forms it is about, short tests on the neighbourhood, and what the form means where they hold.
The first rule that holds decides.

A capital is a mention of its State where it acts, speaks or is acted upon as a State («selon Moscou», «la position de
Pékin», «entre Paris et Berlin»). Where the words around it show that it is only a place («à Pékin», «né à Moscou»,
«l'aéroport de Kiev»), it is no mention at all. Where nothing decides, it stays a mention with ``place`` among its
alternatives, so that counts can leave these out or show a range. Likewise ``nothing`` (a common word, a sea, a club)
and ``person`` are alternatives of what stays open; a form that is plainly one of these is no mention.

An acronym that an article explains goes by its explanation there: «le Front populaire ivoirien (FPI)».
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.actors.acronyms import Explanations
from analytics.actors.neighbourhood import Beside, Words
from analytics.actors.scenes import TESTS, Found, Scene
from analytics.errors import ResourceError
from analytics.normalization import fold
from analytics.resources import cells, read_rows, resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.actors.gazetteer import Alias
    from analytics.resources import Row
    from analytics.text.partition import Partition
    from analytics.text.phrases import Matches

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

_COLUMNS = ("forms", "test", "words", "means", "rule", "note")
_SELF, _PARTNER = "self", "partner"  # what the gazetteer says; what the name that it is coordinated with means
PLACE, PERSON, NOTHING = "place", "person", "nothing"
NO_ACTOR = (PLACE, PERSON, NOTHING)
EXPLAINED = "explained"


class Rule(NamedTuple):
    """One row: of which aliases it decides what they mean, where all of its tests hold, each of its words."""

    forms: tuple[str, ...]
    tests: tuple[tuple[str, tuple[str, ...]], ...]
    means: tuple[str, ...]
    name: str


class Meanings(NamedTuple):
    """What the matches of the gazetteer in a partition mean; all arrays are (n_matches,).

    kept : those that mention an actor. person : those that are part of a person's name. actors : row of the actor in
    ``Ambiguity.actor_ids``. rules : row in ``Ambiguity.rule_names``, -1 where the form is not ambiguous. alternatives :
    row in ``Ambiguity.alternatives``, -1 where nothing is open.
    """

    kept: Bools
    person: Bools
    actors: Ints
    rules: Ints
    alternatives: Ints

    def pick(self, rows: Ints) -> Meanings:
        """Meanings of some of the matches."""
        return Meanings(
            self.kept[rows], self.person[rows], self.actors[rows], self.rules[rows], self.alternatives[rows]
        )


class Ambiguity:
    """Rules compiled for the aliases of a gazetteer.

    others : by row of an alias, further actors that the same form names. Raises ResourceError for an unknown meaning.
    """

    def __init__(self, aliases: Sequence[Alias], rules: Sequence[Rule], *, others: dict[int, list[str]]) -> None:
        self.actor_ids = list(dict.fromkeys(alias.actor_id for alias in aliases))
        self._codes = code = {actor_id: n for n, actor_id in enumerate(self.actor_ids)}
        _check_meanings(rules, known={*code, *NO_ACTOR, _SELF, _PARTNER})
        self.rules = rules
        self.rule_names = [*dict.fromkeys(rule.name for rule in rules), EXPLAINED]
        self.words = Words(words for rule in rules for _, words in rule.tests)
        self._actor_of = np.array([code[alias.actor_id] for alias in aliases], dtype=np.int64)
        self.applies = _applying(aliases, rules)
        self._is_ambiguous: Bools = np.any(self.applies, axis=1)
        self._contested = np.zeros(len(aliases), dtype=bool)
        self._contested[list(others)] = True
        doubtful = [rule.tests[0][0] == "always" and rule.means[0] in NO_ACTOR for rule in rules]
        self._contested |= np.any(self.applies[:, doubtful], axis=1)  # Sofia alone does not tell that Bulgaria is meant
        reasons = np.array([alias.reason for alias in aliases], dtype=str)
        self._is_demonym, self._is_acronym = reasons == "demonym", reasons == "acronym"
        self._is_state = np.array([is_state(actor_id) for actor_id in self.actor_ids], dtype=bool)
        self._explanations = Explanations(aliases)
        self.alternatives: list[list[str]] = []
        self._row_of: dict[tuple[str, ...], int] = {}
        self._doubtful = np.full(len(aliases), -1, dtype=np.int64)
        for row, actor_ids in others.items():
            self._doubtful[row] = self._alternatives(actor_ids)
        for rule in rules:
            if len(rule.means) > 1:
                self._alternatives(rule.means[1:])

    def _alternatives(self, names: Sequence[str]) -> int:
        row = self._row_of.setdefault(tuple(names), len(self.alternatives))
        if row == len(self.alternatives):
            self.alternatives.append(list(names))
        return row

    def resolve(self, partition: Partition, matches: Matches) -> Meanings:
        """Return what matches mean."""
        entries = matches.entries
        n = len(entries)
        meanings = Meanings(
            kept=np.ones(n, dtype=bool),
            person=np.zeros(n, dtype=bool),
            actors=self._actor_of[entries],
            rules=np.full(n, -1, dtype=np.int64),
            alternatives=self._doubtful[entries],
        )
        rows = np.flatnonzero(self._is_ambiguous[entries])
        if len(rows):
            found = self._found(partition, matches)
            beside = Beside.of(partition.tokens, matches.positions[rows], found.ends[rows], self.words)
            self._apply(meanings, Scene(found, rows, beside))
        self._explain(meanings, partition, matches)
        return meanings

    def _found(self, partition: Partition, matches: Matches) -> Found:
        entries = matches.entries
        actors = self._actor_of[entries]
        return Found(
            partition=partition,
            matches=matches,
            actors=actors,
            sure=~self._contested[entries],
            is_state=self._is_state[actors],
            is_demonym=self._is_demonym[entries],
            codes=self._codes,
            verdicts=np.where(self._is_ambiguous[entries], 0, 1),
            persons=np.zeros(len(entries), dtype=bool),
        )

    def _apply(self, meanings: Meanings, scene: Scene) -> None:
        """Try the rules in order on the matches of a scene."""
        applies = self.applies.take(scene.found.matches.entries[scene.rows], axis=0).T
        undecided = np.ones(len(scene.rows), dtype=bool)
        scenes: dict[tuple[str, ...], tuple[Ints, Scene]] = {}  # rules about the same forms look at the same matches
        for number in np.flatnonzero(np.any(applies, axis=1)).tolist():
            rule = self.rules[number]
            if rule.forms not in scenes:
                asked = np.flatnonzero(applies[number])
                scenes[rule.forms] = asked, scene.at(asked)
            asked, there = scenes[rule.forms]
            while np.any(undecided[asked]):
                held = asked[_holds(rule, there) & undecided[asked]]
                if not len(held):
                    break
                undecided[held] = False
                self._decide(meanings, scene.rows[held], rule, scene.found)
                if rule.means[0] != _PARTNER:  # else what these mean may tell it of more: «Paris, Berlin et Rome»
                    break

    def _decide(self, meanings: Meanings, rows: Ints, rule: Rule, found: Found) -> None:
        first, *others = rule.means
        meanings.rules[rows] = self.rule_names.index(rule.name)
        if others or first != _SELF:
            meanings.alternatives[rows] = self._row_of[tuple(others)] if others else -1
        if first == _PARTNER:
            gone = rows[found.partner_verdicts(rows) < 0]
            meanings.kept[gone] = False
            found.verdicts[rows] = 1
            found.verdicts[gone] = -1
        elif first in NO_ACTOR:
            meanings.kept[rows] = False
            meanings.person[rows] = found.persons[rows] = first == PERSON
            found.verdicts[rows] = -1
        else:
            found.verdicts[rows] = 0 if others else 1
            if first != _SELF:
                meanings.actors[rows] = self._codes[first]

    def _explain(self, meanings: Meanings, partition: Partition, matches: Matches) -> None:
        """Let acronyms mean what their article says they are short for."""
        acronyms = np.flatnonzero(self._is_acronym[matches.entries])
        for row, actor_id in self._explanations.find(partition, matches, acronyms).items():
            meanings.rules[row] = len(self.rule_names) - 1
            meanings.alternatives[row] = -1
            meanings.kept[row] = actor_id is not None
            if actor_id is not None:
                meanings.actors[row] = self._codes[actor_id]


def _holds(rule: Rule, scene: Scene) -> Bools:
    (test, words), *more = rule.tests
    holds = TESTS[test](scene, words)
    for test, words in more:
        holds = holds & TESTS[test](scene, words)
    return holds


def is_state(actor_id: str) -> bool:
    """Whether an actor is a State: those have codes of three capitals."""
    return len(actor_id) == 3 and actor_id.isupper()


def _applying(aliases: Sequence[Alias], rules: Sequence[Rule]) -> Bools:
    """Whether each rule is about each alias, (n_aliases, n_rules); a form with @ stands for all of that reason."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, alias in enumerate(aliases):
        rows[fold(alias.lemma or alias.form)].append(row)
        rows[f"@{alias.reason}"].append(row)
        if is_state(alias.actor_id):
            rows[f"@state {alias.reason}"].append(row)
    applies = np.zeros((len(aliases), len(rules)), dtype=bool)
    for number, rule in enumerate(rules):
        for form in rule.forms:
            applies[rows.get(form if form[0] == "@" else fold(form), []), number] = True
    return applies


def _check_meanings(rules: Sequence[Rule], *, known: set[str]) -> None:
    unknown = sorted({meaning for rule in rules for meaning in rule.means} - known)
    if unknown:
        raise ResourceError(
            "resource_malformed", path=resource("ambiguous_names.tsv"), faults=f"unknown meanings: {', '.join(unknown)}"
        )


@lru_cache(maxsize=1)
def load_rules() -> tuple[Rule, ...]:
    """Read the bundled rules. Raises ResourceError naming each faulty line."""
    rows = read_rows(resource("ambiguous_names.tsv"), _COLUMNS, check=_fault)
    lists = {row["forms"]: row["words"] for row in rows if row["test"] == "list"}

    def expanded(cell: str) -> tuple[str, ...]:
        return tuple(word for one in cells(cell) for word in (expanded(lists[one]) if one in lists else (one,)))

    return tuple(
        Rule(
            expanded(row["forms"]),
            tuple(zip(_parts(row["test"]), map(expanded, _parts(row["words"])), strict=True)),
            tuple(cells(row["means"])),
            row["rule"],
        )
        for row in rows
        if row["test"] != "list"
    )


def _parts(cell: str) -> list[str]:
    """Split what is about several tests."""
    return [part.strip() for part in f" {cell} ".split(" + ")]


def _fault(row: Row) -> str | None:
    if row["test"] == "list":
        return None if row["forms"].startswith("$") and row["words"] else "a list needs a name with $ and words"
    tests, words = _parts(row["test"]), _parts(row["words"])
    if unknown := [test for test in tests if test not in TESTS]:
        return f"unknown test {unknown[0]}"
    if len(tests) != len(words):
        return f"{len(tests)} tests, but words for {len(words)}"
    return None if row["forms"] and row["means"] and row["rule"] else "forms, means and rule are needed"
