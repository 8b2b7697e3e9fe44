from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.corpus import Article, Origin
from analytics.readers.plain_text import read_plain_text

LEAD = "Les dockers ont voté la grève hier soir."
SENTENCES = (
    "Les dockers ont voté la grève.",
    "« Nous tiendrons », dit l’un d’eux.",
    "– Et après ?",
    "2 000 manifestants, selon la préfecture",
    "",
    "  ",
    "LE PORT",
    "Le préfet – absent – n’a rien dit…",
)


def read(folder, text, *, name="article.txt"):
    path = folder / name
    path.write_bytes(text.encode())
    (outcome,) = read_plain_text(path, name=name, columns={})
    return outcome


def article(folder, *lines, name="article.txt"):
    outcome = read(folder, "\n".join(lines), name=name)
    assert isinstance(outcome, Article)
    return outcome


def test_title_byline_date_and_paragraphs(tmp_path):
    head = "Le port ferme\n\nPar Anne Petit\n12 mars 2024 à 18 h 30"
    read_back = read(tmp_path, f"{head}\n\nUn vote serré.\n\nLe préfet se tait.\n")
    assert read_back == Article(
        title="Le port ferme",
        paragraphs=("Un vote serré.", "Le préfet se tait."),
        published=datetime(2024, 3, 12, 18, 30),
        author="Anne Petit",
    )
    assert read_back.origin == Origin("article.txt", 1)


@pytest.mark.parametrize(
    ("header", "author"),
    [
        ("Par Anne Petit", "Anne Petit"),
        ("PAR ANNE PETIT", "ANNE PETIT"),
        ("par Anne Petit et Luc Roy", "Anne Petit et Luc Roy"),
        ("Par Anne Petit (à Nantes)", "Anne Petit (à Nantes)"),
        ("  Par\u00a0Anne Petit  ", "Anne Petit"),
        ("By Ann Small", "Ann Small"),
        ("Par ailleurs, le port reste fermé.", None),
        ("Par où commencer ?", None),
        ("Parmi les dockers, Anne Petit", None),
        ("Partir", None),
        pytest.param(
            "Par 312 voix contre 208, le texte est adopté",
            None,
        ),
        pytest.param("Par Anne P.", "Anne P."),
    ],
)
def test_a_byline_is_no_paragraph_and_a_paragraph_no_byline(tmp_path, header, author):
    read_back = article(tmp_path, "Titre", header, "", LEAD)
    assert read_back.author == author
    assert read_back.paragraphs == ((LEAD,) if author else (header.strip(), LEAD))


@pytest.mark.parametrize(
    ("header", "published"),
    [
        ("12 mars 2024", datetime(2024, 3, 12)),
        ("Mardi 12 mars 2024 à 18h30", datetime(2024, 3, 12, 18, 30)),
        ("Le 12/03/2024", datetime(2024, 3, 12)),
        ("2024-03-12T18:30:00+01:00", datetime(2024, 3, 12, 18, 30)),
        ("1er mai 2024, mis à jour à 9 h", datetime(2024, 5, 1)),
        ("Le 12 mars 2024, le port de Nantes a fermé ses portes pour la première fois.", None),
        ("12 dockers ont été blessés", None),
        ("Mars 2024", None),
        pytest.param(
            "Le 7 mars 2024, le port ferme.",
            None,
        ),
    ],
)
def test_a_date_line_is_no_paragraph_and_a_paragraph_no_date(tmp_path, header, published):
    read_back = article(tmp_path, "Titre", header, "", LEAD)
    assert read_back.published == published
    assert read_back.paragraphs == ((LEAD,) if published else (header, LEAD))


def test_date_and_byline_stand_in_any_order(tmp_path):
    lines = ["Par Anne Petit", "12 mars 2024"]
    orders = [article(tmp_path, "Titre", *order, LEAD) for order in (lines, lines[::-1])]
    assert orders[0] == orders[1]
    assert (orders[0].author, orders[0].published) == ("Anne Petit", datetime(2024, 3, 12))


