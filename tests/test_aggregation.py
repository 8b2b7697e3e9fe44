from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import actor_figures, aggregation
from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse


def test_summary_counts_what_is_there(run, demonstration):
    figures = aggregation.summary(run)
    assert figures.n_articles == len(demonstration) == 79
    assert figures.n_paragraphs == demonstration.n_paragraphs
    assert figures.n_outlets == 3
    assert (figures.first, figures.last) == (pd.Timestamp("2023-02-08"), pd.Timestamp("2024-12-08"))
    assert 0 < figures.quoted_share < 0.5


def test_summary_of_nothing_is_missing_not_zero(bare_run):
    figures = aggregation.summary(bare_run)
    assert figures.n_hits == 0
    assert np.isnan(figures.polarity)
    assert figures.first is None


@pytest.mark.parametrize(
    ("condition", "n_articles"),
    [
        ({}, 79),
        ({"outlets": ["Agence Démo"]}, 26),
        ({"start": pd.Timestamp("2024-01-01")}, 39),
        ({"end": pd.Timestamp("2023-02-08")}, 2),
        ({"start": pd.Timestamp("2024-01-27"), "end": pd.Timestamp("2024-01-27")}, 1),
        ({"actors": ["person:choe-son-hui"]}, 1),
        ({"outlets": ["Agence Démo"], "actors": ["person:choe-son-hui"]}, 0),
    ],
)
def test_articles_are_chosen_by_all_conditions(run, condition, n_articles):
    assert len(aggregation.choose_articles(run, **condition)) == n_articles


def test_topics_part_the_articles(run):
    n_articles = [len(aggregation.choose_articles(run, topics=[topic])) for topic in run.tables["topics"]["topic"]]
    assert n_articles == run.tables["topics"]["n_articles"].tolist()
    assert sum(n_articles) == 79


def test_a_restricted_run_recounts_everything(run):
    chosen = aggregation.choose_articles(run, outlets=["La Gazette fictive"])
    seen = run.restricted(chosen)
    assert aggregation.summary(seen).n_articles == 26
    assert set(seen.tables["mentions"]["article_id"]) <= set(chosen)
    whole = actor_figures.actor_counts(run).set_index("actor_id")["n_mentions"]
    part = actor_figures.actor_counts(seen).set_index("actor_id")["n_mentions"]
    assert (part <= whole.reindex(part.index)).all()
    assert aggregation.topic_shares(seen)["share"].sum() == pytest.approx(1, abs=1e-6)


def test_shares_are_those_of_the_topics_table(run):
    shares = aggregation.topic_shares(run).set_index("topic")["share"].sort_index()
    stored = run.tables["topics"].set_index("topic")["prevalence"]
    assert np.allclose(shares, stored, atol=1e-6)


@pytest.mark.parametrize(
    ("last", "period"),
    [("2024-02-10", "day"), ("2024-10-01", "week"), ("2027-01-01", "month"), ("2040-01-01", "year")],
)
def test_the_period_fits_the_span(last, period):
    dates = [pd.Timestamp("2024-01-01"), pd.Timestamp(last)]
    run = analyse(Corpus.of(Article("T", ("texte",), published=day.to_pydatetime()) for day in dates))
    assert aggregation.choose_period(run) == period


def test_weeks_begin_on_monday(run):
    weeks = aggregation.tone_over_time(run, period="week")["period"]
    assert set(weeks.dt.day_of_week) == {0}


def test_tone_sums_are_the_same_however_they_are_grouped(run):
    total = run.tables["tones"]["sum_valence"].sum()
    assert aggregation.tone_by_article(run)["sum_valence"].sum() == pytest.approx(total)
    assert aggregation.tone_over_time(run)["sum_valence"].sum() == pytest.approx(total)
    assert aggregation.tone_by_topic(run)["sum_valence"].sum() == pytest.approx(total)
    paragraphs = [
        aggregation.tone_by_paragraph(run, a)["sum_valence"].sum() for a in run.tables["articles"]["article_id"]
    ]
    assert sum(paragraphs) == pytest.approx(total)


