"""The stop list of French press: words that name no topic, and whose capital means nothing where a sentence begins."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analytics.errors import SettingsError, VigieError
from analytics.normalization import lower_of, normalise
from analytics.resources import read_rows, resource
from analytics.text.tokenization import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from importlib.resources.abc import Traversable

    from analytics.resources import Row

MATCHES = ("form", "lemma")
REASONS = (
    "determiner", "pronoun", "preposition", "conjunction", "adverb", "auxiliary or light verb", "press formula", "date",
    "unit or number", "civility", "empty word",
)  # fmt: skip


class StopWords(NamedTuple):
    """Words that name no topic: forms stop by themselves, lemmas in all inflections."""

    forms: frozenset[str]
    lemmas: frozenset[str]

    def changed(self, *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> StopWords:
        """Return the list with the user's words: those added stop by themselves, those removed may be terms again."""
        removed = frozenset(remove)
        return StopWords((self.forms | frozenset(add)) - removed, self.lemmas - removed)


class StopWordChanges(NamedTuple):
    """What a user changes in the list, in lower case with plain apostrophes."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


@lru_cache(maxsize=1)
def load_stop_words() -> StopWords:
    """Read the bundled stop list. Raises ResourceError naming each faulty line."""
    return _stop_words(stop_word_rows())


def read_stop_words(source: Traversable | Path) -> StopWords:
    """Read a stop list. Raises ResourceError naming each faulty line."""
    return _stop_words(_rows(source))


@lru_cache(maxsize=1)
def stop_word_rows() -> tuple[Row, ...]:
    """Return the bundled list as it is written: word, match, reason, note."""
    return _rows(resource("stop_words.tsv"))


def _rows(source: Traversable | Path) -> tuple[Row, ...]:
    return tuple(read_rows(source, ("word", "match", "reason", "note"), check=_checker()))


def _stop_words(rows: Iterable[Row]) -> StopWords:
    rows = list(rows)
    return StopWords(
        frozenset(row["word"] for row in rows if row["match"] == "form"),
        frozenset(row["word"] for row in rows if row["match"] == "lemma"),
    )


def _checker() -> Callable[[Row], str | None]:
    seen: set[str] = set()

    def check(row: Row) -> str | None:
        word = row["word"]
        if not word or word != lower_of(word):
            return f"{word!r} is not in lower case with plain apostrophes, so it would stop nothing"
        if row["match"] not in MATCHES:
            return f"match {row['match']!r} is not one of {', '.join(MATCHES)}"
        if row["reason"] not in REASONS:
            return f"reason {row['reason']!r} is not one of {', '.join(REASONS)}"
        if word in seen:
            return f"{word!r} is listed twice"
        seen.add(word)
        return None

    return check


def load_stop_word_changes(path: Path | str) -> StopWordChanges:
    """Read a user's changes: a word on a line adds it, ``-word`` takes a word of the list out, ``#`` opens a comment.

    Raises SettingsError for a file that is not UTF-8 text, and one that names each faulty line.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise SettingsError("stop_words_unreadable", path=path, reason=exc) from exc
    read = [(n, line.partition("#")[0].strip()) for n, line in enumerate(lines, start=1)]
    added = [(n, word) for n, word in read if word and not word.startswith("-")]
    removed = [(n, word[1:]) for n, word in read if word.startswith("-")]
    faults = [(n, fault) for n, word in added if (fault := _addition_fault(word))]
    faults += [(n, fault) for n, word in removed if (fault := _removal_fault(word))]
    both = {as_stop_word(word) for _, word in added}
    faults += [(n, VigieError("stop_word_both", word=word)) for n, word in removed if as_stop_word(word) in both]
    if faults:
        told = tuple(VigieError("faulty_line", line=n, fault=fault) for n, fault in sorted(faults, key=lambda f: f[0]))
        raise SettingsError("stop_words_malformed", path=path, faults=told)
    return check_stop_word_changes([word for _, word in added], [word for _, word in removed])


def check_stop_word_changes(added: Iterable[str], removed: Iterable[str]) -> StopWordChanges:
    """Return changes as the settings hold them: sorted, each word once, without words that are on the list anyway.

    Raises SettingsError naming each word that is empty or several tokens, or taken out without being on the list.
    """
    added, removed = list(added), list(removed)
    faults = [fault for word in added if (fault := _addition_fault(word))]
    faults += [fault for word in removed if (fault := _removal_fault(word))]
    chosen, dropped = ({as_stop_word(word) for word in words} for words in (added, removed))
    faults += [VigieError("stop_word_both", word=word) for word in sorted(chosen & dropped)]
    if faults:
        raise SettingsError("stop_words_faulty", faults=tuple(faults))
    return StopWordChanges(tuple(sorted(chosen - _listed())), tuple(sorted(dropped)))


def as_stop_word(word: str) -> str:
    """Write a word as the list does: lower case, plain apostrophes."""
    return lower_of(normalise(word))


def _listed() -> frozenset[str]:
    stop = load_stop_words()
    return stop.forms | stop.lemmas


def _addition_fault(word: str) -> VigieError | None:
    written = as_stop_word(word)
    if not written:
        return VigieError("stop_word_empty")
    tokens = tokenize([f"{written} mot"])  # an abbreviation is one token before a word only
    is_one = tokens.ends[0] == len(written) and any(map(str.isalnum, written))
    return None if is_one or written in _listed() else VigieError("stop_word_several", word=word)


def _removal_fault(word: str) -> VigieError | None:
    written = as_stop_word(word)
    if not written:
        return VigieError("stop_word_empty")
    return None if written in _listed() else VigieError("stop_word_not_listed", word=word)
