from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from analytics.runs import write_run


def draw(folder: str, lang: str, lists: list) -> None:
    from analytics.runs import open_run
    from dashboard.state import View
    from dashboard.views.tone import show_lexicons

    run = open_run(folder)
    show_lexicons(View(run, run, lang), lists)


def shown(folder, lists, lang="fr"):
    kwargs = {"folder": str(folder), "lang": lang, "lists": lists}
    app = AppTest.from_function(draw, default_timeout=60, kwargs=kwargs).run()
    assert not app.exception, app.exception
    return app


@pytest.fixture(scope="module")
def folder(seed_run, tmp_path_factory):
    return write_run(seed_run, tmp_path_factory.mktemp("lexicons") / "seed")


@pytest.mark.parametrize(
    ("lang", "ours", "scaled"), [("fr", "le nôtre", "divisées par 5"), ("en", "ours", "divided by 5")]
)
def test_a_list_is_compared_with_ours(folder, lang, ours, scaled):
    app = shown(folder, [("liste.csv", b"missile;-5\ndialogue;2\n")], lang)
    assert scaled in app.caption[0].value
    overall, pairs, words = (element.value for element in app.dataframe)  # the seed names no outlet
    assert overall.iloc[:, 0].tolist() == [ours, "liste.csv"]
    assert pairs.iloc[0, :2].tolist() == [ours, "liste.csv"]
    assert len(words) == 20
    assert not app.error


def test_a_faulty_list_names_its_line_and_the_others_are_read(folder):
    app = shown(folder, [("mauvaise.csv", b"missile;-1\ndialogue\n"), ("bonne.csv", b"missile;-1\n")])
    assert "ligne 2" in app.error[0].value
    assert app.dataframe[0].value.iloc[:, 0].tolist() == ["le nôtre", "bonne.csv"]


def test_nothing_that_can_be_read_shows_nothing(folder):
    app = shown(folder, [("mauvaise.csv", b"")])
    assert app.error
    assert len(app.dataframe) == 0
