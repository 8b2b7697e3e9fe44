"""Matrices of actors, and what stands behind their cells."""

from __future__ import annotations

import math

import numpy as np
import pytest

from analytics.actors.ledger import Decision
from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse
from analytics.relation_figures import RelationFilter, co_mentions, log_likelihood, npmi, relation_matrix, said_of
from analytics.relation_passages import excerpts_of_relations, list_relations

TEXTS = (
    "La France a condamné la Russie. La France soutient l'Ukraine.",
    "La Russie a frappé l'Ukraine. La France n'a pas condamné la Russie.",
    "« La Russie a attaqué l'Ukraine, c'est une catastrophe », a déclaré le président français Emmanuel Macron.",
    "La France a condamné la Russie. La Russie veut frapper la Pologne."
    " Un accord entre la France et la Pologne existe.",
)


@pytest.fixture(scope="module")
def small():
    return analyse(Corpus.of([Article(f"Titre {i}", (text,)) for i, text in enumerate(TEXTS)]))


@pytest.fixture(scope="module")
def nobody():
    return analyse(Corpus.of([Article("Titre", ("Rien ici.",))]))


def cell(frame, first, second, columns=("source_id", "target_id")):
    (row,) = frame[(frame[columns[0]] == first) & (frame[columns[1]] == second)].to_dict("records")
    return row


def test_the_matrix_counts_what_is_not_denied_and_keeps_voices_apart(small):
    matrix = relation_matrix(small)
    condemned = cell(matrix, "FRA", "RUS")
    assert (condemned["n"], condemned["n_negative"], condemned["n_articles"]) == (2, 2, 2)
    assert condemned["strength"] == pytest.approx(-0.4)
    attacked = cell(matrix, "RUS", "UKR")
    assert (attacked["n"], attacked["n_newsroom"], attacked["n_quoted"]) == (2, 1, 1)
    assert attacked["strength"] == pytest.approx(-0.9)
    assert np.isnan(attacked["low"])  # two articles tell nothing of others
    assert cell(matrix, "RUS", "POL")["n_unreal"] == 1
    assert cell(matrix, "FRA", "POL")["strength"] == cell(matrix, "POL", "FRA")["strength"] == pytest.approx(0.6)
    assert matrix["n"].is_monotonic_decreasing
    assert cell(relation_matrix(small, voices=("quoted",)), "RUS", "UKR")["n"] == 1


def test_a_strength_has_an_interval_over_five_articles_or_more():
    texts = ["La Russie a frappé l'Ukraine."] * 3 + ["La Russie menace l'Ukraine."] * 2
    many = analyse(Corpus.of([Article(f"Titre {i}", (text,)) for i, text in enumerate(texts)]))
    row = cell(relation_matrix(many), "RUS", "UKR")
    assert row["n_articles"] == 5
    assert row["low"] < row["strength"] < row["high"]
    four = many.restricted(many.tables["articles"]["article_id"].head(4))
    assert np.isnan(cell(relation_matrix(four), "RUS", "UKR")["low"])


def test_the_matrix_sums_to_the_table(run):
    relations = run.tables["relations"]
    counted = relations[~relations["negated"]]
    matrix = relation_matrix(run)
    assert matrix["n"].sum() == len(counted) > 0
    assert (matrix["n"] * matrix["strength"]).sum() == pytest.approx(counted["strength"].sum())
    assert (matrix[["n_newsroom", "n_reported", "n_quoted"]].sum(axis=1) == matrix["n"]).all()


@pytest.mark.parametrize(
    ("wanted", "n"),
    [
        ({"sources": ("FRA",)}, 4),
        ({"sources": ("FRA",), "targets": ("RUS",)}, 2),
        ({"sources": ("FRA",), "targets": ("RUS",), "negated": True}, 3),
        ({"sign": "+"}, 3),
        ({"voices": ("quoted",)}, 1),
        ({"targets": ("BRA",)}, 0),
    ],
)
def test_filters(small, wanted, n):
    assert len(list_relations(small, RelationFilter(**wanted))) == n


def test_keywords_stand_in_their_context(small):
    listed = list_relations(small, RelationFilter(sources=("RUS",), voices=("newsroom",)))
    first = listed.iloc[0]
    assert (first["left"], first["keyword"]) == ("La Russie a ", "frappé")
    assert first["right"].startswith(" l'Ukraine.")
    assert first["title"] == "Titre 1"
    shown = excerpts_of_relations(small, listed)[0]
    assert [(shown.text[a:b], kind) for a, b, kind in shown.marks] == [
        ("frappé", "cue"), ("Russie", "first"), ("Ukraine", "second"),
    ]  # fmt: skip


