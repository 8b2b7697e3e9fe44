from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.corpus import Added, Article, Corpus, Origin, Rejected, add_to_store, is_store, open_store
from analytics.errors import CorpusError
from tests.faults import break_fsync

PORT = Article(
    "Le port ferme",
    paragraphs=("Les dockers ont voté la grève.", "La préfecture appelle au calme."),
    published=datetime(2024, 3, 12, 18, 30),
    outlet="Le Phare du soir",
    author="Anne Petit",
    section="Économie",
    url="https://phare.example/port",
    origin=Origin("phare.csv", 7),
)
TRAIN = Article(title="Le train repart", paragraphs=("La ligne rouvre.",), published=datetime(2024, 3, 1))
UNDATED = Article(title="Agenda", paragraphs=("Concert à 20 h.",), origin=Origin("agenda.txt"))
REFUSED = Rejected(Origin("phare.csv", 8), "record_no_text", "aucun texte", "Brève")

TEXTS = st.text(max_size=20)
ARTICLES = st.builds(
    Article,
    title=TEXTS,
    paragraphs=st.lists(TEXTS, max_size=3).map(tuple),
    published=st.none() | st.datetimes(),
    outlet=st.none() | TEXTS,
    author=st.none() | TEXTS,
    url=st.none() | TEXTS,
)
LISTS = st.lists(ARTICLES, max_size=6).map(
    lambda articles: [replace(a, origin=Origin("revue.jsonl", n)) for n, a in enumerate(articles, start=1)]
)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def stored_parts(folder, *articles):
    add_to_store(folder, Corpus.of(articles))
    return sorted(folder.glob("articles-*.parquet"))


def test_an_article_settles_its_text_and_drops_empty_paragraphs():
    paragraphs = ("gou\u00advernement", " \u200b\n", "2\u202f000 euros")
    article = Article(" L\u2019e\u0301lu\tlocal\n", paragraphs, outlet=" \t")
    assert (article.title, article.paragraphs) == ("L’élu local", ("gouvernement", "2\u202f000 euros"))
    assert article.outlet is None


@pytest.mark.parametrize("line_end", ["\u2028", "\u2029", "\x0b", "\x0c"])
def test_a_line_end_in_a_title_does_not_join_words(line_end):
    assert Article(f"Le port{line_end}ferme", ("Grève.",)).title == "Le port ferme"


@pytest.mark.parametrize(
    "change",
    [
        {"title": "  Le port   ferme"},
        {"paragraphs": ("", *PORT.paragraphs, " ")},
        {"origin": Origin("ailleurs.txt", 3)},
        {"author": "Luc Roy"},
        {"url": "https://miroir.example"},
    ],
)
def test_the_same_article_has_the_same_id(change):
    assert replace(PORT, **change).article_id == PORT.article_id


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Le port rouvre"},
        {"paragraphs": PORT.paragraphs[::-1]},
        {"paragraphs": (" ".join(PORT.paragraphs),)},
        {"outlet": "Le Phare du matin"},
        {"title": "", "paragraphs": (PORT.title, *PORT.paragraphs)},
        {"published": None},
    ],
)
def test_another_title_text_outlet_or_date_is_another_article(change):
    assert replace(PORT, **change).article_id != PORT.article_id


def test_articles_come_by_date_the_undated_last():
    assert list(Corpus.of([UNDATED, PORT, TRAIN])) == [TRAIN, PORT, UNDATED]


def test_identical_articles_count_once_the_first_by_origin():
    copies = [replace(PORT, origin=Origin("b"), author="Luc Roy"), replace(PORT, origin=Origin("a"))]
    assert [(a.author, a.origin) for a in Corpus.of(copies)] == [("Anne Petit", Origin("a"))]


def test_a_corpus_gives_its_articles_and_origins_back():
    (article,) = Corpus.of([PORT])
    assert article == PORT
    assert article.origin == PORT.origin


@given(LISTS)
@settings(max_examples=100, deadline=None)
def test_every_article_comes_back_with_its_id(articles):
    corpus = Corpus.of(articles)
    assert {a.article_id for a in corpus} == {a.article_id for a in articles}
    assert corpus.articles["article_id"].to_pylist() == [a.article_id for a in corpus]
    assert all(a in articles for a in corpus)


