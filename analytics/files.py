"""Writing files so that a reader finds the old one or the whole new one, never a part."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


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
