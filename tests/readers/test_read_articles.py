from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analytics.corpus import Article, Corpus, Origin, Rejected, add_to_store
from analytics.errors import CorpusError, ReadError, VigieError
from analytics.readers import READERS, read_articles, read_corpus

PORT = "Le port ferme\n\nUn vote serré.\n"
REVIEW = "titre;texte\nBus;Deux.\nTrain\n"
MARKS = (
    "---\n", "title: ", "texte", "titre", "Port", "\n", "\r\n", "\n\n", '"', "'", ",", ";", "\t", "|", "[",
    "]", "{", "}", ":", "&a ", "*a", "# ", "- ", "> ", "<<: ", "!!", "\\", "\x00", "\ufeff", "\u2028", "é",
    "«", "2024-03-12", "1e5", "null", '{"text": "Un."}', "Par Anne", "titre,texte\n", "titre\ttexte\n",
)  # fmt: skip
CONTENTS = st.binary() | st.builds(
    lambda parts, encoding: "".join(parts).encode(encoding),
    st.lists(st.sampled_from(MARKS), max_size=30),
    st.sampled_from(["utf-8", "utf-16"]),
)


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def found(path, **options):
    outcomes = read_articles(path, **options)
    return [(o.origin, o.title if isinstance(o, Article) else o.code) for o in outcomes]


def test_a_folder_gives_the_articles_of_all_files_below_it_in_order(tmp_path):
    write(tmp_path / "b.txt", PORT)
    write(tmp_path / "2024" / "03" / "revue.csv", REVIEW)
    write(tmp_path / "a.JSONL", '{"title": "Vélo", "text": "Trois."}')
    assert found(tmp_path) == [
        (Origin("2024/03/revue.csv", 1), "Bus"),
        (Origin("2024/03/revue.csv", 2), "record_cells"),
        (Origin("a.JSONL", 1), "Vélo"),
        (Origin("b.txt", 1), "Le port ferme"),
    ]


@pytest.mark.parametrize("suffix", READERS)
def test_every_known_suffix_is_read_in_any_case(tmp_path, suffix):
    records = json.dumps({"title": "Bus", "text": "Deux."})
    content = {".txt": "Bus\nDeux.", ".csv": "titre,texte\nBus,Deux.", ".tsv": "titre\ttexte\nBus\tDeux."}
    content |= dict.fromkeys((".md", ".markdown"), "# Bus\n\nDeux.") | {".json": f"[{records}]"}
    for name in (f"revue{suffix}", f"REVUE 2{suffix.upper()}"):
        path = write(tmp_path / name, content.get(suffix, records))
        assert list(read_articles(path)) == [Article("Bus", ("Deux.",))]


@pytest.mark.parametrize(
    "name",
    [
        ".cache.txt", ".git/article.txt", "2024/.DS_Store", "README.md", "readme.txt", "LICENSE",
        "LICENCE.txt", "CHANGELOG.md", "2024/Contributing.md",
    ],
)  # fmt: skip
def test_hidden_files_and_documentation_in_folders_are_passed_over(tmp_path, name):
    write(tmp_path / name, PORT)
    write(tmp_path / "port.txt", PORT)
    assert found(tmp_path) == [(Origin("port.txt", 1), "Le port ferme")]


@pytest.mark.parametrize("name", ["README.md", ".cache.txt"])
def test_a_file_that_the_user_names_is_read_whatever_its_name(tmp_path, name):
    assert len(found(write(tmp_path / name, PORT))) == 1


def test_links_in_folders_are_not_followed(tmp_path):
    folder = tmp_path / "corpus"
    write(folder / "port.txt", PORT)
    outside = write(tmp_path / "ailleurs" / "secret.txt", PORT)
    (folder / "lien.txt").symlink_to(outside)
    (folder / "dossier").symlink_to(outside.parent)
    (folder / "boucle").symlink_to(folder)
    (folder / "rompu.txt").symlink_to(tmp_path / "absent.txt")
    assert found(folder) == [(Origin("port.txt", 1), "Le port ferme")]