def test_only_the_first_byline_and_date_are_header(tmp_path):
    read_back = article(tmp_path, "Titre", "12 mars 2024", "13 mars 2024", LEAD)
    assert read_back.published == datetime(2024, 3, 12)
    assert read_back.paragraphs == ("13 mars 2024", LEAD)


def test_a_date_line_further_down_is_text(tmp_path):
    read_back = article(tmp_path, "Titre", LEAD, "12 mars 2024", "Par Anne Petit")
    assert (read_back.published, read_back.author) == (None, None)
    assert read_back.paragraphs == (LEAD, "12 mars 2024", "Par Anne Petit")


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("2024-03-12-port.txt", datetime(2024, 3, 12)),
        ("2024-03-12.txt", datetime(2024, 3, 12)),
        ("20240312_port.txt", datetime(2024, 3, 12)),
        ("12-03-2024 port.txt", datetime(2024, 3, 12)),
        ("2024-03-12-12-hommes.txt", datetime(2024, 3, 12)),
        ("port-2024-03-12.txt", None),
        ("2024-13-12-port.txt", None),
        ("port.txt", None),
        pytest.param(
            "2024-06-15-24h-du-mans.txt",
            datetime(2024, 6, 15),
        ),
    ],
)
def test_the_name_of_the_file_dates_the_article(tmp_path, name, published):
    assert article(tmp_path, "Titre", LEAD, name=name).published == published


def test_a_date_in_the_header_counts_before_the_name_of_the_file(tmp_path):
    read_back = article(tmp_path, "Titre", "12 mars 2024", LEAD, name="2023-01-01-port.txt")
    assert read_back.published == datetime(2024, 3, 12)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_lines_may_end_in_any_way(tmp_path, end):
    text = end.join(["Titre", "", "Par Anne Petit", "", "Un vote serré.", "", "Le préfet se tait.", ""])
    paragraphs = ("Un vote serré.", "Le préfet se tait.")
    assert read(tmp_path, text) == Article("Titre", paragraphs, author="Anne Petit")


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("Un.\nDeux.\nTrois.", ("Un.", "Deux.", "Trois.")),
        ("Un vote\nserré.\n\nLe préfet\nse tait.", ("Un vote serré.", "Le préfet se tait.")),
        ("Un.\n\n\n \t\nDeux.", ("Un.", "Deux.")),
        ("  Un.\n\tDeux.  ", ("Un.", "Deux.")),
    ],
)
def test_paragraphs(tmp_path, body, paragraphs):
    assert article(tmp_path, "Titre", "", body).paragraphs == paragraphs


@pytest.mark.parametrize(
    "text", ["", "\n \n", "\ufeff", "Titre seul", "Titre\n\nPar Anne Petit\n12 mars 2024\n", "\u200b"]
)
def test_a_file_without_text_is_one_rejected_record(tmp_path, text):
    outcome = read(tmp_path, text)
    assert (outcome.code, outcome.origin) == ("record_no_text", Origin("article.txt", 1))


def test_the_title_of_a_rejected_file_is_shown(tmp_path):
    assert read(tmp_path, "Titre seul\n").excerpt == "Titre seul"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_found(tmp_path, encoding):
    path = tmp_path / "article.txt"
    path.write_bytes(f"L’été à Nîmes\n\n{LEAD} Cœur : 3 €.".encode(encoding))
    (read_back,) = read_plain_text(path, name="article.txt", columns={})
    assert read_back == Article("L’été à Nîmes", (f"{LEAD} Cœur : 3 €.",))


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_no_word_is_lost(tmp_path_factory, lines):
    outcome = read(tmp_path_factory.mktemp("texts"), "\n".join(["Titre", LEAD, *lines]))
    assert " ".join([outcome.title, *outcome.paragraphs]).split() == " ".join(["Titre", LEAD, *lines]).split()
