"""The seed article: who is found, under which names, and a tone a reader would agree with."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import actor_figures, aggregation
from analytics.pipeline import analyse
from analytics.readers import read_corpus
from tests.conftest import ROOT, SHARED

SHARED_SEED = SHARED / "seed"
SEEDS = [
    pytest.param(ROOT / "seeds", id="ours"),
    pytest.param(
        SHARED_SEED,
        id="source",
        marks=pytest.mark.skipif(not SHARED_SEED.is_dir(), reason="the source article is not here (../shared/seed)"),
    ),
]


@pytest.fixture(scope="module", params=SEEDS)
def seed(request):
    return analyse(read_corpus(request.param))


@pytest.mark.parametrize(
    ("actor_id", "forms"),
    [
        ("CHN", {"Chine", "Pékin", "chinois"}),
        ("PRK", {"Corée du Nord", "Pyongyang", "nord-coréen", "nord-coréenne"}),
        ("RUS", {"Russie", "Moscou"}),
        ("USA", {"États-Unis"}),
        ("KOR", {"Corée du Sud"}),
        ("JPN", {"Japon"}),
        ("UKR", {"Ukraine"}),
        ("onu", {"Conseil de sécurité de l'ONU"}),
        ("otan", {"OTAN"}),
        ("kcna", {"KCNA"}),
        ("person:kim-jong-un", set()),
        ("person:choe-son-hui", set()),
        ("person:sun-weidong", {"Sun Weidong"}),
    ],
)
def test_actors_are_found_with_their_aliases(seed, actor_id, forms):
    found = set(actor_figures.alias_counts(seed, [actor_id])["form"])
    assert found
    assert forms <= found


NAMED = {  # by actor, the reasons for which forms name it, in both articles
    "CHN": {("Chine", "name"), ("Pékin", "capital"), ("chinois", "demonym")},
    "PRK": {
        ("Corée du Nord", "name"), ("Pyongyang", "capital"), ("nord-coréen", "demonym"), ("nord-coréenne", "demonym"),
    },
    "RUS": {("Russie", "name"), ("Moscou", "capital")},
    "USA": {("États-Unis", "name")},
    "KOR": {("Corée du Sud", "name")},
    "JPN": {("Japon", "name")},
    "UKR": {("Ukraine", "name")},
    "onu": {("Conseil de sécurité de l'ONU", "organ")},
    "otan": {("OTAN", "acronym")},
    "kcna": {("KCNA", "acronym")},
    "person:sun-weidong": {("Sun Weidong", "title")},
}  # fmt: skip


@pytest.mark.parametrize("actor_id", NAMED)
def test_each_alias_has_its_reason(seed, actor_id):
    mentions = seed.tables["mentions"]
    own = mentions[mentions["actor_id"] == actor_id]
    assert set(zip(own["form"], own["reason"], strict=True)) >= NAMED[actor_id]


def test_capitals_say_which_rule_decided_and_other_aliases_need_none(seed):
    mentions = seed.tables["mentions"]
    capitals = mentions["reason"] == "capital"
    assert mentions.loc[capitals, "rule"].notna().all()
    assert mentions.loc[~capitals, "rule"].isna().all()
    decided = mentions[capitals & (mentions["rule"] != "open")]
    assert decided["alternatives"].isna().all()
    assert set(decided["form"]) >= {"Pékin", "Moscou", "Pyongyang"}


def test_no_actor_is_invented(seed):
    expected = {"CHN", "PRK", "RUS", "USA", "KOR", "JPN", "UKR", "onu", "otan", "kcna", "occident"}
    persons = {"person:kim-jong-un", "person:choe-son-hui", "person:sun-weidong"}
    assert set(seed.tables["actors"]["actor_id"]) == expected | persons


def test_roles_are_kept(seed):
    roles = seed.tables["actors"].set_index("actor_id")["role"]
    assert roles["person:sun-weidong"] == "vice-ministre chinois des Affaires étrangères"


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("communs", +1),
        ("inébranlable", +1),
        ("KCNA", +1),
        ("sanctions", -1),
        ("guerre", -1),
        ("guerre nucléaire", -1),
    ],
)
def test_cooperation_is_positive_sanctions_and_war_negative(seed, words, sign):
    (article_id,) = seed.tables["articles"]["article_id"]
    texts = seed.tables["paragraphs"].set_index("paragraph")["text"]
    tones = aggregation.tone_by_paragraph(seed, article_id).groupby("paragraph")[["sum_valence", "n_hits"]].sum()
    paragraphs = [p for p in texts.index if words in texts[p] and p > 0]
    assert paragraphs
    total = sum(tones["sum_valence"].get(p, 0) for p in paragraphs)
    assert np.sign(total) == sign


def test_its_quotations_are_quoted_words(seed):
    texts = seed.tables["paragraphs"].set_index("paragraph")["text"]
    said = seed.tables["quotations"]
    marked = said[said["kind"].isin(["direct", "distancing"])].itertuples()
    quoted = [texts[q.paragraph][q.start : q.end].strip("«» \u00a0") for q in marked]
    assert quoted == [
        "à tous les niveaux",
        "position inébranlable",
        "politique hégémonique",
        "éclater à tout moment",
        "guerre nucléaire",
    ]


SPOKEN = [  # kind, cue, speaker as printed, actor; the pronoun of «à leurs yeux» stands for two, who stay unknown
    ("selon", "selon", "le communiqué publié", None),
    ("direct", "selon", "le communiqué publié", None),
    ("indirect", "redire", "Chacun des deux gouvernements", None),
    ("direct", "redire", "Chacun des deux gouvernements", None),
    ("selon", "à leurs yeux", None, None),
    ("selon", "à l'en croire", "Pyongyang", "PRK"),
    ("direct", "à l'en croire", "Pyongyang", "PRK"),
    ("indirect", "avertir", "Le dirigeant nord-coréen, Kim Jong-un", "person:kim-jong-un"),
    ("direct", "selon", "Kim Jong-un", "person:kim-jong-un"),
    ("direct", "accuser", "La Corée du Nord", "PRK"),
]


def test_who_speaks_in_our_seed():
    run = analyse(read_corpus(ROOT / "seeds"))
    texts = run.tables["paragraphs"].set_index("paragraph")["text"]
    spoken = [
        (q.kind, q.cue, None if pd.isna(q.speaker_start) else texts[q.paragraph][q.speaker_start : q.speaker_end],
         None if pd.isna(q.speaker_id) else q.speaker_id)
        for q in run.tables["quotations"].itertuples()
    ]  # fmt: skip
    assert spoken == SPOKEN
