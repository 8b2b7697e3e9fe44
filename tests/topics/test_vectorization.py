from __future__ import annotations

import numpy as np
import pytest

from analytics.settings import TopicSettings
from analytics.text.expressions import load_expressions
from analytics.text.stop_words import load_stop_words
from analytics.text.stream import stream_of
from analytics.topics.vectorization import TermCounter
from tests.strategies import partition_of, terms_in

SETTINGS = TopicSettings(min_collocation=3, min_df=1)


def terms_of(*texts, settings=SETTINGS, stop_words=None):
    found = terms_in(partition_of(*texts), settings=settings, stop_words=stop_words)
    return dict(zip(found.surfaces, np.asarray(found.dtm.sum(axis=0)).ravel().tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Les dockers votent la grève.", {"dockers", "votent", "grève"}),
        ("Lundi, selon la source, il a dit que oui.", set()),
        ("L’ONU et le G7 à 14 h 30, 3,5 % de plus.", {"ONU", "G7"}),
        ("Un port, des ports.", {"port"}),
        ("https://exemple.fr @presse #grève", set()),
    ],
)
def test_terms_are_lemmas_of_content_words(text, terms):
    assert set(terms_of(text)) == terms


def test_inflections_count_as_one_term_under_its_usual_form():
    terms = terms_of("Une grève. Des grèves, les grèves.")
    assert terms == {"grèves": 3}


def test_words_that_go_together_are_one_term():
    verbs = "ouvre ferme brûle change grandit vieillit".split()
    terms = terms_of(*(f"Le fichier de police {verb}." for verb in verbs), "Le fichier dort, la police aussi.")
    assert terms["fichier de police"] == 6
    assert (terms["fichier"], terms["police"]) == (1, 1)


def test_words_that_merely_meet_stay_two():
    names = ("port", "train", "musée", "lycée", "marché", "jardin", "stade", "canal")
    verbs = ("ouvre", "ferme", "brûle", "rouvre", "grandit", "vieillit", "change", "dort")
    terms = terms_of(*(f"Le {name} municipal {verb}." for name, verb in zip(names, verbs, strict=True)))
    assert not [term for term in terms if " " in term]


def test_a_word_shared_by_two_collocations_is_taken_out_once():
    together = ["Le Conseil de sécurité de Bruxelles siège."] * 6
    assert terms_of(*together, "La sécurité compte.")["sécurité"] == 1


def test_a_collocation_stays_in_its_sentence():
    terms = terms_of(*["Le port ouvre grand. Marseille dort."] * 5)
    assert not [term for term in terms if "Marseille" in term and "ouvre" in term]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_partitions_add_up(size):
    texts = [f"Le droit de veto bloque le texte numéro {i}." for i in range(6)]
    one = terms_in(partition_of(*texts), settings=SETTINGS)
    many = terms_in(*(partition_of(*texts[i : i + size]) for i in range(0, 6, size)), settings=SETTINGS)
    assert (one.terms, one.surfaces) == (many.terms, many.surfaces)
    assert one.dtm.sum() == many.dtm.sum()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Le groupe Orange recrute. Chez Orange, on vend. Une orange, deux oranges.", {"Orange": 2, "orange": 2}),
        ("Chez Orange. Avec Orange. Une orange.", {"Orange": 2, "orange": 1}),
        ("Une pierre tombe. Pierre sur pierre.", {"pierre": 3, "Pierre": None}),
        ("Pierre tombe. Pierre roule.", {"pierre": None, "Pierre": 2}),
        ("Le maire Pierre parle à Pierre. Une pierre.", {"Pierre": 2, "pierre": 1}),
        ("« Grève ! » La grève.", {"grève": 2, "Grève": None}),
        ("La GRÈVE de la SNCF.", {"SNCF": 1, "GRÈVE": 1}),
    ],
)
def test_names_are_kept_apart_from_the_words_they_look_like(text, terms):
    found = terms_of(text)
    assert {term: found.get(term) for term in terms} == terms


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("L’été arrive. Cet été, la fin d’été.", 3),
        ("En été, chaque été, l'été.", 3),
        ("Il a été vu, elles ont été vues.", None),
        ("Été comme hiver.", None),
        ("L’été a été chaud.", 1),
    ],
)
def test_summer_is_a_term_and_the_participle_none(text, n):
    assert terms_of(text).get("été") == n


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("En garde à vue. Deux gardes à vue.", {"garde à vue": 2}),
        ("Au cours de la réunion, à l’issue du procès.", {"réunion": 1, "procès": 1}),
        ("La garde à vue au cours du procès.", {"garde à vue": 1, "procès": 1}),
    ],
)
def test_a_fixed_expression_is_one_term_and_a_tool_none(text, terms):
    assert terms_of(text) == terms


def test_words_added_stop_and_words_removed_are_terms():
    text = "La grève du secteur, selon la source. Un secteur."
    assert terms_of(text) == {"grève": 1, "secteur": 2}
    changed = load_stop_words().changed(add=["secteur"], remove=["selon", "source"])
    assert terms_of(text, stop_words=changed) == {"grève": 1, "selon": 1, "source": 1}
    assert terms_of(text) == {"grève": 1, "secteur": 2}


def test_terms_in_fewer_paragraphs_than_asked_for_are_left_out():
    texts = ["La grève, la grève du port.", "La grève et le marteau.", "Le port."]
    assert terms_of(*texts) == {"grève": 3, "marteau": 1, "port": 2}
    assert terms_of(*texts, settings=TopicSettings(min_df=2)) == {"grève": 3, "port": 2}
    assert terms_of(*texts, settings=TopicSettings(min_df=3)) == {}


def test_the_order_of_readings_changes_nothing(demonstration):
    texts = [text for article in demonstration for text in article.paragraphs][:120]
    parts = [partition_of(*texts[first : first + 10]) for first in range(0, len(texts), 10)]
    lengths = [part.tokens.n_paragraphs for part in parts]
    first = np.cumsum([0, *lengths])
    found = []
    for order in (range(12), reversed(range(12)), np.random.default_rng(0).permutation(12)):
        counter = TermCounter(load_stop_words())
        for i in order:
            tokens = parts[i].tokens
            rows = np.arange(first[i], first[i + 1])
            counter.add(stream_of(tokens, load_expressions().find(tokens)), rows)
        found.append(counter.document_terms(int(first[-1]), settings=SETTINGS))
    for other in found[1:]:
        assert (other.terms, other.surfaces) == (found[0].terms, found[0].surfaces)
        assert (other.dtm != found[0].dtm).nnz == 0


def test_terms_stand_in_the_order_of_the_alphabet():
    found = terms_in(partition_of("Le zèbre, l’abri et le Congo. Au Congo, au Congo."), settings=SETTINGS)
    assert found.terms == sorted(found.terms)
    assert found.dtm.shape == (2, 3)


def test_no_reading_has_no_terms():
    found = TermCounter(load_stop_words()).document_terms(0, settings=SETTINGS)
    assert (found.terms, found.surfaces, found.dtm.shape) == ([], [], (0, 0))