@given(LISTS, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_articles_changes_nothing(articles, random):
    shuffled = random.sample(articles, len(articles))
    corpus, other = Corpus.of(articles), Corpus.of(shuffled)
    assert other.fingerprint == corpus.fingerprint
    assert other.articles.equals(corpus.articles)


def test_the_order_of_copies_without_origin_changes_nothing():
    copies = [Article("Le port ferme", ("Grève.",), author=author) for author in ("Anne Petit", "Luc Roy")]
    assert Corpus.of(copies).fingerprint == Corpus.of(copies[::-1]).fingerprint


def test_the_names_of_files_do_not_change_the_fingerprint():
    named = [replace(PORT, origin=Origin("a")), replace(PORT, author="Luc Roy", origin=Origin("b"))]
    renamed = [replace(article, origin=Origin(name)) for article, name in zip(named, "zb", strict=True)]
    assert Corpus.of(named).fingerprint == Corpus.of(renamed).fingerprint


@pytest.mark.parametrize("change", [{"author": None}, {"url": None}, {"title": "Autre"}, {"paragraphs": ()}])
def test_the_fingerprint_covers_text_and_metadata(change):
    assert Corpus.of([replace(PORT, **change), TRAIN]).fingerprint != Corpus.of([PORT, TRAIN]).fingerprint


def test_the_fingerprint_ignores_origins_and_refused_records():
    moved = replace(PORT, origin=Origin("ailleurs.txt"))
    assert Corpus.of([moved], [REFUSED]).fingerprint == Corpus.of([PORT]).fingerprint


def test_an_empty_corpus_is_a_corpus():
    corpus = Corpus.of([])
    assert (len(corpus), corpus.n_paragraphs, list(corpus), list(corpus.partitions(400))) == (0, 0, [], [])


def test_paragraphs_are_counted_without_titles():
    assert Corpus.of([PORT, TRAIN, UNDATED]).n_paragraphs == 4


@given(n_articles=st.integers(0, 12), size=st.integers(1, 14))
@settings(max_examples=100, deadline=None)
def test_partitions_cover_the_corpus_in_order(n_articles, size):
    corpus = Corpus.of(Article(f"Titre {n:02}", ("Texte.",)) for n in range(n_articles))
    slices = list(corpus.partitions(size))
    assert all(0 < s.num_rows <= size for s in slices)
    assert pa.concat_tables([corpus.articles.slice(0, 0), *slices]).equals(corpus.articles)


def test_a_corpus_folder_gives_the_corpus_back(tmp_path):
    corpus = Corpus.of([PORT, TRAIN, UNDATED], [REFUSED])
    assert add_to_store(tmp_path / "corpus", corpus) == Added(n_articles=3, n_paragraphs=4, n_duplicates=0)
    stored = open_store(tmp_path / "corpus")
    assert is_store(tmp_path / "corpus")
    assert stored.articles.equals(corpus.articles)
    assert stored.rejected.equals(corpus.rejected)
    assert stored.fingerprint == corpus.fingerprint


def test_adding_twice_adds_nothing(tmp_path):
    corpus = Corpus.of([PORT, TRAIN], [REFUSED])
    add_to_store(tmp_path, corpus)
    before = contents(tmp_path)
    assert add_to_store(tmp_path, corpus) == Added(n_articles=0, n_paragraphs=0, n_duplicates=2)
    assert contents(tmp_path) == before


def test_what_is_stored_is_never_rewritten(tmp_path):
    add_to_store(tmp_path, Corpus.of([PORT], [REFUSED]))
    before = contents(tmp_path)
    added = add_to_store(tmp_path, Corpus.of([PORT, TRAIN]))
    assert added == Added(n_articles=1, n_paragraphs=1, n_duplicates=1)
    assert contents(tmp_path).items() > before.items()
    assert list(open_store(tmp_path)) == [TRAIN, PORT]


@given(n_articles=st.integers(0, 5), cut=st.integers(0, 5), late_first=st.booleans())
@settings(max_examples=40, deadline=None)
def test_any_sequence_of_additions_gives_the_same_corpus(tmp_path_factory, n_articles, cut, late_first):
    folder = tmp_path_factory.mktemp("store")
    articles = [Article(f"Titre {n}", (f"Texte {n}.",), origin=Origin(f"{n}.txt")) for n in range(n_articles)]
    halves = [Corpus.of(articles[:cut]), Corpus.of(articles[cut:])]
    for half in halves[::-1] if late_first else halves:
        add_to_store(folder, half)
    assert open_store(folder).articles.equals(Corpus.of(articles).articles)


@pytest.mark.parametrize("at", range(1, 7))
def test_an_interrupted_addition_loses_nothing_and_can_be_repeated(tmp_path, monkeypatch, at):
    folder, corpus = tmp_path / "corpus", Corpus.of([PORT, TRAIN], [REFUSED])
    with monkeypatch.context() as patch:
        break_fsync(patch, at=at)
        with pytest.raises(OSError, match="no space left"):
            add_to_store(folder, corpus)
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]
    add_to_store(folder, corpus)
    stored = open_store(folder)
    assert stored.articles.equals(corpus.articles)
    assert stored.rejected.equals(corpus.rejected)


