"""What an analysis leaves out, as a user sees and changes it: words that name no topic, passages that are no text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.text.boilerplate import find_phrases
from analytics.text.lemmas import lemmatize
from analytics.text.stop_words import check_stop_word_changes, stop_word_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.settings import Settings

_SEPARATORS = re.compile(r"[\n,;]+")


def set_aside(
    settings: Settings,
    *,
    added: Iterable[str] = (),
    removed: Iterable[str] = (),
    restored: Iterable[str] = (),
    boilerplate: bool = True,
) -> Settings:
    """Return the settings with these words and phrases in place of those they had, written as the lists write them.

    added, removed : words that name no topic besides the bundled list, and words of it that may. restored : phrases of
    the boilerplate list, or agencies, that are text after all. boilerplate : False analyses every passage.
    Raises SettingsError naming each word or phrase that cannot be.
    """
    words = check_stop_word_changes(added, removed)
    return replace(
        settings,
        topics=replace(settings.topics, add_stop_words=words.added, remove_stop_words=words.removed),
        text=replace(settings.text, boilerplate=boilerplate, restored=find_phrases(restored)),
    )


def words_in(text: str) -> list[str]:
    r"""Return the words of a list typed by a user: one on each line, or separated by commas or semicolons.

    >>> words_in("selon nous, hier\n\nvoilà")
    ['selon nous', 'hier', 'voilà']
    """
    return [word.strip() for word in _SEPARATORS.split(text) if word.strip()]


def as_file(settings: Settings) -> str:
    """Return the changes to the stop list as a file that ``vigie analyse --stop-words`` reads."""
    topics = settings.topics
    return "".join(f"{word}\n" for word in [*topics.add_stop_words, *(f"-{word}" for word in topics.remove_stop_words)])


def stop_words_table(settings: Settings) -> pd.DataFrame:
    """Return word, match, reason, note, state (bundled, added or removed), the user's words first.

    Added words have no reason: it is missing. A dictionary form stops its inflections too.
    """
    added, removed = settings.topics.add_stop_words, set(settings.topics.remove_stop_words)
    columns = ["word", "match", "reason", "note", "state"]
    own = pd.DataFrame(
        [
            (word, "lemma" if word == lemma else "form", None, "", "added")
            for word, lemma in zip(added, lemmatize(added), strict=True)
        ],
        columns=columns,
    )
    listed = pd.DataFrame(stop_word_rows(), columns=columns)
    taken_out = listed["word"].isin(removed)
    listed["state"] = np.where(taken_out, "removed", "bundled")
    return pd.concat([own, listed[taken_out], listed[~taken_out]], ignore_index=True)


def n_changes(before: Settings, after: Settings) -> int:
    """Count the words and phrases set aside in one and not in the other; analysing every passage counts once."""
    pairs = [
        (before.topics.add_stop_words, after.topics.add_stop_words),
        (before.topics.remove_stop_words, after.topics.remove_stop_words),
        (before.text.restored, after.text.restored),
        ((before.text.boilerplate,), (after.text.boilerplate,)),
    ]
    changed = [len(set(a) ^ set(b)) for a, b in pairs]
    return sum(changed[:-1]) + int(changed[-1] > 0)
