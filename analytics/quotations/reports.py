"""Reported speech without marks: «X a déclaré que …», «X dit vouloir …», «selon X, …», and conditionals of hearsay.

The words are the newsroom's, what they say is the speaker's responsibility. Positions are tokens; ends lie behind.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.columns import inside
from analytics.grammar.phrases import is_infinitive, noun_phrases
from analytics.grammar.words import (
    ADVERB,
    AVOIR,
    BRACKET,
    CAPITAL,
    CLITIC,
    COMMA,
    CONDITIONAL,
    COORDINATION,
    DE,
    DETERMINER,
    ETRE,
    FINITE,
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
from analytics.quotations.cues import RESTRICTED
from analytics.quotations.hearsay import hearsay_conditionals, weighs
from analytics.quotations.insertions import inserted_ends
from analytics.quotations.lists import INFINITIVE_CLAUSE, QUE_CLAUSE, load_cues
from analytics.text.intervals import members

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.grammar.words import Bools, Ints, Words
    from analytics.quotations.cues import Groups
    from analytics.quotations.sources import Sources

_DATELINE = 16  # tokens of a dateline at most
_DASHES = ("-", "–", "—")
INDIRECT, SELON, HEARSAY = 1, 2, 3  # kinds of reports
_APPOSITION = 16  # tokens that tell who a source is
_LEADS = frozenset("afin faute grâce quant près plus moins environ autour loin lorsque comme voici voilà".split())
_ONE = frozenset(["un", "une"])
_TO_QUE = 8  # tokens between a verb and its que
# «plus que», «alors que»: no clause that somebody says
_COMPARES = frozenset(
    "plus moins autant aussi même tel telle tels telles alors tandis parce avant après dès lors afin pour sans bien"
    " depuis pendant ainsi tant autre autres mieux pire jusqu' tant ne n'".split()
)
_TOLD = frozenset("avertir prévenir informer aviser alerter assurer rassurer menacer apprendre".split())
_WITH_A = frozenset(["s'engager"])
_MINE = frozenset("ai as avons avez".split())
_RULES = frozenset("prévoir exiger".split())
_SUBJUNCTIVES = frozenset("soit soient ait aient puisse puissent fasse fassent aille aillent".split())
_AND, _NOW = frozenset(["et"]), frozenset("a ont est sont".split())
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


def find_reports(words: Words, groups: Groups, sources: Sources, quoted: Bools, inserted: Ints) -> Reports:
    """Find the reports of the newsroom's own voice; one inside another is no report of its own.

    quoted : (n_tokens,), tokens that are quoted words. inserted : groups as `insertions` returns them.
    """
    said, heads = _clauses(words, groups, quoted)
    clause_ends = _clause_ends(words, groups, said, heads, quoted)
    kept = clause_ends > heads
    said, heads, clause_ends = said[kept], heads[kept], clause_ends[kept]
    outer = _outermost(heads, clause_ends)
    said, heads, clause_ends = said[outer], heads[outer], clause_ends[outer]
    covered = np.zeros(len(words.tokens) + 2, dtype=bool)
    covered[inside(heads, clause_ends)] = True

    rows = np.flatnonzero(~covered[sources.starts])
    inserted = inserted[~covered[groups.starts[inserted] - 2]]
    sayers = np.concatenate([rows, inserted])
    is_source = np.arange(len(sayers)) < len(rows)
    starts = np.concatenate([sources.starts[rows], groups.starts[inserted]])
    behind = np.concatenate([sources.ends[rows], inserted_ends(words, groups, inserted)])
    order = np.argsort(starts, kind="stable")
    sayers, is_source = sayers[order], is_source[order]
    owners, firsts, ends = _around(words, starts[order], behind[order], quoted, is_source)
    told = words.where(CONDITIONAL)
    told = told[~quoted[told]]
    told = told[~weighs(words, told)]
    hearsay = np.concatenate([
        holds_any(heads, clause_ends, told) & ~groups.compound[said],
        np.bincount(owners, weights=holds_any(firsts, ends, told), minlength=len(sayers))[owners] > 0,
    ])  # fmt: skip
    order = np.argsort(firsts)
    covered[inside(firsts[order], ends[order])] = True
    alone_firsts, alone_ends = _alone(words, told[~covered[told]], groups.starts[~groups.gerund])
    firsts = np.concatenate([heads, firsts, alone_firsts])
    nobody = np.full(len(alone_firsts), -1)
    numbers = np.arange(len(said) + len(sayers) + len(nobody))
    numbers = np.concatenate([numbers[: len(said)], len(said) + owners, numbers[len(said) + len(sayers) :]])
    by_source = is_source[owners]
    kinds = [np.full(len(said), INDIRECT), np.where(by_source, SELON, INDIRECT), np.full(len(nobody), HEARSAY)]
    order = np.argsort(firsts, kind="stable")
    return Reports(
        firsts=firsts[order],
        ends=np.concatenate([clause_ends, ends, alone_ends])[order],
        kinds=np.concatenate(kinds).astype(np.uint8)[order],
        numbers=numbers[order],
        groups=np.concatenate([said, np.where(by_source, -1, sayers[owners]), nobody])[order],
        sources=np.concatenate([np.full(len(said), -1), np.where(by_source, sayers[owners], -1), nobody])[order],
        hearsay=np.concatenate([hearsay, np.ones(len(nobody), dtype=bool)])[order],
    )


def _clauses(words: Words, groups: Groups, quoted: Bools) -> tuple[Ints, Ints]:
    """Verb groups that govern a clause, and the first token of each clause."""
    frames = load_cues().frames[groups.cues]
    own = ~groups.incise & ~quoted[groups.starts]
    infinitive, starts = _infinitives(words, groups, np.flatnonzero(own & ((frames & INFINITIVE_CLAUSE) != 0)))
    own &= groups.negations != RESTRICTED  # «n'a su qu'à midi»
    own &= ~words.mentions(groups.starts, groups.firsts, _MINE)  # «nous avons cru que» is nobody's report
    own[infinitive] = False  # «s'engage à tenir le délai qu'il a fixé»
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
    order = np.argsort(np.concatenate([que, infinitive]), kind="stable")
    return np.concatenate([que, infinitive])[order], np.concatenate([heads, starts])[order]


def _infinitives(words: Words, groups: Groups, rows: Ints) -> tuple[Ints, Ints]:
    """Groups that govern an infinitive, and the first token of its clause: «dit vouloir», «promet de partir»."""
    rows = rows[~groups.gerund[rows]]
    starts = groups.ends[rows]
    starts = words.past(starts, ADVERB)
    verbs = words.past(starts, DE)
    verbs += _takes_a()[groups.cues[rows]] & words.has(verbs, A)
    for _ in range(2):  # ne pas, n'y, se
        verbs += words.has(verbs, CLITIC) & ~words.has(verbs, DETERMINER)
        verbs = words.past(verbs, ADVERB)
    found = is_infinitive(words, verbs) & (verbs < len(words.tokens))
    # «vous devez vous assurer de fermer»: talk to the reader
    talk = words.has(groups.firsts[rows], INFINITIVE) & words.has(groups.firsts[rows] - 1, TALK)
    found &= ~talk
    return rows[found], starts[found]


def _is_rule(words: Words, groups: Groups, rows: Ints, heads: Ints) -> Bools:
    """«la loi prévoit que chacun soit entendu»: it says what is to be, and nobody says that it is."""
    rules = np.array([cue in _RULES for cue in load_cues().cues], dtype=bool)[groups.cues[rows]]
    rules[rules] = words.mentions(heads[rules], words.sentence(heads[rules] - 1)[1], _SUBJUNCTIVES)
    return rules


@lru_cache(maxsize=1)
def _takes_a() -> Bools:
    """Whether each cue takes its infinitive with «à»: «s'engage à payer»."""
    return np.array([cue in _WITH_A for cue in load_cues().cues], dtype=bool)


