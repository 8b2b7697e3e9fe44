"""One row per type: what depends on the form alone is computed once, not at each occurrence."""

from __future__ import annotations

import hashlib
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analytics.normalization import fold, one_apostrophe
from analytics.text import lemmas

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from numpy.typing import NDArray


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
    hashes: tuple[int, int]


def hash_key(key: str) -> int:
    """Return 64 bits of a key, the same on every machine and in every run."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "little")


@lru_cache(maxsize=500_000)
def type_of(form: str) -> Type:
    """Describe a form; remembered, since the same forms come back in every partition."""
    lower = one_apostrophe(form).lower()
    folded = fold(form)
    is_word = any(map(str.isalnum, form))
    is_number = form[0].isdigit()
    lemma = lemmatize(form) if is_word and not is_number else lower
    return Type(
        form=form,
        lower=lower,
        folded=folded,
        lemma=lemma,
        is_word=is_word,
        is_number=is_number,
        is_capital=form[0].isupper(),
        hashes=(hash_key(folded), hash_key(lemma)),
    )


def lemmatize(form: str) -> str:
    """Return the dictionary form of a form as printed."""
    return lemmas.lemmatize([form])[0]


class Vocabulary:
    """The types of a partition; row i describes the tokens with id i. All columns have shape (n_types,)."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.types = [type_of(form) for form in forms]
        self._columns: dict[Hashable, NDArray[Any]] = {}

    def __len__(self) -> int:
        return len(self.types)

    @cached_property
    def is_word(self) -> NDArray[np.bool_]:
        """Words and numbers, as opposed to signs."""
        return np.array([t.is_word for t in self.types], dtype=bool)

    @cached_property
    def is_number(self) -> NDArray[np.bool_]:
        """Forms that begin with a digit."""
        return np.array([t.is_number for t in self.types], dtype=bool)

    @cached_property
    def is_capital(self) -> NDArray[np.bool_]:
        """Forms that begin with a capital."""
        return np.array([t.is_capital for t in self.types], dtype=bool)

    @cached_property
    def folded_hashes(self) -> NDArray[np.uint64]:
        """Hash of the folded form."""
        return np.array([t.hashes[0] for t in self.types], dtype=np.uint64)

    @cached_property
    def lemma_hashes(self) -> NDArray[np.uint64]:
        """Hash of the lemma."""
        return np.array([t.hashes[1] for t in self.types], dtype=np.uint64)

    def column(self, key: Hashable, describe: Callable[[Sequence[Type]], NDArray[Any]]) -> NDArray[Any]:
        """Return a property of the types as an array (n_types,), computed once for each key.

        describe : gets types, returns one value for each; what it returns may depend on nothing else.
        """
        if key not in self._columns:
            self._columns[key] = describe(self.types)
        return self._columns[key]

    def matching(self, lower_forms: Iterable[str]) -> NDArray[np.bool_]:
        """Types whose lower-case form is one of those given."""
        wanted = frozenset(lower_forms)
        return self.column(wanted, lambda types: np.array([t.lower in wanted for t in types], dtype=bool))
