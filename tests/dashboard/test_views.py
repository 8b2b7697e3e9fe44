from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from analytics.runs import write_run

VIEWS = [
    "overview",
    "topics",
    "actors",
    "review",
    "tone",
    "quotations",
    "relations",
    "articles",
    "validation",
    "set_aside",
    "corpus",
]


def draw(folder: str, view: str, lang: str, selection: dict) -> None:
    from importlib import import_module

    from analytics.aggregation import choose_articles
    from analytics.runs import open_run
    from dashboard.state import View

    run = open_run(folder)
    seen = run.restricted(choose_articles(run, **selection))
    import_module(f"dashboard.views.{view}").render(View(seen, run, lang))


def shown(folder, view, lang="fr", **selection):
    kwargs = {"folder": str(folder), "view": view, "lang": lang, "selection": selection}
    app = AppTest.from_function(draw, default_timeout=60, kwargs=kwargs).run()
    assert not app.exception, app.exception
    assert not app.error, app.error
    return app


def answer(app):
    return next(element.body for element in app.get("html") if "vigie-answer" in element.body)


@pytest.fixture(scope="module")
def folders(run, seed_run, bare_run, tmp_path_factory):
    place = tmp_path_factory.mktemp("views")
    return {name: write_run(r, place / name) for name, r in {"whole": run, "seed": seed_run, "bare": bare_run}.items()}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_in_both_languages(folders, view, lang):
    app = shown(folders["whole"], view, lang)
    assert "79" in answer(app) or view in (
        "topics",
        "actors",
        "review",
        "tone",
        "quotations",
        "relations",
        "validation",
    )


@pytest.mark.parametrize("which", ["seed", "bare"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_a_small_run(folders, view, which):
    shown(folders[which], view)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_through_a_filter(folders, view):
    shown(folders["whole"], view, outlets=["La Gazette fictive"], actors=["FRA"])


def test_drawing_twice_gives_the_same(folders):
    assert answer(shown(folders["whole"], "overview")) == answer(shown(folders["whole"], "overview"))


def test_a_run_of_one_article_says_why_there_are_no_topics(folders):
    assert "Trop peu d’articles" in shown(folders["seed"], "topics").info[0].value


def test_the_chart_on_screen_is_the_chart_that_is_exported(folders, run):
    import json

    from analytics import charts

    app = shown(folders["whole"], "overview")
    on_screen = [json.loads(element.proto.spec) for element in app.get("vega_lite_chart")]
    exported = charts.topic_shares(run).to_dict()
    assert exported["title"] in [spec["title"] for spec in on_screen]
    assert exported["encoding"]["x"] in [spec["encoding"]["x"] for spec in on_screen if "encoding" in spec]


def test_choosing_a_topic_shows_its_passages(folders, run):
    app = shown(folders["whole"], "topics")
    before = [e.body for e in app.get("html") if 'class="vigie-passage"' in e.body]
    app.selectbox(key="topic").select(run.tables["topics"]["topic"].iloc[-1]).run()
    after = [e.body for e in app.get("html") if 'class="vigie-passage"' in e.body]
    assert len(after) == 5
    assert before != after


def test_choosing_an_article_shows_its_words_underlined(folders):
    app = shown(folders["seed"], "articles")
    (text,) = (e.body for e in app.get("html") if "vigie-text" in e.body and "<article" in e.body)
    assert 'class="vigie-negative" title="guerre nucléaire' in text or "guerre nucléaire</span>" in text
    assert "vigie-quotation" in text
    assert "Corée du Nord (capitale ; agit ou parle)" in text
    assert "propos cités ; qui parle : Kim Jong-un ; dit par : selon" in text
    assert "vigie-report" in text
    assert any("Qui parle : " in caption.value and "Kim Jong-un" in caption.value for caption in app.caption)


def test_kinds_of_actors_narrow_the_list(folders):
    app = shown(folders["whole"], "actors")
    app.get("button_group")[0].set_value(["person"]).run()
    assert not app.exception
    assert all("Russie" not in option for option in app.selectbox(key="actor").options)


def test_tone_without_a_rule_changes_the_whole_page(folders):
    app = shown(folders["whole"], "tone")
    before = answer(app)
    next(p for p in app.get("button_group") if "rules" in p.key).set_value(["negation"]).run()
    assert not app.exception
    assert answer(app) != before
    assert any("tel qu’analysé" in info.value for info in app.info)
