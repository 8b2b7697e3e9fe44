"""All of it together: the ``quotations`` table of a partition, and the voice of each token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics import tables
from analytics.grammar.columns import inside, joined, pick
from analytics.grammar.heads import Heads, find_heads
from analytics.grammar.words import mark_words
from analytics.quotations.attribution import attribute
from analytics.quotations.cues import DENIED, find_cues, find_groups
from analytics.quotations.insertions import insertions
from analytics.quotations.lists import load_cues
from analytics.quotations.reports import find_reports
from analytics.quotations.sources import find_sources
from analytics.quotations.speakers import Speakers, agreements, find_speakers
from analytics.quotations.speech import find_speech
from analytics.text.intervals import members
from analytics.voices import QUOTED, REPORTED, TokenVoices

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.grammar.words import Bools, Ints, Words
    from analytics.quotations.attribution import Attribution
    from analytics.quotations.marks import Parts
    from analytics.quotations.reports import Reports
    from analytics.text.partition import Partition
    from analytics.text.tokenization import Tokens

_KINDS = ("direct", "distancing", "indirect", "selon", "hearsay")
_DISTANCING, _FIRST_REPORT = 1, 2  # kinds of reports, numbered from 1, follow those of quotations
# Columns of a reading that `linking.link_speakers` reads and leaves out; places are code points, -1 for none.
SPEAKING = ("said_in", "said_sentence", "pronoun", "agreement", "head", "name", "reach")


class Quotations(NamedTuple):
    """The ``quotations`` table, with the columns SPEAKING besides, the voice of each token, and what it is."""

    table: pa.Table
    voices: TokenVoices
    words: Words


class _Rows(NamedTuple):
    """Rows of the table in the making: tokens [first, last]; rows of what says it and of the speaker, or -1."""

    firsts: Ints
    lasts: Ints
    n_words: Ints
    numbers: Ints
    depths: Ints
    kinds: Ints
    closed: Bools
    hearsay: Bools
    cues: Ints
    speakers: Ints


class _Cues(NamedTuple):
    """What says something, verb groups and then sources, and at last nothing.

    rows : of the list. firsts, lasts : tokens [first, last]. negated : «n'a pas dit».
    """

    rows: Ints
    firsts: Ints
    lasts: Ints
    negated: Bools


def find_quotations(partition: Partition) -> Quotations:
    """Find what is quoted or reported in a partition, with its cue and the words that name the speaker."""
    words = mark_words(partition.tokens, load_cues().forms)
    cues = find_cues(partition.tokens)
    groups = find_groups(words, cues)
    speech = find_speech(partition, words, groups)
    attached = np.zeros(len(groups.starts), dtype=bool)
    attached[speech.groups[speech.groups >= 0]] = True
    groups = groups._replace(incise=attached)  # the others have their subject before them, and an object behind
    quoted = _tokens_in(speech.parts, len(words.tokens))
    sources = find_sources(words, cues, quoted)
    inserted = insertions(words, groups, quoted)
    groups.incise[inserted] = True
    reports = find_reports(words, groups, sources, quoted, inserted)
    attribution = attribute(words, speech, groups, sources, quoted)
    groups.incise[attribution.behind] = True  # their subjects stand behind them
    speaking = np.union1d(attribution.groups, reports.groups)
    speaking = speaking[speaking >= 0]
    subjects = np.full(len(groups.starts), -1)
    subjects[speaking] = np.arange(len(speaking))
    found = pick(joined(find_speakers(words, pick(groups, speaking)), Speakers.none(1)), subjects)
    speakers = joined(found, sources.speakers, Speakers.none(1))
    plain = words.tokens.plain
    agreement = agreements(words, speakers)
    heads = find_heads(words, speakers.firsts, speakers.ends)
    heads = Heads(plain(heads.heads), plain(heads.names), plain(np.maximum(heads.reaches, 0) - 1) + 1)
    speakers = speakers._replace(firsts=plain(speakers.firsts), ends=plain(speakers.ends - 1) + 1)
    said_by = _Cues(
        np.concatenate([groups.cues, sources.cues, [-1]]),
        plain(np.concatenate([groups.firsts, sources.firsts, [-1]])),
        plain(np.concatenate([groups.lasts, sources.lasts, [-1]])),
        np.append(groups.negations == DENIED, np.zeros(len(sources.lasts) + 1, dtype=bool)),
    )
    rows = _rows(words, speech.parts, attribution, reports, n_groups=len(groups.starts))
    rows = rows._replace(firsts=plain(rows.firsts), lasts=plain(rows.lasts))
    rows, numbers = _numbered(partition, rows)
    table = _table(partition, rows, numbers, said_by, speakers)
    return Quotations(
        _with_heads(partition.tokens, table, pick(heads, rows.speakers), agreement[rows.speakers]),
        _voices(rows, numbers, len(partition.tokens)),
        words,
    )


def _tokens_in(parts: Parts, n_tokens: int) -> Bools:
    quoted = np.zeros(n_tokens + 2, dtype=bool)
    quoted[inside(parts.firsts, parts.lasts + 1)] = True
    return quoted


def _rows(words: Words, parts: Parts, attribution: Attribution, reports: Reports, *, n_groups: int) -> _Rows:
    kept = ~attribution.titles[parts.quotation_ids]
    parts = pick(parts, kept)
    numbers = parts.quotation_ids
    cues = np.where(attribution.groups >= 0, attribution.groups, -1)
    cues = np.where(attribution.sources >= 0, n_groups + attribution.sources, cues)
    reported = np.where(reports.sources >= 0, n_groups + reports.sources, reports.groups)
    says = np.where(cues < 0, _said_before(words, parts, attribution.alone, reports, reported), cues)
    n = len(reports.firsts)
    firsts, lasts = np.concatenate([[parts.firsts, parts.lasts], [reports.firsts, reports.ends - 1]], axis=1)
    return _Rows(
        firsts=firsts,
        lasts=lasts,
        n_words=words.n_words(firsts, lasts + 1),
        numbers=np.concatenate([numbers, len(attribution.groups) + reports.numbers]),
        depths=np.concatenate([parts.depths, np.zeros(n, dtype=np.int64)]),
        kinds=np.concatenate([np.where(attribution.distant, _DISTANCING, 0)[numbers], _DISTANCING + reports.kinds]),
        closed=np.concatenate([parts.closed, np.ones(n, dtype=bool)]),
        hearsay=np.concatenate([np.zeros(len(numbers), dtype=bool), reports.hearsay]),
        cues=np.concatenate([cues[numbers], reported]),
        speakers=np.concatenate([says[attribution.heirs][numbers], reported]),
    )


def _said_before(words: Words, parts: Parts, alone: Bools, reports: Reports, reported: Ints) -> Ints:
    """What reports the sentence before each quotation that stands alone: «Il dit qu'il part. « Je suis las. »»."""
    found = np.full(len(alone), -1)
    rows = np.flatnonzero(alone[parts.quotation_ids])[::-1]  # the first part of each is written last
    previous = np.append(reports.firsts, -1)[np.searchsorted(reports.firsts, parts.firsts[rows]) - 1]
    sentences = words.tokens.sentences
    near = (previous >= 0) & (sentences[previous] == sentences[parts.firsts[rows]] - 1)
    found[parts.quotation_ids[rows[near]]] = reported[np.searchsorted(reports.firsts, previous[near])]
    return found


