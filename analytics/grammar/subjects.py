"""The subject of a verb group that stands before it, as a run of tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.grammar.phrases import begins_phrase, is_infinitive, is_many, noun_phrases
from analytics.grammar.words import (
    ADVERB,
    BRACKET,
    CAPITAL,
    COMMA,
    COORDINATION,
    DASH,
    DE,
    DETERMINER,
    MARK,
    PREPOSITION,
    PRONOUN,
    QUE,
    QUI,
    STOP,
    SUBORDINATION,
    TIME,
    A,
)

if TYPE_CHECKING:
    from analytics.grammar.words import Bools, Ints, Words

_STEPS = 6  # segments between commas looked at for a subject
_BOUNDS = COMMA | STOP | MARK | BRACKET | DASH | QUE | QUI | SUBORDINATION
_LEADS = COORDINATION | ADVERB | TIME  # may stand before a subject: «Mais lundi le ministre»
_CIRCUMSTANCE = PREPOSITION | A | DE


def subjects_before(words: Words, groups: Ints, *, gerund: Bools) -> tuple[Ints, Ints]:
    """Return the subject before each verb group, tokens [first, end), first -1 without.

    groups : (n_groups,), first token of each, clitics included. gerund : (n_groups,), its subject is the sentence's.
    """
    sentence_starts = words.sentence(groups)[0]
    bounds = words.where(_BOUNDS)
    segments, ends = _last_segment(words, groups, gerund, bounds, sentence_starts)
    firsts = np.full(len(ends), -1)
    behind = np.zeros(len(ends), dtype=np.int64)
    looking = np.arange(len(ends))
    main = words.has(groups - 1, COMMA) & ~gerund
    for _ in range(_STEPS):
        begins = _skip_leads(words, segments[looking], ends[looking])
        found = (begins < ends[looking]) & (begins_phrase(words, begins) | words.has(begins, PRONOUN))
        phrase_ends = _phrase_end(words, begins[found], ends[looking[found]])
        # «Ana Roy, qui court plus vite que le vent du nord, a dit»: the clause between commas holds no subject
        inner = main[looking[found]] & (phrase_ends < ends[looking[found]])
        inner[inner] = words.has(segments[looking[found][inner]] - 1, QUE | QUI | SUBORDINATION)
        alone = ~inner
        found[found] = alone
        rows = looking[found]
        firsts[rows] = begins[found]
        behind[rows] = phrase_ends[alone]
        looking = looking[~found & (segments[looking] > sentence_starts[looking])]
        if not len(looking):
            break
        ends[looking] = segments[looking] - 1
        segments[looking] = _segment_start(bounds, ends[looking], sentence_starts[looking])
    return _with_apposition(words, firsts, behind, bounds, sentence_starts)


def _last_segment(words: Words, groups: Ints, gerund: Bools, bounds: Ints, sentence_starts: Ints) -> tuple[Ints, Ints]:
    """First token of the stretch between signs before each group, and the token behind it.

    «… et a ajouté», «…, affirmant»: the subject is that of the sentence, so that the stretch is its first.
    """
    ends = groups.copy()
    relative = words.has(ends - 1, QUI)
    ends[relative] -= 1
    ends -= (relative | gerund) & words.has(ends - 1, COMMA)
    # «la Banque mondiale (BM) assure»
    closed = words.printed(ends - 1, [")"])
    brackets = words.where(BRACKET)
    ends[closed] = np.append(brackets, -1)[np.searchsorted(brackets, ends[closed] - 1) - 1]
    ends = np.maximum(ends, sentence_starts)
    segments = _segment_start(bounds, ends, sentence_starts)
    main = (gerund | words.has(groups - 1, COORDINATION)) & (ends > sentence_starts)
    segments[main] = sentence_starts[main]
    first_bounds = np.append(bounds, len(words.tokens))[np.searchsorted(bounds, segments[main])]
    leads = words.has(sentence_starts[main], _CIRCUMSTANCE | SUBORDINATION) & (first_bounds < ends[main])
    segments[main] = np.where(leads, first_bounds + 1, segments[main])
    return segments, ends


def _segment_start(bounds: Ints, ends: Ints, sentence_starts: Ints) -> Ints:
    before: Ints = np.append(bounds, -1)[np.searchsorted(bounds, ends) - 1]
    starts: Ints = np.maximum(before + 1, sentence_starts)
    return starts


def _skip_leads(words: Words, begins: Ints, ends: Ints) -> Ints:
    """Token behind what may stand before a subject, a circumstance included: «Dans un communiqué le parti»."""
    begins = words.past(begins, _LEADS)
    led = words.has(begins, _CIRCUMSTANCE) & ~words.has(begins, DETERMINER) & (begins < ends)
    leads = np.flatnonzero(led & ~is_many(words, begins))
    if not len(leads):
        return begins
    behind = noun_phrases(words, begins[leads] + 1, ends[leads])
    # «pour signer l'accord»: its object is no subject
    bare = words.has(begins[leads], PREPOSITION) & ~words.has(begins[leads] + 1, DETERMINER | CAPITAL)
    bare[bare] = is_infinitive(words, begins[leads[bare]] + 1)
    begins[leads] = np.where(bare, ends[leads], behind)
    return words.past(begins, _LEADS)


def _phrase_end(words: Words, firsts: Ints, limits: Ints) -> Ints:
    pronoun = words.has(firsts, PRONOUN) & ~words.has(firsts, DETERMINER)
    ends = noun_phrases(words, firsts, limits)
    return np.where(pronoun, firsts + 1, ends)


def _with_apposition(words: Words, firsts: Ints, ends: Ints, bounds: Ints, sentence_starts: Ints) -> tuple[Ints, Ints]:
    """«Le dirigeant nord-coréen, Kim Jong-un, a averti», «KCNA, l'agence officielle, a rapporté».

    A common noun before a name belongs to it; a name before a common noun is the speaker.
    """
    comma = (firsts > sentence_starts) & words.has(firsts - 1, COMMA) & words.has(ends, COMMA)
    rows = np.flatnonzero(comma)
    before = _segment_start(bounds, firsts[rows] - 1, sentence_starts[rows])
    before = words.past(before, COORDINATION | ADVERB)
    named = words.has(firsts[rows], CAPITAL) & ~words.has(firsts[rows], DETERMINER)
    fits = begins_phrase(words, before) & (before < firsts[rows] - 1)
    fits &= _phrase_end(words, before, firsts[rows] - 1) == firsts[rows] - 1
    common = words.has(before, DETERMINER) & ~words.has(before + 1, CAPITAL)  # but L'AFP
    joins, replaces = fits & named & common, fits & ~named & ~common
    ends[rows[replaces]] = firsts[rows[replaces]] - 1
    firsts[rows[joins | replaces]] = before[joins | replaces]
    return firsts, ends
