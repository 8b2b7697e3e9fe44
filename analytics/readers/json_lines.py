"""JSON Lines, one article per line, and JSON files that hold one list of articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from analytics.corpus import Article, Origin, Rejected
from analytics.errors import ReadError
from analytics.readers.decoding import decode
from analytics.readers.records import article_from, map_columns, reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def read_json_lines(path: Path, *, name: str, columns: Mapping[str, str]) -> Iterator[Article | Rejected]:
    """Read one object per line; a line that is not an object is rejected, the others go on.

    Lines end at a line feed only: U+2028 may stand inside a string.
    """
    lines = decode(path.read_bytes()).lstrip("\ufeff").split("\n")
    for number, line in enumerate((line for line in lines if line.strip()), start=1):
        origin = Origin(name, number)
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as exc:
            yield reject(origin, "record_bad_json", line, reason=exc)
            continue
        yield _article(record, origin, columns)


def read_json(path: Path, *, name: str, columns: Mapping[str, str]) -> Iterator[Article | Rejected]:
    """Read a list of objects, or one object. Raises ReadError when the file is neither."""
    try:
        records = json.loads(decode(path.read_bytes()))
    except (ValueError, RecursionError) as exc:
        raise ReadError("file_bad_json", path=name, reason=exc) from exc
    for number, record in enumerate(records if isinstance(records, list) else [records], start=1):
        yield _article(record, Origin(name, number), columns)


def _article(record: Any, origin: Origin, columns: Mapping[str, str]) -> Article | Rejected:  # noqa: ANN401
    if not isinstance(record, dict):
        return reject(origin, "record_bad_json", str(record), reason=type(record).__name__)
    try:
        # Records differ, and a folder may mix formats: a chosen column counts where it is there.
        chosen = {field: column for field, column in columns.items() if column in record}
        mapped = map_columns(record, chosen, source=origin.file)
    except ReadError as exc:
        return reject(origin, "record_no_column", json.dumps(record, ensure_ascii=False), reason=exc)
    try:
        return article_from({field: record[column] for field, column in mapped.items()}, origin)
    except ValueError as exc:
        return reject(origin, "record_bad_json", "", reason=exc)
