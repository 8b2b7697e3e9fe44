"""TF-IDF weights and their non-negative factorisation into topics."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.settings import TopicSettings
    from analytics.topics.vectorization import DocumentTerms

MIN_ARTICLES = 10  # below, topics would be invented
MIN_ARTICLES_AS_DOCUMENTS = 40  # below, paragraphs are the documents
_ARTICLES_PER_TOPIC = 5  # a topic rests on a few articles, not on one


@dataclass(frozen=True, slots=True, eq=False)
class TopicModel:
    """A factorisation ``X ~ W @ H`` with topics ordered by prevalence.

    article_weights : (n_articles, n_topics). paragraph_weights : (n_paragraphs, n_topics), with H fixed.
    H : (n_topics, n_terms). terms, surfaces : (n_terms,). unit : article or paragraph, what a document was in the fit.
    error : Frobenius norm of X - W @ H over that of X.
    """

    article_weights: NDArray[np.float32]
    paragraph_weights: NDArray[np.float32]
    H: NDArray[np.float32]
    terms: list[str]
    surfaces: list[str]
    unit: str
    error: float
    n_iter: int
    converged: bool

    @property
    def n_topics(self) -> int:
        """Number of topics."""
        return len(self.H)


def fit_topics(
    document_terms: DocumentTerms, articles: NDArray[np.int64], *, settings: TopicSettings
) -> TopicModel | None:
    """Factor the TF-IDF weights of a corpus, ``X ~ W @ H`` with W, H >= 0 (Lee and Seung, Nature 401, 1999).

    articles : (n_paragraphs,), article row of each paragraph. Documents are articles, in a small corpus paragraphs.
    The start is NNDSVDa (Boutsidis and Gallopoulos, 2008) with a fixed seed, so that the result is always the same.
    Returns None when there are too few documents or terms for topics that mean something.
    """
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.feature_extraction.text import TfidfTransformer
    from threadpoolctl import threadpool_limits

    by_article = _sum_rows(document_terms.dtm, articles)
    if by_article.shape[0] < MIN_ARTICLES:
        return None
    unit = "article" if by_article.shape[0] >= MIN_ARTICLES_AS_DOCUMENTS else "paragraph"
    counts = {"article": by_article, "paragraph": document_terms.dtm}
    kept = _useful_terms(counts[unit], settings)
    if not len(kept):
        return None
    weighting = TfidfTransformer(sublinear_tf=True).fit(counts[unit][:, kept])
    X = {name: weighting.transform(dtm[:, kept]).astype(np.float32) for name, dtm in counts.items()}
    X_used = X[unit][X[unit].getnnz(axis=1) > 0]
    n_topics = min(settings.n_topics, by_article.shape[0] // _ARTICLES_PER_TOPIC, X_used.shape[0], len(kept))
    if n_topics < 2:
        return None
    model = NMF(
        n_components=n_topics,
        init="nndsvda",
        random_state=settings.seed,
        max_iter=settings.max_iter,
        tol=settings.tolerance,
    )
    # One thread: sums in another order would change the last digits.
    exact = np.errstate(invalid="ignore")  # a perfect fit may leave a residual just below 0
    with warnings.catch_warnings(record=True) as warned, threadpool_limits(1), exact:
        warnings.simplefilter("always", ConvergenceWarning)  # reported in the manifest
        model.fit(X_used)
        stopped = any(issubclass(w.category, ConvergenceWarning) for w in warned)
        weights = {name: model.transform(weighted) for name, weighted in X.items()}
    order = np.lexsort((np.arange(n_topics), -shares_of(weights["article"]).mean(axis=0)))
    return TopicModel(
        article_weights=weights["article"][:, order],
        paragraph_weights=weights["paragraph"][:, order],
        H=model.components_[order],
        terms=[document_terms.terms[i] for i in kept],
        surfaces=[document_terms.surfaces[i] for i in kept],
        unit=unit,
        error=float(np.nan_to_num(model.reconstruction_err_) / np.sqrt(X_used.multiply(X_used).sum())),
        n_iter=int(model.n_iter_),
        converged=not stopped,
    )


def _sum_rows(dtm: csr_matrix, groups: NDArray[np.int64]) -> csr_matrix:
    n_groups = int(groups[-1]) + 1 if len(groups) else 0
    shape = (n_groups, len(groups))
    return csr_matrix(
        csr_matrix((np.ones(len(groups), dtype=np.float32), (groups, np.arange(len(groups)))), shape) @ dtm
    )


def _useful_terms(counts: csr_matrix, settings: TopicSettings) -> NDArray[np.int64]:
    """Columns of terms neither too rare nor so common that they set nothing apart."""
    document_frequency = np.bincount(counts.indices[counts.data > 0], minlength=counts.shape[1])
    n_documents = counts.shape[0]
    return np.flatnonzero(
        (document_frequency >= settings.min_df)
        & (document_frequency <= max(settings.max_df * n_documents, settings.min_df))
    )


def shares_of(weights: NDArray[np.float32]) -> NDArray[np.float64]:
    """Rows that sum to 1; rows without weight stay 0."""
    sums = weights.sum(axis=1, keepdims=True, dtype=np.float64)
    shares: NDArray[np.float64] = np.divide(weights, sums, out=np.zeros(weights.shape), where=sums > 0)
    return shares