@lru_cache(maxsize=1)
def _tell_somebody() -> Bools:
    """Whether each cue takes whom it is said to before its clause: «a prévenu les députés que»."""
    return np.array([cue in _TOLD for cue in load_cues().cues], dtype=bool)


def _clause_ends(words: Words, groups: Groups, said: Ints, heads: Ints, quoted: Bools) -> Ints:
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
    ends = _back_to_facts(words, groups, said, heads, ends, quoted)
    return _without_signs(words, heads, ends)


def _back_to_facts(words: Words, groups: Groups, said: Ints, heads: Ints, ends: Ints, quoted: Bools) -> Ints:
    """Token behind each clause where the newsroom goes on behind a comma, in another tense or with the main verb.

    «a dit que la digue tenait, et le maire a fermé l'école»: who says something in the past reports the past.
    «La ministre, qui juge que le texte est clair, ne cédera pas»: the clause ends before the verb of its subject.
    """
    commas = _joins(words, quoted)
    far = len(words.tokens)
    joins = commas[words.listed(commas + 1, _AND)]
    joins = joins[words.has(joins + 2, DETERMINER | CAPITAL) & ~words.has(joins + 2, PREPOSITION | ADVERB)]
    join = np.append(joins, far)[np.searchsorted(joins, heads)]
    shifts = np.flatnonzero(groups.compound[said] & (join < ends))
    shifts = shifts[~words.mentions(heads[shifts], join[shifts], _NOW)]
    shifts = shifts[_first_verb_is_now(words, join[shifts], ends[shifts])]
    ends = ends.copy()
    ends[shifts] = join[shifts]
    relative = np.flatnonzero(words.has(groups.starts[said] - 1, QUI) & words.has(groups.starts[said] - 2, COMMA))
    owners, inside = members(heads[relative], ends[relative])
    back = words.has(inside, COMMA) & words.has(inside + 1, AVOIR | ETRE | CONDITIONAL | FINITE | CLITIC)
    back &= ~words.has(inside + 1, DETERMINER | PREPOSITION) & ~quoted[inside]
    np.minimum.at(ends, relative[owners[back]], inside[back])
    return ends


