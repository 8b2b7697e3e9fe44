from __future__ import annotations

import json

import pandas as pd
import pytest

from analytics import actor_figures, aggregation, charts, tables
from analytics.actors.ledger import Decision
from analytics.charts.theme import cut, resized
from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse


@pytest.fixture(scope="module", params=["fr", "en"])
def lang(request):
    return request.param


def all_drawn(run, lang="fr"):
    return {drawn.name: drawn.chart for drawn in charts.draw(run, lang=lang)}


def test_every_chart_of_the_catalogue_is_drawn_in_both_languages(run, lang):
    drawn = all_drawn(run, lang)
    for name, entry in charts.CATALOGUE.items():
        if entry.per == "validation":  # drawn where there is one
            continue
        assert [n for n in drawn if n.startswith(name)], name
        if entry.per == "topic":
            assert len([n for n in drawn if n.startswith(name)]) == len(run.tables["topics"])


def test_each_chart_stands_alone(run, lang):
    for name, chart in all_drawn(run, lang).items():
        spec = chart.to_dict()
        assert spec["title"]["text"], name
        assert len(spec["title"]["subtitle"]) >= 2, name
        assert run.run_id in spec["title"]["subtitle"][-1], name
        assert spec["description"].startswith(spec["title"]["text"]), name
        assert spec["config"]["locale"]["number"]["decimal"] == ("," if lang == "fr" else "."), name


def test_charts_hold_data_inline_and_no_address(run):
    for name, chart in all_drawn(run).items():
        text = json.dumps(chart.to_dict())
        assert '"url":' not in text.replace('"$schema"', ""), name
        assert '"href"' not in text, name


@pytest.mark.parametrize("which", ["seed_run", "bare_run"])
def test_small_runs_say_what_is_missing(which, request):
    run = request.getfixturevalue(which)
    drawn = all_drawn(run)
    assert charts.chart_table(drawn["topic-shares"]).empty
    assert "Trop peu d’articles" in json.dumps(drawn["topic-shares"].to_dict(), ensure_ascii=False)


@pytest.mark.parametrize(
    ("chart", "columns"),
    [
        (charts.topic_shares, {"label", "share", "n_articles"}),
        (charts.topics_over_time, {"period", "label", "share"}),
        (charts.actor_mentions, {"name", "naming", "n_mentions", "forms"}),
        (charts.actors_by_part, {"label", "name", "share", "n_mentions", "n_articles"}),
        (charts.actors_over_time, {"period", "name", "per_article", "n_mentions", "n_articles"}),
        (charts.relations, {"row", "column", "strength", "n", "printed"}),
        (charts.co_mentioned, {"row", "column", "npmi", "n", "printed"}),
        (charts.said_about, {"row", "column", "polarity", "n_quotations", "printed"}),
        (charts.tone_over_time, {"period", "polarity", "n_hits"}),
        (charts.tone_by_voice, {"voice", "share", "polarity", "n_hits"}),
        (charts.tone_by_outlet, {"outlet", "voice", "polarity", "n_hits"}),
        (charts.tone_by_topic, {"label", "voice", "polarity", "n_hits"}),
        (charts.tone_by_actor, {"name", "polarity", "n_hits"}),
        (charts.articles_over_time, {"period", "outlet", "n_articles"}),
    ],
)
def test_the_table_behind_a_chart(run, chart, columns):
    frame = charts.chart_table(chart(run))
    assert columns <= set(frame.columns)
    assert 0 < len(frame) < 5000


def test_bars_of_actors_sum_to_their_mentions(run):
    frame = charts.chart_table(charts.actor_mentions(run, n_actors=5))
    counts = actor_figures.actor_counts(run, n_actors=5).set_index("name_fr")["n_mentions"]
    assert frame.groupby("name")["n_mentions"].sum().to_dict() == counts.to_dict()


@pytest.mark.parametrize("part", actor_figures.PARTS)
def test_actors_are_drawn_by_every_part(run, part):
    frame = charts.chart_table(charts.actors_by_part(run, part=part, n_actors=4, lang="en"))
    counts = actor_figures.mentions_by(run, part)
    assert frame.groupby("part")["n_mentions"].sum().le(counts.groupby("part")["n_mentions"].sum(), fill_value=0).all()
    assert frame["name"].nunique() == 4
    assert 1 < frame["label"].nunique() <= 12