def _numbered(partition: Partition, rows: _Rows) -> tuple[_Rows, Ints]:
    """Put rows in text order and number quotations in each article by their first row."""
    order = np.lexsort((rows.depths, rows.kinds < _FIRST_REPORT, -rows.lasts, rows.firsts))
    rows = pick(rows, order)
    _, first, inverse = np.unique(rows.numbers, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first))[inverse]
    articles = partition.articles[partition.tokens.paragraphs[rows.firsts]]
    heads = np.searchsorted(articles, articles)
    begun = np.append(-1, np.maximum.accumulate(rank))[:-1] + 1  # numbers given before each row
    return rows, rank - begun[heads]


def _table(partition: Partition, rows: _Rows, numbers: Ints, cues: _Cues, speakers: Speakers) -> pa.Table:
    tokens, listed = partition.tokens, load_cues()
    spans = partition.spans(rows.firsts, rows.lasts - rows.firsts + 1)
    del spans["sentence"]
    names = pa.array([*listed.cues, None], pa.string())
    stances = pa.array([*listed.stances, None], pa.string())
    # «n'a pas dit que» claims nothing, «n'a pas nié que» denies nothing.
    negated = pa.array(["neutral" if stance == "denying" else "denying" for stance in listed.stances], pa.string())
    cue = pa.array(cues.rows[rows.cues], mask=cues.rows[rows.cues] < 0)
    paragraphs = tokens.paragraphs[rows.firsts]
    cue_first, cue_last = cues.firsts[rows.cues], cues.lasts[rows.cues]
    elsewhere = (cue_first < 0) | (tokens.paragraphs[cue_first] != paragraphs)
    speaker = pick(speakers, rows.speakers)
    nobody = speaker.firsts < 0
    said_in = partition.numbers[tokens.paragraphs[speaker.firsts]]
    columns: dict[str, Any] = {
        **spans,
        "quotation_id": numbers,
        "n_tokens": rows.n_words,
        "depth": rows.depths,
        "kind": pa.array(_KINDS).take(pa.array(rows.kinds)),
        "closed": rows.closed,
        "cue": names.take(cue),
        "cue_start": pa.array(tokens.starts[cue_first], mask=elsewhere),
        "cue_end": pa.array(tokens.ends[cue_last], mask=elsewhere),
        "stance": pc.if_else(pa.array(cues.negated[rows.cues]), negated.take(cue), stances.take(cue)),
        "hearsay": rows.hearsay,
        "speaker_start": pa.array(tokens.starts[speaker.firsts], mask=nobody),
        "speaker_end": pa.array(tokens.ends[speaker.ends - 1], mask=nobody),
    }
    table = tables.build("quotations", columns)
    sentences = tokens.sentence_numbers[tokens.sentences[speaker.firsts]]
    columns = {
        "said_in": pa.array(said_in.astype(np.int32), mask=nobody),
        "said_sentence": pa.array(sentences.astype(np.int32), mask=nobody),
        "pronoun": pa.array(speaker.pronouns),
    }
    for name, column in columns.items():
        table = table.append_column(name, column)
    return table


