"""The tables of a run, each declared once: column, type, meaning, legal range.

Everything that reads or writes a table (run folders, charts, command line, dashboard) relies on these schemas.
Spans are (article_id, paragraph, start, end) in code points, ``end`` exclusive; paragraph 0 is the title.
Columns that no stage fills yet are there all the same, empty, so that files keep their shape.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

TEXT, INT, NUMBER, FLAG, TIME = pa.string(), pa.int32(), pa.float64(), pa.bool_(), pa.timestamp("us")
RULE = pa.struct([("name", TEXT), ("start", INT), ("end", INT), ("factor", NUMBER)])


class Column(NamedTuple):
    """One column: its Arrow type, what it means, whether it may be missing, its legal range."""

    name: str
    dtype: pa.DataType
    meaning: str
    missing: bool = False
    low: float | None = None
    high: float | None = None


def _count(name: str, meaning: str) -> Column:
    return Column(name, INT, meaning, low=0)


def _share(name: str, meaning: str, *, missing: bool = False) -> Column:
    return Column(name, NUMBER, meaning, missing=missing, low=0, high=1)


_ARTICLE = Column("article_id", TEXT, "content hash of the article")
_PARAGRAPH = _count("paragraph", "number of the paragraph in the article; 0 is the title")
_SENTENCE = _count("sentence", "number of the sentence in the paragraph")
_SPAN = (
    _ARTICLE,
    _PARAGRAPH,
    _count("start", "first code point"),
    _count("end", "code point after the last"),
)
_TOPIC = _count("topic", "number of the topic, 0 the most prevalent")
_VOICE = Column("voice", TEXT, "newsroom, reported (what somebody says, without marks) or quoted")
_QUOTED = Column(
    "quotation_id",
    INT,
    "quotation or report of the article it stands in; missing: the newsroom's own words",
    missing=True,
    low=0,
)

_DECIDED = Column("decision_id", TEXT, "decision of a reader that changed whom it means", missing=True)

ARTICLE_ROW = pa.field("article", INT, nullable=False)  # of tables of one partition

TABLES: Mapping[str, tuple[Column, ...]] = {
    "articles": (
        _ARTICLE,
        Column("title", TEXT, "title as printed"),
        Column("published", TIME, "date of publication; missing when the source gives none", missing=True),
        Column("outlet", TEXT, "who published it", missing=True),
        Column("author", TEXT, "byline", missing=True),
        Column("section", TEXT, "section of the outlet", missing=True),
        Column("url", TEXT, "address of the page", missing=True),
        Column("origin_file", TEXT, "file it was read from"),
        Column("origin_record", INT, "record in the file, 1 the first", low=1),
        _count("n_paragraphs", "paragraphs, title apart"),
        _count("n_sentences", "sentences, title included"),
        _count("n_tokens", "words, title included, punctuation apart"),
        Column("copy_group", TEXT, "group of near-identical texts", missing=True),
        Column("copy_role", TEXT, "first, pick-up or none", missing=True),
        Column("agency", TEXT, "agency named in the text", missing=True),
    ),
    "paragraphs": (
        _ARTICLE,
        _PARAGRAPH,
        Column("kind", TEXT, "title, lead, body or boilerplate"),
        Column("text", TEXT, "the text that all spans point into"),
        Column("cut", INT, "code point from which on it is boilerplate and not analysed; missing if none is",
               missing=True, low=0),
        Column("rule", TEXT, "phrase that tells the boilerplate", missing=True),
        Column("reason", TEXT, "see-also, subscription, newsletter, social, credit, agency, copyright, stamp, furniture"
               " or database", missing=True),
        _count("n_sentences", "sentences"),
        _count("n_tokens", "words, punctuation apart"),
    ),
    "hits": (
        *_SPAN,
        _SENTENCE,
        Column("form", TEXT, "words as printed"),
        Column("entry", TEXT, "entry of the lexicon"),
        Column("lexicon", TEXT, "list it comes from: ours, or the place of a user's list among those given, from 1"),
        Column("facet", TEXT, "evaluation, event or emotion"),
        Column("prior_valence", NUMBER, "value in the lexicon", low=-1, high=1),
        Column("valence", NUMBER, "value after the rules; of 0, it has no effect and is not counted", low=-1, high=1),
        Column("rules", pa.list_(RULE), "rules that changed it, by cause in text order: name, span of the cause in"
               " the paragraph, factor; the valence is the prior one times the factors, clipped; a factor of 0 silences"
               " a word that acts on others"),
        _count("n_content", "content words in it"),
        _VOICE,
        _QUOTED,
    ),
    "tones": (
        *_SPAN,
        _SENTENCE,
        _VOICE,
        _count("n_tokens", "words of this voice in the sentence"),
        _count("n_content", "of these, content words: neither on the stop list nor numbers"),
        _count("n_known", "of these, words that the lexicon knows"),
        _count("n_hits", "lexicon words that have an effect"),
        _count("n_positive", "lexicon words with valence above 0"),
        _count("n_negative", "lexicon words with valence below 0"),
        Column("sum_valence", NUMBER, "sum of the valences"),
        Column("polarity", NUMBER, "mean valence; missing without lexicon words", missing=True, low=-1, high=1),
    ),
    "mentions": (
        *_SPAN,
        _SENTENCE,
        Column("actor_id", TEXT, "actor meant"),
        Column("form", TEXT, "words as printed"),
        Column("reason", TEXT, "name, demonym, capital, residence, seat, acronym, organ, adjective, title, surname,"
               " role, or user: a name that a reader accepted"),
        Column("rule", TEXT, "context rule that decided what an ambiguous form means; missing if it is not ambiguous",
               missing=True),
        Column("alternatives", pa.list_(TEXT), "what else it may mean where that stays open: other actors, or place,"
               " person, nothing; missing if nothing is open", missing=True),
        _VOICE,
        _QUOTED,
        _DECIDED,
    ),
    "actors": (
        Column("actor_id", TEXT, "identifier that stays the same between runs"),
        Column("name_fr", TEXT, "French name"),
        Column("name_en", TEXT, "English name"),
        Column("kind", TEXT, "state, person, or a kind of organisation"),
        Column("role", TEXT, "title most often given to a person", missing=True),
        Column("office_of", TEXT, "actor whose office that title tells", missing=True),
        _count("n_mentions", "mentions in the corpus"),
        _count("n_least", "of these, mentions that can mean nobody else"),
        _count("n_most", "mentions that mean it or may mean it"),
        _count("n_articles", "articles with a mention"),
        _count("n_quoted", "mentions inside quotations"),
    ),
    "quotations": (
        *_SPAN,
        Column("quotation_id", INT, "number in the article; parts of one quotation share it", low=0),
        _count("n_tokens", "words in it"),
        _count("depth", "0 outermost, 1 a quotation inside a quotation"),
        Column("kind", TEXT, "direct: words in marks or dialogue; distancing: few words in marks that nobody is said to"
               " say; indirect: a clause that somebody is said to say; selon: a sentence by a named source; hearsay: a"
               " conditional of the newsroom's without a source"),
        Column("closed", FLAG, "whether its closing mark was found; true where none is needed"),
        Column("cue", TEXT, "verb, expression or preposition that tells who says it", missing=True),
        Column("cue_start", INT, "span of the cue; missing if it stands in another paragraph", missing=True, low=0),
        Column("cue_end", INT, "end of that span", missing=True, low=0),
        Column("stance", TEXT, "of the cue: neutral, endorsing, distancing, or denying what is reported", missing=True),
        Column("hearsay", FLAG, "a conditional of the newsroom's keeps what is reported at a distance", missing=True),
        Column("speaker_id", TEXT, "actor who speaks; missing when unknown", missing=True),
        Column("speaker_start", INT, "span of the words that name the speaker, those that a pronoun stands for;"
               " missing if they stand in another paragraph", missing=True, low=0),
        Column("speaker_end", INT, "end of that span", missing=True, low=0),
    ),
    "relations": (
        *_SPAN,
        _SENTENCE,
        Column("cue", TEXT, "entry of the list of cues; the span is that of the words that tell the relation"),
        Column("category", TEXT, "material or verbal conflict or cooperation"),
        Column("strength", NUMBER, "below 0 conflict, above 0 cooperation; what is denied keeps it", low=-1, high=1),
        Column("mutual", FLAG, "it holds both ways: another row has the ends exchanged"),
        Column("negated", FLAG, "it is said not to be so: left out of sums"),
        Column("unreal", FLAG, "it is wanted, asked, supposed, or said in the conditional"),
        Column("source_id", TEXT, "actor who acts"),
        _count("source_start", "span of the words that name the source"),
        _count("source_end", "end of that span"),
        Column("target_id", TEXT, "actor acted upon"),
        _count("target_start", "span of the words that name the target"),
        _count("target_end", "end of that span"),
        _VOICE,
        _QUOTED,
    ),
    "topics": (
        _TOPIC,
        Column("label", TEXT, "three terms that set it apart"),
        _share("prevalence", "mean share of the topic over the articles"),
        _count("n_articles", "articles in which it is the main topic"),
        Column("coherence", NUMBER, "NPMI of its terms", missing=True, low=-1, high=1),
        _share("exclusivity", "mean distinctiveness of its terms", missing=True),
        _share("stability", "agreement over resamples", missing=True),
    ),
    "topic_terms": (
        _TOPIC,
        Column("rank", INT, "1 the first", low=1),
        Column("term", TEXT, "lemma or collocation"),
        Column("surface", TEXT, "most frequent form in the corpus"),
        _share("weight", "share of the topic's weight on this term"),
        _share("distinctiveness", "share of the term's weight that lies in this topic", missing=True),
    ),
    "paragraph_topics": (_ARTICLE, _PARAGRAPH, _TOPIC, Column("weight", NUMBER, "W with H fixed", low=0),
                         _share("share", "share of the paragraph's weight")),
    "article_topics": (_ARTICLE, _TOPIC, Column("weight", NUMBER, "row of W", low=0),
                       _share("share", "share of the article's weight")),
    "rejected": (
        Column("origin_file", TEXT, "file"),
        Column("origin_record", INT, "record in the file", low=1),
        Column("code", TEXT, "key of the reason"),
        Column("reason", TEXT, "what was wrong"),
        Column("excerpt", TEXT, "first characters of the record"),
    ),
    "candidates": (
        *_SPAN,
        _SENTENCE,
        Column("form", TEXT, "name not recognised, as printed"),
        Column("key", TEXT, "what its spellings share"),
        Column("kind", TEXT, "what it is likely to be: person, place, organisation or unknown"),
        Column("kind_reason", TEXT, "what tells the kind: `analytics.actors.kinds.REASONS`, or spacy"),
        _VOICE,
        _QUOTED,
    ),
    "decisions": (
        Column("decision_id", TEXT, "identifier"),
        Column("what", TEXT, "merge, split, rename, ignore, decide or accept"),
        Column("actor_id", TEXT, "actor it is about", missing=True),
        Column("form", TEXT, "form it is about", missing=True),
        Column("in_article", TEXT, "only article it is about", missing=True),
        Column("target_id", TEXT, "actor whose the mentions are; missing: nobody's", missing=True),
        Column("name", TEXT, "name of the target, or the new name", missing=True),
        Column("kind", TEXT, "kind of the target", missing=True),
        Column("when", TEXT, "when, ISO 8601"),
        Column("why", TEXT, "reason given", missing=True),
        Column("undone", FLAG, "taken back"),
        _count("n_mentions", "mentions it changed"),
    ),
}  # fmt: skip


@cache
def schema(name: str) -> pa.Schema:
    """Return the Arrow schema of a table, with the meaning of each column as metadata."""
    return pa.schema([
        pa.field(c.name, c.dtype, nullable=c.missing, metadata={"meaning": c.meaning}) for c in TABLES[name]
    ])  # fmt: skip


def local_schema(name: str) -> pa.Schema:
    """Return the schema of a table of one partition: in place of ``article_id`` it has the row of the ``article``."""
    fields = [ARTICLE_ROW if f.name == "article_id" else f for f in schema(name)]
    return pa.schema(fields)


def build(name: str, columns: Mapping[str, Any]) -> pa.Table:
    """Build a table from columns; columns left out are missing throughout. Raises as check_table does.

    A column ``article`` in place of ``article_id`` makes it the table of one partition.
    """
    n_rows = len(next(iter(columns.values()))) if columns else 0
    fields = local_schema(name) if "article" in columns else schema(name)
    arrays = [_array(columns[f.name], f.type) if f.name in columns else pa.nulls(n_rows, f.type) for f in fields]
    return check_table(name, pa.Table.from_arrays(arrays, schema=fields))


def address(name: str, table: pa.Table, article_ids: pa.Array) -> pa.Table:
    """Return the table of one or more partitions with ``article_id`` in place of the rows in ``article_ids``."""
    ids = article_ids.take(table["article"].combine_chunks())
    columns = [ids if column == "article" else table[column] for column in table.column_names]
    return pa.Table.from_arrays(columns, schema=schema(name))


def _array(values: Any, dtype: pa.DataType) -> pa.Array:  # noqa: ANN401
    if isinstance(values, pa.Array | pa.ChunkedArray):
        return values if values.type == dtype else values.cast(dtype)
    return pa.array(values, type=dtype, from_pandas=True)


def from_rows(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Build a table from mappings; keys left out are missing."""
    return check_table(name, pa.Table.from_pylist(list(rows), schema=schema(name)))


