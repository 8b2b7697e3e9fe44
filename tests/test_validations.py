"""Validations kept beside a run, which they never change."""

from __future__ import annotations

import json
import shutil

import pandas as pd
import pytest

from analytics.errors import RunError, ValidationError
from analytics.runs import open_run, write_run
from analytics.validations import (
    CODINGS,
    begun_codings,
    keep_coding,
    keep_validation,
    last_validation,
    validation_name,
)
from tests.faults import break_fsync

FIGURES = {"n_passages": 3, "alpha": {"interval": {"value": 0.71, "low": None, "high": None}}}
CODED = pd.DataFrame([
    {"passage_id": "p1", "coder": "anne", "code": -2.0, "mixed": True, "note": ""},
    {"passage_id": "p2", "coder": "anne", "code": None, "mixed": False, "note": "dur à dire"},
])  # fmt: skip


@pytest.fixture
def folder(seed_run, tmp_path):
    return write_run(seed_run, tmp_path / "run")


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_run_opens_with_its_validation_and_is_the_same_run(folder, seed_run):
    before = contents(folder)
    assert open_run(folder).validation is None
    keep_validation(folder, FIGURES, CODED)
    opened = open_run(folder)
    assert opened.validation == FIGURES
    assert opened.run_id == seed_run.run_id
    assert {path: contents(folder)[path] for path in before} == before
    assert write_run(seed_run, folder) == folder


def test_codes_are_kept_with_the_figures(folder):
    place = keep_validation(folder, FIGURES, CODED)
    kept = pd.read_parquet(place / "codings.parquet")
    assert kept.columns.tolist() == CODINGS.names
    assert kept["code"].isna().tolist() == [False, True]
    assert kept["note"].tolist() == ["", "dur à dire"]


def test_the_last_one_counts_and_one_that_is_the_last_already_is_left(folder):
    first = keep_validation(folder, FIGURES, CODED)
    assert keep_validation(folder, FIGURES, CODED) == first
    second = keep_validation(folder, {**FIGURES, "n_passages": 4}, CODED)
    assert last_validation(folder)["n_passages"] == 4
    assert validation_name(folder) == second.name
    again = keep_validation(folder, FIGURES, CODED)
    assert again not in (first, second)
    assert last_validation(folder) == FIGURES


def test_other_codes_make_another_validation(folder):
    first = keep_validation(folder, FIGURES, CODED)
    assert keep_validation(folder, FIGURES, CODED.assign(code=1.0)) != first


def test_a_run_seen_through_some_articles_keeps_its_validation(folder):
    keep_validation(folder, FIGURES, CODED)
    assert open_run(folder).restricted([]).validation == FIGURES


@pytest.mark.parametrize("damage", ["{", "[]", '{"format": "autre", "version": 1, "figures": {}}', '{"version": 1}'])
def test_a_damaged_validation_is_named_and_everything_else_opens(folder, seed_run, damage):
    place = keep_validation(folder, FIGURES, CODED)
    (place / "validation.json").write_text(damage, encoding="utf-8")
    opened = open_run(folder)
    assert opened.validation is None
    (fault,) = opened.faults
    assert f"{place} est abîmé ; retirez ce dossier" in fault.message("fr")
    assert str(place) in fault.message("en")
    assert opened.tables["hits"].equals(seed_run.tables["hits"])
    assert opened.restricted([]).faults == opened.faults
    shutil.rmtree(place)
    assert (open_run(folder).validation, open_run(folder).faults) == (None, ())


def test_figures_that_were_changed_are_damaged(folder):
    path = keep_validation(folder, FIGURES, CODED) / "validation.json"
    path.write_text(path.read_text(encoding="utf-8").replace("0.71", "0.91"), encoding="utf-8")
    opened = open_run(folder)
    assert opened.validation is None
    assert [fault.message("fr").startswith(f"{path.parent} est abîmé") for fault in opened.faults] == [True]


def test_a_validation_of_a_newer_version_says_so(folder):
    path = keep_validation(folder, FIGURES, CODED) / "validation.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "version": 9}), encoding="utf-8")
    opened = open_run(folder)
    assert opened.validation is None
    assert ["plus récente" in fault.message("fr") for fault in opened.faults] == [True]


@pytest.mark.parametrize("at", [1, 3])
def test_a_write_that_fails_leaves_nothing(folder, monkeypatch, at):
    before = contents(folder)
    break_fsync(monkeypatch, at=at)
    with pytest.raises(RunError, match="no space left"):
        keep_validation(folder, FIGURES, CODED)
    assert contents(folder) == before
    assert last_validation(folder) is None


def test_what_is_half_written_is_no_validation(folder):
    keep_validation(folder, FIGURES, CODED)
    (folder / "validation" / ".20990101T000000000000-abc.123").mkdir()
    (folder / "validation" / "notes.txt").write_text("à moi", encoding="utf-8")
    assert last_validation(folder) == FIGURES


def test_what_a_coder_gives_takes_the_place_of_what_there_was(folder):
    before = open_run(folder)
    keep_coding(folder, "Anne-Lise (2)", b"un")
    path = keep_coding(folder, "Anne-Lise (2)", b"deux")
    assert path.read_bytes() == b"deux"
    assert begun_codings(folder) == {"Anne-Lise (2)": path}
    assert list(path.parent.iterdir()) == [path]
    assert open_run(folder).run_id == before.run_id
    assert validation_name(folder) == ""


@pytest.mark.parametrize("name", ["", ".", "../x", "a/b", "a\\b", ".caché", "a.", "a\n", "x" * 41, "con:"])
def test_a_name_that_no_file_can_have_is_refused(folder, name):
    with pytest.raises(ValidationError):
        keep_coding(folder, name, b"un")
    assert begun_codings(folder) == {}


def test_a_coding_that_cannot_be_written_leaves_the_one_before(folder, monkeypatch):
    path = keep_coding(folder, "anne", b"un")
    break_fsync(monkeypatch, at=1)
    with pytest.raises(RunError, match="anne"):
        keep_coding(folder, "anne", b"deux")
    assert path.read_bytes() == b"un"
    assert list(path.parent.iterdir()) == [path]


def test_a_damaged_validation_is_kept_anew(folder):
    place = keep_validation(folder, FIGURES, CODED)
    (place / "validation.json").write_text("rien", encoding="utf-8")
    again = keep_validation(folder, FIGURES, CODED)
    assert again != place
    assert last_validation(folder) == FIGURES
    assert open_run(folder).faults == ()
