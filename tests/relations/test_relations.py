"""Relations between actors, in sentences of our own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from analytics.actors.gazetteer import load_gazetteer
from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse
from analytics.quotations import find_quotations
from analytics.relations import find_relations
from analytics.relations.finding import SCHEMA
from tests.relations.gold import GOLD
from tests.strategies import articles, partition_of_articles, partitions_of_each, rows_in_order


def relations_of(*sentences):
    """Relations of each sentence, an article of its own, with its text."""
    run = analyse(Corpus.of([Article(f"Titre {i}", (text,)) for i, text in enumerate(sentences)]))
    titles = dict(zip(run.tables["articles"]["article_id"], run.tables["articles"]["title"], strict=True))
    found = [[] for _ in sentences]
    for row in run.tables["relations"].to_dict("records"):
        found[int(titles[row["article_id"]].removeprefix("Titre "))].append(row)
    return found


def written(rows):
    """Write relations as the gold does."""
    return " | ".join(
        " ".join([
            f"{row['source_id']}>{row['target_id']}", row["cue"], "+" if row["strength"] > 0 else "-",
            *["denied"] * row["negated"], *["unreal"] * row["unreal"], *[row["voice"]] * (row["voice"] != "newsroom"),
        ])
        for row in rows
    )  # fmt: skip


@pytest.fixture(scope="module")
def found():
    return dict(zip(GOLD, map(written, relations_of(*GOLD)), strict=True))


@pytest.mark.parametrize("sentence", GOLD)
def test_relations_of_the_gold(found, sentence):
    assert set(found[sentence].split(" | ")) == set(GOLD[sentence].split(" | "))


def test_the_gold_is_large_enough():
    assert len(GOLD) >= 100


def found_in(partition):
    quotations = find_quotations(partition)
    named = load_gazetteer().find(partition).covered(len(partition.tokens))
    return find_relations(partition, quotations.words, quotations.voices, named=named)


@given(articles())
@settings(max_examples=100, deadline=None)
def test_articles_do_not_change_each_other(written_articles):
    together = found_in(partition_of_articles(written_articles))
    assert together.schema == SCHEMA
    assert together.to_pylist() == rows_in_order([found_in(p) for p in partitions_of_each(written_articles)])


def test_spans_are_those_of_the_words():
    text = "Hier, l'armée russe a durement frappé la ville ukrainienne de Kharkiv."
    ((row,),) = relations_of(text)
    spans = [text[row[f"{name}start"] : row[f"{name}end"]] for name in ("", "source_", "target_")]
    assert spans == ["frappé", "russe", "ukrainienne"]
    assert (row["strength"], row["category"], row["mutual"]) == (-0.8, "material conflict", False)


def test_the_end_of_a_conflict_is_half_a_cooperation():
    ((row,),) = relations_of("Les États-Unis ont levé les sanctions contre la Syrie.")
    assert (row["strength"], row["category"]) == (0.3, "material cooperation")


def test_what_is_said_inside_a_quotation_names_it():
    ((row,),) = relations_of("« La Russie a attaqué la Géorgie », a déclaré le ministre.")
    assert (row["voice"], row["quotation_id"]) == ("quoted", 0)


def test_matches_are_no_conflicts():
    match = (
        "La France a affronté l'Italie. Le match de football a été gagné par des joueurs en forme, dit l'entraîneur."
        " La rencontre entre la France et l'Italie, devant un stade plein, ouvrait le championnat."
    )
    sport, politics = relations_of(match, "La rencontre entre la France et l'Italie a duré.")
    assert not sport
    assert written(politics) == "FRA>ITA rencontre + | ITA>FRA rencontre +"


def test_no_text_and_no_actor():
    assert relations_of("Rien.") == [[]]
    assert len(found_in(partition_of_articles([]))) == 0
    assert np.array_equal(found_in(partition_of_articles([Article("", ())])).num_rows, 0)
