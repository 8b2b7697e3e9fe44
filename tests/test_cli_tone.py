from __future__ import annotations

import pytest

from analytics.runs import write_run
from tests.commands import vigie_here as vigie


@pytest.fixture(scope="module")
def folder(run, tmp_path_factory):
    return write_run(run, tmp_path_factory.mktemp("tone") / "run")


def seed_id(run):
    articles = run.tables["articles"]
    return articles.loc[articles["title"].str.contains("Pyongyang resserrent"), "article_id"].iloc[0]


def test_explain_tells_each_word_its_rule_and_what_it_ends_as(folder, run):
    result = vigie("explain", folder, seed_id(run)[:8])
    assert result.returncode == 0
    assert "sanctions" in result.stdout
    assert "amplifié × 1,20 (lourdes)" in result.stdout
    assert "−0,60" in result.stdout


def test_explain_one_paragraph_without_a_rule(folder, run):
    result = vigie("explain", folder, seed_id(run)[:8], "5", "--without-rule", "amplifier")
    assert result.returncode == 0
    assert "lourdes)" not in result.stdout
    assert "inébranlable" not in result.stdout


def test_a_paragraph_that_is_not_there_is_named(folder, run):
    result = vigie("explain", folder, seed_id(run), "99")
    assert result.returncode == 1
    assert "99" in result.stderr


def test_what_if_shows_both_figures(folder):
    result = vigie("what-if", folder, "--without-word", "guerre", "--without-voice", "quoted")
    assert result.returncode == 0
    assert "propos cités" in result.stdout
    assert "Autrement" in result.stdout


def test_a_rule_that_there_is_not_is_an_error_that_names_the_rules(folder):
    result = vigie("what-if", folder, "--without-rule", "ironie")
    assert result.returncode == 1
    assert "negation" in result.stderr


def test_rules_and_voices_may_be_named_as_they_are_shown(folder):
    one = vigie("what-if", folder, "--without-rule", "négation", "--without-voice", "propos cités")
    other = vigie("what-if", folder, "--without-rule", "negation", "--without-voice", "quoted")
    assert one.returncode == 0
    assert one.stdout == other.stdout


def test_what_if_asks_for_something_to_leave_out(folder):
    result = vigie("what-if", folder)
    assert result.returncode == 2
    assert "--without-word" in result.stderr


def test_a_word_that_is_not_there_is_an_error(folder):
    result = vigie("what-if", folder, "--without-word", "gerre")
    assert result.returncode == 1
    assert "guerre" in result.stderr


def test_sensitivity_names_rules_outlets_and_words(folder):
    result = vigie("--lang", "en", "sensitivity", folder)
    assert result.returncode == 0
    for said in ("without the rule “negation”", "Agence Démo", "guerre"):
        assert said in result.stdout
