"""The page where actors are reviewed."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from analytics import tables
from analytics.actor_review import candidate_counts
from analytics.actors.ledger import Decision, decisions_bytes
from analytics.corpus import Article, Corpus
from analytics.decisions import kept_decisions
from analytics.pipeline import analyse
from analytics.runs import open_run, write_run

ARTICLES = [
    Article("Pékin parle", ("La Chine refuse, dit Zvé Lamart. M. Luc Roy attend.", "Zvé Lamart part. Osk Bel dort.")),
    Article("À Tokyo", ("Le Japon salue Pékin. Mme Anne Roy attend.",)),
]


def draw(folder):
    from dashboard.app import main

    main(folder)


@pytest.fixture
def folder(tmp_path):
    run = analyse(Corpus.of(ARTICLES))
    rows = run.arrow["mentions"].to_pylist()
    for row in rows:
        if row["form"] == "Pékin":
            row["alternatives"] = ["TWN", "place"]
    opened = type(run).of(run.manifest, dict(run.arrow) | {"mentions": tables.from_rows("mentions", rows)})
    return write_run(opened, tmp_path / "run")


@pytest.fixture
def app(folder):
    app = AppTest.from_function(draw, default_timeout=60, kwargs={"folder": str(folder)})
    app._page_hash = calc_hash("review")
    return seen(app.run())


def seen(app):
    assert not app.exception, app.exception
    return app


def answer(app):
    return next(element.body for element in app.get("html") if "vigie-answer" in element.body)


def choose(app, label, value):
    """Choose in the first box of a label."""
    next(box for box in app.selectbox if box.label == label).select(value)


def press(app, label, place=0):
    [button for button in app.button if button.label == label][place].click()
    return seen(app.run())


def test_the_page_says_what_there_is_to_review(app):
    assert "À décider : 1 ; noms non reconnus : 2 ; décisions en vigueur : 0." in answer(app)
    shown = {tuple(frame.value.columns[:2]): frame.value for frame in app.dataframe}
    assert shown["Formes", "Compté pour"]["Formes"].tolist() == ["Pékin"]
    assert shown["Formes", "Sans doute"]["Formes"].tolist() == ["Zvé Lamart", "Osk Bel"]


def test_a_form_is_decided_and_every_page_counts_anew(app, folder):
    choose(app, "Désigne", "TWN")
    press(app, "Décider")
    (decision,) = kept_decisions(folder)
    assert (decision.what, decision.form, decision.target_id, decision.in_article) == ("decide", "Pékin", "TWN", "")
    assert "À décider : 0 ; noms non reconnus : 2 ; décisions en vigueur : 1." in answer(app)
    assert open_run(folder).tables["actors"].set_index("actor_id")["n_mentions"]["TWN"] == 2


def test_a_form_is_decided_in_one_article_to_be_nobody(app, folder):
    choose(app, "Désigne", "")
    choose(app, "Où", open_run(folder).tables["articles"]["article_id"][1])
    press(app, "Décider")
    (decision,) = kept_decisions(folder)
    assert (decision.target_id, bool(decision.in_article)) == ("", True)
    assert "À décider : 1 ;" in answer(app)


def test_a_name_is_accepted_and_the_next_one_is_there(app, folder):
    press(app, "Appliquer")
    (decision,) = kept_decisions(folder)
    assert (decision.what, decision.form, decision.kind) == ("accept", "Zvé Lamart", "person")
    assert candidate_counts(open_run(folder))["form"].tolist() == ["Osk Bel"]
    assert any(box.label == "Nom non reconnu" and box.value == "osk bel" for box in app.selectbox)


@pytest.mark.parametrize(("choice", "what", "target"), [("known", "accept", "CHN"), ("nobody", "ignore", "")])
def test_a_name_is_somebody_known_or_nobody(app, folder, choice, what, target):
    app.radio[0].set_value(choice)
    choose(app, "Acteur connu", "CHN")
    press(app, "Appliquer")
    (decision,) = kept_decisions(folder)
    assert (decision.what, decision.target_id) == (what, target)


def test_an_actor_is_mended(app, folder):
    choose(app, "Acteur", "person:anne-roy")
    seen(app.run())
    choose(app, "Compter avec", "person:luc-roy")
    press(app, "Appliquer", 1)
    assert [(d.what, d.actor_id, d.target_id) for d in kept_decisions(folder)] == [
        ("merge", "person:anne-roy", "person:luc-roy")
    ]


def test_names_that_look_alike_become_one(tmp_path):
    run = analyse(Corpus.of([Article("Un", ("Voici Zvé Lamart. Puis vient Zvé Lamarte.",))]))
    folder = write_run(run, tmp_path / "twins")
    app = AppTest.from_function(draw, default_timeout=60, kwargs={"folder": str(folder)})
    app._page_hash = calc_hash("review")
    press(seen(app.run()), "C’est le même acteur")
    assert [(d.what, d.target_id) for d in kept_decisions(folder)] == [("accept", "person:zve-lamart")] * 2


def test_what_cannot_be_decided_is_said(app, folder):
    control = next(control for control in app.segmented_control if control.label == "Que faire")
    control.set_value("rename")
    seen(app.run())
    press(app, "Appliquer", 1)
    assert "Donnez un nom" in app.error[0].value
    assert kept_decisions(folder) == []


def test_a_decision_is_undone_and_taken_again(app, folder):
    press(app, "Appliquer")
    press(app, "Annuler cette décision")
    assert [decision.undone for decision in kept_decisions(folder)] == [True]
    assert "noms non reconnus : 2 ; décisions en vigueur : 0" in answer(app)
    press(app, "Reprendre cette décision")
    assert [decision.undone for decision in kept_decisions(folder)] == [False]


def test_decisions_of_another_corpus_are_added(app, folder):
    ledger = [Decision(what="rename", actor_id="CHN", name="Empire", when="2026-01-01")]
    app.file_uploader[0].upload("decisions.tsv", decisions_bytes(ledger), "text/tab-separated-values")
    press(app, "Ajouter ces décisions")
    assert kept_decisions(folder) == ledger
    app.file_uploader[0].upload("autre.tsv", b"rien", "text/tab-separated-values")
    press(app, "Ajouter ces décisions")
    assert "autre.tsv" in app.error[0].value
    assert kept_decisions(folder) == ledger
