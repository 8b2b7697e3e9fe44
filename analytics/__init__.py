"""Vigie: what the French-language press talks about, whom, and in what tone, with the words of the text as evidence.

>>> import analytics
>>> corpus = analytics.read_corpus("seeds")                  # doctest: +SKIP
>>> run = analytics.analyse(corpus, n_topics=12)             # doctest: +SKIP
>>> run.tables["mentions"]                                   # doctest: +SKIP
>>> analytics.charts.actor_mentions(run).save("acteurs.png") # doctest: +SKIP

Names are imported when they are first used, so that ``import analytics`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analytics import charts
    from analytics.corpus import Article, Corpus
    from analytics.errors import VigieError
    from analytics.gexf import relation_graph
    from analytics.lexicon_comparison import compare_lexicons
    from analytics.pipeline import analyse
    from analytics.readers import read_corpus
    from analytics.relation_figures import co_mentions, relation_matrix, said_of
    from analytics.relation_passages import list_relations
    from analytics.runs import Run, open_run, write_run
    from analytics.settings import Settings, load_settings
    from analytics.tone.lexicon import load_lexicon
    from analytics.tone.lexicon_checks import check_lexicon

_HOME = {
    "Article": "corpus",
    "Corpus": "corpus",
    "Run": "runs",
    "Settings": "settings",
    "VigieError": "errors",
    "analyse": "pipeline",
    "check_lexicon": "tone.lexicon_checks",
    "co_mentions": "relation_figures",
    "compare_lexicons": "lexicon_comparison",
    "list_relations": "relation_passages",
    "load_lexicon": "tone.lexicon",
    "load_settings": "settings",
    "open_run": "runs",
    "read_corpus": "readers",
    "relation_graph": "gexf",
    "relation_matrix": "relation_figures",
    "said_of": "relation_figures",
    "write_run": "runs",
}

__all__ = [
    "Article", "Corpus", "Run", "Settings", "VigieError", "analyse", "charts", "check_lexicon", "co_mentions",
    "compare_lexicons", "list_relations", "load_lexicon", "load_settings", "open_run", "read_corpus", "relation_graph",
    "relation_matrix", "said_of", "write_run",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name == "charts":
        return import_module("analytics.charts")
    if name in _HOME:
        return getattr(import_module(f"analytics.{_HOME[name]}"), name)
    msg = f"module 'analytics' has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return __all__
