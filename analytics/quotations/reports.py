"""Reported speech without marks: «X a déclaré que …», «X dit vouloir …», «selon X, …», and conditionals of hearsay.

The words are the newsroom's, what they say is the speaker's responsibility. Positions are tokens; ends lie behind.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.quotations.columns import inside
from analytics.quotations.hearsay import hearsay_conditionals, weighs
from analytics.quotations.lists import INFINITIVE_CLAUSE, QUE_CLAUSE, infinitives, load_cues
from analytics.quotations.words import (
    ADVERB,
    AVOIR,
    CAPITAL,
    CLITIC,
    COMMA,
    CONDITIONAL,
    COORDINATION,
    DE,
    DETERMINER,
    ETRE,
    INFINITIVE,
    MARK,
    PREPOSITION,
    PRONOUN,
    QUE,
    QUI,
    REFLEXIVE,
    STOP,
    SUBORDINATION,
    TALK,
    TIME,
    A,
    holds_any,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.quotations.cues import Groups
    from analytics.quotations.sources import Sources
    from analytics.quotations.words import Bools, Ints, Words

_DATELINE = 16  # tokens of a dateline at most
_DASHES = ("-", "–", "—")
INDIRECT, SELON, HEARSAY = 1, 2, 3  # kinds of reports
_TO_QUE = 8  # tokens between a verb and its que
# «plus que», «alors que»: no clause that somebody says
_COMPARES = frozenset(
    "plus moins autant aussi même tel telle tels telles alors tandis parce avant après dès lors afin pour sans bien"
    " depuis pendant ainsi tant autre autres mieux pire jusqu' tant ne n'".split()
)
_TOLD = frozenset("avertir prévenir informer aviser alerter assurer rassurer menacer apprendre".split())
_RULES = frozenset("prévoir exiger".split())
_SUBJUNCTIVES = frozenset("soit soient ait aient puisse puissent fasse fassent aille aillent".split())
_WHILE = frozenset(["tandis"])
_TURNS = frozenset(["mais", "tandis", "or"])  # with a subject of its own behind it, the newsroom goes on
_STOP_GAP = COMMA | STOP | MARK | SUBORDINATION | QUI | AVOIR | ETRE


class Reports(NamedTuple):
    """Reports in text order, all (n_reports,); those of two parts are two rows with one number.

    firsts, ends : tokens [first, end). kinds : INDIRECT, SELON or HEARSAY. numbers : of the report. groups, sources :
    the verb group or the source that reports, -1 for none. hearsay : it has a conditional of hearsay.
    """

    firsts: Ints
    ends: Ints
    kinds: NDArray[np.uint8]
    numbers: Ints
    groups: Ints
    sources: Ints
    hearsay: Bools


def find_reports(words: Words, groups: Groups, sources: Sources, quoted: Bools) -> Reports:
    """Find the reports of the newsroom's own voice; one inside another is no report of its own.

    quoted : (n_tokens,), tokens that are quoted words.
    """
    said, heads = _clauses(words, groups, quoted)
    clause_ends = _clause_ends(words, groups, heads, quoted)
    kept = clause_ends > heads
    said, heads, clause_ends = said[kept], heads[kept], clause_ends[kept]
    outer = _outermost(heads, clause_ends)
    said, heads, clause_ends = said[outer], heads[outer], clause_ends[outer]
    covered = np.zeros(len(words.tokens) + 2, dtype=bool)
    covered[inside(heads, clause_ends)] = True

    rows = np.flatnonzero(~covered[sources.starts])
    owners, firsts, ends = _around(words, sources, rows, quoted)
    told = words.where(CONDITIONAL)
    told = told[~quoted[told]]
    told = told[~weighs(words, told)]
    hearsay = np.concatenate([
        holds_any(heads, clause_ends, told) & ~groups.compound[said],
        np.bincount(owners, weights=holds_any(firsts, ends, told), minlength=len(rows))[owners] > 0,
    ])  # fmt: skip
    order = np.argsort(firsts)
    covered[inside(firsts[order], ends[order])] = True
    alone_firsts, alone_ends = _alone(words, told[~covered[told]], groups.starts[~groups.gerund])
    firsts = np.concatenate([heads, firsts, alone_firsts])
    nobody = np.full(len(alone_firsts), -1)
    numbers = np.concatenate([np.arange(len(said)), len(said) + owners, len(said) + len(rows) + np.arange(len(nobody))])
    order = np.argsort(firsts, kind="stable")
    return Reports(
        firsts=firsts[order],
        ends=np.concatenate([clause_ends, ends, alone_ends])[order],
        kinds=np.repeat([INDIRECT, SELON, HEARSAY], [len(said), len(owners), len(nobody)]).astype(np.uint8)[order],
        numbers=numbers[order],
        groups=np.concatenate([said, np.full(len(owners), -1), nobody])[order],
        sources=np.concatenate([np.full(len(said), -1), rows[owners], nobody])[order],
        hearsay=np.concatenate([hearsay, np.ones(len(nobody), dtype=bool)])[order],
    )


def _clauses(words: Words, groups: Groups, quoted: Bools) -> tuple[Ints, Ints]:
    """Verb groups that govern a clause, and the first token of each clause."""
    frames = load_cues().frames[groups.cues]
    own = ~groups.incise & ~quoted[groups.starts]
    # «a déclaré mardi à la presse que»
    rows = np.flatnonzero(own & ((frames & QUE_CLAUSE) != 0))
    ends = groups.ends[rows].copy()
    moving = np.arange(len(rows))
    for _ in range(_TO_QUE):
        moving = moving[~words.has(ends[moving], QUE | _STOP_GAP) & (ends[moving] < len(words.tokens))]
        ends[moving] += 1
    found = words.has(ends, QUE) & ~words.listed(ends - 1, _COMPARES)
    # «a opposé un veto que réclamait X»: an object makes it a relative clause, but for whom one tells something
    leads = words.has(groups.ends[rows], ADVERB | TIME | A | PREPOSITION)
    found &= (ends == groups.ends[rows]) | leads | _tell_somebody()[groups.cues[rows]]
    que, heads = rows[found], ends[found] + 1
    whole = words.sentence(heads - 1)[1] > heads  # nothing may follow que
    que, heads = que[whole], heads[whole]
    indicative = ~_is_rule(words, groups, que, heads)
    que, heads = que[indicative], heads[indicative]
    # «dit vouloir», «assure ne pas avoir», «promet de partir»
    rows = np.flatnonzero(own & ((frames & INFINITIVE_CLAUSE) != 0) & ~groups.gerund)
    starts = groups.ends[rows]
    starts = words.past(starts, ADVERB)
    verbs = words.past(starts, DE)
    for _ in range(2):  # ne pas, n'y, se
        verbs += words.has(verbs, CLITIC) & ~words.has(verbs, DETERMINER)
        verbs = words.past(verbs, ADVERB)
    found = _is_infinitive(words, verbs) & (verbs < len(words.tokens))
    # «vous devez vous assurer de fermer»: talk to the reader
    talk = words.has(groups.firsts[rows], INFINITIVE) & words.has(groups.firsts[rows] - 1, TALK)
    found &= ~talk
    infinitive = rows[found]
    order = np.argsort(np.concatenate([que, infinitive]), kind="stable")
    heads = np.concatenate([heads, starts[found]])[order]
    return np.concatenate([que, infinitive])[order], heads


def _is_rule(words: Words, groups: Groups, rows: Ints, heads: Ints) -> Bools:
    """«la loi prévoit que chacun soit entendu»: it says what is to be, and nobody says that it is."""
    rules = np.array([cue in _RULES for cue in load_cues().cues], dtype=bool)[groups.cues[rows]]
    rules[rules] = words.mentions(heads[rules], words.sentence(heads[rules] - 1)[1], _SUBJUNCTIVES)
    return rules


@lru_cache(maxsize=1)
def _tell_somebody() -> Bools:
    """Whether each cue takes whom it is said to before its clause: «a prévenu les députés que»."""
    return np.array([cue in _TOLD for cue in load_cues().cues], dtype=bool)


def _is_infinitive(words: Words, positions: Ints) -> Bools:
    """Tell infinitives from the few words that stand behind a verb that takes one."""
    tokens = words.tokens
    ids, rows = np.unique(tokens.ids[np.minimum(positions, len(tokens) - 1)], return_inverse=True)
    lower, lemmas, known = tokens.vocabulary.lower, tokens.vocabulary.lemmas, infinitives()
    verbs = [lower[i] == lemmas[i] and (lower[i].endswith("er") or lower[i] in known) for i in ids.tolist()]
    return np.array(verbs, dtype=bool)[rows] & ~words.has(positions, CAPITAL | TIME | PREPOSITION)


def _clause_ends(words: Words, groups: Groups, heads: Ints, quoted: Bools) -> Ints:
    """Token behind each clause: at a semicolon, before the next thing that is said, or with the sentence."""
    tokens = words.tokens
    if not len(heads):
        return heads
    stops = words.where(STOP)
    semicolons = stops[words.printed(stops, ";")]
    before = groups.starts - 1
    next_said = (groups.gerund | groups.incise) & words.has(before, COMMA)
    next_said |= words.has(before, COORDINATION) & ~groups.gerund & ~groups.incise
    bounds = np.sort(np.concatenate([semicolons, before[next_said]]))
    bounds = np.append(bounds, len(tokens))
    ends = np.minimum(bounds[np.searchsorted(bounds, heads)], words.sentence(heads)[1])
    ends = _turn(words, heads, ends, quoted)
    return _without_signs(words, heads, ends)


def _without_signs(words: Words, heads: Ints, ends: Ints) -> Ints:
    """Leave out the signs at the end of stretches."""
    trimmed = words.back(ends - 1, STOP | COMMA) + 1
    return np.maximum(trimmed, heads)


def _outermost(firsts: Ints, ends: Ints) -> Ints:
    """Rows of the stretches that begin behind all before; firsts in ascending order but for a few."""
    order = np.lexsort((-ends, firsts))
    reach = np.append(0, np.maximum.accumulate(ends[order]))[: len(order)]
    return order[firsts[order] >= reach]


def _around(words: Words, sources: Sources, rows: Ints, quoted: Bools) -> tuple[Ints, Ints, Ints]:
    """The sentence around each source: (row of ``rows``, first, end) of the part before it and of the one behind."""
    starts, ends = sources.starts[rows], sources.ends[rows]
    first, end = _sentence(words, starts)
    before_end = _without_signs(words, first, starts)
    behind = words.past(ends, COMMA)
    behind_end = _without_signs(words, behind, _turn(words, behind, end, quoted))
    # «Mais, selon lui, …»: what stands before is no part of what he says
    leads = words.past(first, COORDINATION | ADVERB | COMMA)
    owners = np.concatenate([np.arange(len(rows)), np.arange(len(rows))])
    firsts, lasts = np.concatenate([first, behind]), np.concatenate([before_end, behind_end])
    # «selon les agences, qui citent un garde»: what depends on the source is said of it
    # «… Tous les titres Selon la police, …»: a headline that no sign ends is a sentence of its own
    is_before = (leads < starts) & ~words.has(starts, CAPITAL)
    # «…, selon le parquet, et la ville s'inquiète»: it says what stands before, and so it does before an apposition
    new = words.has(behind, COORDINATION) | words.listed(behind, _TURNS) | _apposed(words, behind, behind_end)
    new &= is_before & words.holds(first, before_end, AVOIR | ETRE | CONDITIONAL)
    kept = np.concatenate([is_before, (behind < behind_end) & ~words.has(behind, QUI) & ~new]) & (firsts < lasts)
    # Two sources of one sentence say it together: it is given to the first.
    sentences = words.tokens.sentences[starts]
    single = np.diff(sentences, prepend=-1) > 0
    kept &= np.concatenate([single, single])
    return owners[kept], firsts[kept], lasts[kept]


def _sentence(words: Words, positions: Ints) -> tuple[Ints, Ints]:
    """Tokens [first, end) of sentences, without the dateline that opens their paragraph: «PARIS (AFP) – Le bilan …»."""
    tokens, (firsts, ends) = words.tokens, words.sentence(positions)
    opens = np.flatnonzero(tokens.paragraph_ptr[tokens.paragraphs[firsts]] == firsts)
    places = firsts[opens, None] + np.arange(1, _DATELINE)
    is_dash = words.printed(places.ravel(), _DASHES) & words.printed(places.ravel() - 1, (")",))
    is_dash = is_dash.reshape(places.shape) & (
        tokens.paragraphs[np.minimum(places, len(tokens) - 1)] == tokens.paragraphs[firsts[opens], None]
    )
    firsts[opens] += np.where(is_dash.any(axis=1), is_dash.argmax(axis=1) + 2, 0)
    return firsts, ends


def _turn(words: Words, firsts: Ints, ends: Ints, quoted: Bools) -> Ints:
    """Token behind the report that begins at each first, before «, mais le maire …», «, tandis que Paris …»."""
    commas = words.where(COMMA)
    commas = commas[~quoted[commas]]
    turns = words.listed(commas + 1, _TURNS)
    subjects = commas + 2 + words.listed(commas + 1, _WHILE)  # «mais que» goes on with what is said
    turns &= words.has(subjects, DETERMINER | CAPITAL) & ~words.has(subjects, PREPOSITION | ADVERB)
    turns = np.append(commas[turns], len(words.tokens))
    return np.minimum(ends, turns[np.searchsorted(turns, firsts)])


def _apposed(words: Words, firsts: Ints, ends: Ints) -> Bools:
    """Tell what may say who the source is: «, directrice de l'institut», a word without an article, and no verb."""
    bare = ~words.has(firsts, DETERMINER | DE | A | PREPOSITION | CLITIC | ADVERB | COORDINATION | SUBORDINATION)
    ids, rows = np.unique(words.tokens.ids[np.minimum(firsts, len(words.tokens) - 1)], return_inverse=True)
    lower, lemmas = words.tokens.vocabulary.lower, words.tokens.vocabulary.lemmas
    verbs = [lemmas[i] != lower[i] and lemmas[i].endswith(("er", "ir", "re")) for i in ids.tolist()]
    bare &= ~np.array(verbs, dtype=bool)[rows]
    return bare & ~words.holds(firsts, ends, AVOIR | ETRE | CONDITIONAL | REFLEXIVE | PRONOUN | MARK)


def _alone(words: Words, conditionals: Ints, said: Ints) -> tuple[Ints, Ints]:
    """Sentences with a conditional by which the newsroom reports what nobody is named for: [first, end)."""
    first, end = _sentence(words, hearsay_conditionals(words, conditionals, said))
    ends = _without_signs(words, first, end)
    once = np.diff(first, prepend=-1) > 0
    return first[once], ends[once]
