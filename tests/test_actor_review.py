from __future__ import annotations

import pytest

from analytics import actor_review as review
from analytics import tables
from analytics.corpus import Article, Corpus
from analytics.errors import DecisionError
from analytics.pipeline import analyse

ARTICLES = [
    Article("Pékin parle", ("La Chine refuse, dit Zvé Lamart. M. Luc Roy attend.", "Zve Lamart part. Osk Bel dort.")),
    Article("À Tokyo", ("Le Japon salue la Chine. Mme Anne Roy attend. Lamart Zvé aussi.",)),
]


@pytest.fixture(scope="module")
def run():
    return analyse(Corpus.of(ARTICLES))


@pytest.fixture(scope="module")
def opened(run):
    """The run with every mention of China open."""
    rows = run.arrow["mentions"].to_pylist()
    for row in rows:
        if row["actor_id"] == "CHN":
            row["alternatives"] = ["TWN", "place"]
    return type(run).of(run.manifest, dict(run.arrow) | {"mentions": tables.from_rows("mentions", rows)})


def test_candidates_are_counted_by_what_their_spellings_share(run):
    found = review.candidate_counts(run)
    assert found[["key", "form", "n_mentions", "n_articles"]].to_numpy().tolist() == [
        ["zve lamart", "Zvé Lamart", 2, 1], ["lamart zve", "Lamart Zvé", 1, 1], ["osk bel", "Osk Bel", 1, 1],
    ]  # fmt: skip


def test_names_are_shown_in_their_text(run):
    first = review.in_text(run, review.candidate_counts(run).head(1), width=12).iloc[0]
    assert (first["before"], first["form"], first["after"]) == ("refuse, dit ", "Zvé Lamart", ". M. Luc Roy")
    second = review.in_text(run, review.candidate_counts(run).tail(1), width=8).iloc[0]
    assert (second["before"], second["form"], second["after"]) == ("part. ", "Osk Bel", " dort.")


def test_open_forms_are_listed_with_whom_they_may_mean(run, opened):
    assert review.open_forms(run).empty
    found = review.open_forms(opened)
    assert found[["form", "actor_id", "alternatives", "n_mentions", "n_articles"]].to_numpy().tolist() == [
        ["Chine", "CHN", ("TWN", "place"), 2, 2], ["Pékin", "CHN", ("TWN", "place"), 1, 1],
    ]  # fmt: skip


def test_names_that_look_alike_are_paired(run):
    found = review.name_twins(run)
    pairs = {(frozenset([row.left, row.right]), row.similarity == 1) for row in found.itertuples()}
    assert (frozenset(["Zvé Lamart", "Lamart Zvé"]), True) in pairs
    assert not any("Osk Bel" in names for names, _ in pairs)


@pytest.mark.parametrize(
    ("written", "actor_id"),
    [
        ("CHN", "CHN"), ("chine", "CHN"), ("China", "CHN"), ("Pekin", "CHN"), ("Luc Roy", "person:luc-roy"),
        ("Allemagne", "DEU"), ("germany", "DEU"), ("onu", "onu"),
    ],
)  # fmt: skip
def test_an_actor_is_found_by_its_id_its_names_or_a_form(run, written, actor_id):
    assert review.find_actor(run, written) == actor_id


def test_who_is_not_found_or_not_alone_is_told_with_those_there_are(run):
    with pytest.raises(DecisionError, match="luc roy"):
        review.find_actor(run, "Luc Roi")
    rows = run.arrow["actors"].to_pylist()
    rows[1]["name_fr"] = rows[0]["name_fr"]
    twins = type(run).of(run.manifest, dict(run.arrow) | {"actors": tables.from_rows("actors", rows)})
    with pytest.raises(DecisionError, match=rows[1]["actor_id"]):
        review.find_actor(twins, rows[0]["name_fr"])


