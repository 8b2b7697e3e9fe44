from __future__ import annotations

import csv
import io
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.corpus import Article, Origin, Rejected
from analytics.errors import ReadError
from analytics.readers.delimited import read_delimited
from analytics.readers.records import MAX_CHARACTERS, split_paragraphs

CELLS = st.text(alphabet="aéœ’«»\"',;|. 01€\n", max_size=12)
ROWS = st.lists(st.tuples(CELLS, CELLS.map(lambda cell: f"Texte {cell}")), max_size=5)
PARTS = ("titre", "texte", "\n", "\r\n", '"', '""', ",", ";", "\t", "|", "é", " ", "Grève", "\ufeff")


def read(folder, content, *, name="revue.csv", columns=None):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_delimited(path, name=name, columns=columns or {}))


def written(rows, **dialect):
    stream = io.StringIO(newline="")
    csv.writer(stream, **dialect).writerows([("titre", "texte"), *rows])
    return stream.getvalue()


def test_one_article_per_row(tmp_path):
    first, second = read(
        tmp_path,
        "titre,texte,date,source,auteur,rubrique,url\n"
        'Le port ferme,"Un vote, puis la grève.",12/03/2024,Le Phare,Anne Petit,Économie,https://a.example\n'
        "Le train repart,La ligne rouvre.,,,,,\n",
    )
    assert first == Article(
        title="Le port ferme",
        paragraphs=("Un vote, puis la grève.",),
        published=datetime(2024, 3, 12),
        outlet="Le Phare",
        author="Anne Petit",
        section="Économie",
        url="https://a.example",
    )
    assert second == Article("Le train repart", ("La ligne rouvre.",))
    assert (first.origin, second.origin) == (Origin("revue.csv", 1), Origin("revue.csv", 2))


@pytest.mark.parametrize(
    "cell", ["NA", "null", "NULL", "None", "nan", "007", "1e5", "1,5", "03/04/2020", "True", "-", "#N/A"]
)
def test_cells_come_back_letter_for_letter(tmp_path, cell):
    (article,) = read(tmp_path, written([(cell, cell)], quoting=csv.QUOTE_ALL))
    assert (article.title, article.paragraphs) == (cell, (cell,))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["revue.csv", "revue.tsv"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_header_tells_the_delimiter(tmp_path, delimiter, name, end):
    rows = [("Port, train ; bus", "Un « oui » | un « non »."), ("Bus", "Suite.")]
    outcomes = read(tmp_path, written(rows, delimiter=delimiter, lineterminator=end), name=name)
    assert [(a.title, *a.paragraphs) for a in outcomes] == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_as_spreadsheets_write_them(tmp_path, encoding):
    text = 'Titre;Texte\r\nL’été à Nîmes;"Il dit : ""non"" ; cœur, 3 €."\r\n'
    (article,) = read(tmp_path, text.encode(encoding))
    assert article == Article("L’été à Nîmes", ('Il dit : "non" ; cœur, 3 €.',))


@given(ROWS, st.sampled_from(",;\t|"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
@settings(max_examples=200, deadline=None)
def test_every_row_that_is_written_is_read(tmp_path_factory, rows, delimiter, quoting):
    content = written(rows, delimiter=delimiter, quoting=quoting)
    outcomes = read(tmp_path_factory.mktemp("csv"), content)
    assert outcomes == [Article(title, tuple(split_paragraphs(text))) for title, text in rows]
    assert [outcome.origin.record for outcome in outcomes] == list(range(1, len(rows) + 1))


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ('Le "non" du port', 'Le "non" du port'),
        ('"Non" au port', '"Non" au port'),
        ('Le port dit "non"', 'Le port dit "non"'),
        ('"Non', '"Non'),
        ('"Le port"', "Le port"),
        ('"Le ""port"""', 'Le "port"'),
        ('"Oui" ou "non"', '"Oui" ou "non"'),
        ('"', '"'),
        ('""', ""),
        ('L\'"été"', 'L\'"été"'),
    ],
)
def test_quotation_marks_in_tab_separated_lines_swallow_nothing(tmp_path, cell, title):
    outcomes = read(tmp_path, f"titre\ttexte\n{cell}\tUn.\nBus\tDeux.\n", name="revue.tsv")
    assert [(a.title, *a.paragraphs) for a in outcomes] == [(title, "Un."), ("Bus", "Deux.")]


def test_a_quoted_cell_may_hold_tabs_and_line_ends(tmp_path):
    outcomes = read(tmp_path, 'titre\ttexte\nPort\t"Un.\n\nDeux\tet\ttrois."\nBus\tFin.\n', name="revue.tsv")
    assert [a.paragraphs for a in outcomes] == [("Un.", "Deux et trois."), ("Fin.",)]


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("texte\nUn, deux.\nTrois.\n", [("Un, deux.",), ("Trois.",)]),
        ('texte\n"Un, deux."\n', [("Un, deux.",)]),
        ('texte\n"Il dit ""non""."\n', [('Il dit "non".',)]),
        pytest.param(
            'texte\n"Un.\n\nDeux."\n"Trois."\n', [("Un.", "Deux."), ("Trois.",)],
        ),
        ("texte,date\n\n , \nUn.,2024\n\n", [("Un.",)]),
        ("texte;\nUn.;\n", [("Un.",)]),
        pytest.param("\ntexte,date\nUn.,2024\n", [("Un.",)]),
        pytest.param(
            '"titre, surtitre, nom";texte\nPort;Un.\n', [("Un.",)],
        ),
        pytest.param(
            "texte,titre\rUn ; deux ; trois.,Port\r", [("Un ; deux ; trois.",)],
        ),
        pytest.param("titre,texte\rPort,Un.\r", [("Un.",)], marks=()),
    ],
)  # fmt: skip
def test_unusual_tables(tmp_path, content, texts):
    assert [article.paragraphs for article in read(tmp_path, content)] == texts


