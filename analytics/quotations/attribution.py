"""Which verb or source says a quotation, and what words in marks are: speech, words kept at a distance, or a title."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.words import (
    CAPITAL,
    COMMA,
    COORDINATION,
    DE,
    DETERMINER,
    MARK,
    PREPOSITION,
    STOP,
    A,
)
from analytics.quotations.lists import INCISE, load_cues
from analytics.text.shapes import NUMBER

if TYPE_CHECKING:
    from analytics.grammar.words import Bools, Ints, Words
    from analytics.quotations.cues import Groups
    from analytics.quotations.marks import Parts
    from analytics.quotations.sources import Sources
    from analytics.quotations.speech import Speech

_FEW = 4  # words in marks that nobody is named for are kept at a distance
_TITLE = 8  # words of a title
# What has a name, and what is said of it.
_NAMES = frozenset(
    "mot mots terme termes expression expressions nom noms titre titres surnom livre roman film série chanson album"
    " pièce essai tableau section rubrique projet programme plan option bouton page onglet émission documentaire"
    " slogan hashtag opération formule".split()
)
_NAMED = frozenset(
    "intitulé intitulée intitulés intitulées baptisé baptisée baptisés baptisées surnommé surnommée surnommés"
    " surnommées dénommé dénommée dénommés dénommées nommé nommée appelé appelée appelés appelées dite dits dites"
    " titré titrée".split()
)
_SMALL = DE | DETERMINER | A | COORDINATION | PREPOSITION


class Attribution(NamedTuple):
    """Who says each quotation, all (n_quotations,).

    groups, sources : rows of what says it, -1 without. heirs : the quotation whose speaker goes on, itself otherwise.
    distant : few words in marks that nobody says. titles : a title or name, no quotation. alone : whole sentences that
    nobody is said to say. behind : (n_groups,), groups
    that say a sentence with such words, and follow it.
    """

    groups: Ints
    sources: Ints
    heirs: Ints
    distant: Bools
    titles: Bools
    alone: Bools
    behind: Bools


class _Ends(NamedTuple):
    """Of each quotation first and last token, depth, whether it has one part, number of words, (n_quotations,)."""

    firsts: Ints
    lasts: Ints
    depths: Ints
    single: Bools
    n_words: Ints


def attribute(words: Words, speech: Speech, groups: Groups, sources: Sources, quoted: Bools) -> Attribution:
    """Find what says each quotation. quoted : (n_tokens,), tokens that are quoted words."""
    ends = _ends(words, speech.parts, len(speech.groups))
    outer = ends.depths == 0
    begins, behind = words.sentence(ends.firsts)
    colon = words.printed(ends.firsts - 1, ":") & (ends.firsts > begins)

    own = np.flatnonzero(~quoted[groups.starts])
    last = np.append(own, -1)[np.searchsorted(groups.starts[own], ends.firsts) - 1]
    last = np.where(outer & (np.append(groups.starts, -1)[last] >= begins), last, -1)
    frames = np.append(load_cues().frames[groups.cues], 0)[last]
    touches = np.append(groups.ends, -1)[last] == ends.firsts
    # «affirme que la ville refuse des « voyous »»: a verb that must be inserted leaves them to the one before it
    governs = own[load_cues().frames[groups.cues[own]] & ~np.uint8(INCISE) > 0]
    before = np.append(governs, -1)[np.searchsorted(groups.starts[governs], ends.firsts) - 1]
    before = np.where(outer & (np.append(groups.starts, -1)[before] >= begins), before, -1)
    last = np.where(colon | (frames & ~np.uint8(INCISE) > 0), last, before)

    whole = _is_whole_sentence(words, ends)
    titles = (
        (_are_titles(words, ends, begins) | _are_named(words, ends))
        & ~colon
        & ~(touches & (last >= 0))
        & (speech.groups < 0)
        & ~whole
    )
    source, source_start = _source(sources, ends.firsts, begins, behind)
    source = np.where(outer, source, -1)
    by_source = (source >= 0) & ((last < 0) | (source_start > np.append(groups.starts, -1)[last])) & ~colon
    said = np.where(speech.groups >= 0, speech.groups, np.where(by_source, -1, last))
    source = np.where((speech.groups < 0) & by_source, source, -1)
    said[titles] = source[titles] = -1
    few = (said < 0) & (source < 0) & outer & ~titles & ~whole & (ends.n_words <= _FEW)
    follows = np.where(few, _said_behind(words, groups, own, ends.lasts, behind), -1)
    said = np.where(follows >= 0, follows, said)
    is_behind = np.isin(np.arange(len(groups.starts)), follows)

    nobody = (said < 0) & (source < 0) & outer & ~titles
    heirs = _heirs(words, ends, nobody, titles)
    distant = nobody & (heirs == np.arange(len(heirs))) & (ends.n_words <= _FEW) & (ends.n_words > 0) & ~whole
    distant &= words.has(ends.firsts, MARK)
    return Attribution(said, source, heirs, distant, titles, nobody & whole, is_behind)


def _ends(words: Words, parts: Parts, n: int) -> _Ends:
    numbers = parts.quotation_ids
    first = np.full(n, len(numbers))
    np.minimum.at(first, numbers, np.arange(len(numbers)))
    lasts = np.full(n, -1)
    np.maximum.at(lasts, numbers, parts.lasts)
    counts = words.n_words(parts.firsts, parts.lasts + 1)
    n_words = np.bincount(numbers, weights=counts, minlength=n).astype(np.int64)
    single = np.bincount(numbers, minlength=n) == 1
    return _Ends(parts.firsts[first], lasts, parts.depths[first], single, n_words)


def _are_titles(words: Words, ends: _Ends, begins: Ints) -> Bools:
    """«Le Monde», «Guerre et Paix», le film «Titanic»: capitalised words only, where a capital says something."""
    inside_first, inside_last = ends.firsts + 1, ends.lasts - 1
    rows = np.flatnonzero(
        ends.single & (ends.n_words > 0) & (ends.n_words <= _TITLE) & (inside_first <= inside_last)
        & words.has(inside_first, CAPITAL) & words.has(ends.firsts, MARK) & words.has(ends.lasts, MARK)
    )  # fmt: skip
    titles = np.zeros(len(ends.firsts), dtype=bool)
    n_capitals = np.zeros(len(rows), dtype=np.int64)
    fits = np.ones(len(rows), dtype=bool)
    here, last = inside_first[rows], inside_last[rows]
    for _ in range(2 * _TITLE):
        open_ = here <= last
        capital = words.has(here, CAPITAL)
        number = words.tokens.vocabulary.is_word[words.tokens.ids[here]] & ~capital
        fits &= ~open_ | capital | words.has(here, _SMALL) | (number & _is_number(words, here))
        n_capitals += capital & open_ & (here > inside_first[rows])  # the first may be a capital for its place
        here = np.minimum(here + 1, last + 1)
    fits &= words.has(last, CAPITAL) | _is_number(words, last)
    says = (n_capitals > 0) | ((ends.firsts[rows] > begins[rows]) & ~words.has(ends.firsts[rows] - 1, STOP | MARK))
    titles[rows] = fits & says
    return titles


def _are_named(words: Words, ends: _Ends) -> Bools:
    """Le mot «rivage», une section «Mon compte», un plan baptisé «deux rives»: what things are called."""
    before = ends.firsts - 1
    before -= words.has(before, DE) & words.listed(before - 1, _NAMES)  # sous le nom de «…»
    short = ends.single & (ends.n_words <= _TITLE) & words.has(ends.firsts, MARK) & words.has(ends.lasts, MARK)
    return short & words.listed(before, _NAMES | _NAMED)


def _said_behind(words: Words, groups: Groups, own: Ints, lasts: Ints, sentence_ends: Ints) -> Ints:
    """Verb group that says, behind a comma, the sentence a quotation stands in."""
    told = own[words.has(groups.starts[own] - 1, COMMA) & ((groups.inverted[own] >= 0) | (groups.subjects[own] >= 0))]
    told = told[(load_cues().frames[groups.cues[told]] & INCISE > 0) & ~groups.gerund[told]]
    row = np.append(told, -1)[np.searchsorted(groups.starts[told], lasts)]
    return np.where(np.append(groups.starts, np.iinfo(np.int64).max)[row] < sentence_ends, row, -1)


def _is_number(words: Words, positions: Ints) -> Bools:
    is_number: Bools = words.tokens.vocabulary.shapes[words.tokens.ids[positions]] & NUMBER > 0
    return is_number


def _source(sources: Sources, firsts: Ints, begins: Ints, behind: Ints) -> tuple[Ints, Ints]:
    """Source of the sentence of each quotation, the last one before it, else the first behind it: row and place.

    One behind counts as standing at the head, so that a verb before the quotation is nearer.
    """
    starts = np.append(sources.starts, -1)
    after = np.searchsorted(sources.starts, firsts)
    before = np.where(starts[after - 1] >= begins, after - 1, -1)
    before = np.where(after > 0, before, -1)
    following = np.where((after < len(sources.starts)) & (starts[after] < behind), after, -1)
    rows = np.where(before >= 0, before, following)
    return rows, np.where(before >= 0, starts[before], begins)


def _heirs(words: Words, ends: _Ends, nobody: Bools, titles: Bools) -> Ints:
    """«« Un », a dit Luc. « Deux. »»: a quotation that begins a sentence goes on with the speaker of the one before."""
    heirs = np.arange(len(nobody))
    rows = np.flatnonzero(nobody & (words.sentence(ends.firsts)[0] == ends.firsts))
    outer = np.flatnonzero((ends.depths == 0) & ~titles)
    place = np.searchsorted(outer, rows)
    rows, previous = rows[place > 0], outer[place[place > 0] - 1]
    tokens = words.tokens
    near = tokens.paragraphs[ends.firsts[rows]] == tokens.paragraphs[ends.lasts[previous]]
    near &= tokens.sentences[ends.firsts[rows]] - tokens.sentences[ends.lasts[previous]] <= 1
    heirs[rows[near]] = previous[near]
    while (heirs[heirs] != heirs).any():
        heirs = heirs[heirs]
    return heirs


def _is_whole_sentence(words: Words, ends: _Ends) -> Bools:
    """Tell quotations with nothing around them in their sentences but signs."""
    begins, behind = words.sentence(ends.firsts)[0], words.sentence(ends.lasts)[1]
    whole: Bools = words.n_words(begins, ends.firsts) + words.n_words(ends.lasts + 1, behind) == 0
    return whole
