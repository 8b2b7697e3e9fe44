from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.files import atomic_write, sync_folder


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@given(old=st.none() | st.binary(), new=st.binary())
@settings(max_examples=50, deadline=None)
def test_a_file_holds_what_was_written_last(tmp_path_factory, old, new):
    path = tmp_path_factory.mktemp("files") / "thèmes.csv"
    if old is not None:
        atomic_write(path, old)
    atomic_write(path, new)
    assert contents(path.parent) == {"thèmes.csv": new}


@pytest.mark.parametrize("failing", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "no space left on device"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, failing, error):
    def fail(*_args, **_kwargs):
        raise error

    (tmp_path / "themes.csv").write_bytes(b"old")
    monkeypatch.setattr(Path if failing == "replace" else os, failing, fail)
    with pytest.raises(type(error)):
        atomic_write(tmp_path / "themes.csv", b"new")
    assert contents(tmp_path) == {"themes.csv": b"old"}


def test_a_first_write_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def fail(_descriptor):
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no space left"):
        atomic_write(tmp_path / "themes.csv", b"new")
    assert contents(tmp_path) == {}


def test_the_content_is_on_disk_before_it_has_its_name(tmp_path, monkeypatch):
    seen, fsync = [], os.fsync

    def spy(descriptor):
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        seen.append(("folder" if is_folder else os.fstat(descriptor).st_size, (tmp_path / "a.csv").exists()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", spy)
    atomic_write(tmp_path / "a.csv", b"content")
    assert seen == [(7, False), ("folder", True)]


def test_who_has_the_file_open_goes_on_reading_the_old_one(tmp_path):
    path = tmp_path / "themes.csv"
    atomic_write(path, b"old")
    with path.open("rb") as stream:
        atomic_write(path, b"new")
        assert stream.read() == b"old"


@pytest.mark.parametrize("name", ["é" * 120 + ".csv", "a" * 251 + ".csv", ".cache", "a b'c"])
def test_any_name_that_the_disk_takes_can_be_written(tmp_path, name):
    atomic_write(tmp_path / name, b"new")
    assert contents(tmp_path) == {name: b"new"}


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(FileNotFoundError):
        atomic_write(tmp_path / "absent" / "themes.csv", b"new")
    assert contents(tmp_path) == {}


def test_others_may_read_a_file_as_the_umask_allows(tmp_path):
    before = os.umask(0o022)
    try:
        atomic_write(tmp_path / "themes.csv", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "themes.csv").stat().st_mode) == 0o644


def test_no_descriptor_stays_open(tmp_path, monkeypatch):
    def fail(_descriptor):
        raise OSError(5, "input/output error")

    n_open = len(list(Path("/dev/fd").iterdir()))
    sync_folder(tmp_path)
    atomic_write(tmp_path / "themes.csv", b"new")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="input/output"):
        sync_folder(tmp_path)
    assert len(list(Path("/dev/fd").iterdir())) == n_open
