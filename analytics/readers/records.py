"""From named fields to articles: the usual names of columns, and what makes a record an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from analytics.corpus import Article, Origin, Rejected
from analytics.errors import ReadError
from analytics.messages import message
from analytics.normalization import fold, normalise
from analytics.readers.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_CHARACTERS = 2_000_000  # of one article; longer ones are whole books or damaged files
EXCERPT = 200  # characters of a refused record
_MAX_DEPTH = 3

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "titre", "headline", "titre_article", "article_title", "hd"),
    "text": (
        "text", "texte", "body", "content", "contenu", "corps", "article", "paragraphs", "paragraphes", "full_text",
        "texte_integral",
    ),
    "published": (
        "published", "date", "publication_date", "publish_date", "published_at", "date_publication",
        "date_de_publication", "pubdate", "datetime",
    ),
    "outlet": (
        "outlet", "source", "media", "media_name", "journal", "publication", "newspaper", "support", "nom_source",
        "titre_journal",
    ),
    "author": ("author", "auteur", "auteurs", "authors", "byline", "signature"),
    "section": ("section", "rubrique", "category", "categorie", "desk"),
    "url": ("url", "link", "lien", "adresse", "web_url"),
}  # fmt: skip

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c]")


def map_columns(names: Iterable[str], chosen: Mapping[str, str], *, source: str) -> dict[str, str]:
    """Return field to column: the columns the user chose, then those with a usual name, the earlier synonym first.

    Raises ReadError when a chosen column or field does not exist, or when no column holds the text.
    """
    columns = list(names)
    by_field = {field_named(field): column for field, column in chosen.items()}
    for field, column in by_field.items():
        if column not in columns:
            raise ReadError("column_unknown", field=field, column=column, source=source, columns=", ".join(columns))
    by_key = {_key(column): column for column in reversed(columns)}
    usual = {field: next((by_key[s] for s in synonyms if s in by_key), None) for field, synonyms in FIELDS.items()}
    mapped = {field: column for field, column in {**usual, **by_field}.items() if column is not None}
    if "text" not in mapped:
        raise ReadError("column_no_text", source=source, columns=", ".join(columns))
    return mapped


def field_named(name: str) -> str:
    """Return the field a user means by a name: ``date`` is ``published``. Raises ReadError when there is none."""
    for field, synonyms in FIELDS.items():
        if _key(name) in (field, *synonyms):
            return field
    raise ReadError("field_unknown", field=name, known=", ".join(["date" if f == "published" else f for f in FIELDS]))


def _key(column: str) -> str:
    return re.sub(r"[\s.-]+", "_", fold(column.strip().strip("\ufeff")))


def article_from(values: Mapping[str, Any], origin: Origin) -> Article | Rejected:
    """Build an article from fields; a record without text, or of absurd length, is rejected with its reason.

    Raises ValueError for a value that is no text.
    """
    fields = {name: _text(value, "\n\n" if name == "text" else ", ") for name, value in values.items()}
    text = fields.get("text", "")
    if len(text) > MAX_CHARACTERS:
        return reject(origin, "record_too_long", text, n=len(text), limit=MAX_CHARACTERS)
    paragraphs = tuple(split_paragraphs(text))
    if not any(map(normalise, paragraphs)):
        return reject(origin, "record_no_text", fields.get("title", ""))
    return Article(
        title=fields.get("title", ""),
        paragraphs=paragraphs,
        published=parse_date(fields.get("published", "")),
        origin=origin,
        **{name: fields.get(name) or None for name in ("outlet", "author", "section", "url")},
    )


def reject(origin: Origin, code: str, excerpt: str, /, **values: object) -> Rejected:
    """Describe a refused record in the user's language."""
    return Rejected(origin, code, normalise(message(f"rejected.{code}", **values)), normalise(excerpt[:EXCERPT]))


def split_paragraphs(text: str) -> list[str]:
    """Cut a text at blank lines where it has any, its lines being wrapped, else at each line end."""
    text = _LINE_END.sub("\n", text)
    blocks = _BLANK_LINE.split(text.strip("\n"))
    if len(blocks) > 1:
        return [" ".join(block.split("\n")) for block in blocks]
    return text.split("\n")


def _text(value: Any, between: str, depth: int = 0) -> str:  # noqa: ANN401
    """Write a value as text: a list is paragraphs or names, an object its name, null and NaN are nothing.

    Raises ValueError for lists nested deeper than sections of paragraphs: aliases could make their size explode.
    """
    if isinstance(value, list):
        if depth == _MAX_DEPTH:
            msg = "nested lists"
            raise ValueError(msg)
        return between.join(_text(item, between, depth + 1) for item in value)
    if isinstance(value, dict):
        value = value.get("name")
    if value is None or isinstance(value, list | dict) or value != value:  # NaN alone differs from itself
        return ""
    return str(value)
