from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import aggregation, analyse
from analytics.corpus import Article, Corpus
from analytics.sensitivity import ALL_RULES, tone_ranges, tone_without_rules, tone_words
from analytics.tone.shifters import RULES
from analytics.what_if import Without, what_if


@pytest.fixture(scope="module")
def denied():
    """One outlet denies, the other does not."""
    texts = {"A": ["Ce n'est pas un succès.", "Ce n'est pas une victoire."], "B": ["La crise est grave."] * 2}
    return analyse(Corpus.of(Article(f"{o} {i}", (t,), outlet=o) for o, ts in texts.items() for i, t in enumerate(ts)))


def test_each_rule_is_switched_off_in_turn(run):
    variants = tone_without_rules(run).set_index("rule")
    assert list(variants.index) == ["", *RULES, ALL_RULES]
    for rule in RULES:
        expected = aggregation.summary(what_if(run, Without(rules=(rule,))))
        assert variants.loc[rule, "polarity"] == pytest.approx(expected.polarity)
    assert variants.loc["", "polarity"] == pytest.approx(aggregation.summary(run).polarity)


def test_the_range_is_wide_where_a_rule_decides(denied):
    ranges = tone_ranges(denied, by="outlet").set_index("outlet")
    assert ranges.loc["A", "lowest"] < 0 < ranges.loc["A", "highest"]
    assert ranges.loc["A", "polarity"] == ranges.loc["A", "lowest"]
    assert ranges.loc["B", "lowest"] == ranges.loc["B", "highest"] == ranges.loc["B", "polarity"]
    whole = tone_ranges(denied).iloc[0]
    assert whole["lowest"] <= whole["polarity"] <= whole["highest"]


def test_the_pull_of_a_word_is_what_leaving_it_out_does(run):
    words = tone_words(run, n_words=5)
    before = aggregation.summary(run).polarity
    for word in words.itertuples():
        hits = run.tables["hits"]
        forms = hits.loc[hits["entry"] != word.entry, "form"].str.lower()
        if word.entry in set(forms):
            continue  # the word is also a form of another entry, and leaves with it
        after = aggregation.summary(what_if(run, Without(words=(word.entry,)))).polarity
        assert word.pull == pytest.approx(after - before, abs=1e-9)
    assert words["pull"].abs().is_monotonic_decreasing


def test_without_tone_words_there_is_nothing_to_say(bare_run):
    assert tone_words(bare_run).empty
    assert tone_without_rules(bare_run)["polarity"].isna().all()
    assert np.isnan(tone_ranges(bare_run)["lowest"]).all()
    assert isinstance(tone_ranges(bare_run, by="outlet"), pd.DataFrame)


def test_changed_words_are_counted_once_and_where_they_stand(run):
    hits = run.tables["hits"]
    variants = tone_without_rules(run).set_index("rule")["n_changed"]
    assert variants[ALL_RULES] == (hits["rules"].map(len) > 0).sum()
    negated = hits[hits["rules"].map(lambda rules: any(rule["name"] == "negation" for rule in rules))]
    outlets = run.tables["articles"].set_index("article_id")["outlet"]
    expected = outlets.reindex(negated["article_id"]).value_counts().to_dict()
    by_outlet = tone_without_rules(run, by="outlet")
    found = by_outlet[by_outlet["rule"] == "negation"].set_index("outlet")["n_changed"].to_dict()
    assert found == expected
