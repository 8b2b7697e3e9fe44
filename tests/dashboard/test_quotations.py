"""The page of who says what."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from analytics import charts
from analytics.quotation_search import UNKNOWN, QuotationFilter, choose_quotations, list_quotations
from analytics.runs import open_run, write_run
from dashboard.views.quotations import N_SHOWN


def draw(folder):
    from dashboard.app import main

    main(folder)


def opened(folder, page="quotations", **asked):
    app = AppTest.from_function(draw, default_timeout=60, kwargs={"folder": str(folder)})
    app._page_hash = calc_hash(page)  # the page that the address names
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def cards(app):
    return [element.body for element in app.get("html") if 'class="vigie-passage vigie-card"' in element.body]


def answer(app):
    return next(element.body for element in app.get("html") if "vigie-answer" in element.body)


@pytest.fixture(scope="module")
def listed(run):
    return list_quotations(run)


def table(app):
    return app.dataframe[0].value


def test_the_page_sums_up_and_lists_who_says_what(run_folder, run, listed):
    app = opened(run_folder)
    assert app.title[0].value == "Citations"
    said = answer(app).replace("\u202f", " ").replace("\u00a0", " ")
    n_linked = int(listed["speaker_id"].notna().sum())
    assert f"{len(listed)} propos cités ou rapportés, dont {n_linked} de" in said
    assert len(cards(app)) == N_SHOWN
    shown = table(app)
    assert len(shown) == len(listed)
    assert (shown["Acteur"] == "inconnu").sum() == len(listed) - n_linked
    written = listed["speaker"].dropna().iloc[0]
    assert written in shown["Qui parle"].tolist()
    assert {"Propos", "Dit par", "Attitude"} <= set(shown.columns)
    (chart,) = app.get("vega_lite_chart")
    assert json.loads(chart.proto.spec)["title"] == charts.tone_by_speaker(run).to_dict()["title"]


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        ("said_kinds", "kinds", "indirect"),
        ("said_stances", "stances", "neutral"),
        ("said_speakers", "speakers", UNKNOWN),
        ("said_outlets", "outlets", "La Gazette fictive"),
    ],
)
def test_each_filter_keeps_what_the_search_keeps(run_folder, run, listed, key, name, value):
    app = opened(run_folder)
    app.multiselect(key=key).select(value).run()
    assert not app.exception
    wanted = list_quotations(choose_quotations(run, QuotationFilter(**{name: (value,)})))
    assert 0 < len(wanted) < len(listed)
    assert table(app)["Propos"].tolist() == wanted["text"].tolist()
    assert any(f"{len(wanted)} propos sur {len(listed)}" in caption.value for caption in app.caption)


def test_filters_of_the_page_and_of_the_whole_dashboard_hold_together(run_folder, run, listed):
    app = opened(run_folder)
    app.toggle(key="said_hearsay").set_value(True).run()
    app.multiselect(key=f"filter_{run.run_id}_outlets").select("Agence Démo").run()
    assert not app.exception
    wanted = list_quotations(choose_quotations(run, QuotationFilter(hearsay=True, outlets=("Agence Démo",))))
    assert 0 < len(wanted) < (listed["hearsay"]).sum()
    assert table(app)["Propos"].tolist() == wanted["text"].tolist()
    n_agency = (listed["outlet"] == "Agence Démo").sum()
    assert any(f"{len(wanted)} propos sur {n_agency}" in caption.value for caption in app.caption)


def test_hearsay_alone(run_folder, run, listed):
    app = opened(run_folder)
    app.toggle(key="said_hearsay").set_value(True).run()
    assert not app.exception
    wanted = list_quotations(choose_quotations(run, QuotationFilter(hearsay=True)))
    assert 0 < len(wanted) < len(listed)
    assert table(app)["Propos"].tolist() == wanted["text"].tolist()


def test_a_search_that_finds_nothing_says_what_to_do(run_folder):
    app = opened(run_folder)
    app.text_input(key="said_text").set_value("mot que personne n’a dit").run()
    assert not app.exception
    assert "Aucun propos ne passe ces filtres. Retirez-en un" in app.info[0].value
    assert cards(app) == []


def test_a_run_where_nothing_is_said_says_so(bare_run, tmp_path):
    app = opened(write_run(bare_run, tmp_path / "bare"))
    assert "rien n’y est cité ni rapporté" in app.info[0].value
    assert (cards(app), len(app.dataframe)) == ([], 0)


def test_pages_of_the_list_go_on_and_a_filter_leads_back(run_folder, listed):
    app = opened(run_folder)
    first = cards(app)
    n_pages = -(-len(listed) // N_SHOWN)
    app.number_input(key="said_page").set_value(n_pages).run()
    assert not app.exception
    assert len(cards(app)) == (len(listed) - 1) % N_SHOWN + 1
    assert cards(app)[0] not in first
    app.multiselect(key="said_kinds").select("indirect").run()
    assert not app.exception
    assert cards(app)


def test_a_page_that_is_not_there_in_the_address_is_none(run_folder):
    assert cards(opened(run_folder, said_page="100000")) == cards(opened(run_folder))


def test_a_link_leads_to_what_is_filtered(run_folder, run):
    app = opened(run_folder, said_text="RIVAUX du golfe", said_hearsay="false")
    wanted = list_quotations(choose_quotations(run, QuotationFilter(text="rivaux du Golfe")))
    assert table(app)["Propos"].tolist() == wanted["text"].tolist() != []


def test_a_card_leads_to_its_article_at_its_paragraph(run_folder, run, listed):
    app = opened(run_folder)
    links = [element.proto for element in app.get("page_link")]
    assert len(links) == N_SHOWN
    assert {link.page for link in links} == {"articles"}
    row = listed.iloc[0]
    assert f"passage={row['article_id']}-{row['paragraph']}" in links[0].query_string
    read = opened(run_folder, "articles", **dict(parse_qsl(links[0].query_string)))
    (text,) = (e.body for e in read.get("html") if "vigie-text" in e.body and "<article" in e.body)
    assert text.count('id="passage"') == 1
    assert read.selectbox(key="article").value == row["article_id"]


def test_in_english(run_folder):
    app = opened(run_folder)
    app.sidebar.get("button_group")[0].set_value("en").run()
    assert app.title[0].value == "Quotations"
    assert "Share of the words" in answer(app)
    assert "unknown" in table(app)["Actor"].tolist()


def test_a_damaged_validation_is_told_on_every_page_and_hides_none(seed_run, tmp_path):
    folder = write_run(seed_run, tmp_path / "run")
    place = folder / "validation" / "20260101T000000000000-abcdef"
    place.mkdir(parents=True)
    (place / "validation.json").write_text("{", encoding="utf-8")
    assert open_run(folder).faults
    for page in ("quotations", "tone", "validation"):
        app = opened(folder, page)
        assert place.name in app.warning[0].value
        assert "retirez ce dossier" in app.warning[0].value
