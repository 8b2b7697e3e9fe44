"""Matrices of actors as charts."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from analytics import charts
from analytics.charts.relations import N_ACTORS
from analytics.charts.render import render
from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse
from analytics.relation_figures import co_mentions, relation_matrix, said_of

NAMES = (
    "Mali Niger Tchad Kenya Rwanda Maroc Liban Qatar Pérou Chili Canada Mexique Japon Népal Laos Vietnam Portugal"
    " Danemark Soudan Ghana Togo Bénin Sénégal Gabon Congo Brésil Paraguay Pakistan"
).split()


@pytest.fixture(scope="module")
def crowd():
    texts = [f"Le {first} a condamné le {second}." for first, second in pairwise(NAMES)]
    texts += ["Le Mali a soutenu le Niger. Le Mali a attaqué le Niger."] * 2 + ["Le Mali a félicité le Tchad."]
    return analyse(Corpus.of([Article(f"Titre {i}", (text,)) for i, text in enumerate(texts)]))


def test_cells_say_sign_and_number(crowd):
    frame = charts.chart_table(charts.relations(crowd)).set_index(["row", "column"])
    assert frame.loc[("Mali", "Tchad"), "printed"] == "+ 1"
    matrix = relation_matrix(crowd).set_index(["source_id", "target_id"])
    cell = frame.loc[("Mali", "Niger")]
    assert cell["n"] == matrix.loc[("MLI", "NER"), "n"]
    assert cell["strength"] == matrix.loc[("MLI", "NER"), "strength"] < 0
    assert cell["printed"] == f"− {cell['n']}"


def test_a_crowd_is_cut_to_what_can_be_read_and_this_is_said(crowd):
    chart = charts.relations(crowd)
    frame = charts.chart_table(chart)
    assert frame["row"].nunique() <= N_ACTORS
    assert frame["column"].nunique() <= N_ACTORS
    said = " ".join(chart.to_dict()["title"]["subtitle"]).replace("\u202f", " ").replace("\u00a0", " ")
    total = int(relation_matrix(crowd)["n"].sum())
    assert f"{frame['n'].sum()} montrées sur {total}" in said
    assert frame["n"].sum() < total


def test_co_mentions_are_the_same_both_ways(run):
    frame = charts.chart_table(charts.co_mentioned(run))
    values = {(row.row, row.column): (row.n, row.npmi) for row in frame.itertuples()}
    assert len(values) > 1
    assert all(values[column, row] == value for (row, column), value in values.items())
    assert set(frame["n"]) <= set(co_mentions(run)["n"])


def test_said_of_is_the_table(run):
    frame = charts.chart_table(charts.said_about(run))
    table = said_of(run).set_index(["speaker_id", "target_id"])
    for row in frame.itertuples():
        assert table.loc[(row.row_id, row.column_id), "n_quotations"] == row.n_quotations
    without = frame[frame["n_hits"] == 0]
    assert without["printed"].str.strip().str.isdigit().all()


def test_nobody_is_said(bare_run):
    for chart in (charts.relations, charts.co_mentioned, charts.said_about):
        assert charts.chart_table(chart(bare_run)).empty
        assert "Aucun" in json.dumps(chart(bare_run).to_dict(), ensure_ascii=False)


def test_the_images_are_drawn(crowd):
    drawn = [charts.Drawn(name, charts.CATALOGUE[name].chart(crowd)) for name in ("relations", "co-mentions")]
    files = render(drawn, ["png"], lang="fr")
    assert [file.content[:4] for file in files] == [b"\x89PNG"] * 2
