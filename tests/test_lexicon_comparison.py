from __future__ import annotations

import math

import pytest

from analytics.corpus import Article, Corpus
from analytics.errors import ResourceError
from analytics.lexicon_comparison import compare_lexicons
from analytics.settings import Settings
from analytics.tone.lexicon import lexicon_of, load_lexicon
from analytics.tone.word_lists import parse_word_list
from tests.conftest import SHARED

LISTS = SHARED / "data" / "lexicons"


def lexicon(**values):
    content = "".join(f"{word};{value}\n" for word, value in values.items())
    return lexicon_of(parse_word_list(content.encode(), name="liste"))


CORPUS = Corpus.of([
    Article("", ("Une crise.", "Un succès et une crise.", "Un succès.", "La table."), outlet="A"),
    Article("", ("La guerre.", "Ce n'est pas une crise."), outlet="B"),
    Article("", ("Un succès.",)),
])  # fmt: skip
DARK, BRIGHT = lexicon(crise=-1, succès=0.5, guerre=-0.5), lexicon(crise=0.2, succès=0.5)


@pytest.fixture(scope="module")
def compared():
    return compare_lexicons(CORPUS, {"sombre": DARK, "clair": BRIGHT})


def test_what_each_sees(compared):
    rows = compared.overall.drop(columns=["coverage"]).to_dict("records")
    paragraphs = {"n_tokens": 21, "n_paragraphs": 7}
    dark = -1 + -1 + 0.5 + 0.5 - 0.5 + 0.6 + 0.5
    bright = 0.2 + 0.2 + 0.5 + 0.5 - 0.12 + 0.5
    assert rows == [
        {"lexicon": "sombre", "n_entries": 3, **paragraphs, "n_hits": 7, "n_covered": 6,
         "polarity": pytest.approx(dark / 7)},
        {"lexicon": "clair", "n_entries": 2, **paragraphs, "n_hits": 6, "n_covered": 5,
         "polarity": pytest.approx(bright / 6)},
    ]  # fmt: skip
    assert compared.overall["coverage"].tolist() == pytest.approx([7 / 8, 6 / 8])


def test_by_outlet(compared):
    rows = compared.by_outlet.to_dict("records")
    assert [(r["outlet"], r["lexicon"], r["n_hits"], round(r["polarity"], 3)) for r in rows] == [
        ("A", "sombre", 4, -0.25), ("A", "clair", 4, 0.35), ("B", "sombre", 2, 0.05), ("B", "clair", 1, -0.12),
    ]  # fmt: skip


def test_pairs_agree_or_not_paragraph_by_paragraph(compared):
    # crise: -1 / 0.2, both: -0.25 / 0.35, succès: 0.5 / 0.5 twice, pas une crise: 0.6 / -0.12
    [row] = compared.pairs.to_dict("records")
    one, other = [-1, -0.25, 0.5, 0.6, 0.5], [0.2, 0.35, 0.5, -0.12, 0.5]
    mean_one, mean_other = sum(one) / 5, sum(other) / 5
    covariance = sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))
    spread = math.sqrt(sum((a - mean_one) ** 2 for a in one) * sum((b - mean_other) ** 2 for b in other))
    assert row["n_paragraphs"] == 5
    assert row["correlation"] == pytest.approx(covariance / spread)
    assert row["opposed_share"] == pytest.approx(3 / 5)


def test_words_that_divide_come_first_with_what_each_made_of_them(compared):
    rows = compared.words.drop(columns=["first", "second"]).to_dict("records")
    assert rows == [
        {"word": "crise", "n_hits": 3, "first_sum": pytest.approx(-1.4), "second_sum": pytest.approx(0.28),
         "difference": pytest.approx(1.2 + 1.2 + 0.72)},
        {"word": "guerre", "n_hits": 1, "first_sum": pytest.approx(-0.5), "second_sum": 0.0,
         "difference": pytest.approx(0.5)},
    ]  # fmt: skip


def test_only_the_first_words_are_kept():
    assert compare_lexicons(CORPUS, {"a": DARK, "b": BRIGHT}, n_words=1).words["word"].tolist() == ["crise"]


def test_a_lexicon_agrees_with_itself_and_one_that_sees_nothing_with_none():
    compared = compare_lexicons(CORPUS, {"a": DARK, "b": DARK, "rien": lexicon(bidule=1)})
    same, *others = compared.pairs.to_dict("records")
    assert (same["correlation"], same["opposed_share"]) == (pytest.approx(1), 0)
    for row in others:
        assert row["n_paragraphs"] == 0
        assert math.isnan(row["correlation"])
        assert math.isnan(row["opposed_share"])
    assert math.isnan(compared.overall["polarity"].iloc[2])
    assert set(zip(compared.words["first"], compared.words["second"], strict=True)) == {("a", "rien"), ("b", "rien")}


def test_partitions_do_not_change_the_figures(compared, monkeypatch):
    monkeypatch.setattr("analytics.lexicon_comparison.PARTITION_SIZE", 1)
    again = compare_lexicons(CORPUS, {"sombre": DARK, "clair": BRIGHT})
    for one, other in zip(compared, again, strict=True):
        assert one.round(9).to_dict("records") == other.round(9).to_dict("records")


def test_a_run_is_compared_under_its_own_settings(demonstration, run):
    lists = {"ours": load_lexicon(), "sombre": DARK}
    compared = compare_lexicons(run, lists)
    tones = run.tables["tones"]
    ours = compared.overall.iloc[0]
    assert ours["n_hits"] == tones["n_hits"].sum()
    assert ours["polarity"] == pytest.approx(tones["sum_valence"].sum() / tones["n_hits"].sum())
    with_corpus = compare_lexicons(demonstration, lists, settings=Settings())
    assert with_corpus.pairs.to_dict("records") == compared.pairs.to_dict("records")


def test_articles_without_anything_have_no_figures():
    compared = compare_lexicons(Corpus.of([]), {"a": DARK, "b": BRIGHT})
    assert compared.overall["n_hits"].tolist() == [0, 0]
    assert compared.pairs["n_paragraphs"].tolist() == [0]
    assert len(compared.words) == len(compared.by_outlet) == 0


def test_one_lexicon_is_no_comparison():
    with pytest.raises(ResourceError) as exc:
        compare_lexicons(CORPUS, ["ours"])
    assert exc.value.key == "lexicons_too_few"


@pytest.mark.skipif(not LISTS.is_dir(), reason="lists of other authors are not here")
def test_lists_of_other_authors_agree_with_ours_more_often_than_not(demonstration):
    names = ["ours", LISTS / "vader_fr_lexicon.txt", LISTS / "AFINN-fr-165.txt"]
    compared = compare_lexicons(demonstration, names)
    assert len(compared.words) == 3 * 20
    for row in compared.pairs.itertuples():
        assert row.correlation > 0.3
        assert row.opposed_share < 0.4
