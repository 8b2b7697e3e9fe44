"""Tokens of French press text as a struct of arrays: the text is read once, and everything else works on ids.

One regular expression says what a French token is. It is plain rather than fast, so that a faster tokenizer can be
checked against it on any text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from analytics.text.abbreviations import abbreviation_pattern
from analytics.text.sentences import find_sentences
from analytics.text.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_APOSTROPHE = "['’ʼ]"
_CLITIC = (
    f"(?:t-(?:il|elle|on|ils|elles)|t{_APOSTROPHE}(?:en|y)"
    "|ils?|elles?|on|je|tu|nous|vous|ce|moi|toi|lui|leur|les?|la|en|y)"
)
_HYPHEN = f"[-‐‑](?!(?<!ng-){_CLITIC}(?:-{_CLITIC})?(?![\\w-]))"  # joins a word; Jong-il and Yong-il are names
_W = r"[\w\u0300-\u036f]"  # a letter, digit or combining accent

_OPENING_SIGNS = frozenset(["«", "“", '"', ":", "(", "–", "—", "-"])

TOKEN = re.compile(
    rf"""
      (?:https?://|www\.)[^\s«»"<>]*[^\s«»"<>.,;:!?)\]…’']           # address
    | [\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+                                  # e-mail
    | [@\#]\w+                                                     # handle, tag
    | aujourd{_APOSTROPHE}hui | prud{_APOSTROPHE}hom\w+ | presqu{_APOSTROPHE}îles? | quelqu{_APOSTROPHE}une?s?
    | c{_APOSTROPHE}est-à-dire | rendez-vous | garde-à-vous | main-d{_APOSTROPHE}œuvre
    | (?:[^\W\d_]\.){{2,}}                                          # O.N.U.
    | {abbreviation_pattern()}                                     # M.  etc.  art. 5, but not: de l'art. Il
    | (?-i:[A-ZÀ-ÖØ-Þ]\.)(?=[\s-]?(?-i:[A-ZÀ-ÖØ-Þ]))                 # initial: George W. Bush, J.-C.
    | \d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?!{_W})(?:,\d+)?            # 2 000, with any of the three spaces
    | \d+(?:[.,:/]\d+)*{_W}*                                         # 3,5  14h30  1er  49.3  5G
    | (?:jusqu|lorsqu|puisqu|quoiqu|qu|[cdjlmnst]){_APOSTROPHE}(?={_W}|[«“„"])   # elision
    | -{_CLITIC}(?=-{_CLITIC}(?![\w-])|(?![\w-]))                  # inversion: a-t-il, dis-le-lui
    | {_W}+(?:(?:{_APOSTROPHE}|{_HYPHEN}){_W}+)*                       # word
    | \.{{2,}}                                                      # three dots
    | [^\w\s]                                                      # any other sign by itself
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Tokens:
    """Tokens of a partition of paragraphs.

    ids : int32 (n_tokens,), rows of ``vocabulary``. starts, ends : int32 (n_tokens,), code points in the paragraph.
    sentence_ptr : int64 (n_sentences + 1,), tokens of sentence s are ``[sentence_ptr[s], sentence_ptr[s + 1])``.
    paragraph_ptr : int64 (n_paragraphs + 1,), likewise. Sentences end where paragraphs end.
    """

    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    sentence_ptr: NDArray[np.int64]
    paragraph_ptr: NDArray[np.int64]
    vocabulary: Vocabulary

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def n_sentences(self) -> int:
        """Number of sentences."""
        return len(self.sentence_ptr) - 1

    @property
    def n_paragraphs(self) -> int:
        """Number of paragraphs, empty ones included."""
        return len(self.paragraph_ptr) - 1

    @cached_property
    def paragraphs(self) -> NDArray[np.int64]:
        """Paragraph of each token, (n_tokens,)."""
        return np.repeat(np.arange(self.n_paragraphs), np.diff(self.paragraph_ptr))

    @cached_property
    def sentences(self) -> NDArray[np.int64]:
        """Sentence of each token in the partition, (n_tokens,)."""
        return np.repeat(np.arange(self.n_sentences), np.diff(self.sentence_ptr))

    @cached_property
    def sentence_paragraphs(self) -> NDArray[np.int64]:
        """Paragraph of each sentence, (n_sentences,)."""
        return np.searchsorted(self.paragraph_ptr, self.sentence_ptr[:-1], side="right") - 1

    @cached_property
    def sentence_numbers(self) -> NDArray[np.int64]:
        """Number of each sentence within its paragraph, (n_sentences,)."""
        first = np.searchsorted(self.sentence_ptr, self.paragraph_ptr[:-1], side="left")
        return np.arange(self.n_sentences) - first[self.sentence_paragraphs]

    @cached_property
    def opens(self) -> NDArray[np.bool_]:
        """Tokens that open a sentence or a quotation, (n_tokens,): their capital says nothing."""
        opens = np.zeros(len(self) + 1, dtype=bool)
        opens[self.sentence_ptr] = True
        opens[1:] |= self.vocabulary.matching(_OPENING_SIGNS)[self.ids]
        return opens[:-1]

    @cached_property
    def is_word(self) -> NDArray[np.bool_]:
        """Whether each token is a word or number rather than a sign, (n_tokens,)."""
        return self.vocabulary.is_word[self.ids]


def tokenize(paragraphs: Sequence[str]) -> Tokens:
    """Cut paragraphs into tokens and sentences.

    Spans point back: ``paragraphs[p][starts[i]:ends[i]]`` is token i. Any string is legal, the empty one included.
    """
    interned: dict[str, int] = {}
    forms: list[int] = []
    spans: list[tuple[int, int]] = []
    bounds = [0]
    for text in paragraphs:
        for match in TOKEN.finditer(text):
            forms.append(interned.setdefault(match.group(), len(interned)))
            spans.append(match.span())
        bounds.append(len(forms))
    ids = np.array(forms, dtype=np.int32)
    starts, ends = np.array(spans, dtype=np.int32).reshape(-1, 2).T.copy()
    paragraph_ptr = np.array(bounds, dtype=np.int64)
    vocabulary = Vocabulary(interned)
    return Tokens(
        ids=ids,
        starts=starts,
        ends=ends,
        sentence_ptr=find_sentences(ids, starts, ends, paragraph_ptr, vocabulary),
        paragraph_ptr=paragraph_ptr,
        vocabulary=vocabulary,
    )
