"""The page of who acts on whom."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from analytics import charts
from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse
from analytics.relation_figures import RelationFilter, co_mentions, said_of
from analytics.relation_passages import list_relations
from analytics.runs import write_run
from dashboard.views.relations import N_SHOWN


def draw(folder):
    from dashboard.app import main

    main(folder)


def opened(folder, **asked):
    app = AppTest.from_function(draw, default_timeout=60, kwargs={"folder": str(folder)})
    app._page_hash = calc_hash("relations")
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def cards(app):
    return [element.body for element in app.get("html") if 'class="vigie-passage"' in element.body]


def test_the_page_shows_three_matrices_and_the_relations(run_folder, run):
    app = opened(run_folder)
    assert app.title[0].value == "Relations"
    drawn = [json.loads(chart.proto.spec)["title"]["text"] for chart in app.get("vega_lite_chart")]
    assert drawn == [
        chart(run).to_dict()["title"]["text"] for chart in (charts.relations, charts.co_mentioned, charts.said_about)
    ]
    assert len(cards(app)) == min(N_SHOWN, len(list_relations(run)))


def test_a_cell_opens_its_sentences_with_their_words_marked(run_folder, run):
    row = list_relations(run).iloc[0]
    names = run.tables["actors"].set_index("actor_id")["name_fr"]
    app = opened(run_folder, axis_acting=names[row["source_id"]], axis_acted_upon=names[row["target_id"]])
    wanted = RelationFilter(sources=(row["source_id"],), targets=(row["target_id"],))
    shown = cards(app)
    assert len(shown) == min(N_SHOWN, len(list_relations(run, wanted)))
    assert f'<span class="vigie-quotation">{row["keyword"]}</span>' in shown[0]
    assert shown[0].count('class="vigie-actor"') >= 2
    assert f"{names[row['source_id']]} → {names[row['target_id']]}" in shown[0]


def test_a_pair_opens_the_sentences_that_name_both(run_folder, run):
    names = run.tables["actors"].set_index("actor_id")["name_fr"]
    pair = co_mentions(run).iloc[0]
    app = opened(run_folder, axis_first=names[pair["first_id"]], axis_second=names[pair["second_id"]])
    header = f"{pair['n']} passages : {names[pair['first_id']]} → {names[pair['second_id']]}"
    assert header in [subheader.value.replace("\u00a0", " ") for subheader in app.subheader]
    together = [card for card in cards(app) if f"{names[pair['first_id']]} · {names[pair['second_id']]}" in card]
    assert len(together) == min(N_SHOWN, pair["n"])
    assert all(card.count('class="vigie-actor"') >= 2 for card in together)


def test_a_speaker_opens_what_is_said(run_folder, run):
    names = run.tables["actors"].set_index("actor_id")["name_fr"]
    pair = said_of(run).iloc[0]
    app = opened(run_folder, show_speaker=names[pair["speaker_id"]], axis_said_of=names[pair["target_id"]])
    said = [card for card in cards(app) if f"{names[pair['speaker_id']]} · {names[pair['target_id']]}" in card]
    assert len(said) >= 1
    assert all("vigie-quotation" in card and "vigie-actor" in card for card in said)


def test_denied_relations_are_shown_only_when_asked_for(tmp_path):
    texts = ("La France n'a pas condamné Israël.", "La France a condamné la Russie.")
    folder = write_run(analyse(Corpus.of([Article(f"T{i}", (t,)) for i, t in enumerate(texts)])), tmp_path / "run")
    assert len(cards(opened(folder))) == 1
    shown = cards(opened(folder, relations_negated="true"))
    assert len(shown) == 2
    assert sum("nié" in card for card in shown) == 1


@pytest.mark.parametrize("text", ["Rien ici.", "La France a voté. Le Mali a voté."])
def test_no_relation_is_said(tmp_path, text):
    folder = write_run(analyse(Corpus.of([Article("T", (text,))])), tmp_path / "run")
    app = opened(folder)
    assert any("Aucune relation" in element.body for element in app.get("html"))
    assert not cards(app)
