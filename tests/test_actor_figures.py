from __future__ import annotations

from datetime import datetime

import pytest

from analytics import actor_figures, aggregation
from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse


@pytest.fixture(scope="module")
def small():
    return analyse(Corpus.of([
        Article("La Chine dort", ("Le Japon attend la Chine. Il pleut.", "Rien de neuf."), outlet="Un",
                published=datetime(2024, 1, 1)),
        Article("Rien", ("Il pleut.", "Rien.", "Le Japon dit : « La Chine part. »"), outlet="Deux"),
    ]))  # fmt: skip


def test_aliases_sum_to_mentions(run):
    counts = actor_figures.actor_counts(run, n_actors=10)
    aliases = actor_figures.alias_counts(run, counts["actor_id"]).groupby("actor_id")["n_mentions"].sum()
    assert aliases.to_dict() == counts.set_index("actor_id")["n_mentions"].to_dict()


@pytest.mark.parametrize("by", ["article", "paragraph"])
def test_mentions_are_counted_where_they_stand(run, by):
    counts = actor_figures.mention_counts(run, by=by)
    assert counts["n_mentions"].sum() == len(run.tables["mentions"])
    assert not counts.duplicated(counts.columns[:-1].tolist()).any()


def test_passages_of_an_actor_hold_its_mentions(run):
    passages = actor_figures.actor_passages(run, "CHN")
    assert len(passages) == 8
    for row in passages.itertuples():
        for mention in row.mentions.itertuples():
            assert row.text[mention.start : mention.end] == mention.form


def test_shares_are_of_all_mentions(run):
    assert actor_figures.actor_counts(run)["share"].sum() == pytest.approx(1)
    states = actor_figures.actor_counts(run, kinds=["state"])
    assert 0 < states["share"].sum() < 1


@pytest.mark.parametrize("part", [*actor_figures.PARTS, *actor_figures.PLACES])
def test_mentions_by_parts_sum_to_those_of_articles_that_have_the_part(run, part):
    counts = actor_figures.mentions_by(run, part)
    articles = run.tables["articles"]
    known = articles[part].notna() if part in articles else articles["published"].notna() | (part != "period")
    mentions = run.tables["mentions"]
    assert counts["n_mentions"].sum() == mentions["article_id"].isin(articles["article_id"][known]).sum()
    assert counts.groupby("part")["share"].sum().tolist() == pytest.approx([1] * counts["part"].nunique())


def test_parts_that_do_not_name_an_actor_hold_zero(small):
    counts = actor_figures.mentions_by(small, "voice", actor_ids=["JPN", "CHN"])
    assert counts[["part", "actor_id", "n_mentions"]].to_numpy().tolist() == [
        ["newsroom", "JPN", 2], ["newsroom", "CHN", 2], ["quoted", "JPN", 0], ["quoted", "CHN", 1],
    ]  # fmt: skip
    dated = actor_figures.mentions_by(small, "period", actor_ids=["JPN"])
    assert dated[["n_mentions", "n_articles"]].to_numpy().tolist() == [[1, 1]]


def test_prominence_says_where_an_actor_is_named_first_and_how_much_speaks_of_it(small):
    found = actor_figures.prominence(small).set_index("actor_id")
    assert found.loc["CHN", ["n_titles", "n_leads"]].tolist() == [1, 1]
    assert found.loc["JPN", ["n_titles", "n_leads"]].tolist() == [0, 1]
    texts = [
        ["La Chine dort", "Le Japon attend la Chine. Il pleut.", "Rien de neuf."],
        ["Rien", "Il pleut.", "Rien.", "Le Japon dit : « La Chine part. »"],
    ]
    places = ["".join(article).index("Chine") / len("".join(article)) for article in texts]
    assert found.loc["CHN", "first_place"] == pytest.approx(sum(places) / 2)
    tones = small.tables["tones"]
    words = tones.groupby(["article_id", "paragraph", "sentence"])["n_tokens"].sum()
    assert found.loc["CHN", "text_share"] == pytest.approx((3 + 5 + 6) / words.sum())


def test_prominence_keeps_the_counts(run):
    found = actor_figures.prominence(run)
    counts = actor_figures.actor_counts(run)
    assert found[counts.columns].equals(counts)
    assert found["first_place"].between(0, 1).all()
    assert found["text_share"].between(0, 1).all()


def test_a_part_of_a_run_is_counted_alone(run):
    seen = run.restricted(aggregation.choose_articles(run, outlets=["La Gazette fictive"]))
    counts = actor_figures.mentions_by(seen, "outlet")
    assert set(counts["part"]) == {"La Gazette fictive"}
    assert actor_figures.prominence(seen)["n_mentions"].sum() == len(seen.tables["mentions"])
