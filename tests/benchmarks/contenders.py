"""What is measured: ours, and beside it what others use for a part of the work.

A contender is two functions: ``prepare`` turns articles into the input it takes, before the clock, and ``run`` is
timed. Articles come in batches; an article is a list of texts, the title first. A run returns what it made, so that
results weigh on the peak of memory as they do in use. Imports are inside, because each runs in a process of its own.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from analytics.corpus import Corpus

    Articles = list[list[str]]

BASE = "scikit-learn TfidfVectorizer"


class Contender(NamedTuple):
    """How one contender is prepared and run.

    slow : measured on the smallest size only. processes : more than one, and memory is summed over all of them.
    """

    prepare: Callable[[Iterable[Articles]], Any]
    run: Callable[[Any], Any]
    slow: bool = False
    processes: int = 1


# What each takes.


def documents(batches: Iterable[Articles]) -> list[str]:
    """One text per article."""
    return ["\n".join(article) for batch in batches for article in batch]


def paragraphs(batches: Iterable[Articles]) -> list[str]:
    """Titles and paragraphs in a row."""
    return [text for batch in batches for article in batch for text in article]


def partitions(batches: Iterable[Articles]) -> list[list[str]]:
    """Titles and paragraphs, one list for as many articles as a partition holds."""
    from analytics.text.partition import PARTITION_SIZE

    articles = [article for batch in batches for article in batch]
    starts = range(0, len(articles), PARTITION_SIZE)
    return [[text for article in articles[i : i + PARTITION_SIZE] for text in article] for i in starts]


def strings(batches: Iterable[Articles]) -> Articles:
    """Articles as they are."""
    return [article for batch in batches for article in batch]


def corpus(batches: Iterable[Articles]) -> Corpus:
    """Our corpus, built batch by batch so that no second copy of the texts is ever whole."""
    import pyarrow as pa

    from analytics.corpus import Corpus, rejected_table

    built = [corpus_of(batch).articles for batch in batches]
    return Corpus.from_table(pa.concat_tables(built), rejected_table(()))


# What each does.


def corpus_of(articles: Articles) -> Corpus:
    from analytics.corpus import Article, Corpus

    return Corpus.of(Article(title, tuple(body)) for title, *body in articles)


def vigie_tokens(partitions: list[list[str]]) -> int:
    """Tokens and sentences as arrays, partition after partition, each dropped for the next."""
    from analytics.text.tokenization import tokenize

    return sum(len(tokenize(texts)) for texts in partitions)


def vigie_voices(articles: Corpus) -> int:
    """Tokens and sentences as above, and who says what in which tone, with the evidence."""
    import numpy as np

    from analytics.quotations import find_quotations
    from analytics.settings import ToneSettings
    from analytics.text.partition import PARTITION_SIZE, Partition
    from analytics.tone import find_tone
    from analytics.tone.lexicon import load_lexicon

    n_hits = 0
    for start in range(0, len(articles), PARTITION_SIZE):
        partition = Partition.of(articles.articles.slice(start, PARTITION_SIZE))
        voices = find_quotations(partition).voices
        unnamed = np.zeros(len(partition.tokens), dtype=bool)
        tone = find_tone(partition, voices, in_name=unnamed, lexicon=load_lexicon(), settings=ToneSettings())
        n_hits += tone.hits.num_rows
    return n_hits


def vigie_actors(articles: Corpus) -> int:
    """Tokens and sentences as above, and who is named, persons settled over all articles."""
    import numpy as np
    import pyarrow as pa

    from analytics.actors.gazetteer import find_mentions, load_gazetteer
    from analytics.actors.names import find_names
    from analytics.actors.persons import settle_persons
    from analytics.text.partition import PARTITION_SIZE, Partition
    from analytics.voices import TokenVoices

    gazetteer = load_gazetteer()
    n_mentions, names = 0, []
    for start in range(0, len(articles), PARTITION_SIZE):
        partition = Partition.of(articles.articles.slice(start, PARTITION_SIZE))
        n_tokens = len(partition.tokens)
        voices = TokenVoices(np.zeros(n_tokens, dtype=np.uint8), np.full(n_tokens, -1, dtype=np.int32))
        matches = gazetteer.find(partition)
        meanings = gazetteer.resolve(partition, matches)
        n_mentions += find_mentions(partition, matches, meanings, voices, gazetteer=gazetteer).num_rows
        named = matches.pick(~meanings.person)
        found = find_names(partition, named, voices, demonyms=gazetteer.demonyms)
        over_all = pa.array((found["article"].to_numpy() + start).astype(np.int32))  # articles counted over the corpus
        names.append(found.set_column(0, found.schema.field(0), over_all))
    persons, _ = settle_persons(pa.concat_tables(names).to_pandas())
    return n_mentions + len(persons)


def vigie_reading(articles: Corpus, processes: int = 1) -> Any:
    """Everything that is found in the texts: tokens, lemmas, tone, mentions, quotations, tables, term counts."""
    from analytics.pipeline import read_texts
    from analytics.readings import start_processes
    from analytics.settings import Settings

    if processes > 1:
        start_processes(processes)  # done while warming up
    return read_texts(articles, settings=Settings(), processes=processes)


def vigie_whole(articles: Corpus) -> Any:
    from analytics.pipeline import analyse

    return analyse(articles)


def tfidf(documents: list[str]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer().fit_transform(documents)


def tfidf_simplemma(documents: list[str]) -> Any:
    """Tokens and lemmas of simplemma, each form looked up once."""
    from simplemma import lemmatize, simple_tokenizer
    from sklearn.feature_extraction.text import TfidfVectorizer

    lemmas: dict[str, str] = {}

    def lemmas_of(text: str) -> list[str]:
        forms = simple_tokenizer(text)
        for form in forms:
            if form not in lemmas:
                lemmas[form] = lemmatize(form, lang="fr")
        return [lemmas[form] for form in forms]

    return TfidfVectorizer(tokenizer=lemmas_of, token_pattern=None).fit_transform(documents)


def textblob_polarity(paragraphs: list[str]) -> list[float]:
    return [polarity for polarity, _ in textblob_scores(paragraphs)]


def textblob_scores(paragraphs: list[str]) -> list[tuple[float, float]]:
    """The analyser of textblob-fr itself: a `TextBlob` would add English models and no French result."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # escapes in the strings of its source
        from textblob_fr.sentiments import PatternAnalyzer
    analyse = PatternAnalyzer().analyze
    return [analyse(text)[:2] for text in paragraphs]


