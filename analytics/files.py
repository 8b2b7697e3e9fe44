"""Files as others read them: the old one or the whole new one, never a part; tables that are safe in a spreadsheet."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")


def beside(path: Path) -> Path:
    """Return a hidden name of its own beside a path, for what is not yet whole."""
    return path.with_name(f".{path.name[:100]}.{secrets.token_hex(6)}")


def atomic_write(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside it, flush it to disk, then give it its name."""
    replace_file(path, content, flush=True)
    sync_folder(path.parent)


def replace_file(path: Path, content: bytes, *, flush: bool = False) -> None:
    """Write a file under a temporary name beside it, then give it its name.

    Without flushing to disk, a loss of power may leave a damaged file: for what can be made again, and is checked.
    """
    temporary = beside(path)
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
            if flush:
                stream.flush()
                os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Flush a folder's list of names to disk, so that a rename survives a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def csv_bytes(frame: pd.DataFrame, *, delimiter: str = ",") -> bytes:
    """Return a table as CSV in UTF-8 with its mark, which spreadsheets ask for; no cell is taken for a formula."""
    texts = frame.select_dtypes(include=["object", "string"]).columns
    safe = frame.assign(**{name: frame[name].map(_defused, na_action="ignore") for name in texts})
    return str(safe.to_csv(index=False, sep=delimiter)).encode("utf-8-sig")


def _defused(value: Any) -> Any:  # noqa: ANN401
    text = value.lstrip(" \"'") if isinstance(value, str) else ""
    return f"'{value}" if text.startswith(_FORMULA_STARTS) else value
