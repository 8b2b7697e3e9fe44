"""Where sentences begin, computed on the tokens of one paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TERMINATORS = frozenset([".", "?", "!", "…"])
_TITLES = frozenset("M. MM. Me. Mgr. Dr. Pr. St. Ste.".split())  # a name follows, which may be Le Goff
_LAST_SIGNS = frozenset(".?!…")
_CONTINUES = _TERMINATORS | {",", ";", ":"}
_CLOSERS = frozenset("»”)]’")
# Words that begin a sentence far more often than they continue a name: they settle "l'O.N.U. Le texte" and "etc. Il".
_BEGINNERS = frozenset(
    (
        "le la les l' l’ un une des il elle ils elles on ce cette ces cet c' c’ mais et en dans pour par selon après"
        " avant depuis lors son sa ses leur leurs je nous vous qui que à au aux si d' d’ du de sur avec sans tout alors"
    ).split()
)


def sentence_starts(forms: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    """Return the index of the first token of each sentence; none for a paragraph without tokens.

    A sentence ends at . ? ! … and the closing marks behind it, when what follows does not continue it:
    «Non !», dit-il. goes on; an abbreviation ends a sentence only before a word that usually begins one.
    """
    if not forms:
        return []
    begins = [0]
    last = len(forms) - 1
    for i in [i for i, form in enumerate(forms) if form[-1] in _LAST_SIGNS]:
        if i == last or i < begins[-1] or not _ends_sentence(forms[i], forms[i + 1]):
            continue
        position = i + 1
        while position <= last and _closes(forms, starts, ends, position):
            position += 1
        if position <= last and not forms[position][0].islower() and forms[position] not in _CONTINUES:
            begins.append(position)
    return begins


def _ends_sentence(form: str, following: str) -> bool:
    if form in _TERMINATORS or form.strip(".") == "":
        return True
    if form.endswith(".") and form not in _TITLES:  # O.N.U., etc., plan B.
        return following[0].isupper() and following.lower() in _BEGINNERS
    return False


def _closes(forms: Sequence[str], starts: Sequence[int], ends: Sequence[int], i: int) -> bool:
    """Tell whether a sign still belongs to the sentence just ended; a straight quote does when it touches it."""
    if forms[i] == '"':
        return starts[i] == ends[i - 1]
    return forms[i] in _CLOSERS or forms[i] in _TERMINATORS or forms[i].strip(".") == ""


def find_sentences(ids, starts, ends, paragraph_ptr, vocabulary):  # interim
    import numpy as np

    forms = [vocabulary.types[i].form for i in ids.tolist()]
    out = []
    for a, b in zip(paragraph_ptr[:-1].tolist(), paragraph_ptr[1:].tolist(), strict=True):
        out += [a + i for i in sentence_starts(forms[a:b], starts[a:b], ends[a:b])]
    return np.array([*out, len(ids)], dtype=np.int64)
