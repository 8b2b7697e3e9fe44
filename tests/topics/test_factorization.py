from __future__ import annotations

import numpy as np
import pytest

from analytics.settings import TopicSettings
from analytics.topics.description import _label, _labels
from analytics.topics.factorization import MIN_ARTICLES, fit_topics, shares_of
from tests.strategies import partition_of, terms_in

SUBJECTS = {
    "grève": "Les dockers votent la grève au port, le syndicat bloque les quais.",
    "vaccin": "Le vaccin protège les patients, les médecins soignent la grippe à l’hôpital.",
    "match": "L’équipe gagne le match, l’attaquant marque un but dans le stade.",
}


def fitted(n_articles, *, n_topics=3):
    texts = [text for i in range(n_articles) for text in [list(SUBJECTS.values())[i % 3] + f" Fait {i}."]]
    partition = partition_of(*texts)
    settings = TopicSettings(n_topics=n_topics, min_collocation=50)
    terms = terms_in(partition, settings=settings)
    rows = np.arange(partition.tokens.n_paragraphs)  # each paragraph an article of its own
    return fit_topics(terms, rows, settings=settings)


def test_subjects_that_share_no_word_become_topics():
    model = fitted(60)
    assert (model.n_topics, model.unit, model.converged) == (3, "article", True)
    tops = [{model.surfaces[i] for i in np.flatnonzero(row > row.max() / 2)} for row in model.H]
    for word in SUBJECTS:
        assert sum(word in top for top in tops) == 1


def test_topics_come_by_prevalence_and_paragraphs_have_weights():
    model = fitted(61)
    prevalence = shares_of(model.article_weights).mean(axis=0)
    assert (np.diff(prevalence) <= 1e-9).all()
    assert model.paragraph_weights.shape == (62, 3)


@pytest.mark.parametrize(("n_articles", "asked", "given"), [(60, 3, 3), (29, 12, 6), (14, 12, 3)])
def test_a_topic_rests_on_five_articles(n_articles, asked, given):
    assert fitted(n_articles, n_topics=asked).n_topics == given


def test_too_few_articles_give_no_topics():
    assert fitted(MIN_ARTICLES - 2) is None


def test_the_fit_is_the_same_each_time():
    one, other = fitted(60), fitted(60)
    assert (one.H == other.H).all()
    assert (one.article_weights == other.article_weights).all()


def test_shares_sum_to_one_and_nothing_stays_nothing():
    shares = shares_of(np.array([[1, 3], [0, 0]], dtype=np.float32))
    assert shares.tolist() == [[0.25, 0.75], [0, 0]]


@pytest.mark.parametrize(
    ("surfaces", "label"),
    [
        (["Corée du Nord", "Corée", "Séoul", "missile", "traité"], "Corée du Nord, Séoul, missile"),
        (["grève"], "grève"),
        ([], ""),
    ],
)
def test_a_label_does_not_repeat_itself(surfaces, label):
    assert _label(surfaces) == label


def test_labels_are_told_apart():
    assert _labels([["grève"], ["vote"], ["grève"]]) == ["grève (1)", "vote", "grève (3)"]
