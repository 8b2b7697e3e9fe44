"""Input that is not French prose, or far too much of it: no crash, and every span points back to the text.

Each text goes through `tokenize` as it is and through the whole analysis as an article. Nothing is said of time, but
what grows faster than its input would not end here: the texts are long, and made of the pieces that rules look for.
"""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest

from analytics import tables
from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse
from analytics.text.tokenization import tokenize

CATEGORIES = {unicodedata.category(chr(c)): chr(c) for c in reversed(range(0x110000))}  # the first of each

NOT_PROSE = {
    "nothing": "",
    "spaces of all kinds": " \t\n\r\x0b\x0c\x1c\x85\u00a0\u1680\u2003\u2028\u2029\u202f\u3000",
    "punctuation": "«»…?!.,;:()[]{}–—-/\\|\"'’“”„‹›•·*&%$#@+=<>~^`¿¡§°¶",
    "punctuation, spaced": "« » … ? ! . , ; : ( ) - \" ' ’ “ ” „ ‹ › • * & % $ # @ + = < > _",
    "opening marks only": '« « “ ( [ ‹ „ « " «',
    "closing marks only": '» » ” ) ] › » " . » ?',
    "emoji": "👩\u200d🚀🇫🇷👍🏽❤\ufe0f🏴\U000e0067\U000e0062\U000e007f 🙂🙃 1\ufe0f\u20e3",
    "Arabic": "قال الرئيس إن الحرب «انتهت»، وأضاف: لا. ٣٤٫٥ ٪",
    "Chinese": "主席说：“战争结束了。”他没有来。２０２４年",
    "Cyrillic": "Президент сказал: «Война окончена». Он не пришёл.",
    "Hindi": "राष्ट्रपति ने कहा। १२३ ४५६,७८ और १४:३०",
    "Hebrew, Thai, Korean": 'הנשיא אמר: "לא". ประธานาธิบดีกล่าวว่า 대통령은 말했다.',
    "scripts mixed": "L’État中国a-t-ilالعربيةd’УкраинаM. 김",
    "lone surrogates": "un \ud800mot\udfff \udc00\ud83d et l’\ud800ami \ud83d",
    "surrogates in the wrong order": "\ude00\ud83d\ude00\ud83d",
    "NUL and controls": "a\x00b \x00 \x01\x02 \x1b[31mrouge\x1b[0m \x7f\x80\x9f fin",
    "noncharacters": "\uffff \ufffe mot\uffff \ufdd0 \U0001ffff \U0010ffff",
    "replacement and private use": "pr\ufffdsident \ue000\uf8ff \U000f0000",
    "combining marks alone": "\u0301\u0327 \u0300 \u20dd \u0489",
    "many marks on a letter": "e" + "\u0301" * 500 + " a" + "\u0327\u0301" * 200,
    "marks of direction": "\u200fمرحبا\u200e mot \u202bun\u202c \u2067deux\u2069 \u061c",
    "invisible signs": "\ufeffpré\u00adsi\u200bdent \u2060l’\u200bami\u200d \u200c",
    "letters that change length": "ß ẞ İ ı ŉ ΐ ǅ ﬁ ﬃ ŒUVRE Ǆ և ᾳ Σίσυφος",
    "numbers of all kinds": "Ⅻ ² ½ ① 𝟙𝟚 ٣ १ 一 10⁻³ 1er 2\u202f000\u202f000 1.2.3.4 12:34:56,7 1/2/3",
    "letters beyond the first plane": "𝕸acron d’𐐷 𠮷野 l’𝒜mi 𐐀.𐐀.",
    "beginnings of rules": "l’ d' qu’ jusqu' -t-il -ce M. MM. J.- http:// www. @ # a@ a@b . ... -",
    "a quotation that never ends": "Il a dit : « non et",
    "markup": "<script>alert(1)</script> &nbsp; &#x27; %s {0} ${x} \\u0000 ]]>",
}

# One token, or a few, of two million characters.
ENDLESS = [
    "a",
    "é",
    "E\u0301",
    "𝕏",
    "1",
    "1,",
    ".",
    "A.",
    "_",
    "\u0301",
    "http://",
    "www.",
    "jusqu",
    "ng-",
    "1\u202f000",
]

# As many tokens as there are pieces.
REPEATED = [
    "'", "’", "-", "l'", "l’", "a-", "é-", "1 000 ", "@", "a@", "a@b.", "#", "M. ", "M.", "J.-", "etc. ", "a. ", "A. ",
    "-il", "a-t-il", "t-", "+", "(", "n°", "«", "»", "« ", "« oui » ", '"', "“”", "…", "?", "! ", ".. ", "👍🏽",
    "\u200d", "a ", "A ", "Jean ", "M. X ", "ONU ", "France, ", "guerre ", "très ", "ne pas ", "mais ", "de ",
    "président ", "selon ", "dit-il ", "d'État ", "ni ", "pas plus que ", "Un mot. ", "« Oui », dit-il. ", "中", "ع",
    "\ud800 ",
]  # fmt: skip

SEVERAL = 200_000  # characters of repeated pieces, for tokens
FEWER = 50_000  # and for the whole analysis
PROSE_ANALYSED = 5_000_000


