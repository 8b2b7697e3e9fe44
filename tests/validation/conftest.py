from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse
from analytics.validation import passages_of

SENTENCES = {
    "negative": "Une catastrophe terrible a frappé le village numéro {n} dans la nuit de mardi à mercredi.",
    "neutral": "Le conseil se réunira jeudi au numéro {n} de la rue pour lire le calendrier du mois.",
    "positive": "Un succès magnifique a été fêté au village numéro {n} dans la nuit de mardi à mercredi.",
}


@pytest.fixture(scope="session")
def many_run():
    """400 articles of three paragraphs, whose tone is that of their one sentence: 6 in 12 negative, 4, 2."""
    kinds = ["negative"] * 6 + ["neutral"] * 2 + ["positive"] * 4
    texts = [SENTENCES[kinds[(7 * n) % 12]].format(n=n) for n in range(1200)]
    texts = [f"« {text} »" if n % 5 == 0 else text for n, text in enumerate(texts)]
    return analyse(Corpus.of(
        Article(f"Titre {n}", tuple(texts[3 * n : 3 * n + 3]), outlet=["Le Jour", "La Nuit", None][n % 3])
        for n in range(400)
    ))  # fmt: skip


@pytest.fixture(scope="session")
def many(many_run):
    return passages_of(many_run)


def coded(passages, codes, coder="anne", **columns):
    """Codings of some passages by one coder; a missing code is an unclear passage."""
    frame = pd.DataFrame({"passage_id": list(passages), "coder": coder, "code": np.asarray(codes, dtype=float)})
    return frame.assign(**{"mixed": False, "note": "", **columns})
