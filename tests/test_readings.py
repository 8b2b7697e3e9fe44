from __future__ import annotations

import os
import shutil
import signal
import sys
from types import ModuleType

import numpy as np
import pyarrow as pa
import pytest

from analytics import reading, readings, tables
from analytics.corpus import Article, Corpus
from analytics.errors import CorpusError
from analytics.pipeline import analyse
from analytics.reading import reading_key
from analytics.settings import Settings, TextSettings, ToneSettings, TopicSettings

N_ARTICLES = 40
SIZE = 5  # articles of a partition
SUBJECTS = "la grève des dockers|le procès du maire|la sécheresse en Espagne|le vaccin contre le paludisme".split("|")
SPEAKERS = "le président Luc Morel|la ministre Anne Dorval|l’ONU|le directeur Karl Heide".split("|")
TONES = "une crise très grave|un succès|un échec|un espoir pour la paix".split("|")


def article(i):
    subject, speaker, tone = (words[i // n % 4] for words, n in ((SUBJECTS, 1), (SPEAKERS, 3), (TONES, 2)))
    return Article(
        f"Numéro {i} : {subject}",
        (
            f"À Paris, {subject} est {tone}, selon {speaker}.",
            f"« Ce n’est pas {tone} », a dit {speaker} en garde à vue.",
        ),
    )


@pytest.fixture(scope="module")
def corpus():
    return Corpus.of(article(i) for i in range(N_ARTICLES))


@pytest.fixture(scope="module")
def fresh(corpus):
    return analyse(corpus)


@pytest.fixture(autouse=True)
def small_partitions(monkeypatch):
    monkeypatch.setattr(readings, "PARTITION_SIZE", SIZE)


@pytest.fixture
def read(monkeypatch):
    """Numbers of articles of the partitions read."""
    sizes = []

    def counting(articles, *, settings):
        sizes.append(len(articles))
        return reading.read_partition(articles, settings=settings)

    monkeypatch.setattr(readings, "read_partition", counting)
    return sizes


@pytest.fixture(scope="module")
def filled(corpus, tmp_path_factory):
    """A folder with all readings, not to be changed."""
    folder = tmp_path_factory.mktemp("readings")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readings, "PARTITION_SIZE", SIZE)
        analyse(corpus, readings=folder)
    return folder


@pytest.fixture
def folder(filled, tmp_path):
    return shutil.copytree(filled, tmp_path / "readings")


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def assert_same_run(one, other):
    assert one.run_id == other.run_id
    assert_same_tables(one, other)


def assert_same_tables(one, other):
    for name in tables.TABLES:
        assert one.arrow[name].equals(other.arrow[name]), name


def assert_same_reading(one, other):
    for name, part in one._asdict().items():
        if isinstance(part, pa.Table):
            assert part.combine_chunks().equals(getattr(other, name)), name
    for name, part in one.stream._asdict().items():
        back = getattr(other.stream, name)
        assert (part.shape, part.dtype) == (back.shape, back.dtype) if name != "forms" else part.type == back.type
        assert part.tolist() == back.tolist(), name


@pytest.mark.parametrize(
    "articles",
    [
        [],
        [Article("", ())],
        [Article("", ("…",))],
        [Article("Titre", ("Suivez-nous sur les réseaux sociaux.", "Un mot."))],
        [article(i) for i in range(6)],
    ],
    ids=["none", "no text", "a sign", "boilerplate", "some"],
)
def test_a_kept_reading_is_read_back_equal(articles, tmp_path):
    read = reading.read_partition(Corpus.of(articles).articles, settings=Settings())
    assert_same_reading(read, readings._open(readings._keep(read, tmp_path)))


def test_what_was_kept_gives_the_run_of_a_fresh_reading(corpus, fresh, folder, read):
    assert_same_run(analyse(corpus, readings=folder), fresh)
    assert read == []


def test_an_empty_corpus_is_read_and_kept(tmp_path, read):
    for _ in range(2):
        assert_same_run(analyse(Corpus.of([]), readings=tmp_path), analyse(Corpus.of([])))


@pytest.mark.parametrize(
    "topics",
    [
        TopicSettings(n_topics=3),
        TopicSettings(seed=1, max_df=0.9, min_df=1),
        TopicSettings(add_stop_words=("grève",), remove_stop_words=("euro",)),
    ],
    ids=["number of topics", "figures", "stop list"],
)
def test_topics_are_fitted_without_reading_again(corpus, folder, read, topics):
    settings = Settings(topics=topics)
    assert_same_run(analyse(corpus, settings=settings, readings=folder), analyse(corpus, settings=settings))
    assert sum(read) == N_ARTICLES  # those of the run without a folder


@pytest.mark.parametrize(
    "settings",
    [
        Settings(tone=ToneSettings(negation_factor=-1)),
        Settings(text=TextSettings(boilerplate=False)),
        Settings(text=TextSettings(restored=("lire aussi",))),
    ],
    ids=["tone", "boilerplate", "restored"],
)
def test_another_way_of_reading_reads_anew_and_keeps_both(corpus, folder, read, settings):
    analyse(corpus, settings=settings, readings=folder)
    analyse(corpus, readings=folder)
    analyse(corpus, settings=settings, readings=folder)
    assert sum(read) == N_ARTICLES


def test_a_changed_word_list_reads_anew(corpus, folder, read, monkeypatch):
    changed = {**reading.resource_hashes(), "tone_lexicon.tsv": "0" * 16}
    monkeypatch.setattr(reading, "resource_hashes", lambda: changed)
    analyse(corpus, readings=folder)
    assert sum(read) == N_ARTICLES


def test_a_changed_way_of_reading_reads_anew(monkeypatch):
    before = reading_key(Settings())
    monkeypatch.setattr(reading, "_code_hash", lambda: "another")
    assert reading_key(Settings()) != before


def test_ten_new_articles_read_ten(corpus, folder, read):
    larger = Corpus.of([*corpus, *(article(i) for i in range(100, 110))])
    run = analyse(larger, readings=folder)
    assert read == [SIZE, SIZE]
    assert_same_run(run, analyse(larger))


@pytest.mark.parametrize("kept", [slice(None, None, 3), slice(0, SIZE), slice(7, 8), slice(0, 0)])
def test_articles_that_leave_take_nothing_along(corpus, folder, read, kept):
    smaller = Corpus.of(list(corpus)[kept])
    run = analyse(smaller, readings=folder)
    assert sum(read) == 0
    assert_same_run(run, analyse(smaller))


def test_articles_that_leave_and_come(corpus, folder, read):
    other = Corpus.of([*list(corpus)[::2], *(article(i) for i in range(100, 103))])
    run = analyse(other, readings=folder)
    assert read == [3]
    assert_same_run(run, analyse(other))
    again = analyse(Corpus.of([*corpus, *other]), readings=folder)
    assert_same_run(again, analyse(Corpus.of([*corpus, *other])))


def test_an_article_kept_twice_counts_once(corpus, folder, read):
    shelf = next(folder.iterdir())
    double = reading.read_partition(corpus.articles.slice(2, 4), settings=Settings())
    readings._keep(double, shelf)
    assert_same_run(analyse(corpus, readings=folder), analyse(corpus))


def flip(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        flip,
        lambda content: content[:-100],
        lambda _content: b"",
        lambda content: content + b"\x00",
        lambda _: b"a" * 99,
    ],
    ids=["a bit", "truncated", "empty", "longer", "other"],
)
def test_a_damaged_file_is_read_again_and_mended(corpus, fresh, folder, read, damage):
    before = {path: path.read_bytes() for path in files_in(folder)}
    victim = list(before)[3]
    victim.write_bytes(damage(before[victim]))
    assert_same_run(analyse(corpus, readings=folder), fresh)
    assert read == [SIZE]
    assert {path: path.read_bytes() for path in files_in(folder)} == before


