"""Validations kept beside a run: a folder each under ``validation/``, written once; the last one is the run's.

The run itself does not change, nor does its ``run_id``. A validation holds ``validation.json`` and the codes it rests
on, ``codings.parquet``, so that the figures can be made again. What coders have given so far in the browser lies in
``validation/codings/``, a file each, named as the coder and written anew with every code.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.errors import RunError, ValidationError
from analytics.files import atomic_write, beside, sync_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

FORMAT = "vigie validation"
VERSION = 1
_CODER = re.compile(r'\w(?:[^\\/:*?"<>|\x00-\x1f]{0,38}[\w)])?')  # what any file system takes as a name
CODINGS = pa.schema([
    pa.field("passage_id", pa.string(), nullable=False),
    pa.field("coder", pa.string(), nullable=False),
    pa.field("code", pa.float64()),  # missing: unclear
    pa.field("mixed", pa.bool_(), nullable=False),
    pa.field("note", pa.string(), nullable=False),
])  # fmt: skip


def keep_validation(folder: Path, figures: Mapping[str, Any], codings: pd.DataFrame) -> Path:
    """Keep a validation beside the run in ``folder`` and return where; one that is already its last is left as it is.

    figures : what is to be found again, in the types of JSON. codings : with the columns of CODINGS.
    Raises RunError when the folder cannot be written to.
    """
    sink = pa.BufferOutputStream()
    table = pa.Table.from_pandas(codings[CODINGS.names], CODINGS, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(table, sink, compression="zstd")
    content = sink.getvalue().to_pybytes()
    record = {"format": FORMAT, "version": VERSION, "codings": hashlib.sha256(content).hexdigest(), "figures": figures}
    written = (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
    identity = _identity(written)
    last = _last(folder)
    if last is not None and last.name.endswith(identity) and _holds(last, written):
        return last
    place = folder / "validation" / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{identity}"
    try:
        _write(place, {"codings.parquet": content, "validation.json": written})
    except OSError as exc:
        raise RunError("validation_unwritable", path=place.parent, reason=exc.strerror or exc) from exc
    return place


def last_validation(folder: Path) -> Mapping[str, Any] | None:
    """Return the figures last kept beside the run in ``folder``, or None. Raises RunError when they are damaged."""
    place = _last(folder)
    if place is None:
        return None
    try:
        written = (place / "validation.json").read_bytes()
        record = json.loads(written)
        figures, version = record["figures"], record["version"]
        known = record["format"] == FORMAT and isinstance(figures, dict)
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise RunError("validation_damaged", path=place) from exc
    if not known:
        raise RunError("validation_damaged", path=place)
    if version != VERSION:
        raise RunError("run_newer", path=place, version=version)
    if not place.name.endswith(_identity(written)):
        raise RunError("validation_damaged", path=place)
    return dict(figures)


def keep_coding(folder: Path, coder: str, sheet: bytes) -> Path:
    """Keep what a coder has given so far beside the run in ``folder``, in place of what there was, and return where.

    sheet : as `analytics.validation.codings.sample_csv` writes it. Raises ValidationError for a name that no file can
    have, RunError when the folder cannot be written to.
    """
    if not _CODER.fullmatch(coder):
        raise ValidationError("coder_name", name=coder)
    path = folder / "validation" / "codings" / f"{coder}.csv"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(path, sheet)
    except OSError as exc:
        raise RunError("validation_unwritable", path=path, reason=exc.strerror or exc) from exc
    return path


def begun_codings(folder: Path) -> dict[str, Path]:
    """Return the file of each coder who has begun to code beside the run in ``folder``, by name."""
    return {path.stem: path for path in sorted((folder / "validation" / "codings").glob("*.csv"))}


def validation_name(folder: Path) -> str:
    """Return the name of the validation last kept beside the run in ``folder``, or nothing."""
    place = _last(folder)
    return place.name if place else ""


def _holds(place: Path, written: bytes) -> bool:
    """Whether a kept validation is whole; a damaged one is kept anew."""
    try:
        return (place / "validation.json").read_bytes() == written
    except OSError:
        return False


def _identity(written: bytes) -> str:
    """Return what the name of the folder ends in, so that a change of the figures shows."""
    return hashlib.blake2b(written, digest_size=6).hexdigest()


def _last(folder: Path) -> Path | None:
    """Folder of the last validation; names begin with the time they were kept at."""
    return max((p for p in (folder / "validation").glob("[0-9]*-*") if p.is_dir()), default=None)


def _write(place: Path, contents: Mapping[str, bytes]) -> None:
    place.parent.mkdir(exist_ok=True)
    temporary = beside(place)
    try:
        temporary.mkdir()
        for name, content in contents.items():
            atomic_write(temporary / name, content)
        temporary.replace(place)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    sync_folder(place.parent)
