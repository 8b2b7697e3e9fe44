"""Names that a spaCy pipeline of the user's adds to those to review."""

from __future__ import annotations

import json

import pytest

from analytics.actors import entities
from analytics.corpus import Article, Corpus
from analytics.errors import SettingsError
from analytics.pipeline import analyse
from analytics.settings import Settings, load_settings
from tests.commands import vigie_here

spacy = pytest.importorskip("spacy", reason="spaCy is not installed (pip install -e '.[dev]')")

TEXT = "La Chine dort. Hier, l'atelier voit Brumaire, selon M. Luc Roy. Puis Zmirvol pleut."


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory):
    """A pipeline with a name and a version that finds the names it is told; no model is downloaded."""
    nlp = spacy.blank("fr")
    nlp.meta["name"] = "essai"
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([
        {"label": "ORG", "pattern": "Brumaire"}, {"label": "LOC", "pattern": "Zmirvol"},
        {"label": "PER", "pattern": "Luc Roy"}, {"label": "LOC", "pattern": "Chine"},
        {"label": "MISC", "pattern": "Corsaire"},
    ])  # fmt: skip
    folder = tmp_path_factory.mktemp("ner") / "pipeline"
    nlp.to_disk(folder)
    return str(folder)


def candidates(run):
    table = run.tables["candidates"]
    return {(row.form, row.kind, row.kind_reason) for row in table.itertuples() if row.kind_reason == "spacy"}


def analysed(pipeline, text=TEXT):
    return analyse(Corpus.of([Article("Titre", (text,))]), settings=Settings().with_ner(pipeline))


def test_names_that_ours_do_not_find_are_candidates_of_their_kind(pipeline):
    assert candidates(analysed(pipeline)) == {
        ("Brumaire", "organisation", "spacy"),
        ("Zmirvol", "place", "spacy"),
    }


def test_what_is_known_stays_as_it_was(pipeline):
    with_it, without = analysed(pipeline), analysed("")
    assert candidates(without) == set()
    for name in ("mentions", "actors", "tones", "quotations"):
        assert with_it.arrow[name].equals(without.arrow[name]), name


def test_spans_are_those_of_the_text(pipeline):
    run = analysed(pipeline)
    text = run.tables["paragraphs"]["text"].iloc[1]
    for row in run.tables["candidates"].itertuples():
        assert text[row.start : row.end] == row.form


def test_the_pipeline_is_part_of_what_a_run_is(pipeline):
    assert analysed(pipeline).run_id != analysed("").run_id
    assert entities.pipeline_identity(pipeline).startswith("fr_essai ")


def test_an_empty_text_and_boilerplate_have_no_names(pipeline):
    assert candidates(analysed(pipeline, "")) == set()
    assert candidates(analysed(pipeline, "Lire aussi : le nouveau Brumaire")) == set()


def test_the_command_and_a_file_of_settings_take_it(pipeline, tmp_path):
    (tmp_path / "article.txt").write_text(f"Titre\n\n{TEXT}\n", encoding="utf-8")
    settings = tmp_path / "settings.toml"
    settings.write_text(f"[actors]\nner = {json.dumps(pipeline)}\n", encoding="utf-8")
    assert load_settings(settings).actors.ner == pipeline
    for name, options in (("flag", ["--ner", pipeline]), ("file", ["--settings", settings])):
        place = tmp_path / name
        done = vigie_here("analyse", tmp_path / "article.txt", "-o", place, "--no-readings", "-q", *options)
        assert done.returncode == 0, done.stderr
        assert "Brumaire" in vigie_here("show", place, "candidates").stdout


def test_a_pipeline_that_is_not_there_or_finds_no_names_is_named(tmp_path):
    with pytest.raises(SettingsError, match="fr_nulle_part"):
        analysed("fr_nulle_part")
    spacy.blank("fr").to_disk(tmp_path / "bare")
    with pytest.raises(SettingsError, match="bare"):
        analysed(str(tmp_path / "bare"))


def test_without_spacy_the_remedy_is_told(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    entities.load_pipeline.cache_clear()
    with pytest.raises(SettingsError, match=r"vigie\[ner\]"):
        entities.load_pipeline("fr_core_news_md")