def test_strange_files_beside_are_left_alone(corpus, fresh, folder, read):
    shelf = next(folder.iterdir())
    (shelf / "notes.txt").write_text("à garder", encoding="utf-8")
    assert_same_run(analyse(corpus, readings=folder), fresh)
    assert read == []
    assert (shelf / "notes.txt").read_text(encoding="utf-8") == "à garder"


def test_an_interrupted_reading_goes_on_where_it_stopped(corpus, fresh, tmp_path, read):
    def interrupt(stage, done, _total):
        if stage == "reading" and done == 3 * SIZE:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        analyse(corpus, readings=tmp_path, progress=interrupt)
    files = files_in(tmp_path)
    assert [path.suffix for path in files] == [".arrow"] * 3
    assert sum(len(readings._open(path).articles) for path in files) == 3 * SIZE
    assert_same_run(analyse(corpus, readings=tmp_path), fresh)
    assert read == [SIZE] * (N_ARTICLES // SIZE)


def test_writing_that_fails_leaves_no_file(corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", _no_space)
    monkeypatch.setattr("pathlib.Path.replace", _no_space)
    with pytest.raises(OSError, match="no space"):
        analyse(corpus, readings=tmp_path)
    assert files_in(tmp_path) == []


def _no_space(*_):
    raise OSError(28, "no space left on device")


def test_progress_counts_articles_up_to_all(corpus, folder):
    files_in(folder)[0].unlink()
    told = []
    analyse(corpus, readings=folder, progress=lambda *what: told.append(what))
    assert told == [
        ("reading", N_ARTICLES - SIZE, N_ARTICLES), ("reading", N_ARTICLES, N_ARTICLES), ("topics", 0, 1),
        ("topics", 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("keeps", [False, True], ids=["kept nowhere", "kept"])
def test_processes_change_nothing(corpus, fresh, tmp_path, read, keeps):
    folder = tmp_path if keeps else None
    assert_same_run(analyse(corpus, readings=folder, processes=2), fresh)
    assert read == []  # not here
    assert len(files_in(tmp_path)) == (N_ARTICLES // SIZE if keeps else 0)


def test_processes_do_not_run_the_script_of_the_caller(corpus, fresh, tmp_path, monkeypatch):
    script = tmp_path / "script.py"
    script.write_text("raise SystemExit('run again')", encoding="utf-8")
    main = ModuleType("__main__")
    main.__file__ = str(script)
    monkeypatch.setitem(sys.modules, "__main__", main)
    readings._pool.cache_clear()
    assert_same_run(analyse(corpus, processes=2), fresh)
    assert sys.modules["__main__"] is main


def die(*_):
    os._exit(1)


def test_a_process_that_dies_is_told_and_the_next_analysis_works(corpus, fresh, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(readings, "_read_and_keep", die)
        with pytest.raises(CorpusError) as error:
            analyse(corpus, readings=tmp_path, processes=2)
    assert error.value.key == "process_died"
    assert "--processes 1" in str(error.value)
    assert_same_run(analyse(corpus, readings=tmp_path, processes=2), fresh)


def test_processes_that_died_between_two_analyses_are_told(corpus, tmp_path):
    analyse(corpus, readings=tmp_path / "one", processes=2)
    processes = list(readings._pool(2)._processes.values())
    for process in processes:
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    with pytest.raises(CorpusError) as error:
        analyse(corpus, readings=tmp_path / "two", processes=2)
    assert error.value.key == "process_died"


def test_few_articles_are_read_without_other_processes(corpus, monkeypatch, read):
    monkeypatch.setattr(readings, "_pool", None)
    analyse(Corpus.of(list(corpus)[: 7 * SIZE]), processes=2)
    assert read == [SIZE] * 7


def test_a_stream_without_some_paragraphs_is_that_of_the_others():
    texts = ["Au cours du procès. Il se tait.", "", "Une garde à vue, deux gardes à vue.", "Fin."]
    whole = reading.read_partition(Corpus.of([Article("Titre", tuple(texts))]).articles, settings=Settings()).stream
    n = len(whole.paragraphs)
    kept = np.arange(n) % 2 == 0
    part = whole.of_paragraphs(kept)
    assert part.paragraphs.tolist() == np.where(kept, whole.paragraphs, 0).tolist()
    assert part.sentences.sum() == part.paragraphs.sum() == len(part.types)
    forms = part.forms.take(part.types).to_pylist()
    assert [" ".join(forms[a : a + b]) for a, b, _ in part.expressions.tolist()] == ["garde à vue", "gardes à vue"]