def _first_verb_is_now(words: Words, firsts: Ints, ends: Ints) -> Bools:
    """Tell where the first of avoir and être in each stretch is in the present: «et le maire a fermé l'école»."""
    owners, inside = members(firsts, ends)
    verbs = words.has(inside, AVOIR | ETRE | CONDITIONAL)
    owners, inside = owners[verbs], inside[verbs]
    is_first = np.diff(owners, prepend=-1) > 0
    found = np.zeros(len(firsts), dtype=bool)
    found[owners[is_first]] = words.listed(inside[is_first], _NOW)
    return found


def _without_signs(words: Words, heads: Ints, ends: Ints) -> Ints:
    """Leave out the signs at the end of stretches."""
    trimmed = words.back(ends - 1, STOP | COMMA) + 1
    return np.maximum(trimmed, heads)


def _outermost(firsts: Ints, ends: Ints) -> Ints:
    """Rows of the stretches that begin behind all before; firsts in ascending order but for a few."""
    order = np.lexsort((-ends, firsts))
    reach = np.append(0, np.maximum.accumulate(ends[order]))[: len(order)]
    return order[firsts[order] >= reach]


def _around(words: Words, starts: Ints, ends: Ints, quoted: Bools, is_source: Bools) -> tuple[Ints, Ints, Ints]:
    """The sentence around each source [start, end): (its row, first, end) of the part before it and the one behind.

    is_source : rather than an inserted clause, whose subject has its appositions behind it.
    """
    first, end = _sentence(words, starts)
    before_end = _without_signs(words, first, starts)
    behind = words.past(_past_bracket(words, ends), COMMA)
    # «Mais, selon lui, …»: what stands before is no part of what he says
    leads = words.past(first, COORDINATION | ADVERB | COMMA)
    # «… Tous les titres Selon la police, …»: a headline that no sign ends is a sentence of its own
    is_before = (leads < starts) & ~words.has(starts, CAPITAL)
    behind = np.where(is_before, behind, _past_apposition(words, behind, end))
    behind_end = _without_signs(words, behind, _turn(words, behind, end, quoted))
    owners = np.tile(np.arange(len(starts)), 2)
    firsts, lasts = np.concatenate([first, behind]), np.concatenate([before_end, behind_end])
    # «selon les agences, qui citent un garde»: what depends on the source is said of it
    # «…, selon le parquet, et la ville s'inquiète»: it says what stands before, and so it does before an apposition
    new = words.has(behind, COORDINATION) | words.listed(behind, _TURNS) | _apposed(words, behind, behind_end)
    new |= _is_named(words, behind, behind_end) | (~is_source & _lacks_verb(words, behind, behind_end))
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
    turns = words.once("turns", lambda: _turns(words, _joins(words, quoted)))
    return np.minimum(ends, turns[np.searchsorted(turns, firsts)])


def _joins(words: Words, quoted: Bools) -> Ints:
    """Commas of the newsroom before a word that joins clauses."""
    return words.once("joining commas", lambda: _joining_commas(words, quoted))


def _joining_commas(words: Words, quoted: Bools) -> Ints:
    commas = words.where(COMMA)
    commas = commas[words.has(commas + 1, COORDINATION | SUBORDINATION)]
    return commas[~quoted[commas]]


