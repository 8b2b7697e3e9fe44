from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import tables
from analytics.errors import RunError
from analytics.runs import RUN_FORMAT, RUN_VERSION, Run, is_run, open_run, write_run
from tests.faults import break_fsync

IDS = ("a1", "a2", "a3")
COUNTS = {"n_paragraphs": 1, "n_sentences": 2, "n_tokens": 4}
LENGTH = {"n_sentences": 1, "n_tokens": 2}
PEKIN = {
    "paragraph": 1, "start": 0, "end": 5, "sentence": 0, "actor_id": "chine", "form": "Pékin",
    "reason": "capital", "rule": "open", "alternatives": ["ville"], "voice": "newsroom",
}  # fmt: skip
ROWS = {
    "articles": [
        {"article_id": i, "title": f"Titre {i}", "origin_file": "a.csv", "origin_record": 1, **COUNTS}
        for i in IDS
    ],
    "paragraphs": [
        {"article_id": i, "paragraph": n, "kind": kind, "text": "Pékin cède.", **LENGTH}
        for i in IDS for n, kind in enumerate(("title", "lead"))
    ],
    "mentions": [
        {"article_id": "a1", **PEKIN},
        {"article_id": "a2", **PEKIN},
        {"article_id": "a2", **PEKIN, "voice": "quoted", "quotation_id": 0},
    ],
    "actors": [
        {"actor_id": "chine", "name_fr": "Chine", "name_en": "China", "kind": "state", "n_mentions": 3,
         "n_least": 3, "n_most": 3, "n_articles": 2, "n_quoted": 1},
    ],
}  # fmt: skip


def small_run(run_id="c0ffee"):
    arrow = {name: tables.from_rows(name, ROWS.get(name, [])) for name in tables.TABLES}
    return Run.of({"format": RUN_FORMAT, "version": RUN_VERSION, "run_id": run_id, "corpus": "été"}, arrow)


def contents(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def same_tables(run, other):
    return all(run.arrow[name].equals(other.arrow[name]) for name in tables.TABLES)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return write_run(small_run(), tmp_path_factory.mktemp("runs") / "analyse")


def test_a_run_folder_opens_as_the_run_that_was_written(written):
    run, opened = small_run(), open_run(written)
    assert same_tables(run, opened)
    assert opened.run_id == run.run_id
    assert {name: opened.manifest[name] for name in run.manifest} == run.manifest
    assert repr(opened) == "Run(c0ffee, 3 articles, 0 topics)"


def test_a_run_folder_may_be_given_as_text(tmp_path):
    assert write_run(small_run(), str(tmp_path / "analyse")) == tmp_path / "analyse"
    assert open_run(str(tmp_path / "analyse")).run_id == "c0ffee"


def test_a_run_folder_holds_a_manifest_and_one_file_per_table(written):
    files = {path.relative_to(written).as_posix() for path in contents(written)}
    assert files == {"manifest.json", *(f"tables/{name}.parquet" for name in tables.TABLES)}
    assert is_run(written)


def test_the_manifest_counts_the_rows_of_each_table(written):
    described = json.loads((written / "manifest.json").read_text(encoding="utf-8"))["tables"]
    assert {name: d["rows"] for name, d in described.items()} == {
        name: len(ROWS.get(name, [])) for name in tables.TABLES
    }


def test_the_same_run_is_the_same_bytes(written, tmp_path):
    again = write_run(small_run(), tmp_path / "analyse")
    assert list(contents(again).values()) == list(contents(written).values())


def test_an_opened_run_can_be_written_elsewhere(written, tmp_path):
    assert same_tables(open_run(write_run(open_run(written), tmp_path / "copie")), small_run())


def test_writing_the_same_run_again_touches_nothing(tmp_path):
    folder = write_run(small_run(), tmp_path / "analyse")
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert write_run(small_run(), folder) == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_another_run_in_the_folder_is_refused(tmp_path):
    folder = write_run(small_run(), tmp_path / "analyse")
    before = contents(tmp_path)
    with pytest.raises(RunError) as exc:
        write_run(small_run("decade"), folder)
    assert (exc.value.key, exc.value.values) == ("run_exists", {"path": folder})
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", ["these.odt", "run/manifest.json", "run/notes.txt", "run/tables/a.csv"])
def test_a_folder_that_holds_something_else_is_refused(tmp_path, name):
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"chapitre 1")
    with pytest.raises(RunError) as exc:
        write_run(small_run(), tmp_path / name.split("/")[0])
    assert exc.value.key == "run_exists"
    assert contents(tmp_path) == {file: b"chapitre 1"}


def test_an_empty_folder_receives_the_run(tmp_path):
    (tmp_path / "analyse").mkdir()
    assert is_run(write_run(small_run(), tmp_path / "analyse"))


def test_missing_parent_folders_are_made(tmp_path):
    assert is_run(write_run(small_run(), tmp_path / "2024" / "mars" / "analyse"))


