"""Names that a spaCy pipeline of the user's own finds where ours find none: candidates, for the reader to accept.

Nothing depends on it: without a pipeline in the settings, spaCy is never imported.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.actors.name_words import name_key
from analytics.actors.names import NAMES
from analytics.errors import SettingsError
from analytics.text.intervals import Line, overlapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.text.partition import Partition
    from analytics.text.phrases import Matches
    from analytics.text.tokenization import Tokens
    from analytics.voices import TokenVoices

    Ints = NDArray[np.int64]

KINDS = {"PER": "person", "PERSON": "person", "LOC": "place", "GPE": "place", "FAC": "place", "ORG": "organisation"}
_ARTICLES = ("le", "la", "les", "l'", "l’", "Le", "La", "Les", "L'", "L’", "du", "des", "de", "d'", "d’")
_SPAN = ("article", "paragraph", "start", "end")
_FINDERS = ("ner", "entity_ruler", "span_ruler")
_UNUSED = ("parser", "lemmatizer", "morphologizer", "tagger", "attribute_ruler", "senter")


@lru_cache(maxsize=2)
def load_pipeline(name: str) -> Any:  # noqa: ANN401
    """Load a spaCy pipeline by its name or folder. Raises SettingsError without spaCy, without it, or without names."""
    try:
        import spacy
    except ImportError as exc:
        raise SettingsError("ner_missing", name=name) from exc
    try:
        pipeline = spacy.load(name, disable=list(_UNUSED))
    except (OSError, ValueError, ImportError) as exc:
        raise SettingsError("ner_unknown", name=name, reason=str(exc).splitlines()[0]) from exc
    if not set(_FINDERS) & set(pipeline.pipe_names):
        raise SettingsError("ner_nameless", name=name, parts=", ".join(pipeline.pipe_names) or "–")
    return pipeline


def pipeline_identity(name: str) -> str:
    """Return what tells a pipeline from others: its name and version, and that of spaCy. Raises as `load_pipeline`."""
    meta = load_pipeline(name).meta
    return f"{meta['lang']}_{meta['name']} {meta['version']} (spacy {version('spacy')})"


def add_entities(
    names: pa.Table, partition: Partition, known: Matches, voices: TokenVoices, *, pipeline: str
) -> pa.Table:
    """Return the names of a partition with those that a pipeline finds besides, in text order.

    names : as `names.find_names` returns them. known : mentions of the gazetteer. What the pipeline finds takes the
    place of names of which nothing tells the kind; where it touches others, or begins or ends inside one of our tokens,
    it is left out.
    """
    firsts, lasts, kinds = _found(partition, pipeline)
    covered = np.append(0, np.cumsum(known.covered(len(partition.tokens))))
    free = covered[lasts + 1] == covered[firsts]
    firsts, lasts, kinds = firsts[free], lasts[free], kinds[free]
    spans = partition.spans(firsts, lasts + 1 - firsts)
    places = [{name: np.asarray(some[name], dtype=np.int64) for name in _SPAN} for some in (spans, names)]
    line = Line([some["paragraph"] for some in places], [some["end"] for some in places])
    ours, theirs = (
        (line.place(s["article"], s["paragraph"], s["start"]), line.place(s["article"], s["paragraph"], s["end"]))
        for s in places
    )
    told = np.asarray(pc.or_(pc.is_valid(names["role"]), pc.not_equal(names["kind"], "unknown")))
    is_new = ~overlapping(ours, (theirs[0][told], theirs[1][told]))
    kept = told | ~overlapping(theirs, (ours[0][is_new], ours[1][is_new]))
    new = np.flatnonzero(is_new)
    forms = partition.printed(firsts[new], lasts[new])
    nothing = pa.nulls(len(new), pa.string())
    columns = {
        **{name: values[new] for name, values in spans.items()},
        "form": forms,
        "key": [name_key(form) for form in forms],
        "n_words": lasts[new] + 1 - firsts[new],
        "role": nothing,
        "gender": nothing,
        "kind": kinds[new],
        "kind_reason": ["spacy"] * len(new),
        **voices.columns(firsts[new]),
    }
    found = pa.table([pa.array(columns[part.name], part.type) for part in NAMES], schema=NAMES)
    return pa.concat_tables([names.filter(pa.array(kept)), found]).sort_by([(name, "ascending") for name in _SPAN[:3]])


def _found(partition: Partition, pipeline: str) -> tuple[Ints, Ints, NDArray[np.object_]]:
    """First and last token and kind of each name found, those that are runs of our tokens, (n_found,)."""
    found = [
        (row, entity.start_char, entity.end_char, KINDS[entity.label_])
        for row, document in enumerate(load_pipeline(pipeline).pipe(partition.texts))
        for entity in document.ents
        if entity.label_ in KINDS
    ]
    rows, starts, ends = (np.array([item[i] for item in found], dtype=np.int64) for i in range(3))
    labels = np.array([item[3] for item in found], dtype=object)
    tokens = partition.tokens
    paragraphs = tokens.paragraphs.astype(np.int64)
    line = Line([paragraphs, rows], [tokens.ends.astype(np.int64), ends])
    zeros = np.zeros_like(paragraphs)
    begins, stops = (line.place(zeros, paragraphs, places.astype(np.int64)) for places in (tokens.starts, tokens.ends))
    wanted = [line.place(np.zeros_like(rows), rows, places) for places in (starts, ends)]
    places = [
        np.minimum(np.searchsorted(edges, some), len(tokens) - 1)
        for edges, some in zip((begins, stops), wanted, strict=True)
    ]
    whole = np.zeros(len(rows), dtype=bool)
    if len(tokens):
        whole = (begins[places[0]] == wanted[0]) & (stops[places[1]] == wanted[1])
    firsts, lasts = _trimmed(tokens, places[0][whole], places[1][whole])
    named = tokens.vocabulary.is_capital[tokens.ids[lasts]] | (lasts > firsts)
    named &= (firsts <= lasts) & ~_elided(tokens)[tokens.ids[lasts]]
    return firsts[named], lasts[named], labels[whole][named]


def _trimmed(tokens: Tokens, firsts: Ints, lasts: Ints) -> tuple[Ints, Ints]:
    """Leave out articles before names and elided words behind them: «la Terre», «Luc Roy s'»."""
    articles = np.isin(tokens.ids, tokens.vocabulary.find(_ARTICLES))
    firsts = firsts + (articles[firsts] & (firsts < lasts))
    lasts = lasts - (_elided(tokens)[tokens.ids[lasts]] & (firsts < lasts))
    return firsts, lasts


def _elided(tokens: Tokens) -> NDArray[np.bool_]:
    """Types that end in an apostrophe, (n_types,)."""
    elided: NDArray[np.bool_] = tokens.vocabulary.column(_ends_elided, _ends_elided, "forms")
    return elided


def _ends_elided(forms: Sequence[str]) -> NDArray[np.bool_]:
    return np.array([form.endswith(("'", "’")) for form in forms], dtype=bool)
