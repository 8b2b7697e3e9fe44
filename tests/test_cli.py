from __future__ import annotations

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from analytics import cli
from analytics.terminal import printable
from tests.commands import vigie, vigie_here
from tests.conftest import ROOT

runner = CliRunner()


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Commands keep readings in the present folder: let that be one of the test's own."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "un.txt").write_text("Un titre\n\nLa Chine salue un succès.\n\nUn second paragraphe.", encoding="utf-8")
    (folder / "deux.jsonl").write_text(
        json.dumps({"titre": "Deux", "contenu": "La guerre.", "date": "2024-01-27"}) + "\npas du json\n",
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize("command", ["import", "analyse", "export", "show", "stop-words", "dashboard"])
@pytest.mark.parametrize(("lang", "word"), [("fr", "Exemple"), ("en", "Example")])
def test_every_command_has_help_with_an_example(command, lang, word):
    shown = vigie(command, "--help", lang=lang)
    assert shown.returncode == 0
    assert f"vigie {command}" in shown.stdout
    assert word in shown.stdout


def test_help_follows_the_lang_option():
    assert "French-language press" in vigie("--lang", "en", "--help").stdout
    assert "presse de langue française" in vigie("--lang=fr", "--help", lang="en").stdout


def test_help_imports_nothing_heavy():
    code = (
        "import sys; sys.argv = ['vigie', '--help']\n"
        "from analytics import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'sklearn', 'nltk', 'altair', 'streamlit', 'pyarrow', 'scipy'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_import_says_what_became_of_every_record_and_adding_twice_adds_nothing(articles, tmp_path):
    first = vigie("import", articles, "-o", tmp_path / "corpus")
    assert first.returncode == 0
    assert "Articles ajoutés : 2 (paragraphes : 3) ; déjà là : 0 ; refusés : 1" in first.stdout
    assert "deux.jsonl 2" in first.stderr
    second = vigie("import", articles, "-o", tmp_path / "corpus")
    assert "Articles ajoutés : 0 (paragraphes : 0) ; déjà là : 2" in second.stdout
    assert second.stdout.rstrip().endswith(" : 2.")


def test_columns_can_be_chosen(tmp_path):
    table = tmp_path / "export.csv"
    table.write_text("chapeau;corps_du_texte\nTitre;La paix revient.\n", encoding="utf-8")
    refused = vigie("import", table, "-o", tmp_path / "corpus")
    assert refused.returncode == 1
    assert "corps_du_texte" in refused.stderr
    done = vigie(
        "import", table, "--column", "text=corps_du_texte", "--column", "title=chapeau", "-o", tmp_path / "corpus"
    )
    assert "Articles ajoutés : 1" in done.stdout


def test_the_whole_way_from_articles_to_images(tmp_path):
    run = tmp_path / "run"
    assert vigie("analyse", ROOT / "seeds", "-o", run).returncode == 0
    assert "déjà faite" in vigie("analyse", ROOT / "seeds", "-o", run).stdout
    shown = vigie("show", run, "actors")
    assert "Corée du Nord" in shown.stdout
    assert "Pyongyang" in shown.stdout
    said = vigie("show", run, "quotations").stdout
    assert all(word in said for word in ("Qui parle", "Kim", "avertir", "accuser"))
    done = vigie("export", run, "-o", tmp_path / "images", "--format", "png,csv", "--charts", "tone-by-paragraph")
    assert done.returncode == 0
    assert {path.suffix for path in (tmp_path / "images").iterdir()} == {".png", ".csv"}


def test_settings_come_from_a_file_and_flags_win(tmp_path):
    settings = tmp_path / "reglages.toml"
    settings.write_text("[topics]\nn_topics = 5\n[tone]\nnegation_window = 2\n", encoding="utf-8")
    done = vigie_here("analyse", ROOT / "seeds", "-o", tmp_path / "run", "--settings", settings, "--topics", "7")
    assert done.returncode == 0
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["settings"]["topics"]["n_topics"] == 7
    assert manifest["settings"]["tone"]["negation_window"] == 2


def test_rules_of_tone_can_be_left_out(tmp_path):
    settings = tmp_path / "reglages.toml"
    settings.write_text('[tone]\nrules_off = ["question"]\n', encoding="utf-8")
    done = vigie_here(
        "analyse", ROOT / "seeds", "-o", tmp_path / "run", "--settings", settings, "--without-rule", "negation",
        "--without-rule", "question",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["settings"]["tone"]["rules_off"] == ["question", "negation"]
    refused = vigie_here("analyse", ROOT / "seeds", "-o", tmp_path / "other", "--without-rule", "ironie")
    assert refused.returncode == 1
    assert "« ironie »" in refused.stderr
    assert "adversative" in refused.stderr


def test_words_and_passages_are_set_aside_as_asked(tmp_path, press_run):
    from analytics.corpus import add_to_store
    from analytics.runs import corpus_of

    add_to_store(tmp_path / "corpus", corpus_of(press_run))
    words, settings = tmp_path / "mots.txt", tmp_path / "reglages.toml"
    words.write_text("vigne  # le sujet de la moitié\n-numéro\n", encoding="utf-8")
    settings.write_text('[topics]\nadd_stop_words = ["Raisin"]\n[text]\nrestored = ["AFP"]\n', encoding="utf-8")
    done = vigie_here(
        "analyse", tmp_path / "corpus", "-o", tmp_path / "run", "--settings", settings, "--stop-words", words,
        "--restore", "Lire aussi",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    kept = json.loads((tmp_path / "run" / "manifest.json").read_text(encoding="utf-8"))["settings"]
    assert kept["topics"]["add_stop_words"] == ["raisin", "vigne"]
    assert kept["topics"]["remove_stop_words"] == ["numéro"]
    assert kept["text"] == {"boilerplate": True, "restored": ["AFP", "lire aussi"]}
    shown = vigie_here("show", tmp_path / "run", "boilerplate").stdout
    assert "abonnez-vous" in shown
    assert "Lire aussi" not in shown
    own = [line.split("│")[1].strip() for line in vigie_here("stop-words", tmp_path / "run").stdout.splitlines()[4:7]]
    assert own == ["raisin", "vigne", "numéro"]
    assert vigie_here("analyse", tmp_path / "corpus", "-o", tmp_path / "all", "--keep-boilerplate").returncode == 0
    assert "Aucun passage" in vigie_here("show", tmp_path / "all", "boilerplate").stdout


def test_a_faulty_file_of_words_is_told_line_by_line(tmp_path):
    (tmp_path / "mots.txt").write_text("un deux\n-otage\n", encoding="utf-8")
    done = vigie("analyse", ROOT / "seeds", "-o", "run", "--stop-words", "mots.txt", cwd=tmp_path, lang="en")
    assert done.returncode == 1
    assert "line 1: “un deux”" in done.stderr
    assert "line 2: “otage”" in done.stderr
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("reason", "lang"), [("formule de presse", "fr"), ("Press formula", "en"), ("press formula", "fr")]
)
def test_the_stop_list_is_shown_by_class(reason, lang):
    shown = vigie("stop-words", "--reason", reason, lang=lang)
    assert shown.returncode == 0
    assert "│ dire " in shown.stdout
    assert "│ lundi " not in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["show", "nulle-part"], 1, "n’est pas une analyse de Vigie"),
        (["analyse", "nulle-part", "-o", "run"], 1, "n’existe pas"),
        (["analyse"], 2, "paths"),
        (["import", "x.txt", "-o", "c", "--column", "texte"], 2, "champ=colonne"),
        (["--lang", "de", "show", "x"], 2, "--lang"),
        (["inconnue"], 2, "inconnue"),
        (["analyse", str(ROOT / "seeds"), "-o", "run", "--restore", "lire ausi"], 1, "lire aussi, "),
        (["analyse", str(ROOT / "seeds"), "-o", "run", "--stop-words", "absent.txt"], 1, "absent.txt"),
        (["stop-words", "--reason", "otage"], 1, "formule de presse"),
    ],
)
def test_errors_are_one_sentence_and_an_exit_code(tmp_path, arguments, code, said):
    done = vigie(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_run_is_never_overwritten(tmp_path, articles):
    run = tmp_path / "run"
    vigie_here("analyse", ROOT / "seeds", "-o", run)
    before = sorted(path.read_bytes() for path in run.rglob("*.parquet"))
    refused = vigie_here("analyse", articles, "-o", run)
    assert refused.returncode == 1
    assert "n’est jamais remplacée" in refused.stderr
    assert sorted(path.read_bytes() for path in run.rglob("*.parquet")) == before


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (["topics"], "Thèmes"),
        (["actors", "-n", "3"], "États-Unis"),
        (["tone", "-n", "3"], "Polarité"),
        (["article"], "Identifiant"),
        (["rejected"], "Motif"),
        (["candidates"], "Noms non reconnus"),
        (["boilerplate"], "Aucun passage n’est écarté."),
        (["quotations", "-n", "5"], "Qui parle"),
    ],
)
def test_show_answers_in_the_terminal(run_folder, what, expected):
    shown = runner.invoke(cli.app, ["show", str(run_folder), *what])
    assert shown.exit_code == 0, shown.output
    assert expected in shown.output