@pytest.mark.parametrize("content", ["", "\n", "\ufeff", " \t\r\n", "\ufeff\n"])
def test_an_empty_file_is_an_error(tmp_path, content):
    with pytest.raises(ReadError) as exc:
        read(tmp_path, content)
    assert (exc.value.key, exc.value.values) == ("file_empty", {"path": "revue.csv"})


@pytest.mark.parametrize("content", ["titre,texte", "titre\ttexte\n", "texte\r\n"])
def test_a_header_alone_is_no_article(tmp_path, content):
    assert read(tmp_path, content) == []


def test_a_table_without_text_column_is_an_error_that_lists_the_columns(tmp_path):
    with pytest.raises(ReadError) as exc:
        read(tmp_path, "titre;résumé\nPort;Un.\n")
    assert exc.value.key == "column_no_text"
    assert exc.value.values == {"source": "revue.csv", "columns": "titre, résumé"}


def test_a_header_that_cannot_be_read_is_told_as_such(tmp_path):
    with pytest.raises(ReadError) as exc:
        read(tmp_path, '"titre"x,texte\nPort,Un.\n')
    assert exc.value.values.get("columns") in (None, "titrex, texte")


@pytest.mark.parametrize("content", [",\n", ";;;", "|\n|\n", ' ," "\n'])
def test_a_table_of_empty_cells_is_an_error(tmp_path, content):
    with pytest.raises(ReadError):
        read(tmp_path, content)


def test_the_user_names_the_columns(tmp_path):
    content = "id;manchette;prose;texte\n1;Port;Un.;Résumé.\n"
    (article,) = read(tmp_path, content, columns={"text": "prose", "title": "manchette"})
    assert article == Article("Port", ("Un.",))


@pytest.mark.parametrize(
    ("columns", "key"), [({"text": "prose"}, "column_unknown"), ({"prose": "texte"}, "field_unknown")]
)
def test_a_column_or_field_that_is_not_there_is_an_error(tmp_path, columns, key):
    with pytest.raises(ReadError) as exc:
        read(tmp_path, "titre,texte\nPort,Un.\n", columns=columns)
    assert exc.value.key == key


def test_a_damaged_row_is_rejected_and_the_others_go_on(tmp_path):
    content = 'titre,texte\nPort,Un.\nTrain\n"Bus"x,Trois.\nAvion,Quatre,cinq\nVélo,\nMétro,Six.\n'
    outcomes = read(tmp_path, content)
    assert [o.title if isinstance(o, Article) else o.code for o in outcomes] == [
        "Port", "record_cells", "record_bad_row", "record_cells", "record_no_text", "Métro",
    ]  # fmt: skip
    assert [outcome.origin.record for outcome in outcomes] == [1, 2, 3, 4, 5, 6]
    assert [outcomes[n].excerpt for n in (1, 3, 4)] == ["Train", "Avion,Quatre,cinq", "Vélo"]


def test_the_row_that_cannot_be_read_is_shown(tmp_path):
    (outcome,) = read(tmp_path, 'titre,texte\n"Bus"x,Trois.\n')
    assert "Bus" in outcome.excerpt


def test_a_file_cut_inside_a_cell_keeps_the_rows_before(tmp_path):
    whole = written([("Port", "Un."), ("Bus", "Deux, trois.\nQuatre.")])
    outcomes = read(tmp_path, whole[: whole.index("Quatre")])
    assert [o.title if isinstance(o, Article) else o.code for o in outcomes] == ["Port", "record_bad_row"]


def test_a_text_of_absurd_length_is_rejected(tmp_path):
    outcomes = read(tmp_path, f"titre,texte\nPort,{'a' * (MAX_CHARACTERS + 1)}\nBus,{'é' * MAX_CHARACTERS}\n")
    assert isinstance(outcomes[0], Rejected)
    assert (outcomes[0].code, len(outcomes[0].excerpt)) == ("record_too_long", 200)
    assert outcomes[1].title == "Bus"


@given(st.lists(st.lists(st.sampled_from(["Un.", "Port", "", "L’été"]), min_size=1, max_size=4), max_size=6))
@settings(max_examples=150, deadline=None)
def test_every_row_is_an_article_or_a_rejected_record(tmp_path_factory, rows):
    outcomes = read(tmp_path_factory.mktemp("csv"), written(rows))
    assert len(outcomes) == sum(any(row) for row in rows)
    assert [o.origin.record for o in outcomes] == list(range(1, len(outcomes) + 1))


@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join))
@settings(max_examples=200, deadline=None)
def test_no_word_of_a_damaged_table_is_lost_unseen(tmp_path_factory, body):
    outcomes = read(tmp_path_factory.mktemp("csv"), f"titre,texte\n{body}\n")
    assert [o.origin.record for o in outcomes] == list(range(1, len(outcomes) + 1))
    if not any(isinstance(outcome, Rejected) for outcome in outcomes):
        words = " ".join(" ".join([article.title, *article.paragraphs]) for article in outcomes)
        assert words.count("Grève") == body.count("Grève")
