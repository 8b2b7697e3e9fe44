from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from analytics.runs import open_run
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def app_of(folder):
    def script(folder):
        from dashboard.app import main

        main(folder)

    return AppTest.from_function(script, default_timeout=60, kwargs={"folder": folder and str(folder)})


def test_opens_on_the_overview_in_french(run_folder):
    app = app_of(run_folder).run()
    assert not app.exception
    assert app.title[0].value == "Vue d’ensemble"
    assert app.metric[0].value == "79"


def test_switches_to_english(run_folder):
    app = app_of(run_folder).run()
    app.sidebar.get("button_group")[0].set_value("en").run()
    assert app.title[0].value == "Overview"


def test_filters_apply_and_are_cleared(run_folder):
    run_id = open_run(run_folder).run_id
    app = app_of(run_folder).run()
    app.multiselect(key=f"filter_{run_id}_outlets").select("Agence Démo").run()
    assert app.metric[0].value == "26"
    assert "26 articles sur 79" in app.sidebar.caption[0].value
    app.sidebar.button[0].click().run()
    assert app.metric[0].value == "79"


def test_a_filter_nothing_meets_says_so(run_folder):
    run_id = open_run(run_folder).run_id
    app = app_of(run_folder).run()
    app.multiselect(key=f"filter_{run_id}_outlets").select("Agence Démo")
    app.multiselect(key=f"filter_{run_id}_actors_filter").select("person:choe-son-hui").run()
    assert not app.exception
    assert "Aucun article ne répond" in app.warning[0].value


def test_without_a_run_it_offers_to_upload():
    app = app_of(None).run()
    assert not app.exception
    assert "Aucune analyse n’est ouverte" in app.info[0].value


def test_a_folder_that_is_no_run_is_one_sentence(tmp_path):
    app = app_of(tmp_path).run()
    assert not app.exception
    assert "n’est pas une analyse de Vigie" in app.error[0].value


@pytest.mark.parametrize("path", sorted((ROOT / "dashboard").rglob("*.py")), ids=lambda p: p.name)
def test_only_one_module_touches_the_session_and_only_one_shows_html(path: Path):
    text = path.read_text(encoding="utf-8")
    if path.name != "state.py":
        assert "session_state[" not in text
        assert "session_state." not in text
    assert "unsafe_allow_html" not in text
    if "st.html" in text:
        assert path.name in ("components.py", "articles.py")


def test_no_sentence_for_users_stands_outside_the_catalogue():
    calls = re.compile(
        r"st\.(?:title|header|subheader|caption|info|warning|error|success|write|markdown|button)\(\s*f?[\"']"
    )
    found = [
        (path.name, match.group())
        for path in (ROOT / "dashboard").rglob("*.py")
        for match in calls.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
