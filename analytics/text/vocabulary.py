"""One row per type: what depends on the form alone is computed once, not at each occurrence."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analytics.normalization import fold_all, one_apostrophe
from analytics.text.hashing import NameTable, names_of
from analytics.text.lemmas import lemmatize

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    Describe = Callable[[Sequence["Type"]], NDArray[Any]]

# A vocabulary kept between partitions is begun anew beyond, so that memory stays bounded.
_MAX_TYPES = 1_000_000
_MAX_CHARACTERS = 20_000_000  # of all forms


class Type(NamedTuple):
    """What a form is, wherever it occurs.

    lower : form in lower case with one kind of apostrophe. folded : lower, without accents. lemma : dictionary form.
    """

    form: str
    lower: str
    folded: str
    lemma: str
    is_word: bool
    is_number: bool
    is_capital: bool


def types_of(forms: Sequence[str]) -> list[Type]:
    """Describe forms; none may contain a line break."""
    lower = one_apostrophe("\n".join(forms)).lower().split("\n") if forms else []
    described = zip(forms, lower, fold_all(forms), lemmatize(forms), strict=True)
    return [
        Type(
            form,
            low,
            folded,
            lemma,
            form.isalnum() or any(map(str.isalnum, form)),
            form[0].isdigit(),
            form[0].isupper(),
        )
        for form, low, folded, lemma in described
    ]


class Vocabulary:
    """Types numbered in the order in which they were first met; row i describes the tokens with id i.

    It grows as partitions are read: columns have shape (n_types,), and rows that are there never change.
    """

    def __init__(self) -> None:
        self.types: list[Type] = []
        self._n_characters = 0
        self._table = NameTable()
        self._columns: dict[Hashable, NDArray[Any]] = {}

    def __len__(self) -> int:
        return len(self.types)

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
            self._extend(forms)
            self._table.add(new[order])
            ids[missing] = self._table.find(names[missing])
        return ids

    def add(self, forms: Sequence[str]) -> NDArray[np.int32]:
        """Return the ids of forms, each given once; new ones become new types."""
        names = names_of(forms)
        ids = self._table.find(names)
        missing = np.flatnonzero(ids < 0)
        if len(missing):
            self._extend([forms[i] for i in missing.tolist()])
            self._table.add(names[missing])
            ids[missing] = np.arange(len(self) - len(missing), len(self), dtype=np.int32)
        return ids

    def _extend(self, forms: Sequence[str]) -> None:
        self.types += types_of(forms)
        self._n_characters += sum(map(len, forms))

    @property
    def is_full(self) -> bool:
        """Whether it should grow no further."""
        return len(self) > _MAX_TYPES or self._n_characters > _MAX_CHARACTERS

    def find(self, forms: Sequence[str]) -> NDArray[np.int32]:
        """Return the ids of forms, -1 for those that are no type yet."""
        return self._table.find(names_of(forms))

    def column(self, key: Hashable, describe: Describe) -> NDArray[Any]:
        """Return a property of the types as an array (n_types,), computed once for each type and key.

        describe : gets types, returns one value for each; what it returns may depend on nothing else.
        """
        known = self._columns.get(key)
        if known is None:
            known = self._columns[key] = describe(self.types)
        elif len(known) < len(self.types):
            known = self._columns[key] = np.concatenate([known, describe(self.types[len(known) :])])
        return known

    @property
    def is_word(self) -> NDArray[np.bool_]:
        """Words and numbers, as opposed to signs."""
        return self.column("is_word", lambda types: np.array([t.is_word for t in types], dtype=bool))

    @property
    def is_number(self) -> NDArray[np.bool_]:
        """Forms that begin with a digit."""
        return self.column("is_number", lambda types: np.array([t.is_number for t in types], dtype=bool))

    @property
    def is_capital(self) -> NDArray[np.bool_]:
        """Forms that begin with a capital."""
        return self.column("is_capital", lambda types: np.array([t.is_capital for t in types], dtype=bool))

    @property
    def form_names(self) -> NDArray[np.uint64]:
        """Name of the form (see `analytics.text.hashing`)."""
        return self.column("form", lambda types: names_of([t.form for t in types]))

    @property
    def folded_names(self) -> NDArray[np.uint64]:
        """Name of the folded form."""
        return self.column("folded", lambda types: names_of([t.folded for t in types]))

    @property
    def lemma_names(self) -> NDArray[np.uint64]:
        """Name of the lemma."""
        return self.column("lemma", lambda types: names_of([t.lemma for t in types]))

    def matching(self, lower_forms: Iterable[str]) -> NDArray[np.bool_]:
        """Types whose lower-case form is one of those given."""
        wanted = frozenset(lower_forms)
        return self.column(wanted, lambda types: np.array([t.lower in wanted for t in types], dtype=bool))


class _Current(threading.local):
    vocabulary: Vocabulary | None = None


_current = _Current()


def current_vocabulary() -> Vocabulary:
    """Return the vocabulary that this thread keeps from partition to partition."""
    if _current.vocabulary is None or _current.vocabulary.is_full:
        _current.vocabulary = Vocabulary()
    return _current.vocabulary
