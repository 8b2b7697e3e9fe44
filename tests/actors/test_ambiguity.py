from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.actors.ambiguity import EXPLAINED, Ambiguity, Rule, load_rules
from analytics.actors.gazetteer import Actor, Alias, Gazetteer, load_gazetteer
from analytics.actors.scenes import TESTS
from analytics.corpus import Article, Corpus
from analytics.errors import ResourceError
from analytics.messages import LANGUAGES, catalogue
from analytics.reading import read_partition
from analytics.settings import Settings
from analytics.text.partition import Partition
from tests.actors.gold import KNOWN_FAILURES, found_in, read_gold
from tests.actors.test_gazetteer import mentions_in, mentions_of
from tests.strategies import partition_of_articles, partitions

GOLD = read_gold()


@pytest.mark.parametrize("sentence", GOLD, ids=[sentence.text[:60] for sentence in GOLD])
def test_actors_of_gold_sentences(sentence):
    reason = next((why for begin, why in KNOWN_FAILURES.items() if sentence.text.startswith(begin)), None)
    right = found_in(sentence.text) == sentence.mentions
    if reason is None:
        assert found_in(sentence.text) == sentence.mentions
    else:
        assert not right, f"no failure any more: {reason}"


def test_there_are_enough_gold_sentences():
    assert len(GOLD) >= 120
    assert len(KNOWN_FAILURES) <= len(GOLD) / 20


def test_a_rule_says_that_it_decided_and_what_is_not_ambiguous_has_none():
    (sweden, moscow) = mentions_in("La Suède se tait, selon Moscou.")
    assert (sweden["rule"], sweden["alternatives"]) == (None, None)
    assert (moscow["rule"], moscow["alternatives"]) == ("dealt_with", None)


def test_what_stays_open_names_its_alternatives():
    (moscow,) = mentions_in("Le rapport évoque longuement Moscou.")
    assert (moscow["actor_id"], moscow["rule"], moscow["alternatives"]) == ("RUS", "open", ["place"])
    (congo,) = mentions_in("Le Congo exporte du bois.")
    assert (congo["actor_id"], congo["rule"], congo["alternatives"]) == ("COD", "open", ["COG"])


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        ("Kinshasa proteste.", "Le Congo votera.", "COD"),
        ("Brazzaville proteste.", "Le Congo votera.", "COG"),
        ("Séoul proteste.", "Le chef coréen parle.", "KOR"),
        ("La Corée du Nord proteste.", "Le chef coréen parle.", "PRK"),
    ],
)
def test_other_paragraphs_tell_who_is_meant_and_other_articles_do_not(first, second, state):
    one = mentions_in(first, second)
    assert one[-1]["actor_id"] == state
    assert one[-1]["alternatives"] is None
    apart = mentions_of(partition_of_articles([Article("Un", (first,)), Article("Deux", (second,))]))
    assert [m["alternatives"] is not None for m in apart if m["form"] in ("Congo", "coréen")] == [True]


def test_the_paragraph_counts_before_the_article():
    found = mentions_in("Brazzaville proteste. Le Congo votera.", "Kinshasa proteste. Le Congo votera.")
    assert [m["actor_id"] for m in found if m["form"] == "Congo"] == ["COG", "COD"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Le Front populaire ivoirien (FPI) vote. Le FPI gagne.", ["fpi", "fpi", "fpi"]),
        ("Le Fonds des pêcheurs isolés (FPI) vote. Le FPI gagne.", []),
        ("Le FPI (Front populaire ivoirien) vote.", ["fpi", "fpi"]),
        ("Le FPI gagne.", ["fpi"]),
        ("Le Premier commando de la capitale (PCC) tue. Le PCC recule.", ["pcc-bresil"] * 3),
        ("Le Haut-commissaire aux réfugiés (HCR) parle.", ["hcr"]),  # another wording of a name that is known
        ("Les Nations unies (Monusco) partent.", ["onu", "monusco"]),  # no initials: no explanation
        ("(FPI)", ["fpi"]),
        ("FPI (", ["fpi"]),
    ],
)
def test_an_acronym_goes_by_its_explanation(text, actors):
    assert [m["actor_id"] for m in mentions_in(text)] == actors


def test_an_explanation_holds_for_its_own_article_alone():
    explained = Article("Un", ("Le Fonds des pêcheurs isolés (FPI) vote. Le FPI gagne.",))
    other = Article("Deux", ("Le FPI gagne.",))
    partition = partition_of_articles([explained, other])
    assert [(partition.article_ids[m["article"]].as_py(), m["actor_id"]) for m in mentions_of(partition)] == [
        (Corpus.of([other]).articles["article_id"][0].as_py(), "fpi")
    ]