def _turns(words: Words, commas: Ints) -> Ints:
    """Commas at which the newsroom goes on with a subject of its own, and the token behind the last."""
    turns = words.listed(commas + 1, _TURNS)
    turning = commas[turns]
    subjects = turning + 2 + words.listed(turning + 1, _WHILE)  # «mais que» goes on with what is said
    turning = turning[words.has(subjects, DETERMINER | CAPITAL) & ~words.has(subjects, PREPOSITION | ADVERB)]
    return np.append(turning, len(words.tokens))


def _apposed(words: Words, firsts: Ints, ends: Ints) -> Bools:
    """Tell what may say who the source is: «, directrice de l'institut», a word without an article, and no verb."""
    bare = ~words.listed(firsts, _LEADS) & ~words.has(
        firsts, DETERMINER | DE | A | PREPOSITION | CLITIC | ADVERB | COORDINATION | SUBORDINATION
    )
    ids, rows = np.unique(words.tokens.ids[np.minimum(firsts, len(words.tokens) - 1)], return_inverse=True)
    lower, lemmas = words.tokens.vocabulary.lower, words.tokens.vocabulary.lemmas
    verbs = [lemmas[i] != lower[i] and lemmas[i].endswith(("er", "ir", "re")) for i in ids.tolist()]
    bare &= ~np.array(verbs, dtype=bool)[rows]
    return bare & _lacks_verb(words, firsts, ends)


def _lacks_verb(words: Words, firsts: Ints, ends: Ints) -> Bools:
    """Tell stretches without a sign of a verb or of talk."""
    return ~words.holds(firsts, ends, AVOIR | ETRE | CONDITIONAL | REFLEXIVE | PRONOUN | MARK)


def _is_named(words: Words, firsts: Ints, ends: Ints) -> Bools:
    """Tell what is a title and a name and nothing else: «…, selon un porte-parole, le colonel Luc Roy»."""
    ends_in_name = words.has(ends - 1, CAPITAL) & words.has(firsts, DETERMINER) & (ends - firsts <= _APPOSITION)
    ends_in_name &= ~words.has(firsts, CAPITAL)
    ends_in_name[ends_in_name] = noun_phrases(words, firsts[ends_in_name], ends[ends_in_name]) == ends[ends_in_name]
    return ends_in_name & _lacks_verb(words, firsts, ends)


def _past_bracket(words: Words, ends: Ints) -> Ints:
    """Token behind the brackets that follow: «selon la Banque mondiale (BM), …»."""
    brackets = words.where(BRACKET)
    opens = words.printed(ends, ["("])
    closes = np.append(brackets, len(words.tokens))[np.searchsorted(brackets, ends + 1)]
    return np.where(opens & (closes < words.sentence(np.minimum(ends, len(words.tokens) - 1))[1]), closes + 1, ends)


def _past_apposition(words: Words, firsts: Ints, ends: Ints) -> Ints:
    """Token behind what tells, between commas, who the source is: «Selon Ana Roy, de l'université de Lyon, …»."""
    commas = words.where(COMMA)
    closes = np.append(commas, len(words.tokens))[np.searchsorted(commas, firsts)]
    within = (closes + 1 < ends) & (closes - firsts <= _APPOSITION) & (closes - firsts >= 2)
    limits = np.where(within, closes, firsts)
    one = firsts + words.has(firsts, CLITIC)  # l'un des
    tells = words.listed(one, _ONE) | (words.has(firsts, DE) & ~words.has(firsts + 1, TIME) & _is_worded(words, firsts))
    tells &= _lacks_verb(words, firsts, limits)
    tells |= _apposed(words, firsts, limits) & ~words.has(firsts, CAPITAL) & ~words.has(firsts + 1, COORDINATION)
    return np.where(within & tells, closes + 1, firsts)


def _is_worded(words: Words, positions: Ints) -> Bools:
    """Tell «de l'université», a complement, from «d'ici à 2030», «de 2010 à 2020»: an article or a name follows."""
    return words.has(positions + 1, DETERMINER | CAPITAL) & ~words.has(positions + 1, ADVERB)


def _alone(words: Words, conditionals: Ints, said: Ints) -> tuple[Ints, Ints]:
    """Sentences with a conditional by which the newsroom reports what nobody is named for: [first, end)."""
    first, end = _sentence(words, hearsay_conditionals(words, conditionals, said))
    ends = _without_signs(words, first, end)
    once = np.diff(first, prepend=-1) > 0
    return first[once], ends[once]
