from __future__ import annotations

import pandas as pd
import pytest

from analytics import aggregation, analyse
from analytics.corpus import Article, Corpus
from analytics.errors import SettingsError
from analytics.settings import Settings, ToneSettings
from analytics.voices import VOICES
from analytics.what_if import Without, rule_rows, what_if

TEXT = (
    "Le ministre n'est pas satisfait de cet accord très dangereux. « Une catastrophe », dit-il, mais la paix est là.",
    "Rien à signaler ici. Le succès est total. Luc Roy dit que la crise est grave.",
)


@pytest.fixture(scope="module")
def little():
    return analyse(
        Corpus.of([Article("Une belle victoire", TEXT), Article("Sans éclat", ("Une crise grave éclate.",))])
    )


def tone(run):
    return run.tables["tones"].drop(columns=["polarity"]).reset_index(drop=True), run.tables["tones"]["polarity"]


def forms(run):
    return run.tables["hits"]["form"].tolist()


def test_with_nothing_switched_off_it_is_the_run(little):
    assert what_if(little, Without()) is little


def test_a_rule_that_nothing_follows_changes_no_figure(little):
    assert "question" not in set(rule_rows(little)["name"])
    same = what_if(little, Without(rules=("question",)))
    for name in ("hits", "tones"):
        pd.testing.assert_frame_equal(same.tables[name], little.tables[name], check_exact=True)
    assert same.manifest["without"] == {"rules": ["question"]}


@pytest.mark.parametrize(
    "without", [Without(words=("catastrofe",)), Without(causes=("ironiquement",)), Without(lexicons=("2",))]
)
def test_what_no_tone_word_is_called_is_named_with_what_looks_like_it(little, without):
    with pytest.raises(SettingsError) as exc:
        what_if(little, without)
    assert exc.value.key == "without_nothing"
    assert "catastrophe" in exc.value.values["near"] or not without.words


@pytest.mark.parametrize("word", ["Catastrophe", "catastrophe", "CATASTROPHE"])
def test_a_word_counts_no_more(little, word):
    changed = what_if(little, Without(words=(word,)))
    assert set(forms(little)) - set(forms(changed)) == {"catastrophe"}
    before, after = (aggregation.summary(r) for r in (little, changed))
    assert after.n_hits == before.n_hits - 1
    assert after.polarity > before.polarity
    assert after.n_tokens == before.n_tokens


def test_a_rule_changes_nothing_any_more(little):
    changed = what_if(little, Without(rules=("negation",)))
    satisfied = changed.tables["hits"].set_index("form").loc["satisfait"]
    assert satisfied["valence"] == pytest.approx(satisfied["prior_valence"] * factor_of(satisfied))
    assert "negation" in set(rule_rows(little)["name"])
    assert "negation" not in set(rule_rows(changed)["name"])
    assert changed.arrow["tones"]["sum_valence"].to_pylist() != little.arrow["tones"]["sum_valence"].to_pylist()


def factor_of(hit):
    product = 1.0
    for rule in hit["rules"]:
        product *= rule["factor"]
    return product


def test_a_cause_changes_nothing_any_more(little):
    rows = rule_rows(little)
    assert {"pas", "très"} <= set(rows["cause"])
    changed = what_if(little, Without(causes=("TRÈS",)))
    assert set(rule_rows(changed)["cause"]) == set(rows["cause"]) - {"très"}


@pytest.mark.parametrize("silent", [("newsroom",), ("reported",), ("quoted",), ("newsroom", "quoted")])
def test_a_voice_is_silent(little, silent):
    assert set(little.tables["tones"]["voice"]) == set(little.tables["hits"]["voice"]) == set(VOICES)
    changed = what_if(little, Without(voices=silent))
    for name in ("tones", "hits"):
        expected = little.tables[name].query("voice not in @silent").reset_index(drop=True)
        pd.testing.assert_frame_equal(changed.tables[name], expected)


def test_a_facet_counts_no_more(little):
    changed = what_if(little, Without(facets=("event",)))
    assert set(changed.tables["hits"]["facet"]) == set(little.tables["hits"]["facet"]) - {"event"}


def test_without_any_word_tone_is_missing_not_neutral(little):
    silent = what_if(little, Without(facets=("event", "emotion", "evaluation")))
    assert silent.tables["tones"]["polarity"].isna().all()
    assert len(silent.tables["tones"]) == len(little.tables["tones"])


def test_the_run_itself_is_untouched(little):
    before = little.arrow["hits"].to_pylist(), little.arrow["tones"].to_pylist()
    what_if(little, Without(rules=("negation",), words=("paix",)))
    assert (little.arrow["hits"].to_pylist(), little.arrow["tones"].to_pylist()) == before


def test_it_works_on_a_part_of_a_run(run):
    ids = run.tables["articles"]["article_id"].tolist()[3:9]
    without = Without(rules=("negation", "amplifier"))
    one, other = what_if(run.restricted(ids), without), what_if(run, without).restricted(ids)
    pd.testing.assert_frame_equal(one.tables["tones"], other.tables["tones"])


@pytest.mark.parametrize("name", ["rules", "facets", "voices"])
def test_what_there_is_not_is_named(name):
    with pytest.raises(SettingsError, match="ironie"):
        Without(**{name: ("ironie",)})


def test_changes_are_told_with_the_words_that_made_them(little):
    rows = rule_rows(little)
    hits = little.tables["hits"]
    told = {
        (hits["form"][row.hit], row.name_, row.cause) for row in rows.rename(columns={"name": "name_"}).itertuples()
    }
    assert ("satisfait", "negation", "pas") in told
    assert ("dangereux", "amplifier", "très") in told


def test_a_users_list_counts_no_more(tmp_path):
    (tmp_path / "mine.csv").write_text("mot;valeur\nkiosque;-0,8\npaix;0,1\n", encoding="utf-8")
    settings = Settings(tone=ToneSettings(lexicons=("ours", str(tmp_path / "mine.csv"))))
    run = analyse(Corpus.of([Article("", ("La paix, le kiosque et la guerre.",))]), settings=settings)
    assert run.tables["hits"].set_index("form")["lexicon"].to_dict() == {"paix": "2", "kiosque": "2", "guerre": "ours"}
    assert forms(what_if(run, Without(lexicons=("2",)))) == ["guerre"]
    assert forms(what_if(run, Without(lexicons=("ours",)))) == ["paix", "kiosque"]


def test_one_change_after_another_is_said_in_full(little):
    changed = what_if(what_if(little, Without(words=("paix",))), Without(rules=("negation",)))
    assert changed.manifest["without"] == {"words": ["paix"], "rules": ["negation"]}
