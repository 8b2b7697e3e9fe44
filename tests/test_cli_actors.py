"""``vigie actors``: what a reader should look at, and decisions kept in a ledger beside the run."""

from __future__ import annotations

import re

import pytest

from analytics.decisions import kept_decisions
from analytics.runs import open_run
from tests.commands import vigie_here

TEXT = (
    "Pékin parle\n\nLa Chine refuse, dit Zvé Lamart. M. Luc Roy attend. Zvé Lamart part.\n\n"
    "Le Japon salue la Chine. Pékin attend, et Mme Anne Roy dort.\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    done = vigie_here("analyse", tmp_path / "article.txt", "-o", tmp_path / "run", "--no-readings", "-q")
    assert done.returncode == 0, done.stderr
    return tmp_path / "run"


def decide(*arguments):
    """Run a command that takes a decision and return its identifier."""
    done = vigie_here("actors", *arguments)
    assert done.returncode == 0, done.stderr
    return re.search(r"Décision ([0-9a-f]{8})", done.stdout)[1]


def mentions(folder):
    return open_run(folder).tables["actors"].set_index("name_fr")["n_mentions"].to_dict()


def test_decisions_are_taken_undone_and_taken_again(folder):
    before = mentions(folder)
    split = decide("split", folder, "Chine", "Pékin", "Pékin (ville)", "--kind", "place", "--why", "la ville")
    assert mentions(folder) == {**before, "Chine": 2, "Pékin (ville)": 2}
    assert [decision.why for decision in kept_decisions(folder)] == ["la ville"]
    assert vigie_here("actors", "undo", folder, split).returncode == 0
    assert mentions(folder) == before
    assert vigie_here("actors", "undo", folder, split, "--redo").returncode == 0
    assert mentions(folder)["Pékin (ville)"] == 2


def test_every_decision_has_its_command(folder):
    decide("merge", folder, "Anne Roy", "Luc Roy")
    decide("rename", folder, "Japon", "Nippon")
    decide("accept", folder, "Zvé Lamart")
    decide("ignore", folder, "Chine", "--form", "Pékin")
    assert mentions(folder) == {"Chine": 2, "Nippon": 1, "Luc Roy": 2, "Zvé Lamart": 2}


def test_the_review_shows_candidates_and_decisions_in_both_languages(folder):
    decision = decide("accept", folder, "Zvé Lamart")
    for lang, told in (("fr", "compte pour Zvé Lamart"), ("en", "counts for Zvé Lamart")):
        done = vigie_here("--lang", lang, "actors", "review", folder)
        assert done.returncode == 0
        assert decision in done.stdout
        assert told in done.stdout
    vigie_here("actors", "undo", folder, decision)
    done = vigie_here("--lang", "fr", "actors", "review", folder)
    assert re.search(r"Zvé Lamart +│ .* 2 +│ 1 ", done.stdout)
    assert "annulée" in done.stdout


def test_what_cannot_be_decided_is_said_and_changes_nothing(folder):
    done = vigie_here("--lang", "fr", "actors", "merge", folder, "Chinee", "Japon")
    assert done.returncode == 1
    assert "chine" in done.stderr
    done = vigie_here("--lang", "fr", "actors", "undo", folder, "00000000")
    assert done.returncode == 1
    assert not (folder / "decisions.tsv").exists()


def test_a_damaged_ledger_is_never_written_over(folder):
    (folder / "decisions.tsv").write_text("autre chose", encoding="utf-8")
    done = vigie_here("--lang", "fr", "actors", "rename", folder, "Japon", "Nippon")
    assert done.returncode == 1
    assert "decisions.tsv" in done.stderr
    assert (folder / "decisions.tsv").read_text(encoding="utf-8") == "autre chose"
    assert vigie_here("show", folder, "actors").returncode == 0


def test_decisions_serve_for_the_next_corpus(folder, tmp_path):
    decide("split", folder, "Chine", "Pékin", "Pékin (ville)", "--kind", "place")
    (tmp_path / "other.txt").write_text("Autre\n\nPékin et la Chine.\n", encoding="utf-8")
    for place, arguments in (("next", ["--decisions", folder / "decisions.tsv"]), ("later", [])):
        done = vigie_here("analyse", tmp_path / "other.txt", "-o", tmp_path / place, "--no-readings", "-q", *arguments)
        assert done.returncode == 0, done.stderr
    assert mentions(tmp_path / "next") == {"Chine": 1, "Pékin (ville)": 1}
    assert mentions(tmp_path / "later") == {"Chine": 2}
    done = vigie_here("actors", "import", tmp_path / "later", folder / "decisions.tsv")
    assert done.returncode == 0, done.stderr
    assert mentions(tmp_path / "later") == mentions(tmp_path / "next")


def test_decisions_that_cannot_be_read_stop_the_analysis_before_it_begins(tmp_path):
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    faulty = tmp_path / "faulty.tsv"
    faulty.write_text("what\n", encoding="utf-8")
    done = vigie_here("analyse", tmp_path / "article.txt", "-o", tmp_path / "run", "--decisions", faulty)
    assert done.returncode == 1
    assert "faulty.tsv" in done.stderr
    assert not (tmp_path / "run").exists()