def test_a_link_that_the_user_names_is_followed(tmp_path):
    write(tmp_path / "corpus" / "port.txt", PORT)
    (tmp_path / "lien").symlink_to(tmp_path / "corpus")
    assert found(tmp_path / "lien") == [(Origin("port.txt", 1), "Le port ferme")]


def test_a_pipe_in_a_folder_is_passed_over(tmp_path):
    os.mkfifo(tmp_path / "tube.txt")
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", b"\xff\xd8"),
        ("sans-suffixe", PORT),
        ("vide.csv", ""),
        ("faux.json", "{"),
        ("sans.csv", "a,b\n1,2\n"),
    ],
)
def test_a_file_of_a_folder_that_cannot_be_read_is_one_rejected_record(tmp_path, name, content):
    write(tmp_path / name, content)
    write(tmp_path / "z.txt", PORT)
    assert found(tmp_path) == [(Origin(name, 1), "file_unreadable"), (Origin("z.txt", 1), "Le port ferme")]


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [("photo.jpg", "", "format_unknown"), ("vide.csv", "", "file_empty"), ("a.json", "{", "file_bad_json")],
)
def test_a_file_that_the_user_names_and_cannot_be_read_is_an_error(tmp_path, name, content, key):
    with pytest.raises(ReadError) as exc:
        list(read_articles(write(tmp_path / name, content)))
    assert (exc.value.key, exc.value.values["path"]) == (key, name)


def test_a_path_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(ReadError) as exc:
        list(read_articles(tmp_path / "absent.txt"))
    assert (exc.value.key, exc.value.values) == ("path_missing", {"path": tmp_path / "absent.txt"})


def forbid(monkeypatch, name, path):
    allowed = getattr(Path, name)

    def refuse(self, *args):
        if self == path:
            raise PermissionError(13, "Permission denied", str(path))
        return allowed(self, *args)

    monkeypatch.setattr(Path, name, refuse)


def test_a_file_that_may_not_be_opened_is_one_rejected_record(tmp_path, monkeypatch):
    forbid(monkeypatch, "read_bytes", write(tmp_path / "a.txt", PORT))
    write(tmp_path / "b.txt", PORT)
    assert found(tmp_path) == [(Origin("a.txt", 1), "file_unreadable"), (Origin("b.txt", 1), "Le port ferme")]


def test_a_named_file_that_may_not_be_opened_is_an_error(tmp_path, monkeypatch):
    path = write(tmp_path / "a.txt", PORT)
    forbid(monkeypatch, "read_bytes", path)
    with pytest.raises(ReadError):
        list(read_articles(path))


def test_a_folder_that_may_not_be_listed_is_one_rejected_record(tmp_path, monkeypatch):
    forbid(monkeypatch, "iterdir", write(tmp_path / "a" / "a.txt", PORT).parent)
    write(tmp_path / "b.txt", PORT)
    assert found(tmp_path) == [(Origin("a", 1), "file_unreadable"), (Origin("b.txt", 1), "Le port ferme")]


@pytest.mark.parametrize("name", [b"r\xe9sum\xe9.txt", b"r\xe9sum\xe9.jpg"])
def test_the_name_of_a_file_may_be_in_another_encoding(tmp_path, name):
    (tmp_path / os.fsdecode(name)).write_bytes(PORT.encode())
    corpus = read_corpus(tmp_path)
    assert len(corpus) + corpus.rejected.num_rows == 1


def test_chosen_columns_are_those_of_tables(tmp_path):
    path = write(tmp_path / "revue.csv", "titre;prose\nBus;Deux.\n")
    assert found(path, columns={"text": "prose"}) == [(Origin("revue.csv", 1), "Bus")]
    assert found(write(tmp_path / "port.txt", PORT), columns={"text": "prose"})[0][1] == "Le port ferme"


def test_chosen_columns_do_not_concern_markdown(tmp_path):
    assert found(write(tmp_path / "port.md", "# Port\n\nUn."), columns={"text": "prose"})[0][1] == "Port"


