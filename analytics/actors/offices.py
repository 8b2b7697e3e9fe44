"""Whose office a title is: «ministre chinoise des Affaires étrangères» is China's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from analytics.text.partition import Partition
from analytics.text.tokenization import tokenize
from analytics.text.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.actors.gazetteer import Gazetteer


def offices(roles: Iterable[str | None], *, gazetteer: Gazetteer) -> dict[str, str]:
    """Return the actor whose office each title tells, by title; titles that name none are left out.

    A State or an organisation, by any of its forms; of several the first, as printed.
    """
    titles = sorted({role for role in roles if role})
    rows = np.arange(len(titles))
    nobody = pa.array([""] * len(titles), pa.string())
    partition = Partition(
        nobody, titles, rows, np.zeros(len(titles), dtype=np.int32), tokenize(titles, vocabulary=Vocabulary())
    )
    matches = gazetteer.find(partition)
    actors = gazetteer.columns(matches, gazetteer.resolve(partition, matches))["actor_id"].to_pylist()
    found: dict[str, str] = {}
    for row, actor_id in zip(partition.tokens.paragraphs[matches.positions].tolist(), actors, strict=True):
        found.setdefault(titles[row], actor_id)
    return found