def test_decisions_are_made_from_what_a_reader_writes(run, opened):
    made = review.merge(run, "Anne Roy", "luc roy", why="même personne")
    assert (made.what, made.actor_id, made.target_id, made.name, made.kind, made.why) == (
        "merge", "person:anne-roy", "person:luc-roy", "Luc Roy", "person", "même personne",
    )  # fmt: skip
    made = review.split(run, "Chine", "pekin", "Pékin", kind="place")
    assert (made.actor_id, made.form, made.target_id, made.name, made.kind) == (
        "CHN", "pekin", "user:pekin", "Pékin", "place",
    )  # fmt: skip
    made = review.accept(run, "osk bel", kind="person")
    assert (made.form, made.target_id, made.name, made.kind) == (
        "Osk Bel",
        "person:osk-bel",
        "Osk Bel",
        "person",
    )
    assert review.accept(run, "Osk Bel", of="Japon").target_id == "JPN"
    assert review.accept(run, "Osk Bel", kind="company").target_id == "user:osk-bel"
    made = review.decide(opened, "chine", "Taïwan")
    assert (made.form, made.target_id) == ("chine", "TWN")
    assert review.decide(opened, "Chine", "", article_id="abc").in_article == "abc"
    assert review.rename(run, "Chine", " Empire ").name == "Empire"
    assert review.ignore(run, "Osk Bel").form == "Osk Bel"
    assert (review.ignore(run, "Chine", form="Pékin").actor_id, review.ignore(run, "Chine").form) == ("CHN", "")


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda run: review.merge(run, "Chine", "Pékin"), "Chine"),
        (lambda run: review.split(run, "Chine", "Moscou", "X"), "Pékin"),
        (lambda run: review.split(run, "Chine", "Pékin", "Chine"), "Chine"),
        (lambda run: review.split(run, "Chine", "Pékin", "X", kind="ville"), "place"),
        (lambda run: review.split(run, "Chine", "Pékin", " "), "nom"),
        (lambda run: review.rename(run, "Chine", " "), "nom"),
        (lambda run: review.decide(run, "Chine", "Taïwan"), "Chine"),
        (lambda run: review.accept(run, "Osk Belle"), "Osk Bel"),
        (lambda run: review.ignore(run, "Personne"), "Personne"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_said(run, make, told, monkeypatch):
    monkeypatch.setenv("VIGIE_LANG", "fr")
    with pytest.raises(DecisionError, match=told):
        make(run)


def test_a_decision_made_is_one_that_applies(run, opened):
    ledger = [
        review.merge(opened, "Anne Roy", "Luc Roy"), review.split(opened, "Chine", "Pékin", "Pékin"),
        review.accept(opened, "Osk Bel"), review.rename(opened, "Japon", "Nippon"), review.ignore(opened, "Lamart Zvé"),
        review.decide(opened, "Chine", "Taïwan"),
    ]  # fmt: skip
    assert opened.decided(ledger).tables["decisions"]["n_mentions"].tolist() == [1, 1, 1, 1, 1, 2]


@pytest.mark.parametrize(
    ("left", "right", "made"),
    [
        ("Zvé Lamart", "Lamart Zvé", [("accept", "person:zve-lamart"), ("accept", "person:zve-lamart")]),
        ("Luc Roy", "Anne Roy", [("merge", "person:luc-roy")]),
        ("Luc Roy", "Osk Bel", [("accept", "person:luc-roy")]),
        ("Osk Bel", "Luc Roy", [("accept", "person:luc-roy")]),
    ],
)
def test_two_names_become_one_actor(run, left, right, made):
    ledger = review.unite(run, left, right)
    assert [(decision.what, decision.target_id) for decision in ledger] == made
    before, after = (some.tables["actors"].set_index("actor_id")["n_mentions"] for some in (run, run.decided(ledger)))
    gained = sum(run.decided(ledger).tables["decisions"]["n_mentions"])
    assert after[made[0][1]] == before.get(made[0][1], 0) + gained
