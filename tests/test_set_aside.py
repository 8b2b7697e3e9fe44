from __future__ import annotations

import pytest

from analytics.errors import SettingsError
from analytics.pipeline import analyse, run_id_of
from analytics.set_aside import as_file, n_changes, set_aside, stop_words_table, words_in
from analytics.settings import Settings, TopicSettings, settings_from
from analytics.text.stop_words import StopWordChanges, load_stop_word_changes

PLAIN = Settings(topics=TopicSettings(n_topics=7))
CHANGED = set_aside(PLAIN, added=["Vigne", "cep"], removed=["mars"], restored=["Lire aussi"], boilerplate=False)


def test_words_and_phrases_are_kept_as_the_lists_write_them():
    assert CHANGED.topics.add_stop_words == ("cep", "vigne")
    assert CHANGED.topics.remove_stop_words == ("mars",)
    assert (CHANGED.text.restored, CHANGED.text.boilerplate) == (("lire aussi",), False)
    assert CHANGED.topics.n_topics == 7
    assert set_aside(CHANGED) == PLAIN


def test_what_is_set_aside_is_part_of_the_settings_that_a_run_keeps():
    assert settings_from(CHANGED.as_dict(), source="") == CHANGED


@pytest.mark.parametrize(
    "change", [{"added": ["vigne"]}, {"removed": ["mars"]}, {"restored": ["AFP"]}, {"boilerplate": False}]
)
def test_each_change_is_another_run(press, change):
    changed = set_aside(Settings(), **change)
    assert run_id_of(press, changed) != run_id_of(press, Settings())
    assert n_changes(Settings(), changed) == n_changes(changed, Settings()) == 1


@pytest.mark.parametrize("change", [{"added": ["a b"]}, {"removed": ["otage"]}, {"restored": ["otage"]}])
def test_what_cannot_be_set_aside_is_refused(change):
    with pytest.raises(SettingsError):
        set_aside(Settings(), **change)


def test_changes_are_counted_word_by_word():
    assert n_changes(PLAIN, CHANGED) == 5
    assert n_changes(CHANGED, CHANGED) == 0
    assert n_changes(CHANGED, set_aside(PLAIN, added=["vigne"])) == 4


def test_the_table_shows_the_users_words_first_and_every_word_once():
    table = stop_words_table(CHANGED)
    assert table["word"].tolist()[:3] == ["cep", "vigne", "mars"]
    assert table["state"].tolist()[:4] == ["added", "added", "removed", "bundled"]
    assert table["word"].is_unique
    assert table["reason"].isna().tolist()[:3] == [True, True, False]
    assert len(table) == len(stop_words_table(Settings())) + 2


def test_an_added_dictionary_form_stops_all_its_forms():
    table = stop_words_table(set_aside(Settings(), added=["vigne", "vignes"]))
    assert table["match"].tolist()[:2] == ["lemma", "form"]


def test_changes_go_to_a_file_and_back(tmp_path):
    path = tmp_path / "mots.txt"
    path.write_text(as_file(set_aside(Settings(), added=["vigne"], removed=["mars", "-il"])), encoding="utf-8")
    assert load_stop_word_changes(path) == StopWordChanges(("vigne",), ("-il", "mars"))
    assert as_file(Settings()) == ""


def test_words_typed_in_a_list_are_parted_at_lines_and_commas():
    assert words_in(" vigne,cep ;\n\nraisin\n, deux mots") == ["vigne", "cep", "raisin", "deux mots"]


def test_another_stop_list_reads_no_text_again(press, tmp_path, monkeypatch):
    first = analyse(press, readings=tmp_path)
    monkeypatch.setattr("analytics.readings.read_partition", lambda *_a, **_k: pytest.fail("read again"))
    again = analyse(press, settings=set_aside(Settings(), added=["vigne"]), readings=tmp_path)
    assert "vigne" in set(first.tables["topic_terms"]["term"])
    assert "vigne" not in set(again.tables["topic_terms"]["term"])
