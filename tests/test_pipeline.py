from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import readings, tables
from analytics.corpus import Article, Corpus, Origin, Rejected
from analytics.pipeline import analyse, run_id_of
from analytics.readers import read_corpus
from analytics.settings import Settings
from tests.conftest import ROOT, SHARED

REAL = SHARED / "data" / "masakhanews_fra" / "dev.tsv"


def assert_same_tables(one, other):
    for name in tables.TABLES:
        pd.testing.assert_frame_equal(one.tables[name], other.tables[name], obj=name)


def test_every_table_is_there_and_keeps_its_declaration(run):
    for name in tables.TABLES:
        tables.check_table(name, run.arrow[name])
    assert {n for n in tables.TABLES if not len(run.tables[n])} == {"rejected", "decisions"}


@pytest.mark.parametrize("table", ["hits", "mentions", "candidates"])
def test_every_form_is_the_text_at_its_span(run, table):
    texts = run.tables["paragraphs"].set_index(["article_id", "paragraph"])["text"]
    for row in run.tables[table].itertuples():
        assert texts[(row.article_id, row.paragraph)][row.start : row.end] == row.form


def test_rules_point_at_the_words_that_caused_them(run):
    texts = run.tables["paragraphs"].set_index(["article_id", "paragraph"])["text"]
    causes = {
        (rule["name"], texts[(hit.article_id, hit.paragraph)][rule["start"] : rule["end"]].lower())
        for hit in run.tables["hits"].itertuples()
        for rule in hit.rules
    }
    assert ("negation", "pas") in causes
    assert ("adversative", "mais") in causes
    assert ("amplifier", "très") in causes


def test_sums_agree_between_hits_and_tones(run):
    hits, tones = run.tables["hits"], run.tables["tones"]
    assert tones["n_hits"].sum() == (hits["valence"] != 0).sum() < len(hits)
    assert tones["sum_valence"].sum() == pytest.approx(hits["valence"].sum())
    assert (tones["n_positive"] + tones["n_negative"] <= tones["n_hits"]).all()


def test_no_hit_means_a_missing_polarity_never_zero(run):
    tones = run.tables["tones"]
    assert tones.loc[tones["n_hits"] == 0, "polarity"].isna().all()
    assert tones.loc[tones["n_hits"] > 0, "polarity"].notna().all()


def test_the_order_of_articles_changes_nothing(demonstration, run):
    articles = list(demonstration)
    random.Random(1).shuffle(articles)
    again = analyse(Corpus.of(articles))
    assert again.run_id == run.run_id
    assert_same_tables(again, run)


@pytest.mark.parametrize("size", [1, 7, 30])
def test_partitions_change_nothing(demonstration, run, size, monkeypatch):
    monkeypatch.setattr(readings, "PARTITION_SIZE", size)
    assert_same_tables(analyse(demonstration), run)