def _with_heads(tokens: Tokens, table: pa.Table, heads: Heads, agreement: NDArray[np.uint8]) -> pa.Table:
    """Add what in each speaker's phrase may name an actor, and what pronouns may stand for it."""
    table = table.append_column("agreement", pa.array(agreement))
    starts, ends = np.append(tokens.starts, -1), np.append(tokens.ends, -1)
    places = (starts[heads.heads], starts[heads.names], ends[np.where(heads.reaches > 0, heads.reaches - 1, -1)])
    for name, place in zip(SPEAKING[4:], places, strict=True):
        table = table.append_column(name, pa.array(place.astype(np.int32)))
    return table


def _voices(rows: _Rows, numbers: Ints, n_tokens: int) -> TokenVoices:
    """Return the voice of each token, and its outermost quotation, or else report."""
    voices = TokenVoices(np.zeros(n_tokens, dtype=np.uint8), np.full(n_tokens, -1, dtype=np.int32))
    reports = rows.kinds >= _FIRST_REPORT
    for code, chosen in ((REPORTED, np.flatnonzero(reports)), (QUOTED, np.flatnonzero(~reports))):
        firsts, lasts = rows.firsts[chosen], rows.lasts[chosen]
        # The outermost wins: each part has only what lies behind all before it.
        reach = np.maximum.accumulate(lasts) + 1
        begins = np.maximum(firsts, np.append(0, reach)[: len(reach)])
        owners, within = members(begins, lasts + 1)
        voices.quotations[within] = numbers[chosen][owners]
        voices.codes[within] = code
    return voices