def test_an_interrupted_addition_leaves_the_stored_articles(tmp_path, monkeypatch):
    add_to_store(tmp_path, Corpus.of([PORT]))
    before = contents(tmp_path)
    break_fsync(monkeypatch, at=1)
    with pytest.raises(OSError, match="no space left"):
        add_to_store(tmp_path, Corpus.of([TRAIN]))
    assert contents(tmp_path) == before


def test_a_folder_that_holds_something_else_is_refused(tmp_path):
    (tmp_path / "these.odt").write_bytes(b"chapitre 1")
    for folder in (tmp_path, tmp_path / "these.odt"):
        with pytest.raises(CorpusError) as exc:
            add_to_store(folder, Corpus.of([PORT]))
        assert (exc.value.key, exc.value.values) == ("corpus_not_one", {"path": folder})
    assert contents(tmp_path) == {"these.odt": b"chapitre 1"}


@pytest.mark.parametrize("mark", [None, b"", b"[]", b"{}", b"\xff", b'"version"'])
def test_what_is_not_a_corpus_folder_is_not_opened(tmp_path, mark):
    if mark is not None:
        (tmp_path / "vigie-corpus.json").write_bytes(mark)
    with pytest.raises(CorpusError) as exc:
        open_store(tmp_path)
    assert (exc.value.key, exc.value.values) == ("corpus_not_one", {"path": tmp_path})


def test_a_corpus_of_a_newer_version_is_refused(tmp_path):
    (tmp_path / "vigie-corpus.json").write_text(json.dumps({"format": "vigie corpus", "version": 2}))
    with pytest.raises(CorpusError) as exc:
        open_store(tmp_path)
    assert (exc.value.key, exc.value.values) == ("corpus_newer", {"path": tmp_path, "version": 2})


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: raw[: len(raw) // 2],
        lambda raw: b"PAR1" + bytes(len(raw) - 8) + b"PAR1",
    ],
)
def test_a_damaged_file_of_a_corpus_is_named(tmp_path, damage):
    (part,) = stored_parts(tmp_path, UNDATED)
    part.write_bytes(damage(part.read_bytes()))
    with pytest.raises(CorpusError) as exc:
        open_store(tmp_path)
    assert (exc.value.key, exc.value.values["path"]) == ("corpus_damaged", part)


def test_a_file_of_a_corpus_whose_text_was_altered_is_named(tmp_path):
    altered = replace(UNDATED, paragraphs=("Concert à 21 h.",))
    (part,), (other,) = (stored_parts(tmp_path / a.article_id, a) for a in (UNDATED, altered))
    part.write_bytes(other.read_bytes())
    with pytest.raises(CorpusError):
        open_store(part.parent)


def test_a_foreign_parquet_file_in_a_corpus_is_named(tmp_path):
    add_to_store(tmp_path, Corpus.of([PORT]))
    pq.write_table(pa.table({"title": ["Autre"]}), tmp_path / "articles-autre.parquet")
    with pytest.raises(CorpusError):
        open_store(tmp_path)
