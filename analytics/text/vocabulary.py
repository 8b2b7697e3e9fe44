"""One row per type: what depends on the form alone is computed once, not at each occurrence."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from analytics.normalization import fold_all, lower_all
from analytics.text.hashing import NameTable, names_of
from analytics.text.lemmas import lemmatize
from analytics.text.shapes import CAPITAL, WORD, shapes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    from analytics.text.hashing import NameBits

    Describe = Callable[..., NDArray[Any]]

Property = Literal[
    "forms", "lower", "folded", "lemmas", "shapes", "form_names", "lower_names", "folded_names", "lemma_names"
]  # fmt: skip

# A vocabulary kept between partitions is begun anew beyond, so that memory stays bounded.
_MAX_TYPES = 1_000_000
_MAX_CHARACTERS = 20_000_000  # of all forms


class Column:
    """An array that grows at its end; room is made ahead, so that growing does not copy it each time."""

    def __init__(self, values: NDArray[Any]) -> None:
        self._room = self.values = values

    def extend(self, more: NDArray[Any]) -> None:
        """Append values."""
        n_known, n = len(self.values), len(self.values) + len(more)
        if n > len(self._room):
            self._room = np.empty(n + n // 2, dtype=self.values.dtype)
            self._room[:n_known] = self.values
        self._room[n_known:n] = more
        self.values = self._room[:n]


class Vocabulary:
    """Types numbered in the order in which they were first met; row i describes the tokens with id i.

    It grows as partitions are read: columns have shape (n_types,), and rows that are there never change.
    forms : (n_types,). All else is found out when a column asks for it, once for each type.
    """

    def __init__(self) -> None:
        self.forms: list[str] = []
        self._lower: list[str] = []
        self._folded: list[str] = []
        self._lemmas: list[str] = []
        self._n_characters = 0
        self._table = NameTable()
        self._form_names = Column(np.empty(0, dtype=np.uint64))
        self._columns: dict[Hashable, Column] = {}

    def __len__(self) -> int:
        return len(self.forms)

    @property
    def lower(self) -> list[str]:
        """Form of each type in lower case with one kind of apostrophe."""
        if len(self._lower) < len(self.forms):
            self._lower += lower_all(self.forms[len(self._lower) :])
        return self._lower

    @property
    def folded(self) -> list[str]:
        """Folded form of each type."""
        if len(self._folded) < len(self.forms):
            self._folded += fold_all(self.forms[len(self._folded) :])
        return self._folded

    @property
    def lemmas(self) -> list[str]:
        """Lemma of each type."""
        if len(self._lemmas) < len(self.forms):
            self._lemmas += lemmatize(self.forms[len(self._lemmas) :])
        return self._lemmas

    def intern(
        self, names: NDArray[np.uint64], starts: NDArray[np.int64], ends: NDArray[np.int64], text: str
    ) -> NDArray[np.int32]:
        """Return the ids of stretches of a text, given their names; new forms become new types."""
        ids = self._table.find(names)
        missing = np.flatnonzero(ids < 0)
        if len(missing):
            new, first = np.unique(names[missing], return_index=True)
            order = np.argsort(first)
            rows = missing[first[order]]
            forms = [text[a:b] for a, b in zip(starts[rows].tolist(), ends[rows].tolist(), strict=True)]
            self._extend(forms, new[order])
            ids[missing] = self._table.find(names[missing])
        return ids

    def add(self, forms: Sequence[str]) -> NDArray[np.int32]:
        """Return the ids of forms, each given once; new ones become new types."""
        names = names_of(forms)
        ids = self._table.find(names)
        missing = np.flatnonzero(ids < 0)
        if len(missing):
            ids[missing] = np.arange(len(self), len(self) + len(missing), dtype=np.int32)
            self._extend([forms[i] for i in missing.tolist()], names[missing])
        return ids

    def find(self, forms: Iterable[str]) -> NDArray[np.int32]:
        """Return the ids of forms, -1 for those that are no type yet."""
        return self._table.find(names_of(list(forms)))

    def _extend(self, forms: Sequence[str], names: NDArray[np.uint64]) -> None:
        self.forms += forms
        self._table.add(names)
        self._form_names.extend(names)
        self._n_characters += sum(map(len, forms))

    @property
    def is_full(self) -> bool:
        """Whether it should grow no further."""
        return len(self) > _MAX_TYPES or self._n_characters > _MAX_CHARACTERS

    def column(self, key: Hashable, describe: Describe, *of: Property) -> NDArray[Any]:
        """Return a property of the types as an array (n_types,), computed once for each type and key.

        describe : gets what ``of`` says of some types, returns one value for each; what it returns may depend on
        nothing else. of : attributes of the vocabulary, one argument each.
        """
        column = self._columns.get(key)
        n_known = 0 if column is None else len(column.values)
        if column is not None and n_known == len(self):
            return column.values
        values = describe(*(getattr(self, name)[n_known:] for name in of))
        if column is None:
            column = self._columns[key] = Column(values)
        else:
            column.extend(values)
        return column.values

    def bits(self, words: NameBits, of: Property = "lower_names") -> NDArray[Any]:
        """Return what a list says of the types, (n_types,); it compares lower case, or what ``of`` names."""
        return self.column((words, of), words.of_names, of)

    @property
    def shapes(self) -> NDArray[np.uint8]:
        """Capitals, letters, signs: what `analytics.text.shapes` tells of each form."""
        return self.column("shapes", shapes_of, "forms")

    @property
    def is_word(self) -> NDArray[np.bool_]:
        """Words and numbers, as opposed to signs."""
        return self.column("is_word", lambda shapes: shapes & WORD != 0, "shapes")

    @property
    def is_capital(self) -> NDArray[np.bool_]:
        """Forms that begin with a capital."""
        return self.column("is_capital", lambda shapes: shapes & CAPITAL != 0, "shapes")

    @property
    def form_names(self) -> NDArray[np.uint64]:
        """Name of the form (see `analytics.text.hashing`)."""
        return self._form_names.values

    @property
    def lower_names(self) -> NDArray[np.uint64]:
        """Name of the form in lower case."""
        return self.column("lower", names_of, "lower")

    @property
    def folded_names(self) -> NDArray[np.uint64]:
        """Name of the folded form."""
        return self.column("folded", names_of, "folded")

    @property
    def lemma_names(self) -> NDArray[np.uint64]:
        """Name of the lemma."""
        return self.column("lemma", names_of, "lemmas")

    def matching(self, lower_forms: Iterable[str]) -> NDArray[np.bool_]:
        """Types whose lower-case form is one of those given."""
        wanted = frozenset(lower_forms)
        return self.column(wanted, lambda names: _table_of(wanted).find(names) >= 0, "lower_names")


@lru_cache(maxsize=256)
def _table_of(words: frozenset[str]) -> NameTable:
    return NameTable(names_of(list(words)))


class _Current(threading.local):
    vocabulary: Vocabulary | None = None


_current = _Current()


def current_vocabulary() -> Vocabulary:
    """Return the vocabulary that this thread keeps from partition to partition."""
    if _current.vocabulary is None or _current.vocabulary.is_full:
        _current.vocabulary = Vocabulary()
    return _current.vocabulary
