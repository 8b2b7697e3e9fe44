from __future__ import annotations

import re
from datetime import datetime

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import tables

TOPIC = {"topic": 0, "label": "grève, port, docker", "prevalence": 0.25, "n_articles": 3, "coherence": 0.1}
TONE = {
    "article_id": "a1", "paragraph": 1, "start": 0, "end": 30, "sentence": 0, "voice": "newsroom",
    "n_tokens": 6, "n_content": 3, "n_known": 0, "n_hits": 0, "n_positive": 0, "n_negative": 0, "sum_valence": 0.0,
}  # fmt: skip
MENTION = {
    "article_id": "a1", "paragraph": 1, "start": 3, "end": 8, "sentence": 0, "actor_id": "chine",
    "form": "Pékin", "reason": "capital", "rule": "open", "alternatives": ["place"], "voice": "quoted",
    "quotation_id": 2,
}  # fmt: skip


@pytest.mark.parametrize("name", tables.TABLES)
def test_every_column_is_declared_once_with_its_meaning(name):
    columns = tables.TABLES[name]
    assert len({c.name for c in columns}) == len(columns)
    assert all(c.meaning.strip() for c in columns)
    assert all(c.low is None or c.high is None or c.low < c.high for c in columns)


@pytest.mark.parametrize("name", tables.TABLES)
def test_a_schema_says_what_is_declared(name):
    fields = [(f.name, f.type, f.nullable, f.metadata[b"meaning"].decode()) for f in tables.schema(name)]
    assert fields == [(c.name, c.dtype, c.missing, c.meaning) for c in tables.TABLES[name]]


@pytest.mark.parametrize("name", tables.TABLES)
def test_shares_lie_between_0_and_1_and_counts_are_not_negative(name):
    for column in tables.TABLES[name]:
        if column.name.startswith("n_") or column.name in ("paragraph", "sentence", "start", "end"):
            assert (column.dtype, column.low) == (tables.INT, 0)
        if "share" in column.name:
            assert (column.low, column.high) == (0, 1)


@pytest.mark.parametrize("name", ["hits", "tones", "mentions", "quotations", "relations"])
def test_every_row_of_evidence_has_a_span(name):
    assert [c.name for c in tables.TABLES[name][:4]] == ["article_id", "paragraph", "start", "end"]


@pytest.mark.parametrize("name", tables.TABLES)
def test_an_empty_table_keeps_its_declaration(name):
    assert tables.check_table(name, tables.empty(name)).num_rows == 0
    assert tables.build(name, {}).equals(tables.empty(name))
    assert tables.from_rows(name, []).equals(tables.empty(name))


def test_rows_and_columns_build_the_same_table():
    rows = [TOPIC, {**TOPIC, "topic": 1, "coherence": None}]
    columns = {name: [row[name] for row in rows] for name in TOPIC}
    assert tables.build("topics", columns).equals(tables.from_rows("topics", rows))
    assert tables.from_rows("topics", rows).to_pylist() == [
        {**row, "exclusivity": None, "stability": None} for row in rows
    ]


@pytest.mark.parametrize(
    "as_array", [list, np.array, pd.Series, pa.array, lambda v: pa.chunked_array([v[:1], v[1:]]), pd.Index]
)
def test_a_column_may_be_any_array(as_array):
    columns = {"article_id": ["a", "a"], "topic": [0, 1], "weight": [1.5, 0.5], "share": [0.75, 0.25]}
    built = tables.build("article_topics", {name: as_array(values) for name, values in columns.items()})
    assert built.to_pydict() == columns


def test_the_nan_of_a_numpy_column_is_a_missing_polarity():
    columns = {name: [value, value] for name, value in TONE.items()}
    built = tables.build("tones", {**columns, "polarity": np.array([np.nan, -0.5])})
    assert built["polarity"].to_pylist() == [None, -0.5]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"label": None}, "label has 1 missing values"),
        ({"prevalence": -0.1}, "prevalence has values below 0"),
        ({"prevalence": 1.1}, "prevalence has values above 1"),
        ({"prevalence": float("inf")}, "prevalence has values above 1"),
        ({"prevalence": float("nan")}, "prevalence holds NaN"),
        ({"coherence": float("nan")}, "coherence holds NaN"),
        ({"coherence": -1.5}, "coherence has values below -1"),
        ({"n_articles": -1}, "n_articles has values below 0"),
        ({"topic": None}, "topic has 1 missing values"),
    ],
)
def test_a_value_outside_its_declaration_is_refused(change, fault):
    with pytest.raises(ValueError, match=f"^table topics: {re.escape(fault)}$"):
        tables.from_rows("topics", [TOPIC, {**TOPIC, **change}])