@pytest.mark.parametrize("at", [1, 2, 3, 16, 30, 31, 32, 33])
def test_a_write_that_fails_leaves_nothing_behind(tmp_path, monkeypatch, at):
    break_fsync(monkeypatch, at=at)
    with pytest.raises(OSError, match="no space left"):
        write_run(small_run(), tmp_path / "analyse")
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_failed_can_be_repeated(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        break_fsync(patch, at=20)
        with pytest.raises(OSError, match="no space left"):
            write_run(small_run(), tmp_path / "analyse")
    assert same_tables(open_run(write_run(small_run(), tmp_path / "analyse")), small_run())


@pytest.mark.parametrize("name", tables.TABLES)
@pytest.mark.parametrize("damage", [lambda raw: raw[:-1], lambda raw: b"", lambda raw: raw + b"\0", None])
def test_a_damaged_or_missing_table_is_named(written, name, damage):
    path = written / "tables" / f"{name}.parquet"
    whole = path.read_bytes()
    path.unlink()
    if damage:
        path.write_bytes(damage(whole))
    try:
        with pytest.raises(RunError) as exc:
            open_run(written).tables[name]
    finally:
        path.write_bytes(whole)
    assert (exc.value.key, exc.value.values) == ("run_damaged", {"path": path})


@given(name=st.sampled_from(sorted(tables.TABLES)), where=st.floats(0, 0.9999), bit=st.integers(0, 7))
@settings(max_examples=150, deadline=None)
def test_a_flipped_bit_in_a_table_is_noticed_and_named(written, name, where, bit):
    path = written / "tables" / f"{name}.parquet"
    whole = path.read_bytes()
    damaged = bytearray(whole)
    damaged[int(where * len(whole))] ^= 1 << bit
    path.write_bytes(damaged)
    try:
        with pytest.raises(RunError) as exc:
            open_run(written).arrow[name]
    finally:
        path.write_bytes(whole)
    assert (exc.value.key, exc.value.values) == ("run_damaged", {"path": path})


def test_the_other_tables_of_a_damaged_run_can_be_read(tmp_path):
    folder = write_run(small_run(), tmp_path / "analyse")
    (folder / "tables" / "mentions.parquet").unlink()
    assert open_run(folder).tables["articles"]["title"].tolist() == ["Titre a1", "Titre a2", "Titre a3"]


@pytest.mark.parametrize(
    "manifest",
    [None, b"", b"[]", b"{}", b'"format"', b"\xff", b'{"format": "vigie run", "version": 1}',
     b'{"format": "autre", "version": 1, "tables": {}}'],
)  # fmt: skip
def test_what_is_not_a_run_is_not_opened(tmp_path, manifest):
    if manifest is not None:
        (tmp_path / "manifest.json").write_bytes(manifest)
    with pytest.raises(RunError) as exc:
        open_run(tmp_path)
    assert (exc.value.key, exc.value.values) == ("run_not_one", {"path": tmp_path})
    assert not is_run(tmp_path)


@pytest.mark.parametrize(("version", "key"), [(RUN_VERSION + 1, "run_newer"), (RUN_VERSION - 1, "run_older")])
def test_a_run_of_another_version_is_refused(written, tmp_path, version, key):
    manifest = {**open_run(written).manifest, "version": version}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(RunError) as exc:
        open_run(tmp_path)
    assert (exc.value.key, exc.value.values["version"]) == (key, version)


def test_a_manifest_that_lacks_a_table_is_a_run_error(tmp_path):
    folder = write_run(small_run(), tmp_path / "analyse")
    (folder / "manifest.json").write_text(json.dumps({**small_run().manifest, "tables": {}}))
    with pytest.raises(RunError):
        open_run(folder).tables["mentions"]


def test_a_manifest_that_lacks_its_run_id_is_a_run_error(tmp_path):
    manifest = {"format": RUN_FORMAT, "version": RUN_VERSION, "tables": {}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "tables").mkdir()
    with pytest.raises(RunError):
        write_run(small_run(), tmp_path)


def test_a_run_does_not_change(written):
    run = open_run(written)
    with pytest.raises(FrozenInstanceError):
        run.manifest = {}
    articles = run.tables["articles"]
    articles.loc[:, "title"] = "Autre"
    articles.pop("outlet")
    assert run.tables["articles"]["title"].tolist() == ["Titre a1", "Titre a2", "Titre a3"]
    assert "outlet" in run.tables["articles"]


def test_a_run_has_exactly_the_declared_tables(written):
    run = open_run(written)
    assert list(run.tables) == list(run.arrow) == list(tables.TABLES)
    assert len(run.tables) == len(run.arrow) == len(tables.TABLES)


def test_a_run_in_memory_has_no_other_table():
    assert "mention" not in small_run().tables


def test_a_run_folder_has_no_other_table(written):
    assert "mention" not in open_run(written).tables


@pytest.mark.parametrize(
    ("article_ids", "n_rows"),
    [
        (["a2"], {"articles": 1, "paragraphs": 2, "mentions": 2, "actors": 1}),
        (["a3", "a1"], {"articles": 2, "paragraphs": 4, "mentions": 1, "actors": 1}),
        (["a1", "a1", "a9"], {"articles": 1, "paragraphs": 2, "mentions": 1, "actors": 1}),
        ([], {"articles": 0, "paragraphs": 0, "mentions": 0, "actors": 1}),
    ],
)
def test_a_run_seen_through_some_articles(written, article_ids, n_rows):
    seen = open_run(written).restricted(iter(article_ids))
    assert {name: seen.arrow[name].num_rows for name in n_rows} == n_rows
    assert set(seen.tables["mentions"]["article_id"]) <= set(article_ids)
    assert seen.run_id == "c0ffee"