def test_tone_by_actor_counts_each_sentence_once():
    run = analyse(Corpus.of([Article("T", ("La Chine et Pékin, capitale de la Chine, saluent un succès.",))]))
    toned = aggregation.tone_by_actor(run, ["CHN"])
    assert toned["n_hits"].tolist() == [len(run.tables["hits"])]


def test_typical_paragraphs_speak_of_their_topic(run):
    topics = run.tables["topics"].set_index("topic")["label"]
    bank = next(t for t, label in topics.items() if "BCE" in label)
    texts = aggregation.typical_paragraphs(run, bank)["text"]
    assert len(texts) == 5
    assert texts.str.contains("taux|inflation|BCE|monétaire").all()


def test_candidates_of_a_restricted_run_are_those_of_its_articles(run):
    chosen = aggregation.choose_articles(run, outlets=["La Gazette fictive"])
    assert set(run.restricted(chosen).tables["candidates"]["article_id"]) <= set(chosen)


def test_articles_without_words_are_counted_with_a_missing_tone():
    run = analyse(Corpus.of([Article("…", ("!",)), Article("T", ("Un succès.",))]))
    toned = aggregation.tone_by_article(run)
    assert len(toned) == 2
    assert toned.set_index("title").loc["…", "n_hits"] == 0
    assert np.isnan(toned.set_index("title").loc["…", "polarity"])


def test_periods_without_a_topic_hold_zero(run):
    frame = aggregation.topics_over_time(run)
    assert len(frame) == frame["period"].nunique() * len(run.tables["topics"])
    assert np.allclose(frame.groupby("period")["share"].sum(), 1)


def test_passages_set_aside_are_the_ends_of_their_paragraphs(press_run):
    passages = aggregation.boilerplate_passages(press_run)
    printed = press_run.tables["paragraphs"].set_index(["article_id", "paragraph"])["text"]
    assert len(passages) == 18
    for row in passages.itertuples():
        assert row.before + row.text == printed.loc[(row.article_id, row.paragraph)]
        assert row.whole == (not row.before)
    order = press_run.tables["articles"].reset_index().set_index("article_id")["index"]
    assert passages["article_id"].map(order).is_monotonic_increasing
    assert set(passages["outlet"]) == {"La Gazette fictive", "Agence Démo"}


def test_passages_set_aside_are_counted_by_phrase(press_run):
    counts = aggregation.boilerplate_counts(press_run)
    assert counts.values.tolist() == [
        ["AFP", "agency", 9, 9, "Avec Reuters et AFP"],
        ["abonnez-vous", "subscription", 5, 5, "Abonnez-vous pour lire la suite de cet article."],
        ["lire aussi", "see-also", 4, 4, "Lire aussi : Une catastrophe <b>évitée</b> de justesse"],
    ]
    assert aggregation.agency_counts(press_run).values.tolist() == [["AFP", 9], ["Reuters", 5]]


def test_passages_set_aside_follow_a_restricted_run(press_run):
    seen = press_run.restricted(aggregation.choose_articles(press_run, outlets=["Agence Démo"]))
    whole, part = (aggregation.boilerplate_counts(r).set_index("rule")["n_passages"] for r in (press_run, seen))
    assert part.to_dict() == {"AFP": 4, "abonnez-vous": 2, "lire aussi": 2}
    assert (part <= whole.reindex(part.index)).all()
    nothing = press_run.restricted([])
    assert (
        aggregation.boilerplate_counts(nothing).columns.tolist()
        == aggregation.boilerplate_counts(seen).columns.tolist()
    )
    assert len(aggregation.boilerplate_counts(nothing)) == len(aggregation.agency_counts(nothing)) == 0


def test_a_run_without_boilerplate_sets_nothing_aside(bare_run):
    assert len(aggregation.boilerplate_passages(bare_run)) == len(aggregation.boilerplate_counts(bare_run)) == 0
    assert len(aggregation.agency_counts(bare_run)) == 0


def test_each_voice_holds_its_share_of_the_words(run):
    frame = aggregation.tone_by_voice(run)
    assert frame["voice"].tolist() == ["newsroom", "reported", "quoted"]
    assert frame["share"].sum() == pytest.approx(1)
    assert frame["share"].iloc[2] == pytest.approx(aggregation.summary(run).quoted_share)