def test_long_paragraphs_are_cut_between_words():
    text = "Un mot. " * 100 + "La France a condamné la Russie. " + "Un mot. " * 100
    long = analyse(Corpus.of([Article("Titre", (text,))]))
    (shown,) = excerpts_of_relations(long, list_relations(long))
    assert shown.is_cut == (True, True)
    assert text[shown.start :].startswith(shown.text)
    assert set(shown.text.split()) == {"Un", "mot.", "La", "France", "a", "condamné", "la", "Russie."}


def test_association_against_hand_made_tables():
    n, first, second = np.array([5, 2, 4]), np.array([5, 10, 8]), np.array([5, 10, 5])
    together = npmi(n, first, second, 50)
    assert together[0] == pytest.approx(1)
    assert together[1] == pytest.approx(0, abs=1e-12)
    assert together[2] == pytest.approx(math.log(4 * 50 / 40) / math.log(50 / 4))
    table = np.array([[4, 4], [1, 41]])
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0) / 50
    assert log_likelihood(n, first, second, 50)[2] == pytest.approx(2 * (table * np.log(table / expected)).sum())
    assert log_likelihood(np.array([1]), np.array([20]), np.array([20]), 50)[0] < 0
    assert npmi(np.array([50]), np.array([50]), np.array([50]), 50)[0] == 0


@pytest.mark.parametrize("by", ["sentence", "paragraph", "article"])
def test_co_mentions_against_counting_by_hand(run, by):
    keys = {"sentence": ["article_id", "paragraph", "sentence"], "paragraph": ["article_id", "paragraph"]}
    units = run.tables["mentions"].groupby(keys.get(by, ["article_id"]))["actor_id"].agg(set)
    pairs = co_mentions(run, by=by, at_least=2)
    assert len(pairs)
    for row in pairs.head(10).itertuples():
        assert row.n == sum({row.first_id, row.second_id} <= named for named in units) >= 2
        assert row.n_first == sum(row.first_id in named for named in units)
    assert (pairs["first_id"] < pairs["second_id"]).all()
    assert pairs["npmi"].is_monotonic_decreasing
    assert pairs["npmi"].between(-1, 1 + 1e-9).all()
    n_units = {"article": len(run.tables["articles"])}.get(by)
    assert n_units is None or (pairs["n_units"] == n_units).all()


def test_co_mentions_below_the_minimum_are_left_out(small):
    assert co_mentions(small, at_least=3)["n"].min() >= 3
    assert len(co_mentions(small, at_least=1)) > len(co_mentions(small, at_least=3)) > 0


def test_who_says_what_of_whom(small):
    said = said_of(small)
    speaker = "person:emmanuel-macron"
    assert set(said["speaker_id"]) == {speaker}
    assert set(said["target_id"]) == {"RUS", "UKR"}
    row = cell(said, speaker, "RUS", ("speaker_id", "target_id"))
    assert (row["n_quotations"], row["n_mentions"]) == (1, 1)
    assert row["n_hits"] >= 1
    assert row["polarity"] < 0
    assert row["n_hits"] == row["n_positive"] + row["n_negative"]


def test_nobody_is_no_fault(nobody):
    assert relation_matrix(nobody).empty
    assert co_mentions(nobody).empty
    assert said_of(nobody).empty
    assert list_relations(nobody).empty


def test_figures_of_a_restricted_run_are_those_of_its_articles(run):
    some = run.tables["relations"]["article_id"].unique()[:2]
    part = run.restricted(some)
    assert relation_matrix(part)["n"].sum() == (~part.tables["relations"]["negated"]).sum()


def test_relations_follow_decisions_on_actors(small):
    def ends(*decisions):
        relations = small.decided(decisions).tables["relations"]
        return list(zip(relations["source_id"], relations["target_id"], strict=True))

    when = "2026-01-01"
    before = ends()
    renamed = ends(Decision(what="merge", actor_id="RUS", target_id="CHN", name="Chine", when=when))
    assert renamed == [tuple("CHN" if end == "RUS" else end for end in pair) for pair in before]
    assert ends(Decision(what="ignore", actor_id="RUS", when=when)) == [pair for pair in before if "RUS" not in pair]
    one = ends(Decision(what="merge", actor_id="RUS", target_id="FRA", name="France", when=when))
    assert all(source != target for source, target in one)
    assert len(one) < len(before)
