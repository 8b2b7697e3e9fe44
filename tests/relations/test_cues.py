"""The list of cues of relations."""

from __future__ import annotations

import pytest

from analytics.errors import ResourceError
from analytics.relations.lists import CATEGORIES, load_relation_cues, plural
from analytics.resources import read_rows, resource

COLUMNS = ("cue", "kind", "frame", "strength", "category", "note")


@pytest.fixture(scope="module")
def rows():
    return read_rows(resource("relation_cues.tsv"), COLUMNS)


def test_the_list_is_large_and_has_both_signs_in_words_and_deeds(rows):
    cues = [row for row in rows if row["strength"]]
    assert len({(row["cue"], row["kind"]) for row in cues}) >= 450
    for category in CATEGORIES:
        assert sum(row["category"] == category for row in cues) >= 40, category


def test_no_cue_is_listed_twice(rows):
    keys = [(row["cue"], row["kind"] == "noun", row["kind"] in ("support", "ending"), row["frame"]) for row in rows]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("frapper\tverb\tobject\t-2\tmaterial conflict\t", "is not in"),
        ("frapper\tverb\tobject\t0.4\tmaterial conflict\t", "is no material conflict"),
        ("frapper\tverb\tentre\t-0.4\tmaterial conflict\t", "frame"),
        ("frapper\tverbe\tobject\t-0.4\tmaterial conflict\t", "kind"),
        ("frapper\tverb\tobject\tfort\tmaterial conflict\t", "is not a number"),
        ("frapper\tverb\tobject\t-0.4\tconflict\t", "category"),
        ("mener\tsupport\tobject\t-0.4\tmaterial conflict\t", "has no strength"),
    ],
)
def test_faulty_lines_are_named(line, fault, tmp_path, monkeypatch):
    path = tmp_path / "relation_cues.tsv"
    path.write_text("\t".join(COLUMNS) + "\n" + line + "\n", encoding="utf-8")
    monkeypatch.setattr("analytics.relations.lists.resource", lambda _name: path)
    load_relation_cues.cache_clear()
    with pytest.raises(ResourceError, match=f"2: .*{fault}"):
        load_relation_cues()
    load_relation_cues.cache_clear()


def test_plurals():
    assert [plural(noun) for noun in ("accord", "rival", "bras", "aveu")] == ["accords", "rivaux", "bras", "aveux"]
