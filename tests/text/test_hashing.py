from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.normalization import fold_all, lower_all
from analytics.text import hashing
from analytics.text.hashing import NameTable, PrefixNames, code_points, names_of, sequence_names
from analytics.text.lemmas import lemmatize
from analytics.text.tokenization import tokenize
from analytics.text.vocabulary import Vocabulary
from tests.conftest import ROOT, SHARED
from tests.strategies import raw_text

NAMES = st.integers(0, 2**64 - 1)
LINES = raw_text(max_size=12).map(lambda text: text.replace("\n", " "))
SPREAD_BACK = pow(0xD6E8FEB86659FD93, -1, 1 << 64)  # names times the spread of a table give slots by their high bits


def names(values):
    return np.array(values, dtype=np.uint64)


def crowded(n):
    """Names that all want the last slot of a table, whatever its size, so that the next ones are at its beginning."""
    return names([(2**64 - 1 - i) * SPREAD_BACK % 2**64 for i in range(n)])


@given(LINES, st.data())
@settings(max_examples=200, deadline=None)
def test_a_stretch_of_a_text_has_the_name_of_its_string(text, data):
    places = st.integers(0, len(text))
    spans = [sorted(span) for span in data.draw(st.lists(st.tuples(places, places), max_size=8))]
    starts, ends = (np.array([span[i] for span in spans], dtype=np.int64) for i in (0, 1))
    found = PrefixNames(code_points(text)).of(starts, ends)
    assert found.tolist() == names_of([text[a:b] for a, b in spans]).tolist()


@pytest.mark.parametrize("n_before", [0, 1, 4_095, 4_096, 4_097, 100_000])
def test_a_word_has_the_same_name_wherever_it_stands(n_before):
    text = "x" * n_before + "été"
    found = PrefixNames(code_points(text)).of(np.array([n_before]), np.array([len(text)]))
    assert found.tolist() == names_of(["été"]).tolist()


def test_names_are_those_of_other_processes_and_machines():
    written = ["", "a", "été", "𝕸", "\ud800"]
    expected = [sum((ord(c) + 1) * 0x9E3779B97F4A7C15**j for j, c in enumerate(s)) % 2**64 for s in written]
    assert names_of(written).tolist() == expected


def test_zero_code_points_count():
    assert len(set(names_of(["", "\x00", "\x00\x00", "a", "a\x00", "\x00a"]).tolist())) == 6


@given(st.lists(LINES, max_size=8), st.integers(1, 30))
@settings(max_examples=100, deadline=None)
def test_strings_named_in_blocks_have_the_same_names(strings, size):
    expected = names_of(strings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "_BLOCK", size)
        assert names_of(strings).tolist() == expected.tolist()


def test_no_string_no_name():
    assert names_of([]).tolist() == []


@pytest.mark.parametrize("strings", [["un\ndeux"], ["un", "\n"]])
def test_a_line_break_is_refused(strings):
    with pytest.raises(ValueError, match="line break"):
        names_of(strings)


def test_no_two_forms_of_all_texts_share_a_name():
    folders = [ROOT / "corpora", ROOT / "seeds", SHARED / "data"]
    kinds = (".md", ".tsv", ".jsonl", ".conllu", ".csv", ".txt")
    forms = set()
    for path in (path for folder in folders for path in folder.rglob("*") if path.suffix in kinds):
        text = path.read_text(encoding="utf-8", errors="replace")
        tokens = tokenize([text], vocabulary=Vocabulary())
        forms |= {text[a:b] for a, b in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)}
    described = sorted(forms)
    written = forms.union(lower_all(described), fold_all(described), lemmatize(described))
    assert len(written) > 5_000
    assert len(set(names_of(sorted(written)).tolist())) == len(written)


@given(st.lists(st.lists(NAMES | st.integers(0, 50), max_size=30), max_size=6), st.lists(NAMES, max_size=10))
@settings(max_examples=200, deadline=None)
def test_a_table_is_a_dictionary(batches, others):
    table, rows = NameTable(), {}
    for batch in batches:
        new = [name for name in dict.fromkeys(batch) if name not in rows]
        table.add(names(new))
        rows |= {name: len(rows) + i for i, name in enumerate(new)}
        asked = [*rows, *others]
        assert table.find(names(asked)).tolist() == [rows.get(name, -1) for name in asked]
        assert len(table) == len(rows)


@pytest.mark.parametrize("batch", [1, 7, 300])
def test_names_that_want_one_slot_are_all_found(batch):
    wanted, absent = np.split(crowded(400), [300])
    table = NameTable()
    for first in range(0, 300, batch):
        table.add(wanted[first : first + batch])
    assert table.find(wanted).tolist() == list(range(300))
    assert (table.find(absent) == -1).all()


def test_a_name_may_be_zero():
    table = NameTable()
    assert table.find(names([0])).tolist() == [-1]
    table.add(names([0]))
    assert table.find(names([0, 1])).tolist() == [0, -1]


@pytest.mark.parametrize("batch", [1_000, 4_096, 100_000])
def test_a_table_grows_and_keeps_its_rows(batch):
    many = np.unique(np.random.default_rng(0).integers(0, 2**64, size=100_000, dtype=np.uint64))
    np.random.default_rng(1).shuffle(many)
    table = NameTable()
    for first in range(0, len(many), batch):
        table.add(many[first : first + batch])
        assert table.find(many[:3]).tolist() == [0, 1, 2]
    assert (table.find(many) == np.arange(len(many))).all()
    assert (table.find(many + np.uint64(1)) >= 0).sum() == np.isin(many + np.uint64(1), many).sum()


def test_nothing_is_added_or_found():
    table = NameTable()
    table.add(names([]))
    assert (len(table), table.find(names([])).tolist()) == (0, [])


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_sequences_are_named_alike_by_one_length_and_by_many(data):
    types = names(data.draw(st.lists(NAMES, min_size=1, max_size=5)))
    ids = np.array(data.draw(st.lists(st.integers(0, len(types) - 1), min_size=1, max_size=20)), dtype=np.int32)
    positions = np.arange(len(ids))
    lengths = np.array([data.draw(st.integers(1, len(ids) - p)) for p in positions], dtype=np.int64)
    many = sequence_names(types, ids, positions, lengths)
    for position, length in zip(positions.tolist(), lengths.tolist(), strict=True):
        alone = sequence_names(types, ids, np.array([position]), length)
        assert alone.tolist() == [many[position]]


def test_sequences_that_differ_have_different_names():
    types, ids = names_of(["un", "deux"]), np.array([0, 1, 0, 0, 1, 1], dtype=np.int32)
    sequences = [(p, n) for n in (1, 2, 3) for p in range(len(ids) - n + 1)]
    positions, lengths = np.array(sequences).T
    found = sequence_names(types, ids, positions, lengths)
    written = [tuple(ids[p : p + n].tolist()) for p, n in sequences]
    assert len(set(found.tolist())) == len(set(written))
    assert len(set(zip(found.tolist(), written, strict=True))) == len(set(written))
    assert not set(found[lengths > 1].tolist()) & set(names_of(["undeux", "un deux", "deuxun"]).tolist())