def vader_polarity(paragraphs: list[str]) -> list[float]:
    return [scores["compound"] for scores in vader_scores(paragraphs)]


def vader_scores(paragraphs: list[str]) -> list[dict[str, float]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it recommends a faster library for a function that is not called here
        from vaderSentiment_fr.vaderSentiment import SentimentIntensityAnalyzer
    analyse = _once(SentimentIntensityAnalyzer).polarity_scores
    return [analyse(text) for text in paragraphs]


def nltk_words(paragraphs: list[str]) -> int:
    """Words only: its sentences need a model that has to be downloaded."""
    from nltk import word_tokenize

    return sum(len(word_tokenize(text, language="french", preserve_line=True)) for text in paragraphs)


_made: dict[type, Any] = {}


def _once(kind: type) -> Any:
    """Return the one object of a kind: its lists are loaded while warming up."""
    if kind not in _made:
        _made[kind] = kind()
    return _made[kind]


CONTENDERS = {
    BASE: Contender(documents, tfidf),
    "vigie, tokens and sentences alone": Contender(partitions, vigie_tokens),
    "vigie, tokens, quotations and tone": Contender(corpus, vigie_voices),
    "vigie, tokens and actors": Contender(corpus, vigie_actors),
    "vigie, reading (tokens, tone, actors, quotations, terms)": Contender(corpus, vigie_reading),
    "vigie, reading in 2 processes": Contender(corpus, lambda c: vigie_reading(c, processes=2), processes=2),
    "vigie, whole analysis (reading, topics, run)": Contender(corpus, vigie_whole),
    "vigie, corpus from strings (normalisation, ids)": Contender(strings, corpus_of),
    "TfidfVectorizer with simplemma, cached": Contender(documents, tfidf_simplemma, slow=True),
    "textblob-fr, polarity per paragraph": Contender(paragraphs, textblob_polarity, slow=True),
    "vaderSentiment-fr, polarity per paragraph": Contender(paragraphs, vader_polarity, slow=True),
    "nltk word_tokenize": Contender(paragraphs, nltk_words, slow=True),
}
