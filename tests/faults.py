"""Faults of the machine, made on purpose."""

from __future__ import annotations

import itertools
import os


def break_fsync(monkeypatch, *, at):
    """Make the n-th flush to disk fail, the others work."""
    calls, fsync = itertools.count(1), os.fsync

    def breaking(descriptor):
        if next(calls) == at:
            raise OSError(28, "no space left on device")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", breaking)
