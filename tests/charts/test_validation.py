from __future__ import annotations

import json

import pandas as pd
import pytest

from analytics import charts
from analytics.charts.render import render
from analytics.validation import sample_passages, score, validation_of
from tests.validation.conftest import coded

TONE_CHARTS = [name for name in charts.CATALOGUE if name.startswith("tone-")]


def validated(run, *coders):
    sample = sample_passages(run, n=60)["passage_id"]
    codes = [i % 5 - 2 for i in range(60)]
    return run.validated(score(run, pd.concat([coded(sample, codes, c) for c in coders])).as_dict())


@pytest.fixture(scope="module")
def by_two(run):
    return validated(run, "anne", "karim")


def subtitle(chart):
    return " ".join(chart.to_dict()["title"]["subtitle"]).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "ton validé : 60 passages, alpha 1,00, exactitude 0,"),
        ("en", "tone validated: 60 passages, alpha 1.00, accuracy 0."),
    ],
)
def test_charts_of_tone_say_that_it_was_validated_and_others_say_nothing(by_two, lang, said):
    for drawn in charts.draw(by_two, lang=lang):
        is_tone = drawn.name.startswith("tone-")
        assert (said in subtitle(drawn.chart)) == is_tone, drawn.name


@pytest.mark.parametrize(("lang", "said"), [("fr", "ton non validé sur ce corpus"), ("en", "tone not validated")])
def test_charts_of_tone_say_that_it_was_not_validated(run, bare_run, lang, said):
    for each in (run, bare_run):
        for drawn in charts.draw(each, lang=lang):
            assert (said in subtitle(drawn.chart)) == drawn.name.startswith("tone-"), drawn.name


def test_a_single_coder_has_no_alpha(run):
    alone = validated(run, "anne")
    assert "ton validé : 60 passages, un seul codeur, exactitude" in subtitle(charts.tone_by_outlet(alone))


def test_filtered_charts_keep_the_line(by_two):
    some = by_two.restricted(by_two.tables["articles"]["article_id"].head(9))
    assert "ton validé : 60 passages" in subtitle(charts.tone_by_outlet(some))


def test_charts_of_a_validation_are_drawn_where_there_is_one(run, by_two):
    names = {"tone-confusion", "tone-shares"}
    assert names <= {drawn.name for drawn in charts.draw(by_two)}
    assert not names & {drawn.name for drawn in charts.draw(run)}
    for drawn in charts.draw(run, sorted(names)):
        assert charts.chart_table(drawn.chart).empty
        assert "n’a pas été validée" in json.dumps(drawn.chart.to_dict(), ensure_ascii=False)


def test_the_grid_counts_every_passage(by_two):
    frame = charts.chart_table(charts.tone_confusion(by_two))
    assert frame["n"].sum() == 60
    assert len(frame) == 12
    assert frame.groupby("coded")["share"].sum().tolist() == pytest.approx([1, 1, 1])


def test_shares_are_those_of_the_result(by_two):
    result = validation_of(by_two)
    frame = charts.chart_table(charts.tone_shares(by_two)).set_index(["class", "source"])
    corrected = result.shares[0].corrected
    assert frame.loc[("négatif", "Corrigée")].tolist() == [corrected.value, corrected.low, corrected.high]
    assert frame.loc[("négatif", "Trouvée"), "share"] == result.shares[0].found


def test_shares_that_cannot_be_corrected_are_not_drawn(run):
    ids = sample_passages(run, n=20)["passage_id"]
    few = run.validated(score(run, coded(ids, [0] * 20)).as_dict())
    frame = charts.chart_table(charts.tone_shares(few))
    assert set(frame["source"]) == {"Trouvée"}


def test_they_become_images(by_two):
    drawn = list(charts.draw(by_two, ["tone-confusion", "tone-shares"]))
    assert all(file.content.startswith(b"<svg") for file in render(drawn, ["svg"]))