@pytest.mark.parametrize(
    "environment", [{"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}, {"PYTHONHASHSEED": "7"}]
)
def test_threads_and_hash_seeds_change_nothing(run, environment):
    code = (
        "import hashlib, analytics; from analytics.tables import TABLES\n"
        "run = analytics.analyse(analytics.read_corpus('corpora', 'seeds'))\n"
        "print(run.run_id, hashlib.sha256(repr([run.arrow[n].to_pylist() for n in TABLES]).encode()).hexdigest())"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | environment)
    tables_of = repr([run.arrow[n].to_pylist() for n in tables.TABLES]).encode()
    assert done.stdout.split() == [run.run_id, hashlib.sha256(tables_of).hexdigest()]


def test_what_was_refused_belongs_to_the_run():
    article = Article("Titre", ("Un texte.",))
    refused = Rejected(Origin("a.csv", 2), "record_no_text", "aucun texte", "")
    whole, partial = Corpus.of([article]), Corpus.of([article], [refused])
    assert whole.fingerprint == partial.fingerprint
    assert run_id_of(whole, Settings()) != run_id_of(partial, Settings())


def test_mentions_stand_in_the_order_of_the_text(run):
    rank = {article_id: i for i, article_id in enumerate(run.tables["articles"]["article_id"])}
    mentions = run.tables["mentions"]
    places = list(zip(mentions["article_id"].map(rank), mentions["paragraph"], mentions["start"], strict=True))
    assert places == sorted(places)


def test_another_setting_is_another_run(demonstration, run):
    assert run_id_of(demonstration, Settings()) == run.run_id
    assert run_id_of(demonstration, Settings().with_topics(5)) != run.run_id


def test_topic_shares_sum_to_one_and_topics_come_by_prevalence(run):
    shares = run.tables["article_topics"].groupby("article_id")["share"].sum()
    assert np.allclose(shares, 1)
    prevalence = run.tables["topics"]["prevalence"]
    assert prevalence.is_monotonic_decreasing
    assert prevalence.sum() == pytest.approx(1, abs=1e-6)


def test_one_article_gives_everything_but_topics(seed_run):
    assert seed_run.manifest["topics"]["n_topics"] == 0
    assert len(seed_run.tables["topics"]) == len(seed_run.tables["article_topics"]) == 0
    assert len(seed_run.tables["mentions"]) > 20
    assert len(seed_run.tables["hits"]) > 20


@pytest.mark.parametrize(
    "articles",
    [
        [],
        [Article("", ("…",))],
        [Article("!", ("?", "«", '"'))],
        [Article("Titre", ("texte " * 3,))] * 3,
        [Article(f"Titre {i}", ("le la les de du",)) for i in range(60)],
        [Article(f"Titre {i}", ("même texte partout ici",)) for i in range(60)],
        [Article("😀", ("🙂 👨‍👩‍👧 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ١٢٣ 中文",))],
    ],
    ids=["none", "one sign", "signs", "copies", "tool words only", "identical", "other scripts"],
)
def test_degenerate_corpora_have_a_clear_outcome(articles):
    run = analyse(Corpus.of(articles))
    assert len(run.tables["articles"]) == len({a.article_id for a in articles})
    for name in tables.TABLES:
        tables.check_table(name, run.arrow[name])


@given(st.lists(st.text(max_size=80), max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_analysed(paragraphs):
    run = analyse(Corpus.of([Article("Titre", tuple(paragraphs))]))
    texts = run.tables["paragraphs"].set_index("paragraph")["text"]
    for hit in run.tables["hits"].itertuples():
        assert texts[hit.paragraph][hit.start : hit.end] == hit.form


def test_progress_is_told(demonstration):
    told = []
    analyse(
        Corpus.from_table(demonstration.articles.slice(0, 9), demonstration.rejected),
        progress=lambda *t: told.append(t),
    )
    assert [stage for stage, _, _ in told] == ["reading", "reading", "topics", "topics"]
    assert told[1][1:] == (9, 9)


@pytest.mark.skipif(not REAL.is_file(), reason="real articles are not here (../shared/data/masakhanews_fra)")
def test_real_articles_are_analysed_whole():
    run = analyse(read_corpus(REAL))
    assert len(run.tables["articles"]) == 210
    assert len(run.tables["rejected"]) == 0
    assert run.manifest["topics"]["n_topics"] == 12
    assert run.manifest["topics"]["converged"]
    actors = run.tables["actors"].set_index("actor_id")["n_mentions"]
    assert actors["RUS"] > 200
    assert actors["person:vladimir-poutine"] > 30
    labels = " ".join(run.tables["topics"]["label"]).lower()
    assert not {"bbc", "lire", "article", "selon"} & set(labels.replace(",", " ").split())


def test_what_is_mentioned_is_no_candidate_and_a_longer_name_is_one():
    text = "L'Organisation mondiale de la santé alerte. L'Université de Paris ferme. M. Zvé Lamart part."
    run = analyse(Corpus.of([Article("Titre", (text,))]))
    assert "oms" in set(run.tables["mentions"]["actor_id"])
    assert run.tables["candidates"]["form"].tolist() == ["Université de Paris"]
    mentions = run.tables["mentions"][["paragraph", "start", "end"]].itertuples(index=False)
    spans = {tuple(span) for span in mentions}
    assert not spans & {
        tuple(s) for s in run.tables["candidates"][["paragraph", "start", "end"]].itertuples(index=False)
    }
