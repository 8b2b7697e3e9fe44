"""Dialogue between dashes: a paragraph that begins with a dash is somebody talking, if its article talks and lists not.

«— Je pars, dit-il.» and «- une hausse des salaires ;» look alike. Talk has a first or second person, questions,
exclamations, or an inserted «dit-il»; the items of a list begin with a small letter or end with a semicolon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.words import CAPITAL, DASH, LIVELY, MARK, PRONOUN, STOP, TALK, VERB
from analytics.quotations.marks import DASHES
from analytics.text.intervals import members

if TYPE_CHECKING:
    from analytics.grammar.words import Bools, Ints, Words
    from analytics.quotations.cues import Groups
    from analytics.text.partition import Partition

_LIST_ENDS = (";", ",")


class Turns(NamedTuple):
    """What is said from a dash on, tokens [first, last] to the end of the paragraph, both (n_turns,)."""

    firsts: Ints
    lasts: Ints


def find_turns(partition: Partition, words: Words, groups: Groups) -> Turns:
    """Find the paragraphs of dialogue, and what stands behind a colon and a long dash."""
    tokens = words.tokens
    heads, ends = _candidates(words)
    if not len(heads):
        return Turns(heads, heads)
    texts = words.past(heads, DASH)
    plain = (texts < ends) & ~words.has(texts, MARK)  # «— « Non », dit-il»: the marks tell
    heads, ends, texts = heads[plain], ends[plain], texts[plain]

    talks = words.holds(heads, ends, TALK | LIVELY)
    incises = groups.starts[groups.incise]
    talks |= np.searchsorted(incises, ends) > np.searchsorted(incises, heads)
    is_lower = tokens.is_word[np.minimum(texts, len(tokens) - 1)] & ~words.has(texts, CAPITAL)
    lists = (is_lower & ~words.has(texts, VERB)) | words.printed(ends - 1, _LIST_ENDS)
    articles = partition.articles[tokens.paragraphs[heads]]
    n, n_talks, n_lists = (
        np.bincount(articles, weights=flags, minlength=len(partition.article_ids))
        for flags in (np.ones(len(heads)), talks, lists)
    )
    dialogue = (3 * n_talks >= n) & (4 * n_lists <= n) & (n_talks > 0)
    kept = dialogue[articles] & ~lists & (talks | (n_talks[articles] >= 2))
    return Turns(heads[kept], _without_lead(words, heads[kept], ends[kept]) - 1)


def _without_lead(words: Words, heads: Ints, ends: Ints) -> Ints:
    """Leave out the last sentence of a turn where it ends with a colon: it leads to what comes next."""
    leads = words.printed(ends - 1, ":")
    begins = words.sentence(ends - 1)[0]
    return np.where(leads & (begins > heads), begins, ends)


def _candidates(words: Words) -> tuple[Ints, Ints]:
    """Dashes that may open a turn, and the token behind what they open.

    A dash at the head of a paragraph opens all of it. One behind a colon or a sentence opens one sentence, and the next
    ones as long as they talk: «Il demanda : — Pourquoi ? Vous partez ? Il se tut.»
    """
    tokens = words.tokens
    pointers = tokens.paragraph_ptr
    heads = pointers[:-1][np.diff(pointers) > 1]
    heads = heads[words.has(heads, DASH)]
    dashes = words.where(DASH)
    dashes = dashes[words.has(dashes - 1, STOP)]
    dashes = dashes[words.printed(dashes, DASHES)]
    dashes = dashes[~np.isin(dashes, heads)]
    in_turn = np.searchsorted(heads, dashes, side="right") - 1
    paragraphs = tokens.paragraphs
    free = np.ones(len(dashes), dtype=bool)
    if len(heads):
        free = (in_turn < 0) | (paragraphs[heads[in_turn]] != paragraphs[dashes])
    dashes = dashes[free]
    ends = _talk_ends(words, dashes)
    colon = words.printed(dashes - 1, ":")
    shared = np.diff(paragraphs[dashes], prepend=-1) == 0
    shared[:-1] |= shared[1:]
    talks = colon | (shared & words.holds(dashes, ends, TALK | LIVELY))
    talks &= ~words.holds(dashes, ends, MARK)
    dashes, ends = dashes[talks], ends[talks]
    apart = dashes >= np.append(0, np.maximum.accumulate(ends))[: len(ends)]
    firsts = np.concatenate([heads, dashes[apart]])
    behind = np.concatenate([pointers[paragraphs[heads] + 1] - 1, ends[apart]])
    order = np.argsort(firsts)
    return firsts[order], behind[order]


def _talk_ends(words: Words, dashes: Ints) -> Ints:
    """Token behind the sentences from each dash on that talk, the first one in any case."""
    tokens = words.tokens
    if not len(dashes):
        return dashes
    paragraphs = np.unique(tokens.paragraphs[dashes])
    ends = tokens.paragraph_ptr[paragraphs + 1] - 1
    starts = np.searchsorted(tokens.sentence_ptr, tokens.paragraph_ptr[paragraphs])
    _, sentences = members(starts, np.searchsorted(tokens.sentence_ptr, ends))
    firsts, behind = tokens.sentence_ptr[sentences], tokens.sentence_ptr[sentences + 1]
    silent = _narrates(words, firsts, behind) | words.holds(firsts, behind, MARK)
    halts = np.union1d(firsts[silent], ends)
    following = words.sentence(dashes)[1]
    return halts[np.searchsorted(halts, following)]


def _narrates(words: Words, firsts: Ints, ends: Ints) -> Bools:
    """Tell which stretches are about somebody, and are not talk: «Il se tut.», «Elle sortit avec Cornudet.»."""
    return ~words.holds(firsts, ends, TALK | LIVELY) & (
        words.holds(firsts, ends, PRONOUN) | words.holds(firsts + 1, ends, CAPITAL)
    )


def told(words: Words, ends: Ints, limits: Ints) -> Bools:
    """Tell where talk does not resume: behind an inserted clause that ends a sentence, when the next is narrative."""
    behind = np.minimum(ends, len(words.tokens) - 1)
    sentence_ends = np.minimum(words.sentence(behind)[1], limits)
    return words.has(ends - 1, STOP) & (ends < limits) & _narrates(words, ends, sentence_ends)
