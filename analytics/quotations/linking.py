"""Who the speakers are, once the persons of the corpus are settled: the actors that their phrases and pronouns mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics import tables
from analytics.grammar.columns import pick
from analytics.grammar.heads import Heads
from analytics.grammar.meant import mentioned, on_line
from analytics.quotations.antecedents import THING, Places, Sayings, distances, go_on, predecessors, roots
from analytics.quotations.finding import SPEAKING
from analytics.quotations.speakers import ANY, HE, SHE, THEY
from analytics.text.spans import integers, line_over

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analytics.grammar.meant import Mentions

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

_PERSON = "person:"
_REACH = 3  # sentences behind which a pronoun stands for nobody who is named, and does not speak, before it


def link_speakers(quotations: pa.Table, mentions: pa.Table, *, genders: Mapping[str, str]) -> pa.Table:
    """Return the ``quotations`` table with its speakers linked to the actors mentioned.

    quotations : as `find_quotations` returns it, articles in corpus order. mentions : of the same articles, all kinds.
    genders : "m" or "f" of the actors it is known of.

    A phrase means the person it mentions, else the first actor that it names, else the first one whose adjective it
    has, if that is its head, its name, or what it speaks for (see `heads`). A pronoun stands for who spoke last, if
    that fits and is near (see `antecedents`), else for the first fitting person of the nearest sentence before it; what
    «à l'en croire» means may be any actor. The span of a pronoun is that of whom it stands for, a phrase that names no
    actor included, in the same paragraph only. Who cannot be told stays missing.
    """
    line = line_over(quotations, mentions)
    article, said_in = integers(quotations["article"]), integers(quotations["said_in"])
    codes, actor_ids = pd.factorize(mentions["actor_id"].to_pandas())
    known = on_line(line, mentions, np.asarray(codes, dtype=np.int64))
    is_person = np.array([actor.startswith(_PERSON) for actor in actor_ids], dtype=bool)
    gender = np.array([{"m": HE, "f": SHE}.get(genders.get(actor, ""), 0) for actor in actor_ids], dtype=np.uint8)

    starts = line.place(article, said_in, integers(quotations["speaker_start"]))
    ends = line.place(article, said_in, integers(quotations["speaker_end"]))
    pronouns = integers(quotations["pronoun"])
    named = quotations["speaker_start"].is_valid().to_numpy()
    found = np.full(len(article), -1)
    phrases = np.flatnonzero(named & (pronouns == 0))
    parts = (integers(quotations[name])[phrases] for name in ("head", "name", "reach"))
    bases = line.place(article, said_in, np.zeros_like(article))[phrases]
    heads = Heads(*(np.where(part >= 0, bases + part, -1) for part in parts))
    found[phrases] = mentioned(known, is_person, starts[phrases], ends[phrases], heads)
    rows = np.flatnonzero(named & (pronouns > 0))
    paragraphs = line.paragraph(article, said_in)
    places = Places(paragraphs, integers(quotations["said_sentence"]))
    found[rows] = _antecedents(known, is_person, gender, starts[rows], pick(places, rows), pronouns[rows])
    agreements = integers(quotations["agreement"])
    told = np.append(gender, 0)[np.append(known.actors, -1)[found]]
    agreements = np.where((told > 0) & (agreements != THEY), told, agreements)
    is_thing = np.append(~is_person, False)[np.append(known.actors, -1)[found]] & (agreements + pronouns == 0)
    agreements = np.where(is_thing, THING, agreements)
    sayings = Sayings(named, starts, places, pronouns, agreements)
    said_in_sentence = places.paragraphs * line.room + places.sentences
    named_in = np.append(known.sentences, -1)[found]
    beside = (named_in == said_in_sentence) & (told == pronouns)  # «Le maire, Luc Roy, loue un jour sûr selon lui»
    speaks = _who_speaks(sayings, np.where(beside, np.iinfo(np.int64).max, named_in), said_in_sentence)
    found = found[speaks]

    span_starts, span_ends = (integers(quotations[f"speaker_{end}"])[speaks] for end in ("start", "end"))
    meant = np.flatnonzero(named & (pronouns > 0) & (found >= 0))
    span_starts[meant] = known.starts[found[meant]] % line.room
    span_ends[meant] = known.ends[found[meant]] % line.room
    stands_in = paragraphs[speaks]
    stands_in[meant] = known.paragraphs[found[meant]]
    here = named & (stands_in == line.paragraph(article, integers(quotations["paragraph"])))
    here &= (pronouns[speaks] == 0) | (found >= 0)
    speakers = pa.array(actor_ids, pa.string()).take(pa.array(np.append(known.actors, -1)[found], mask=found < 0))
    linked = {
        "speaker_id": speakers,
        "speaker_start": pa.array(span_starts, pa.int32(), mask=~here),
        "speaker_end": pa.array(span_ends, pa.int32(), mask=~here),
    }
    names = [name for name in quotations.column_names if name not in SPEAKING]
    return tables.build("quotations", {name: linked.get(name, quotations[name]) for name in names})


def _who_speaks(sayings: Sayings, named_in: Ints, said_in: Ints) -> Ints:
    """Row of the words that name who speaks in each row: a phrase, or a pronoun that stands for a mention.

    named_in : sentence of the mention that each row may mean, -1 for none, beyond all where it is sure. said_in :
    sentence of each row, over the corpus.
    """
    parents = predecessors(sayings)
    parents = np.where(go_on(sayings, parents, named_in, np.append(said_in, -1)[parents]), parents, -1)
    return roots(parents)


def _antecedents(
    known: Mentions, is_person: Bools, gender: NDArray[np.uint8], starts: Ints, places: Places, pronouns: Ints
) -> Ints:
    """Mention that each pronoun stands for, -1 where none is known."""
    found = np.full(len(starts), -1)
    if not len(known.starts):
        return found
    person, own = is_person[known.actors], known.own
    genders = gender[known.actors]
    for pronoun in (HE, SHE, ANY):
        asked = np.flatnonzero(pronouns == pronoun)
        where = starts[asked], pick(places, asked)
        fits = own & person & ((genders == pronoun) | (pronoun == ANY))
        nearest = _nearest(known, np.flatnonzero(fits), *where)
        if pronoun == ANY:
            everyone = _nearest(known, np.flatnonzero(own), *where)
            nearest = np.where(nearest < 0, everyone, nearest)
        else:
            # Of unknown gender: only if nobody else is named since.
            persons = np.append(np.flatnonzero(own & person), -1)
            anybody = _nearest(known, persons[:-1], *where)
            last = persons[np.searchsorted(known.starts[persons[:-1]], starts[asked]) - 1]
            unknown = (anybody >= 0) & (genders[anybody] == 0) & (known.actors[last] == known.actors[anybody])
            nearest = np.where((nearest < 0) & unknown, anybody, nearest)
        found[asked] = nearest
    return found


def _nearest(known: Mentions, rows: Ints, starts: Ints, places: Places) -> Ints:
    """First of some mentions in the nearest sentence before each place that has one; -1 where that is far before."""
    first = np.diff(known.sentences[rows], prepend=-1) > 0
    rows = np.append(rows[first], -1)
    place = np.searchsorted(known.starts[rows[:-1]], starts) - 1
    found: Ints = rows[place]
    near = distances(places, Places(known.paragraphs[found], known.numbers[found])) <= _REACH
    return np.where((found >= 0) & near, found, -1)
