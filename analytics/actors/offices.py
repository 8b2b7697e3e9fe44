"""Whose office a person holds: «ministre chinoise des Affaires étrangères» is China's, «secrétaire général de l'ONU» UN's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.text.tokenization import tokenize
from analytics.text.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.actors.gazetteer import Gazetteer


def offices(roles: Iterable[str | None], *, gazetteer: Gazetteer) -> dict[str, str]:
    """Return the actor whose office each title tells, by title; titles that name none are left out.

    A State or an organisation by name, adjective, acronym or seat; of several the first, as printed.
    """
    distinct = sorted({role for role in roles if role})
    if not distinct:
        return {}
    tokens = tokenize(distinct, vocabulary=Vocabulary())
    matches = gazetteer.find(tokens)
    found: dict[str, str] = {}
    for position, entry in zip(matches.positions.tolist(), matches.entries.tolist(), strict=True):
        found.setdefault(distinct[tokens.paragraphs[position]], gazetteer.aliases[entry].actor_id)
    return found