@pytest.mark.parametrize("value", [0, 1, 0.5])
def test_the_ends_of_a_range_are_legal(value):
    assert tables.from_rows("topics", [{**TOPIC, "prevalence": value}])["prevalence"].to_pylist() == [value]


def test_all_faults_are_told_at_once():
    rows = [{**TOPIC, "prevalence": 2.0, "n_articles": -1}, {"label": None}]
    with pytest.raises(ValueError, match=r"^table topics: ") as exc:
        tables.from_rows("topics", rows)
    assert str(exc.value).removeprefix("table topics: ").split("; ") == [
        "topic has 1 missing values",
        "label has 1 missing values",
        "prevalence has 1 missing values",
        "prevalence has values above 1",
        "n_articles has 1 missing values",
        "n_articles has values below 0",
    ]


@pytest.mark.parametrize("n", [-(2**31) - 1, 2**31])
def test_a_number_too_large_for_its_column_is_refused(n):
    with pytest.raises(ValueError, match="too large"):
        tables.build("article_topics", {"article_id": ["a"], "topic": [n], "weight": [1.0], "share": [1.0]})


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.drop_columns(["label"]),
        lambda t: t.append_column("note", pa.array(["x"])),
        lambda t: t.select(t.column_names[::-1]),
        lambda t: t.rename_columns(["TOPIC", *t.column_names[1:]]),
        lambda t: t.set_column(0, "topic", pa.array([0], pa.int64())),
    ],
)
def test_other_columns_or_types_are_refused(change):
    with pytest.raises(ValueError, match=r"^table topics: columns .* are not those declared$"):
        tables.check_table("topics", change(tables.from_rows("topics", [TOPIC])))


def test_the_meanings_of_columns_may_be_lost():
    bare = tables.from_rows("topics", [TOPIC]).replace_schema_metadata(None)
    fields = [pa.field(f.name, f.type, nullable=f.nullable) for f in bare.schema]
    assert tables.check_table("topics", bare.cast(pa.schema(fields))).num_rows == 1


@pytest.mark.parametrize("missing", [["quotation_id"], ["alternatives"], ["quotation_id", "alternatives"]])
@pytest.mark.parametrize("n_full", [0, 1, 2])
def test_a_data_frame_has_the_same_types_whatever_is_missing(missing, n_full):
    rows = [MENTION] * n_full + [{**MENTION, **dict.fromkeys(missing)}]
    frame = tables.to_pandas("mentions", tables.from_rows("mentions", rows))
    assert frame.dtypes.equals(tables.to_pandas("mentions", tables.empty("mentions")).dtypes)
    assert len(frame) == n_full + 1


@pytest.mark.parametrize("name", tables.TABLES)
def test_a_data_frame_of_nothing_but_missing_values_has_the_declared_types(name):
    columns = tables.TABLES[name]
    sample = {"string": "x", "int32": 1, "double": 0.5, "bool": True, "timestamp[us]": datetime(2024, 3, 12)}
    full = {c.name: sample.get(str(c.dtype), []) for c in columns}
    bare = {c.name: None if c.missing else full[c.name] for c in columns}
    built = [tables.from_rows(name, rows) for rows in ([full], [bare], [full, bare], [])]
    first, *others = (tables.to_pandas(name, table).dtypes for table in built)
    assert all(dtypes.equals(first) for dtypes in others)


def test_missing_values_stay_missing_in_a_data_frame():
    mentions = tables.from_rows("mentions", [MENTION, {**MENTION, "quotation_id": None}])
    frame = tables.to_pandas("mentions", mentions)
    assert frame["quotation_id"].tolist() == [2, pd.NA]
    assert tables.to_pandas("tones", tables.from_rows("tones", [TONE]))["polarity"].isna().tolist() == [True]


ROWS = st.tuples(st.text(max_size=8), st.integers(0, 9), st.floats(0, 1e6), st.floats(0, 1))


@given(st.lists(ROWS, max_size=8))
@settings(max_examples=100, deadline=None)
def test_legal_rows_come_back_unchanged(values):
    rows = [dict(zip(("article_id", "topic", "weight", "share"), row, strict=True)) for row in values]
    table = tables.from_rows("article_topics", rows)
    assert table.to_pylist() == rows
    assert tables.to_pandas("article_topics", table).to_dict("records") == rows