def empty(name: str) -> pa.Table:
    """Return the table with no row."""
    return schema(name).empty_table()


def check_table(name: str, table: pa.Table) -> pa.Table:
    """Return the table when it keeps its declaration; raise ValueError naming every fault when it does not."""
    expected = local_schema(name) if "article" in table.column_names else schema(name)
    if not table.schema.equals(expected):
        msg = f"table {name}: columns {table.schema.names} with types {table.schema.types} are not those declared"
        raise ValueError(msg)
    columns = zip(TABLES[name], table.columns, strict=True)
    faults = [fault for column, values in columns if not _is_legal(column, values) for fault in _faults(column, values)]
    if faults:
        msg = f"table {name}: {'; '.join(faults)}"
        raise ValueError(msg)
    return table


def _is_legal(column: Column, values: pa.ChunkedArray) -> bool:
    """Tell at little cost that a column has no fault: its ends are in range, and NaN is in no range."""
    if values.null_count:
        if not column.missing:
            return False
        values = values.drop_null()
    is_ranged = column.low is not None or column.high is not None or pa.types.is_floating(column.dtype)
    if not is_ranged or not len(values):
        return True
    numbers = values.to_numpy()
    low = -math.inf if column.low is None else column.low
    high = math.inf if column.high is None else column.high
    return bool(low <= numbers.min() and numbers.max() <= high)


def _faults(column: Column, values: pa.ChunkedArray) -> list[str]:
    faults = []
    if not column.missing and values.null_count:
        faults.append(f"{column.name} has {values.null_count} missing values")
    if column.low is not None and pc.any(pc.less(values, column.low)).as_py():
        faults.append(f"{column.name} has values below {column.low}")
    if column.high is not None and pc.any(pc.greater(values, column.high)).as_py():
        faults.append(f"{column.name} has values above {column.high}")
    if pa.types.is_floating(column.dtype) and pc.any(pc.is_nan(values)).as_py():
        faults.append(f"{column.name} holds NaN")
    return faults


def to_pandas(name: str, table: pa.Table) -> pd.DataFrame:
    """Return the table as a data frame with the same types whether or not a value happens to be missing."""
    frame: pd.DataFrame = table.to_pandas()
    nullable = {"int32": "Int32", "bool": "boolean"}
    wanted = {c.name: nullable[str(c.dtype)] for c in TABLES[name] if c.missing and str(c.dtype) in nullable}
    return frame.astype(wanted)
