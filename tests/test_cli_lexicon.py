from __future__ import annotations

import json

import pytest

from tests.commands import vigie, vigie_here
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "ma-liste.csv"
    path.write_text("mot;valence\nmissile;-5\nbidulerie;-2\n-dialogue\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["check", "compare"])
@pytest.mark.parametrize(("lang", "word"), [("fr", "Exemple"), ("en", "Example")])
def test_help_has_an_example(command, lang, word):
    shown = vigie("lexicon", command, "--help", lang=lang)
    assert shown.returncode == 0
    assert f"vigie lexicon {command}" in shown.stdout
    assert word in shown.stdout


def test_our_list_is_checked_without_error():
    done = vigie_here("lexicon", "check")
    assert done.returncode == 0, done.stdout
    assert "à voir" in done.stdout
    assert "erreur" not in done.stdout


def test_errors_of_a_list_are_told_and_are_the_exit_code(tmp_path):
    path = tmp_path / "liste.tsv"
    path.write_text("crise\t-0.5\ncrise\t-0.5\n", encoding="utf-8")
    done = vigie_here("lexicon", "check", path)
    assert done.returncode == 1
    assert "deux fois" in done.stdout
    path.write_text("crise\t-0.5\nsuccès\tbeaucoup\n", encoding="utf-8")
    done = vigie_here("lexicon", "check", path)
    assert done.returncode == 1
    assert "ligne 2" in done.stderr
    path.write_text("crise\t-0.5\n", encoding="utf-8")
    assert "Rien à signaler" in vigie_here("lexicon", "check", path).stdout


def test_lexicons_are_compared(mine):
    done = vigie_here("lexicon", "compare", ROOT / "seeds", "--lexicon", "ours", "--lexicon", mine, "-n", 3)
    assert done.returncode == 0, done.stderr
    assert "divisées par 5" in done.stderr
    assert "missile" in done.stdout
    assert vigie_here("lexicon", "compare", ROOT / "seeds", "--lexicon", "ours").returncode == 1


def test_an_analysis_reads_with_the_lists_given(mine, tmp_path):
    def analyse(*lists):
        options = [part for name in lists for part in ("--lexicon", name)]
        done = vigie_here("analyse", ROOT / "seeds", "-o", tmp_path / f"run{len(lists)}", *options)
        assert done.returncode == 0, done.stderr
        manifest = json.loads((tmp_path / f"run{len(lists)}" / "manifest.json").read_text(encoding="utf-8"))
        return manifest, done.stderr

    (plain, said), (alone, told), (extended, _) = analyse(), analyse(mine), analyse("ours", mine)
    assert said == ""
    assert "divisées par 5" in told
    assert "rien à retirer pour dialogue" in told
    assert extended["settings"]["tone"]["lexicons"] == ["ours", str(mine)]
    assert len({manifest["run_id"] for manifest in (plain, alone, extended)}) == 3
    hits = [manifest["tables"]["hits"]["rows"] for manifest in (alone, extended, plain)]
    assert hits[0] < hits[1]


def test_a_faulty_list_stops_the_analysis_with_its_lines(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text("crise;-0,5\nsuccès\n", encoding="utf-8")
    done = vigie_here("analyse", ROOT / "seeds", "-o", tmp_path / "run", "--lexicon", path)
    assert done.returncode == 1
    assert "ligne 2" in done.stderr
    assert not (tmp_path / "run").exists()
