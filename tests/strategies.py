"""Hypothesis strategies of nasty French text, and small builders."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st

from analytics.corpus import Article, Corpus
from analytics.text.expressions import load_expressions
from analytics.text.partition import Partition
from analytics.text.stop_words import StopWords, load_stop_words
from analytics.text.stream import stream_of
from analytics.text.tokenization import tokenize
from analytics.topics.vectorization import DocumentTerms, TermCounter

if TYPE_CHECKING:
    import pyarrow as pa

    from analytics.settings import TopicSettings

APOSTROPHES = "'’ʼ"
FORMATS = ("\u00ad", "\u200b", "\ufeff", "\u2060", "\u200d", "\u202a", "\x07", "\ud800", "\ufffe")
SPACES = (" ", "  ", "\u00a0", "\u202f", "\u2009", "\u3000", "\t", "\n")
MARKS = ("«", "»", "« ", " »", "“", "”", "„", "‹", "›", '"', "(", ")", "[", "]", "–", "—", "-", "‑")
ENDS = (".", "…", "...", "?", "!", "?!", "!!", ",", ";", ":", ". ", ", ")
ABBREVIATIONS = ("M.", "Mme", "MM.", "Dr", "etc.", "O.N.U.", "J.-C.", "George W. Bush", "av.", "n°", "p.")
NUMBERS = ("2\u202f000", "3,5", "14h30", "49.3", "20\u00a0%", "٣٤", "१२३", "Ⅻ", "𝟙𝟚", "²", "1/2", "5G", "1er")
ACCENTS = ("e\u0301lu", "E\u0301tat", "fran\u0327c\u0327ais", "\u0301", "\u0327\u0301", "n\u0303")
EMOJI = ("👩\u200d🚀", "🇫🇷", "👍🏽", "❤\ufe0f")
NASTY = (
    "ﬁn œuvre ÆON ß İ ΐ ǅ 𝕸acron 𐐷 𠮷野 中国 العربية Москва #Ukraine @presse https://exemple.fr/a?b=«c»"
    " www.exemple.fr. redaction@exemple.fr a-t-il dit-elle donne-m'en dis-le-lui Kim Jong-un aujourd’hui"
    " prud'homme grand-mère c'est-à-dire peut-être _ __init__ \\ $"
).split()
WORDS = (
    "le La l d qu jusqu Jusqu lorsqu n ne pas plus sans aucun que mais très peu or crise succès guerre grave"
    " énorme président ministre chinois turque Wang Yi France Chine Pékin ONU Nations unies Affaires"
    " étrangères Josef Aschbacher Conseil de sécurité Paris États-Unis Macron directeur général M."
    " Mme il dit al-Assad"
).split()
NAMING = (
    "Luc Morel Karl Heide al-Assad Jong-un Von Ben G. III ONU Paris Kremlin Chine Russe États-Unis M. MM. Mme Dr"
    " ministre présidents roi porte-parole chef Président chinois délégué général de d' du à aux von der van el dos"
    " et ou que est dans vers le la un , , . ! « » ( ) : — hier Jean\u00a0Roux"
).split(" ")

# What the rules of tokens look at (`analytics.text.cutting`), and what looks like it.
RULE_SIGNS = [*"'’ʼ-‐‑... \u00a0\u202f\u2009\t\n,:/«“„\"»(!…+%&@#_👍\u200b\ud800\x85\u2028\x1c"]
RULE_WORDS = (
    "l d qu jusqu L Qu JUSQU t T il Il la le en y ce lui moi a à À est EST c C dire Dire rendez Rendez ng Jong NG 1 12"
    " 123 000 1234 2a ٣٤ १२३ ² Ⅻ 𝟙𝟚 M J W É O N U art Art etc p P sept hab Cie km http:// https:// www. www a@b.fr a.b"
    " .fr e\u0301 \u0301 E\u0301 \u0327 \u0489 𝕸acron 𐐷 𠮷 ß İ ǅ ﬁ œ Œ ª º · ˈ ा ami Ami AMI eux même"
).split()

SIGNS = [*APOSTROPHES, *FORMATS, *MARKS, *ENDS, *SPACES, *EMOJI]
PIECES = st.sampled_from([*SIGNS, *ABBREVIATIONS, *NUMBERS, *ACCENTS, *NASTY, *WORDS]) | st.characters()
SPACED = st.tuples(st.sampled_from(["", " ", " ", " ", "\u00a0"]), PIECES).map("".join)


def raw_text(*, max_size: int = 30) -> st.SearchStrategy[str]:
    """Text as it may come out of any file: French, and everything that goes wrong with it."""
    return st.lists(SPACED, max_size=max_size).map("".join) | st.text(max_size=40)


def rule_text(*, max_size: int = 16) -> st.SearchStrategy[str]:
    """What the rules of tokens look at, in every order."""
    return st.lists(st.sampled_from(RULE_WORDS) | st.sampled_from(RULE_SIGNS), max_size=max_size).map("".join)


def french_text(*, max_size: int = 30) -> st.SearchStrategy[str]:
    """Text as articles hold it, normalised, legal in a table, sometimes empty."""
    return raw_text(max_size=max_size).map(lambda text: Article(text, ()).title)


def quoting_text(*, max_size: int = 20) -> st.SearchStrategy[str]:
    """Words and quotation marks in every order."""
    marks = st.sampled_from(["«", "»", "“", "”", "„", "‹", "›", '"', "''", ".", ",", "!", "…"])
    return st.lists(st.sampled_from(WORDS) | marks | st.sampled_from(['"oui', 'non"', "«oui", "non».", '"']),
                    max_size=max_size).map(" ".join)  # fmt: skip


def naming_text(*, max_size: int = 14) -> st.SearchStrategy[str]:
    """Titles, names, particles and what stands between them, in every order."""
    word = st.sampled_from(NAMING) | st.sampled_from([",", "et", ".", "«", "de", "von", "la"])
    return st.lists(word, max_size=max_size).map(" ".join).map(lambda text: Article(text, ()).title)


def enders(*, max_size: int = 20) -> st.SearchStrategy[str]:
    """Where sentences may end: abbreviations, initials, numbers and signs, with and without a space between."""
    words = (
        "Il part 12 II A M. MM. etc. art. sept. J. O.N.U. L plan B Le Goff Yahoo ( ) [ ] « » \" ' ’ . . ? ! … ... - , :"
    )
    return st.lists(st.tuples(st.sampled_from(words.split()), st.sampled_from(["", " "])).map("".join),
                    max_size=max_size).map("".join)  # fmt: skip


def articles() -> st.SearchStrategy[list[Article]]:
    """A few articles; some are titles alone, some have no text at all."""
    body = st.lists(french_text(max_size=15) | quoting_text(), max_size=3).map(tuple)
    return st.lists(st.builds(Article, french_text(max_size=8), body), max_size=3)


def partitions() -> st.SearchStrategy[Partition]:
    """Articles as the methods see them."""
    return articles().map(partition_of_articles)


def partition_of_articles(written: list[Article]) -> Partition:
    """Read articles in the order of their corpus."""
    return Partition.of(Corpus.of(written).articles)


def partition_of(*paragraphs: str, title: str = "") -> Partition:
    """Read one article with these paragraphs."""
    return partition_of_articles([Article(title, paragraphs)])


def partitions_of_each(written: list[Article]) -> list[Partition]:
    """Read each article by itself, in the order in which they would stand in one corpus, doubles left out."""
    table = Corpus.of(written).articles
    return [Partition.of(table.slice(row, 1)) for row in range(len(table))]


def rows_in_order(alone: list[pa.Table]) -> list[dict[str, Any]]:
    """Return the rows of tables, one for each article by itself, as they are when articles are read together."""
    return [row | {"article": article} for article, table in enumerate(alone) for row in table.to_pylist()]


def texts_of(partition: Partition) -> dict[tuple[int, int], str]:
    """Return the text each (article, paragraph) stands for."""
    addresses = zip(partition.articles.tolist(), partition.numbers.tolist(), strict=True)
    return dict(zip(addresses, partition.texts, strict=True))


def forms_in(text: str) -> list[str]:
    """Return the tokens of a text as printed."""
    tokens = tokenize([text])
    return [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]


def sentences_in(text: str) -> list[str]:
    """Return the sentences of a text, from first to last token."""
    tokens = tokenize([text])
    pairs = itertools.pairwise(tokens.sentence_ptr.tolist())
    return [text[tokens.starts[a] : tokens.ends[b - 1]] for a, b in pairs]


def terms_in(*partitions: Partition, settings: TopicSettings, stop_words: StopWords | None = None) -> DocumentTerms:
    """Count the terms of partitions that follow each other in a corpus."""
    counter = TermCounter(stop_words or load_stop_words())
    first = 0
    for partition in partitions:
        n_paragraphs = partition.tokens.n_paragraphs
        stream = stream_of(partition.tokens, load_expressions().find(partition.tokens))
        counter.add(stream, np.arange(first, first + n_paragraphs))
        first += n_paragraphs
    return counter.document_terms(first, settings=settings)
