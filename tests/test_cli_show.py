"""``vigie show``: quotations through filters, and what is told of a damaged validation."""

from __future__ import annotations

import re

import pytest

from analytics.actor_figures import actor_counts
from analytics.quotation_search import QuotationFilter, choose_quotations, list_quotations
from analytics.runs import write_run
from tests.commands import vigie, vigie_here


def rows(done):
    """Return the rows of the table, without its head."""
    assert done.returncode == 0, done.stderr
    return [line for line in done.stdout.splitlines() if line.startswith("│")]


def show(folder, *options):
    return vigie_here("show", folder, "quotations", "-n", 1000, *options)


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--kind", "selon"], {"kinds": ("selon",)}),
        (["--kind", "propos cités"], {"kinds": ("direct",)}),
        (["--kind", "selon", "--kind", "indirect", "--outlet", "agence demo"],
         {"kinds": ("selon", "indirect"), "outlets": ("Agence Démo",)}),
        (["--stance", "endorsing"], {"stances": ("endorsing",)}),
        (["--speaker", "guterres"], {"speakers": ("person:antonio-guterres",)}),
        (["--speaker", "inconnu", "--search", "COMMUNIQUE"], {"speakers": ("unknown",), "text": "communiqué"}),
        (["--hearsay"], {"hearsay": True}),
    ],
)  # fmt: skip
def test_the_command_finds_what_the_search_finds(run_folder, run, options, wanted):
    listed = list_quotations(choose_quotations(run, QuotationFilter(**wanted)))
    done = show(run_folder, *options)
    places = [line for line in rows(done) if re.search(r"│ [0-9a-f]{8} ", line)]
    assert len(places) == len(listed)
    for article_id, line in zip(listed["article_id"], places, strict=True):
        assert article_id[:8] in line
    assert f"{len(list_quotations(run))} propos cités ou rapportés" in done.stdout.replace("\u00a0", " ")


def test_filters_that_nothing_passes_say_so(run_folder):
    done = show(run_folder, "--search", "mot que personne n’a dit")
    assert done.returncode == 0
    assert "Aucun propos ne passe ces filtres." in done.stdout


def test_speakers_are_filtered_too(run_folder):
    whole = vigie_here("show", run_folder, "speakers", "-n", 1000)
    one = vigie_here("show", run_folder, "speakers", "--speaker", "guterres")
    assert "Guterres" in one.stdout
    assert len(rows(one)) == 1 < len(rows(whole))


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["quotations", "--kind", "dirct"], 1, "choisissez parmi direct, indirect"),
        (["quotations", "--outlet", "Le Nulle Part"], 1, "choisissez parmi"),
        (["quotations", "--speaker", "Zorglub"], 1, "aucun acteur qui parle ne porte ce nom"),
        (["quotations", "--speaker", "corée"], 1, "plusieurs acteurs portent ce nom"),
        (["topics", "--hearsay"], 2, "filtrent quotations et speakers"),
    ],
)
def test_a_filter_that_cannot_be_is_one_sentence(run_folder, options, code, told):
    done = vigie_here("show", run_folder, *options)
    assert done.returncode == code
    assert told in done.stderr.replace("\u00a0", " ")
    assert "Traceback" not in done.stderr


def test_in_english(run_folder):
    asked = ("--speaker", "unknown", "--kind", "quoted words", "-n", 3)
    done = vigie("show", run_folder, "quotations", *asked, lang="en")
    assert done.returncode == 0, done.stderr
    assert "things quoted or reported" in done.stdout
    assert "quoted words" in done.stdout
    assert "Where" in done.stdout


def test_a_damaged_validation_is_told_and_the_answer_is_given(seed_run, tmp_path):
    folder = write_run(seed_run, tmp_path / "run")
    place = folder / "validation" / "20260101T000000000000-abcdef"
    place.mkdir(parents=True)
    (place / "validation.json").write_text("{", encoding="utf-8")
    done = vigie_here("show", folder, "actors")
    assert done.returncode == 0
    assert f"{place} est abîmé ; retirez ce dossier" in done.stderr.replace("\u00a0", " ")
    assert "Corée du Nord" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--by", "outlet"], ["Agence Démo", "États-Unis"]), (["--by", "topic"], ["Thème"]),
        (["--by", "period"], ["févr. 2023", "Turquie"]), (["--by", "voice"], ["rédaction"]),
        (["c2ce", "--by", "paragraph"], ["Titre", "§ 1", "Niger"]), (["--by", "article"], ["Article"]),
    ],
)  # fmt: skip
def test_actors_are_counted_by_parts_of_the_corpus(run_folder, arguments, told):
    done = vigie_here("--lang", "fr", "show", run_folder, "actors", "-n", 400, *arguments)
    assert done.returncode == 0, done.stderr
    assert all(text in done.stdout for text in told), done.stdout[:500]


@pytest.mark.parametrize(("what", "by"), [("tone", "outlet"), ("actors", "couleur")])
def test_parts_that_there_are_not_are_refused(run_folder, what, by):
    done = vigie_here("--lang", "fr", "show", run_folder, what, "--by", by)
    assert done.returncode == 2
    assert "outlet, section" in done.stderr


def test_the_room_that_actors_are_given_is_shown(run_folder, run):
    done = vigie_here("--lang", "fr", "show", run_folder, "prominence", "-n", 3)
    first = actor_counts(run).iloc[0]
    assert re.search(rf"{first['name_fr']} +│ {first['n_mentions']} ", done.stdout)
    assert "Part du texte" in done.stdout
