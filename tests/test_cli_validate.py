from __future__ import annotations

import csv
import io
import json

import pytest

from analytics.runs import open_run, write_run
from tests.commands import vigie, vigie_here


@pytest.fixture
def folder(run, tmp_path):
    return write_run(run, tmp_path / "run")


def code(path, coded, choose):
    """Fill in a sample as a coder does."""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))
    with coded.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows({**row, "code": choose(i)} for i, row in enumerate(rows))


@pytest.fixture
def two_coders(folder, tmp_path):
    assert vigie_here("validate", "sample", folder, "-o", tmp_path / "a.csv", "--n", "40").returncode == 0
    code(tmp_path / "a.csv", tmp_path / "anne.csv", lambda i: i % 5 - 2)
    code(tmp_path / "a.csv", tmp_path / "karim.csv", lambda i: "?" if i == 3 else (i % 5 - 2) // 2)
    return tmp_path / "anne.csv", tmp_path / "karim.csv"


@pytest.mark.parametrize("command", ["sample", "score", "guideline"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_command_has_help(command, lang):
    shown = vigie("validate", command, "--help", lang=lang)
    assert shown.returncode == 0
    assert {"fr": "codeur", "en": "coder"}[lang] in shown.stdout.replace("Coded", "coder")


def test_the_same_seed_draws_the_same_sample_and_no_file_is_replaced(folder, tmp_path):
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        done = vigie_here("validate", "sample", folder, "-o", tmp_path / f"{name}.csv", "-n", 30, "--seed", seed)
        assert "30 passages à coder" in done.stdout
    a, b, c = ((tmp_path / f"{name}.csv").read_bytes() for name in "abc")
    assert a == b != c
    refused = vigie_here("validate", "sample", folder, "-o", tmp_path / "a.csv")
    assert refused.returncode == 1
    assert "ne remplace aucun fichier" in refused.stderr
    assert (tmp_path / "a.csv").read_bytes() == a


def test_a_score_is_printed_and_kept_with_the_run(folder, two_coders):
    done = vigie_here("validate", "score", folder, *two_coders)
    assert done.returncode == 0, done.stderr
    titles = ("Alpha de Krippendorff entre codeurs", "Codé (lignes) et trouvé (colonnes)", "Plus grands désaccords")
    for said in (*titles, "Corrigée", "Passages codés : 40", "codés par plusieurs : 39", "anne, karim"):
        assert said in done.stdout
    opened = open_run(folder)
    assert opened.validation["coders"] == ["anne", "karim"]
    assert opened.validation["n_shared"] == 39
    shown = vigie_here("export", folder, "-o", folder.parent / "images", "-f", "json", "--charts", "tone-by-outlet")
    assert shown.returncode == 0
    drawn = json.loads((folder.parent / "images" / "tone-by-outlet.json").read_text(encoding="utf-8"))
    assert "ton validé : 40 passages" in " ".join(drawn["title"]["subtitle"]).replace("\u00a0", " ")


def test_json_is_what_is_kept(folder, two_coders):
    done = vigie_here("validate", "score", folder, two_coders[0], "--json")
    assert json.loads(done.stdout) == open_run(folder).validation


def test_in_english(folder, two_coders):
    done = vigie("validate", "score", folder, *two_coders, lang="en")
    assert "Krippendorff's alpha between coders" in done.stdout
    assert "Passages coded: 40" in done.stdout


def test_passages_of_another_run_are_reported_and_left_out(folder, two_coders):
    path = two_coders[0]
    with path.open("a", encoding="utf-8") as stream:
        stream.write("pinconnu;;;;;;;;1;;\n")
    done = vigie_here("validate", "score", folder, path)
    assert "1 passage n’est pas dans cette analyse" in done.stdout
    assert open_run(folder).validation["n_passages"] == 40


def test_a_faulty_file_is_told_line_by_line_and_nothing_is_kept(folder, two_coders):
    path = two_coders[0]
    with path.open("a", encoding="utf-8") as stream:
        stream.write("p1;;;;;;;;7;;\np2;;;;;;;;oui;;\n")
    done = vigie_here("validate", "score", folder, path)
    assert done.returncode == 1
    assert "ligne 42" in done.stderr
    assert "ligne 43" in done.stderr
    assert not (folder / "validation").exists()


def test_the_guideline_explains_every_code():
    shown = vigie_here("validate", "guideline").stdout
    assert all(f"| {code} |" in shown for code in ("-2", "-1", "0", "1", "2", "?"))
