"""The gazetteer: actors known beforehand and every form that names them, each with the reason why."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from analytics import tables
from analytics.actors.ambiguity import Ambiguity, load_rules
from analytics.resources import cells, read_rows, resource
from analytics.text.hashing import sequence_names
from analytics.text.phrases import PhraseMatcher, name_phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.actors.ambiguity import Meanings, Rule
    from analytics.resources import Row
    from analytics.text.partition import Partition
    from analytics.text.phrases import Matches
    from analytics.voices import TokenVoices

_STATE_COLUMNS = (
    "id", "status", "name_fr", "article", "name_en", "other_names", "demonyms", "capital", "residences", "seats",
)  # fmt: skip
_ORGANISATION_COLUMNS = (
    "id", "kind", "name_fr", "article", "name_en", "acronyms", "other_names", "organs", "adjectives",
)  # fmt: skip


class Actor(NamedTuple):
    """Someone or something that acts: a State, an organisation, a group, a person."""

    actor_id: str
    name_fr: str
    name_en: str
    kind: str


class Alias(NamedTuple):
    """A form that names an actor, and why.

    exact : these very letters, capitals included (PAM is not Pam). lemma : of an inflected form, the one that stands
    for all.
    """

    form: str
    actor_id: str
    reason: str
    exact: bool = False
    lemma: str = ""


class Gazetteer:
    """Actors and aliases compiled for matching, with the rules of ambiguous forms (`analytics.actors.ambiguity`).

    A form of several actors that no rule is about goes to the first, with the others named.
    """

    def __init__(self, actors: list[Actor], aliases: list[Alias], rules: Sequence[Rule] = ()) -> None:
        self.actors = {actor.actor_id: actor for actor in actors}
        self.aliases = aliases
        self._matcher = PhraseMatcher([alias.form for alias in aliases], key="folded")
        self.demonyms = frozenset(a.form for a in aliases if a.reason in ("demonym", "adjective"))
        others: dict[int, list[str]] = defaultdict(list)
        for kept, left in self._matcher.doubles:
            actor_id = aliases[left].actor_id
            if actor_id != aliases[kept].actor_id and actor_id not in others[kept]:
                others[kept].append(actor_id)
        self._exact = np.array([alias.exact for alias in aliases], dtype=bool)
        self._printed = name_phrases([alias.form for alias in aliases], key="form").names
        self.reasons = pa.array([alias.reason for alias in aliases], pa.string())
        self._ambiguity = Ambiguity(aliases, rules, others=dict(others))
        self._actor_ids = pa.array(self._ambiguity.actor_ids, pa.string())
        self._rules = pa.array(self._ambiguity.rule_names, pa.string())
        self._alternatives = pa.array(self._ambiguity.alternatives, pa.list_(pa.string()))

    def find(self, partition: Partition) -> Matches:
        """Return where aliases stand in a partition; ``entries`` are rows of ``aliases``."""
        tokens = partition.tokens
        matches = self._matcher.find(tokens)
        keep = np.ones(len(matches.positions), dtype=bool)
        exact = np.flatnonzero(self._exact[matches.entries])
        printed = sequence_names(
            tokens.vocabulary.form_names, tokens.ids, matches.positions[exact], matches.lengths[exact]
        )
        keep[exact] = printed == self._printed[matches.entries[exact]]
        return matches.pick(keep)

    def resolve(self, partition: Partition, matches: Matches) -> Meanings:
        """Return what matches mean where they stand: some are no actor there."""
        return self._ambiguity.resolve(partition, matches)

    def columns(self, matches: Matches, meanings: Meanings) -> dict[str, pa.Array]:
        """Columns of ``mentions`` that say who is meant and why, of all matches."""
        return {
            "actor_id": self._actor_ids.take(pa.array(meanings.actors)),
            "reason": self.reasons.take(pa.array(matches.entries)),
            "rule": _taken(self._rules, meanings.rules),
            "alternatives": _taken(self._alternatives, meanings.alternatives),
        }


def _taken(values: pa.Array, rows: NDArray[np.int64]) -> pa.Array:
    """Values at rows, missing at -1."""
    return values.take(pa.array(rows, mask=rows < 0))


def find_mentions(
    partition: Partition, matches: Matches, meanings: Meanings, voices: TokenVoices, *, gazetteer: Gazetteer
) -> pa.Table:
    """Return the ``mentions`` table of the gazetteer matches that mean an actor."""
    kept = np.flatnonzero(meanings.kept)
    matches, meanings = matches.pick(kept), meanings.pick(kept)
    return tables.build("mentions", {
        **partition.spans(matches.positions, matches.lengths),
        "form": partition.forms(matches.positions, matches.lengths),
        **gazetteer.columns(matches, meanings),
        **voices.columns(matches.positions),
    })  # fmt: skip


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Read the bundled lists of States and organisations. Raises ResourceError naming each faulty line."""
    states = read_rows(resource("states.tsv"), _STATE_COLUMNS)
    organisations = read_rows(resource("organisations.tsv"), _ORGANISATION_COLUMNS)
    actors = [Actor(r["id"], r["name_fr"].lstrip("!"), r["name_en"], "state") for r in states]
    actors += [Actor(r["id"], r["name_fr"].lstrip("!"), r["name_en"], r["kind"]) for r in organisations]
    aliases = [alias for r in states for alias in _state_aliases(r)]
    aliases += [alias for r in organisations for alias in _organisation_aliases(r)]
    return Gazetteer(actors, aliases, load_rules())


def _state_aliases(row: Row) -> list[Alias]:
    forms = {
        "name": [] if row["name_fr"].startswith("!") else [row["name_fr"]],
        "capital": cells(row["capital"]),
        "residence": cells(row["residences"]),
        "seat": cells(row["seats"]),
    }
    forms["name"] += cells(row["other_names"])
    aliases = [Alias(form, row["id"], reason) for reason, values in forms.items() for form in values]
    return aliases + [
        Alias(form, row["id"], "demonym", lemma=pair.split(":")[0])
        for pair in cells(row["demonyms"])
        for form in inflections(pair)
    ]


def _organisation_aliases(row: Row) -> list[Alias]:
    forms = {
        "acronym": cells(row["acronyms"]),
        "name": [] if row["name_fr"].startswith("!") else [row["name_fr"]],
        "organ": cells(row["organs"]),
        "adjective": inflections(row["adjectives"]),
    }
    forms["name"] += cells(row["other_names"])
    return [
        Alias(form.lstrip("!"), row["id"], reason, exact=form.startswith("!"))
        for reason, values in forms.items()
        for form in values
    ]


def inflections(pairs: str) -> list[str]:
    """Return all four forms of ``masculine:feminine`` pairs separated by ``|``; one form alone stands for both.

    >>> inflections("turc:turque")
    ['turc', 'turcs', 'turque', 'turques']
    """
    singular = [form for pair in cells(pairs) for form in pair.split(":")]
    return list(dict.fromkeys(form for one in singular for form in (one, _plural(one))))


def _plural(singular: str) -> str:
    return singular if singular[-1] in "sxz" else f"{singular}s"