def test_a_man_named_like_a_state_is_left_to_the_names():
    articles = Corpus.of([Article("Cinéma", ("Le comédien Denzel Washington parle.",))]).articles
    reading = read_partition(articles, settings=Settings())
    assert reading.mentions.num_rows == 0
    assert "Denzel Washington" in reading.names["form"].to_pylist()


CLUB = Gazetteer(
    [Actor("x", "X", "X", "party"), Actor("y", "Y", "Y", "party")],
    [Alias("Lune", "x", "name"), Alias("Mars", "y", "name"), Alias("lunaire", "x", "demonym", lemma="lunaire")],
    [
        Rule(("Lune",), (("before", ("clair",)),), ("nothing",), "light"),
        Rule(("Lune",), (("after", ("rousse",)),), ("y", "nothing"), "red"),
        Rule(("Lune", "Mars"), (("coordinated", ()),), ("partner",), "coordinated"),
        Rule(("@demonym",), (("number-after", ()),), ("person",), "year"),
    ],
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Clair Lune", []),
        ("Clair la Lune", []),
        ("Lune rousse", [("Lune", "y", "red", ["nothing"])]),
        ("La Lune luit", [("Lune", "x", None, None)]),
        ("Clair Lune et Mars", []),
        ("Clair. Lune et Mars", [("Lune", "x", None, None), ("Mars", "y", None, None)]),
        ("lunaire 1969, lunaire", [("lunaire", "x", None, None)]),
    ],
)
def test_the_first_rule_that_holds_decides(text, found):
    rows = mentions_in(text, gazetteer=CLUB)
    assert [(m["form"], m["actor_id"], m["rule"], m["alternatives"]) for m in rows] == found


def test_every_rule_is_about_forms_of_the_gazetteer():
    gazetteer, rules = load_gazetteer(), load_rules()
    ambiguity = Ambiguity(gazetteer.aliases, rules, others={})
    idle = [(rule.forms, rule.name) for rule, row in zip(rules, ambiguity.applies.T, strict=True) if not row.any()]
    assert idle == []


def test_rules_name_actors_that_exist():
    actors = set(load_gazetteer().actors)
    named = {
        word.removeprefix("-")
        for rule in load_rules()
        for test, words in rule.tests
        if test in ("names", "paragraph-names", "main-state", "qualified")
        for word in words
    }
    assert named - actors == set()


def test_every_rule_has_a_name_in_both_languages():
    names = {rule.name for rule in load_rules()} | {EXPLAINED}
    for lang in LANGUAGES:
        known = {key.removeprefix("context.") for key in catalogue(lang) if key.startswith("context.")}
        assert names == known


def test_every_test_is_used():
    assert {test for rule in load_rules() for test, _ in rule.tests} == set(TESTS)


def test_a_rule_that_means_an_unknown_actor_is_refused():
    with pytest.raises(ResourceError, match="nemo"):
        Ambiguity([Alias("Lune", "x", "name")], [Rule(("Lune",), (("always", ()),), ("nemo",), "n")], others={})


@given(partitions())
@settings(max_examples=60, deadline=None)
def test_any_text_is_legal_and_mentions_keep_their_declaration(partition):
    for mention in mentions_of(partition):
        assert mention["alternatives"] is None or mention["alternatives"]
        assert mention["actor_id"] not in ("place", "person", "nothing")


CONTEXTS = st.sampled_from(
    "Pékin Moscou Washington Congo coréen Orange Total FPI OMS RDC Kinshasa France Sénat à de selon entre et , ( ) . «"
    " » dénonce Le la George aéroport Front populaire ivoirien 2024 Visa Les Républicains".split()
)


@given(st.lists(st.lists(CONTEXTS, max_size=14).map(" ".join), min_size=1, max_size=5, unique=True))
@settings(max_examples=60, deadline=None)
def test_articles_read_together_mean_what_they_mean_alone(texts):
    table = Corpus.of([Article("Titre", (text,)) for text in texts]).articles
    together = mentions_of(Partition.of(table))
    alone = [mentions_of(Partition.of(table.slice(row, 1))) for row in range(len(table))]
    assert together == [m | {"article": row} for row, mentions in enumerate(alone) for m in mentions]