def test_show_an_article_by_the_beginning_of_its_id(run_folder, run):
    article = run.tables["articles"].iloc[0]
    shown = runner.invoke(cli.app, ["show", str(run_folder), "article", article["article_id"][:8]])
    assert shown.exit_code == 0
    assert article["outlet"] in shown.output
    assert "mots de ton" in shown.output


def test_show_the_quotations_of_one_article(run_folder, run):
    said = run.tables["quotations"]
    counts = said["article_id"].value_counts(sort=False)
    article_id = counts.index[counts == counts.min()][0]
    shown = runner.invoke(cli.app, ["show", str(run_folder), "quotations", article_id[:10], "-n", "1000"])
    assert shown.exit_code == 0, shown.output
    kinds = ("propos cités", "propos rapportés", "selon une source", "mots mis à distance", "conditionnel sans source")
    of_article = said[said["article_id"] == article_id]
    assert len(of_article) < len(said)
    assert "autre" not in shown.output.splitlines()[-1]
    assert any(kind.split()[0] in shown.output for kind in kinds)


def test_terminal_escapes_in_a_title_are_shown_not_obeyed():
    assert printable("\x1b[31mrouge\x07 à l’heure\u00a0!") == "\ufffd[31mrouge\ufffd à l’heure\u00a0!"


def test_the_charts_named_in_the_help_are_those_of_the_catalogue():
    from analytics.charts import CATALOGUE

    assert cli._CHARTS.split(", ") == list(CATALOGUE)


@pytest.mark.parametrize(
    ("options", "said"), [([], "la même commande reprendra là"), (["--no-readings"], "rien n’a été écrit")]
)
def test_an_interrupted_analysis_says_what_is_kept(articles, tmp_path, monkeypatch, options, said):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("analytics.pipeline.analyse", interrupted)
    shown = runner.invoke(cli.app, ["analyse", str(articles), "-o", str(tmp_path / "run"), "-q", *options])
    assert (shown.exit_code, (tmp_path / "run").exists()) == (130, False)
    assert said in shown.output


def test_what_was_read_is_kept_unless_told_otherwise(articles, tmp_path):
    for options, kept in ((["--no-readings"], 0), (["--readings", "ici", "--processes", "1"], 1)):
        shown = runner.invoke(cli.app, ["analyse", str(articles), "-o", f"run{kept}", "-q", *options])
        assert shown.exit_code == 0, shown.output
        assert len(list(tmp_path.rglob("*.arrow"))) == kept
