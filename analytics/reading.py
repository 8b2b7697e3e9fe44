"""What one partition of articles yields when it is read: pure, so that partitions may be read in any order and process.

A reading depends on the texts, on the settings in `reading_key` and on the word lists, on nothing else: not on the
number of topics, the stop list, or the other articles. It is kept as it is (`analytics.readings`).
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.actors.entities import add_entities, pipeline_identity
from analytics.actors.gazetteer import find_mentions, load_gazetteer
from analytics.actors.names import find_names
from analytics.quotations import find_quotations
from analytics.relations import find_relations
from analytics.text.boilerplate import find_boilerplate
from analytics.text.expressions import load_expressions
from analytics.text.partition import Partition
from analytics.text.stream import TokenStream, stream_of
from analytics.tone import find_tone
from analytics.tone.lexicon import lexicon_hashes, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.quotations import Quotations
    from analytics.settings import Settings
    from analytics.text.boilerplate import Boilerplate
    from analytics.text.phrases import Matches
    from analytics.tone import Tone
    from analytics.tone.lexicon import Lexicon

# The code that reads: when it changes, what was kept is read again.
_CODE = ("normalization", "grammar", "quotations", "relations", "reading", "tables", "tone", "text", "actors")


class Reading(NamedTuple):
    """What one partition yields; tables name articles by their row in it (``article``).

    articles : article_id, n_sentences, n_tokens, agency. paragraphs : all columns of the table but the text.
    hits, tones, mentions, quotations : as declared in `analytics.tables`, quotations with what tells the speakers
    (`analytics.quotations.linking`). relations : see `analytics.relations.finding`. names : see
    `analytics.actors.names`. stream : the tokens.
    """

    articles: pa.Table
    paragraphs: pa.Table
    hits: pa.Table
    tones: pa.Table
    mentions: pa.Table
    quotations: pa.Table
    relations: pa.Table
    names: pa.Table
    stream: TokenStream


def read_partition(articles: pa.Table, *, settings: Settings) -> Reading:
    """Read some rows of a corpus."""
    prepared = _prepare(articles, settings)
    partition, boilerplate, quotations, matches = prepared
    gazetteer = load_gazetteer()
    meanings = gazetteer.resolve(partition, matches)
    tone = prepared.tone(load_lexicon(*settings.tone.lexicons), settings)
    named = matches.pick(~meanings.person)
    names = find_names(partition, named, quotations.voices, demonyms=gazetteer.demonyms)
    if settings.actors.ner:
        names = add_entities(names, partition, named, quotations.voices, pipeline=settings.actors.ner)
    return Reading(
        *_described(partition, boilerplate, settings),
        hits=tone.hits,
        tones=tone.tones,
        mentions=find_mentions(partition, matches, meanings, quotations.voices, gazetteer=gazetteer),
        quotations=quotations.table,
        relations=find_relations(
            partition, quotations.words, quotations.voices, named=matches.covered(len(partition.tokens))
        ),
        names=names,
        stream=stream_of(partition.tokens, load_expressions().find(partition.tokens)),
    )


def read_tones(articles: pa.Table, *, settings: Settings, lexicons: Sequence[Lexicon]) -> list[Tone]:
    """Read only the tone of some rows of a corpus, under each of several lexicons."""
    prepared = _prepare(articles, settings)
    return [prepared.tone(lexicon, settings) for lexicon in lexicons]


class _Prepared(NamedTuple):
    """What of a partition must be known before its tone: what is text, who is named, who speaks."""

    partition: Partition
    boilerplate: Boilerplate
    quotations: Quotations
    matches: Matches

    def tone(self, lexicon: Lexicon, settings: Settings) -> Tone:
        return find_tone(
            self.partition,
            self.quotations.voices,
            in_name=self.matches.covered(len(self.partition.tokens)),
            lexicon=lexicon,
            settings=settings.tone,
        )


def _prepare(articles: pa.Table, settings: Settings) -> _Prepared:
    whole = Partition.of(articles)
    boilerplate = find_boilerplate(whole, restored=frozenset(settings.text.restored))
    partition = whole.cut(boilerplate.cuts) if settings.text.boilerplate else whole
    return _Prepared(partition, boilerplate, find_quotations(partition), load_gazetteer().find(partition))


def _described(partition: Partition, boilerplate: Boilerplate, settings: Settings) -> tuple[pa.Table, pa.Table]:
    """Return the articles and the paragraphs, counted."""
    tokens = partition.tokens
    rows = np.arange(tokens.n_paragraphs)
    n_tokens = np.bincount(tokens.paragraphs[tokens.is_word], minlength=len(rows))
    n_sentences = np.bincount(tokens.sentence_paragraphs, minlength=len(rows))
    size = len(partition.article_ids)
    articles = pa.table({
        "article_id": partition.article_ids,
        "n_sentences": np.bincount(partition.articles, weights=n_sentences, minlength=size).astype(np.int32),
        "n_tokens": np.bincount(partition.articles, weights=n_tokens, minlength=size).astype(np.int32),
        "agency": pa.array(boilerplate.agencies, pa.string()),
    })  # fmt: skip
    is_cut = np.array([rule is not None for rule in boilerplate.rules], dtype=bool) & settings.text.boilerplate
    is_whole = is_cut & (boilerplate.cuts == 0)
    body = np.flatnonzero((partition.numbers > 0) & ~is_whole)
    kind = np.full(len(rows), 2)
    kind[partition.numbers == 0] = 0
    kind[body[np.unique(partition.articles[body], return_index=True)[1]]] = 1
    kind[is_whole] = 3
    cut = pa.array(is_cut)
    nothing = pa.scalar(None, pa.string())
    paragraphs = pa.table({
        **partition.address(rows),
        "kind": _KINDS.take(pa.array(kind)),
        "cut": pa.array(boilerplate.cuts, mask=~is_cut),
        "rule": pc.if_else(cut, pa.array(boilerplate.rules, pa.string()), nothing),
        "reason": pc.if_else(cut, pa.array(boilerplate.reasons, pa.string()), nothing),
        "n_sentences": n_sentences.astype(np.int32),
        "n_tokens": n_tokens.astype(np.int32),
    })  # fmt: skip
    return articles, paragraphs


_KINDS = pa.array(["title", "lead", "body", "boilerplate"])


def reading_key(settings: Settings) -> str:
    """Return the hash of all that a reading depends on besides the texts."""
    described = {
        "code": _code_hash(),
        "settings": {name: part for name, part in identity_of(settings).items() if name != "topics"},
        "resources": resource_hashes(),
        "libraries": {name: version(name) for name in ("simplemma", "pyarrow")},
    }
    return hashlib.blake2b(json.dumps(described, sort_keys=True).encode(), digest_size=8).hexdigest()


def identity_of(settings: Settings) -> dict[str, dict[str, Any]]:
    """Return the settings with what each file or pipeline they name holds in place of its name.

    Raises ResourceError for a lexicon that cannot be read, SettingsError for a pipeline that cannot be loaded.
    """
    named = settings.as_dict()
    ner = settings.actors.ner and pipeline_identity(settings.actors.ner)
    return {
        **named,
        "tone": {**named["tone"], "lexicons": lexicon_hashes(settings.tone.lexicons)},
        "actors": {**named["actors"], "ner": ner},
    }


@lru_cache(maxsize=1)
def _code_hash() -> str:
    digest = hashlib.blake2b(digest_size=8)
    root = files("analytics")
    for name in _CODE:
        folder = root.joinpath(name)
        sources = folder.iterdir() if folder.is_dir() else [root.joinpath(f"{name}.py")]
        for source in sorted((f for f in sources if f.name.endswith(".py")), key=lambda f: f.name):
            digest.update(source.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def resource_hashes() -> dict[str, str]:
    """Return the hash of each bundled word list."""
    lists = sorted((f for f in files("analytics.resources").iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name)
    return {f.name: hashlib.blake2b(f.read_bytes(), digest_size=8).hexdigest() for f in lists}