def test_files_folders_and_corpus_folders_make_one_corpus(tmp_path):
    write(tmp_path / "revue" / "port.txt", PORT)
    stored = Corpus.of([Article("Vélo", ("Trois.",))], [Rejected(Origin("x"), "c", "r", "e")])
    add_to_store(tmp_path / "corpus", stored)
    corpus = read_corpus(str(tmp_path / "revue"), tmp_path / "corpus", write(tmp_path / "bus.csv", REVIEW))
    assert sorted(article.title for article in corpus) == ["Bus", "Le port ferme", "Vélo"]
    assert corpus.rejected["origin_file"].to_pylist() == ["x", "bus.csv"]


def test_the_same_files_read_twice_are_the_same_corpus(tmp_path):
    write(tmp_path / "port.txt", PORT)
    write(tmp_path / "copie.txt", PORT)
    corpus = read_corpus(tmp_path, tmp_path)
    assert [article.origin for article in corpus] == [Origin("copie.txt")]
    assert corpus.fingerprint == read_corpus(tmp_path).fingerprint


def test_adding_the_same_files_twice_adds_nothing(tmp_path):
    write(tmp_path / "revue" / "bus.csv", REVIEW)
    added = [add_to_store(tmp_path / "corpus", read_corpus(tmp_path / "revue")) for _ in range(2)]
    assert [a.n_articles for a in added] == [1, 0]
    assert read_corpus(tmp_path / "corpus").rejected.num_rows == 1


def test_an_empty_corpus_folder_has_no_article_and_its_own_rejected_records(tmp_path):
    corpus = Corpus.of([], [Rejected(Origin("bus.csv", 2), "record_cells", "1 cellule", "Train")])
    add_to_store(tmp_path, corpus)
    assert read_corpus(tmp_path).rejected.equals(corpus.rejected)


def test_a_damaged_corpus_folder_is_an_error(tmp_path):
    write(tmp_path / "vigie-corpus.json", "{")
    with pytest.raises(CorpusError):
        read_corpus(tmp_path)


def test_progress_tells_the_number_of_records(tmp_path):
    told = []
    read_corpus(write(tmp_path / "r.csv", "texte,titre\n" + "Un.,Port\nx\n" * 125), progress=told.append)
    assert told == [100, 200]


SUFFIXES = [
    pytest.param(
        s,
    )
    for s in READERS
]


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(content=CONTENTS)
@example(b";\n")
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_articles_rejected_records_or_an_error_of_vigie(tmp_path_factory, suffix, content):
    path = write(tmp_path_factory.getbasetemp() / f"any{suffix}", content)
    outcomes = []
    with suppress(VigieError):
        outcomes += read_articles(path)
    articles, rejected = ([o for o in outcomes if isinstance(o, kind)] for kind in (Article, Rejected))
    assert len(articles) + len(rejected) == len(outcomes)
    assert Corpus.of(articles, rejected).rejected.num_rows == len(rejected)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"\x00" * 1000),
        ("a.md", b"---\n" * 1000),
        ("a.md", "[" * 5000),
        ("a.md", "*" * 5000),
        ("a.csv", 'titre,texte\n"' + "\n" * 5000),
        ("a.json", "[" * 100_000),
        pytest.param("a.md", f"---\na: {'[' * 2000}\n---\nUn."),
        pytest.param("a.md", '---\na: "\\U00110000"\n---\nUn.'),
    ],
)  # fmt: skip
def test_a_hostile_file_does_not_stop_the_reading_of_its_folder(tmp_path, name, content):
    write(tmp_path / name, content)
    write(tmp_path / "b.txt", PORT)
    assert found(tmp_path)[-1] == (Origin("b.txt", 1), "Le port ferme")


def test_a_program_renamed_as_text_is_refused(tmp_path):
    write(tmp_path / "a.txt", b"\x7fELF\x02\x01\x00\x00" + bytes(100))
    write(tmp_path / "b.txt", "Le port ferme\n\nUn.".encode("utf-16"))
    assert found(tmp_path) == [(Origin("a.txt", 1), "file_unreadable"), (Origin("b.txt", 1), "Le port ferme")]
