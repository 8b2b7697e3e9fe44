"""Direct speech: marks and dialogue together, without the clauses that the newsroom inserts (a-t-il dit)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.columns import inside, pick
from analytics.grammar.phrases import noun_phrases
from analytics.grammar.words import BRACKET, COMMA, DASH, LIVELY, MARK, QUE, QUI, STOP
from analytics.quotations.dialogue import find_turns, told
from analytics.quotations.marks import Parts, find_marked, in_text_order

if TYPE_CHECKING:
    from analytics.grammar.words import Bools, Ints, Words
    from analytics.quotations.cues import Groups
    from analytics.text.partition import Partition

_INSERTED = 25  # tokens of an inserted clause
_NOTES = frozenset(["ndlr", "note", "ndt", "n.d.l.r."])
_BETWEEN = 20  # tokens between two parts of one quotation


class Speech(NamedTuple):
    """Direct speech in text order, and the verb group that is inserted into each quotation or follows it.

    parts : numbered over the partition, in text order. groups : (n_quotations,), rows of the groups, -1 without.
    """

    parts: Parts
    groups: Ints


class _Cuts(NamedTuple):
    """Tokens [first, last] taken out of parts, in text order, and the verb group of each, all (n_cuts,)."""

    parts: Ints
    firsts: Ints
    lasts: Ints
    groups: Ints


def find_speech(partition: Partition, words: Words, groups: Groups) -> Speech:
    """Find direct speech in all its typographies."""
    marked = find_marked(partition, words.tokens.plain(words.where(MARK)))
    parts = _spaced(partition, _outermost(_numbered(partition, marked)))
    turns = find_turns(partition, words, groups)
    parts, is_turn = _with_turns(words, parts, turns.firsts, turns.lasts)
    inserted = np.full(int(parts.quotation_ids.max(initial=-1)) + 1, -1)
    cuts = _find_cuts(words, groups, parts, is_turn)
    owners = parts.quotation_ids[cuts.parts]
    inserted[owners[::-1]] = cuts.groups[::-1]
    parts = _without(words, parts, cuts)
    return _joined(words, groups, parts, inserted)


def _numbered(partition: Partition, parts: Parts) -> Parts:
    """Number quotations over the partition instead of in each article."""
    articles = partition.articles[partition.tokens.paragraphs[parts.firsts]]
    room = int(parts.quotation_ids.max(initial=0)) + 1
    _, numbers = np.unique(articles * room + parts.quotation_ids, return_inverse=True)
    return parts._replace(quotation_ids=numbers.astype(np.int64))


def _spaced(partition: Partition, parts: Parts) -> Parts:
    """Put parts among tokens with a stop behind each paragraph."""
    paragraphs = partition.tokens.paragraphs[parts.firsts]
    return parts._replace(firsts=parts.firsts + paragraphs, lasts=parts.lasts + paragraphs)


def _outermost(parts: Parts) -> Parts:
    """Set the depth of quotations that lie in no other to 0: one left open ends before what was to be inside it."""
    reach = np.append(-1, np.maximum.accumulate(parts.lasts))[: len(parts.lasts)]
    is_inside = np.zeros(int(parts.quotation_ids.max(initial=-1)) + 1, dtype=bool)
    is_inside[parts.quotation_ids[parts.firsts <= reach]] = True
    return parts._replace(depths=np.where(is_inside[parts.quotation_ids], parts.depths, 0))


def _with_turns(words: Words, parts: Parts, firsts: Ints, lasts: Ints) -> tuple[Parts, Bools]:
    """Add the turns of a dialogue. Return which parts are turns, too.

    Marks inside a turn are quotations inside it, turns inside marks are theirs; a mark that closes nothing ends a turn.
    """
    marked = np.zeros(len(words.tokens), dtype=bool)
    marked[inside(parts.firsts, parts.lasts + 1)] = True
    free = ~marked[firsts]
    firsts, lasts = firsts[free], lasts[free]
    if not len(firsts):
        return parts, np.zeros(len(parts.firsts), dtype=bool)
    stray = words.where(MARK)
    stray = np.append(stray[~marked[stray]], len(words.tokens))
    lasts = np.minimum(lasts, stray[np.searchsorted(stray, firsts)])
    n_known = int(parts.quotation_ids.max(initial=-1)) + 1
    turn = np.searchsorted(firsts, parts.firsts, side="right") - 1
    in_turn = (turn >= 0) & (parts.firsts <= lasts[turn])
    parts = parts._replace(depths=parts.depths + in_turn)
    numbers = n_known + np.arange(len(firsts))
    turns = Parts(numbers, np.zeros_like(firsts), firsts, lasts, np.ones(len(firsts), dtype=bool))
    parts = in_text_order(parts, turns)
    return parts, parts.quotation_ids >= n_known


def _find_cuts(words: Words, groups: Groups, parts: Parts, is_turn: Bools) -> _Cuts:
    """Find what the newsroom inserts: «…, a-t-il dit, …», «… [NDLR : …] …». Inside inner quotations it is quoted."""
    rows = np.flatnonzero(groups.incise)
    rows = rows[words.has(groups.starts[rows] - 1, COMMA | LIVELY | DASH)]
    owners = _holders(parts, groups.starts[rows])
    rows = rows[(owners >= 0) & (owners == _holders(parts, groups.starts[rows] - 1))]
    starts = groups.starts[rows]
    owners = _holders(parts, starts)
    limits = parts.lasts[owners] + 1
    ends = _inserted_ends(words, pick(groups, rows), limits)
    narrative = is_turn[owners] & told(words, ends, limits)
    ends = np.where(narrative, np.minimum(limits, np.append(starts, len(words.tokens))[1:]), ends)
    firsts, lasts = _notes(words)
    holders = _holders(parts, firsts)
    kept = holders >= 0
    firsts, lasts = firsts[kept], lasts[kept]
    owners = np.concatenate([owners, holders[kept]])
    firsts, lasts = np.concatenate([starts, firsts]), np.concatenate([ends - 1, lasts])
    rows = np.concatenate([rows, np.full(kept.sum(), -1)])
    order = np.argsort(firsts)
    firsts, lasts = firsts[order], np.minimum(lasts, parts.lasts[owners])[order]
    apart = firsts > np.append(-1, np.maximum.accumulate(lasts))[: len(lasts)]
    return _Cuts(owners[order][apart], firsts[apart], lasts[apart], rows[order][apart])


def _holders(parts: Parts, positions: Ints) -> Ints:
    """Outermost part that each token stands in, -1 for none, and for those of inner quotations."""
    inner = parts.depths > 0
    outer = np.flatnonzero(~inner)
    found = np.append(outer, -1)[np.searchsorted(parts.firsts[outer], positions, side="right") - 1]
    found = np.where(positions <= np.append(parts.lasts, -1)[found], found, -1)
    reach = np.append(np.maximum.accumulate(parts.lasts[inner]), -1)
    before = np.searchsorted(parts.firsts[inner], positions, side="right") - 1
    return np.where((before >= 0) & (positions <= reach[before]), -1, found)


def _notes(words: Words) -> tuple[Ints, Ints]:
    """Tokens [first, last] of notes in brackets that say to be one: [NDLR : …]."""
    tokens = words.tokens
    brackets = words.where(BRACKET)
    noted = brackets[words.listed(brackets + 1, _NOTES)]
    lasts = np.full(len(noted), len(tokens) - 1)
    for opening, closing in ("[]", "()"):
        opens = words.printed(noted, opening)
        closes = brackets[words.printed(brackets, closing)]
        lasts[opens] = np.append(closes, len(tokens) - 1)[np.searchsorted(closes, noted[opens])]
    return noted, lasts


def _inserted_ends(words: Words, groups: Groups, limits: Ints) -> Ints:
    """Token behind each inserted clause and the sign that ends it."""
    ends = groups.ends.copy()
    named = np.flatnonzero(groups.subjects >= 0)
    ends[named] = noun_phrases(words, groups.subjects[named], limits[named])
    far = np.minimum(limits, groups.starts + _INSERTED)
    while True:
        goes_on = (ends < far) & ~words.has(ends, COMMA | STOP | MARK)
        # «s'écria le bandit, qui le tenait, …»: what depends on it is no speech
        goes_on |= (ends < far) & words.has(ends, COMMA) & words.has(ends + 1, QUI | QUE)
        if not goes_on.any():
            break
        ends[goes_on] += 1
    return ends + (words.has(ends, COMMA | STOP) & (ends < limits))


def _without(words: Words, parts: Parts, cuts: _Cuts) -> Parts:
    """Take cuts out of parts; what is left without a word is left out."""
    if not len(cuts.parts):
        return parts
    rows = np.concatenate([np.arange(len(parts.firsts)), cuts.parts])
    firsts = np.concatenate([parts.firsts, cuts.lasts + 1])
    order = np.lexsort((firsts, rows))
    rows, firsts = rows[order], firsts[order]
    lasts = parts.lasts[rows]
    goes_on = np.append(rows[1:] == rows[:-1], False)
    # Behind each beginning but the last of its part comes the cut before the next beginning.
    stops = np.concatenate([np.full(len(parts.firsts), -1), cuts.firsts - 1])[order]
    lasts[goes_on] = stops[1:][goes_on[:-1]]
    pieces = pick(parts, rows)._replace(firsts=firsts, lasts=lasts)
    is_cut = np.zeros(len(parts.firsts), dtype=bool)
    is_cut[cuts.parts] = True
    worded = firsts <= lasts
    worded &= ~is_cut[rows] | (words.n_words(firsts, lasts + 1) > 0)
    return in_text_order(pick(pieces, worded))


def _joined(words: Words, groups: Groups, parts: Parts, inserted: Ints) -> Speech:
    """Join «…», a-t-il dit, «…» into one quotation, and find the inserted clauses that follow a quotation."""
    outer = np.flatnonzero(parts.depths == 0)
    ends = parts.lasts[outer] + 1
    ends += words.has(ends, COMMA)
    rows = np.flatnonzero(groups.incise)
    place = np.searchsorted(groups.starts[rows], ends)
    rows = np.append(rows, -1)
    follows = np.append(groups.starts, -1)[rows[place]] == ends
    group = np.where(follows, rows[place], -1)
    quotations = parts.quotation_ids[outer]
    free = follows & (inserted[quotations] < 0)
    inserted[quotations[free]] = group[free]

    parents = np.arange(len(inserted))
    here, following = np.flatnonzero(follows[:-1]), None
    if len(here):
        following = here + 1
        starts, begins = ends[here], parts.firsts[outer[following]]
        sentence_ends = words.sentence(starts)[1]
        joins = words.has(begins - 1, COMMA) & (begins - starts < _BETWEEN) & (begins < sentence_ends)
        joins &= ~words.holds(starts, begins, STOP)
        parents[quotations[following[joins]]] = quotations[here[joins]]
    while (parents[parents] != parents).any():
        parents = parents[parents]
    kept, numbers = np.unique(parents[parts.quotation_ids], return_inverse=True)
    return Speech(parts._replace(quotation_ids=numbers.astype(np.int64)), inserted[kept])