def test_what_may_mean_others_is_drawn_as_a_range(run):
    rows = [{**row, "alternatives": None} for row in run.arrow["mentions"].to_pylist()]
    closed = type(run).of(run.manifest, dict(run.arrow) | {"mentions": tables.from_rows("mentions", rows)})
    next(row for row in rows if row["actor_id"] == "USA")["alternatives"] = ["RUS"]
    opened = type(run).of(run.manifest, dict(run.arrow) | {"mentions": tables.from_rows("mentions", rows)})
    told = [" ".join(charts.actor_mentions(some).title.subtitle) for some in (closed, opened)]
    assert ["trait :" in text for text in told] == [False, True]
    frame = charts.chart_table(charts.actor_mentions(opened)).set_index("actor_id")
    assert (frame.loc["RUS", "n_most"] - frame.loc["RUS", "n_least"]).max() == 1


def test_a_figure_says_that_decisions_were_taken(run):
    decision = Decision(what="rename", actor_id="USA", name="X", when="2026-01-01")
    told = " ".join(charts.actor_mentions(run.decided([decision])).title.subtitle)
    assert "1 décision sur les acteurs" in told


def test_tone_by_paragraph_follows_the_table(run):
    article_id = aggregation.most_toned(run)[0]
    frame = charts.chart_table(charts.tone_by_paragraph(run, article_id))
    expected = aggregation.tone_by_paragraph(run, article_id)
    pd.testing.assert_series_equal(frame["polarity"], expected["polarity"])
    assert frame["name"].iloc[0] == "Titre"


def test_paragraphs_without_hits_have_no_bar():
    run = analyse(Corpus.of([Article("Un succès", ("La table est là.", "Un drame terrible."))]))
    (article_id,) = run.tables["articles"]["article_id"]
    spec = charts.tone_by_paragraph(run, article_id).to_dict()
    (rows,) = (rows for rows in spec["datasets"].values() if "polarity" in rows[0])
    assert [row["polarity"] is None for row in rows] == [False, True, False]
    assert any("n_hits" in json.dumps(layer.get("transform", "")) for layer in spec["layer"])


def test_resizing_keeps_the_words_of_the_title(run):
    chart = charts.tone_by_outlet(run)
    narrow = resized(chart, 300)
    assert narrow.width == 300
    assert " ".join(narrow.title.text) == chart.title.text
    assert len(narrow.title.subtitle) > len(chart.title.subtitle)


@pytest.mark.parametrize(("text", "limit", "expected"), [("court", 10, "court"), ("un titre long", 8, "un titr…")])
def test_long_labels_are_cut(text, limit, expected):
    assert cut(text, limit) == expected


def test_namesakes_get_names_that_tell_them_apart():
    texts = ("Le Congo et la Guinée.", "Le président Jean Ping parle. Jean Ping se tait.")
    run = analyse(Corpus.of([Article("T", texts)]))
    names = charts.chart_table(charts.actor_mentions(run))["name"]
    assert not names.duplicated().any() or names.nunique() == run.tables["actors"]["actor_id"].nunique()


def test_each_voice_of_a_paragraph_has_a_row_and_the_first_bears_its_name(run):
    (article_id,) = aggregation.most_toned(run)
    frame = charts.chart_table(charts.tone_by_paragraph(run, article_id))
    assert frame["row"].is_unique
    assert frame["paragraph"].is_monotonic_increasing
    named = frame[~frame["row"].str.startswith("~")]
    assert named["row"].tolist() == frame["name"].drop_duplicates().tolist()


def test_an_article_of_one_paragraph_is_drawn_by_sentence():
    body = "La paix est là. La table aussi. Luc dit que la crise est grave, mais la paix demeure."
    run = analyse(Corpus.of([Article("Un succès", (body,))]))
    (article_id,) = run.tables["articles"]["article_id"]
    chart = charts.tone_by_paragraph(run, article_id)
    frame = charts.chart_table(chart)
    assert "phrase par phrase" in json.dumps(chart.to_dict(), ensure_ascii=False)
    assert frame["name"].drop_duplicates().tolist() == ["Titre", "1", "3"]
    assert frame["beginning"].iloc[1] == "La paix est là."
    assert frame["n_hits"].sum() == run.tables["tones"]["n_hits"].sum()