def assert_tokens_point_back(texts):
    """Tokens are in order, inside their paragraph, one by one what the text says; what lies between them is space."""
    tokens = tokenize(texts)
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    first = np.repeat(np.cumsum(lengths) - lengths, np.diff(tokens.paragraph_ptr))
    starts, ends = first + tokens.starts, first + tokens.ends
    assert tokens.n_paragraphs == len(texts)
    assert (tokens.starts >= 0).all()
    assert (tokens.ends <= lengths[tokens.paragraphs]).all()
    assert (starts < ends).all()
    assert (ends[:-1] <= starts[1:]).all()
    whole = "".join(texts)
    edges = np.zeros(len(whole) + 1, dtype=np.int8)
    np.add.at(edges, starts, 1)
    np.add.at(edges, ends, -1)
    code_points = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    assert all(chr(c).isspace() for c in np.unique(code_points[np.cumsum(edges[:-1]) == 0]))
    for i in np.unique(np.linspace(0, len(tokens) - 1, 1000).astype(int)) if len(tokens) else ():
        assert tokens.vocabulary.forms[tokens.ids[i]] == whole[starts[i] : ends[i]]
    assert_sentences_fill_paragraphs(tokens)
    return tokens


def assert_sentences_fill_paragraphs(tokens):
    pointers = tokens.sentence_ptr
    assert pointers[-1] == len(tokens)
    assert (np.diff(pointers) > 0).all()
    assert set(tokens.paragraph_ptr[:-1][np.diff(tokens.paragraph_ptr) > 0].tolist()) <= set(pointers.tolist())


def assert_run_points_back(*articles):
    """Every piece of evidence of a whole analysis is a span of its paragraph, and its form is what stands there."""
    corpus = Corpus.of(articles)
    run = analyse(corpus)
    paragraphs = run.tables["paragraphs"]
    addresses = zip(paragraphs["article_id"], paragraphs["paragraph"], strict=True)
    texts = dict(zip(addresses, paragraphs["text"], strict=True))
    assert len(texts) == len(corpus) + corpus.n_paragraphs
    for name in tables.TABLES:
        tables.check_table(name, run.arrow[name])
    for name in ("hits", "mentions", "quotations", "candidates"):
        for row in run.tables[name].itertuples():
            text = texts[(row.article_id, row.paragraph)]
            assert 0 <= row.start < row.end <= len(text)
            assert getattr(row, "form", None) in (None, text[row.start : row.end])
    assert run.tables["articles"]["n_tokens"].sum() == paragraphs["n_tokens"].sum()
    return run


@pytest.fixture(scope="module")
def prose(demonstration):
    """Five megabytes of French in one line."""
    text = " ".join(p for article in demonstration for p in article.paragraphs)
    return (text + " ") * (5_000_000 // len(text) + 1)


def test_an_empty_corpus():
    assert assert_tokens_point_back([]).n_paragraphs == 0
    run = assert_run_points_back()
    assert not any(len(table) for table in run.tables.values())


@pytest.mark.parametrize(
    ("article", "n_paragraphs"),
    [
        (Article("", ()), 1),
        (Article("", ("", " ", "\u200b")), 1),
        (Article("Guerre en Ukraine", ()), 1),
        (Article("", ("La guerre est grave.",)), 2),
        (Article("?", ("!", "…")), 3),
    ],
    ids=["empty", "blank", "title alone", "no title", "signs"],
)
def test_articles_with_little_in_them(article, n_paragraphs):
    run = assert_run_points_back(article)
    assert len(run.tables["articles"]) == 1
    assert len(run.tables["paragraphs"]) == n_paragraphs
    assert run.tables["topics"].empty


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_one_character_of_each_category(category):
    character = CATEGORIES[category]
    n_tokens = len(assert_tokens_point_back([character]))
    assert n_tokens == (0 if character.isspace() else 1)
    assert_run_points_back(Article(character, (character,)), Article("", (f"a{character}b l’{character}", character)))


@pytest.mark.parametrize("text", NOT_PROSE.values(), ids=NOT_PROSE)
def test_what_is_not_prose(text):
    assert_tokens_point_back([text, "", text * 3, f"L’État {text}, dit-il."])
    assert_run_points_back(Article(text, (text, text * 3)), Article("", (f"L’État {text}, dit-il.",)))


def test_all_of_it_in_one_corpus():
    assert_tokens_point_back(list(NOT_PROSE.values()))
    assert_run_points_back(*(Article(name, (text, "La guerre.", text)) for name, text in NOT_PROSE.items()))


@pytest.mark.parametrize("piece", ENDLESS, ids=ascii)
def test_two_million_characters_without_a_space(piece):
    text = piece * (2_000_000 // len(piece))
    assert_tokens_point_back([text])


@pytest.mark.parametrize("piece", REPEATED, ids=ascii)
def test_tokens_of_one_piece_over_and_over(piece):
    text = piece * (SEVERAL // len(piece))
    assert_tokens_point_back([text, f"Un {text}fin."])


@pytest.mark.parametrize("piece", [*ENDLESS, *REPEATED], ids=ascii)
def test_analysis_of_one_piece_over_and_over(piece):
    text = piece * (FEWER // len(piece))
    assert_run_points_back(Article("Titre", (text,)))


def test_tokens_of_five_megabytes_of_prose(prose):
    assert len(assert_tokens_point_back([prose])) > 800_000


def test_analysis_of_one_very_long_paragraph_of_prose(prose):
    run = assert_run_points_back(Article("Titre", (prose[:PROSE_ANALYSED],)))
    assert len(run.tables["paragraphs"]) == 2
    assert len(run.tables["hits"]) > 100


def test_a_hundred_thousand_sentences_of_one_word():
    text = "Oui. Non ! " * 50_000
    assert assert_tokens_point_back([text]).n_sentences == 100_000
    run = assert_run_points_back(Article("", (text,)))
    assert run.tables["paragraphs"]["n_sentences"].tolist() == [0, 100_000]


def test_fifty_thousand_paragraphs_of_one_word():
    words = [f"mot{i % 5_000}" for i in range(50_000)]
    assert len(assert_tokens_point_back(words)) == 50_000
    run = assert_run_points_back(Article("", tuple(words)))
    assert len(run.tables["paragraphs"]) == 50_001
