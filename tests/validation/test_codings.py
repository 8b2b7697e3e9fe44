from __future__ import annotations

import csv
import io

import numpy as np
import pandas as pd
import pytest

from analytics.corpus import Article, Corpus
from analytics.errors import ValidationError
from analytics.pipeline import analyse
from analytics.validation import read_codings, sample_csv, sample_passages
from analytics.validation.codings import Given, codings_of, parse_codings, parse_sheet


def parsed(text, name="anne.csv", encoding="utf-8"):
    return parse_codings([(name, name.removesuffix(".csv"), text.encode(encoding))])


def fault_of(*texts):
    with pytest.raises(ValidationError) as caught:
        parse_codings([(f"{n}.csv", str(n), text.encode()) for n, text in enumerate(texts)])
    return caught.value


@pytest.fixture(scope="module")
def sample(run):
    return sample_passages(run, n=40, seed=1)


def test_a_coder_is_not_shown_the_tone(sample):
    rows = list(csv.reader(io.StringIO(sample_csv(sample).decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == [
        "passage_id", "article_id", "paragraph", "start", "end", "outlet", "date", "text", "code", "mixed", "note",
    ]  # fmt: skip
    assert [row[0] for row in rows[1:]] == sample["passage_id"].tolist()
    assert [row[7] for row in rows[1:]] == sample["text"].tolist()
    assert all(row[8:] == ["", "", ""] for row in rows[1:])


def test_a_french_spreadsheet_opens_it(sample):
    content = sample_csv(sample)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.split(b"\n")[0].count(b";") == 10


def test_a_passage_is_no_formula():
    run = analyse(
        Corpus.of([Article("T", ("- Le maire a dit que la réunion du conseil aurait lieu jeudi prochain.",))])
    )
    (row,) = csv.DictReader(io.StringIO(sample_csv(sample_passages(run, n=1)).decode("utf-8-sig")), delimiter=";")
    assert row["text"].startswith("'- Le maire")


@pytest.mark.parametrize(
    ("encoding", "delimiter", "codes"),
    [
        ("utf-8-sig", ";", ["-2", "-1", "0", "1", "2"]),
        ("utf-8-sig", ",", ["-2,0", "-1,0", "0,0", "1,0", "2,0"]),
        ("utf-8", "\t", ["-2.0", "-1.00", "0.", "+1", " 2 "]),
        ("utf-16", ";", ["−2", "–1", "0", "1", "2"]),
        ("cp1252", ";", ["-2", "'-1", "0", "1", "2"]),
    ],
)
def test_round_trip_through_a_spreadsheet(sample, encoding, delimiter, codes, tmp_path):
    rows = list(csv.DictReader(io.StringIO(sample_csv(sample).decode("utf-8-sig")), delimiter=";"))
    rows = [{**row, "code": codes[i % 5], "mixed": ["", "1", "x"][i % 3]} for i, row in enumerate(rows)]
    with (tmp_path / "anne.csv").open("w", encoding=encoding, newline="", errors="replace") as stream:
        writer = csv.DictWriter(stream, rows[0], delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    codings = read_codings([tmp_path / "anne.csv"])
    assert codings["passage_id"].tolist() == sample["passage_id"].tolist()
    assert codings["code"].tolist() == [(-2, -1, 0, 1, 2)[i % 5] for i in range(40)]
    assert codings["mixed"].tolist() == [i % 3 > 0 for i in range(40)]
    assert set(codings["coder"]) == {"anne"}


def test_what_is_not_coded_has_no_row_and_what_is_unclear_no_code():
    codings = parsed("passage_id;code\np1;1\np2;\np3;?\n;;\n")
    assert codings["passage_id"].tolist() == ["p1", "p3"]
    assert codings["code"].tolist() == pytest.approx([1, np.nan], nan_ok=True)


def test_several_coders_in_one_file():
    codings = parsed("Passage_ID;code_Anne;mixed_Anne;Code Karim;note_Anne\np1;1;oui;-1;dur à dire\np2;;;0\n")
    assert codings.to_dict("records") == [
        {"passage_id": "p1", "coder": "Anne", "code": 1.0, "mixed": True, "note": "dur à dire"},
        {"passage_id": "p1", "coder": "Karim", "code": -1.0, "mixed": False, "note": ""},
        {"passage_id": "p2", "coder": "Karim", "code": 0.0, "mixed": False, "note": ""},
    ]


def test_files_of_several_coders_are_joined():
    codings = parse_codings([(f"{c}.csv", c, b"passage_id;code\np1;1\n") for c in ("anne", "karim")])
    assert codings["coder"].tolist() == ["anne", "karim"]


def test_every_faulty_line_is_named():
    error = fault_of("passage_id;code;mixed\np1;3;\np2;1;peut-être\np3;0;\np3;1;\np4;oui;\np5;0,5;\n")
    assert error.key == "codings_faulty"
    told = [line.replace("\u00a0", " ") for line in error.message("fr").split("\n- ")[1:]]
    beginnings = [
        "ligne 2 : le code « 3 »",
        "ligne 3 : « peut-être »",
        "ligne 5 : le passage p3 est déjà codé à la ligne 4",
        "ligne 6 : le code « oui »",
        "ligne 7 : le code « 0,5 »",
    ]
    assert len(told) == len(beginnings)
    assert all(line.startswith(beginning) for line, beginning in zip(told, beginnings, strict=True))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("passage_id;text\np1;un texte\n", "codings_columns"),
        ("id;code\np1;1\n", "codings_columns"),
        ("", "codings_columns"),
        ("passage_id;code\np1;\n", "codings_none"),
        ("passage_id;code\n", "codings_none"),
    ],
)
def test_files_that_hold_no_codes(text, key):
    error = fault_of(text)
    assert error.key == key
    assert "0.csv" in error.message("fr")
    assert "0.csv" in error.message("en")


def test_two_files_of_one_coder_are_refused(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "anne.csv").write_text("passage_id;code\np1;1\n", encoding="utf-8")
    with pytest.raises(ValidationError, match="« anne » a codé dans"):
        read_codings([tmp_path / "a" / "anne.csv", tmp_path / "b" / "anne.csv"])
    assert fault_of("passage_id;code_X\np1;1\n", "passage_id;code_X\np2;1\n").key == "codings_same_coder"


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(ValidationError, match="ne se lit pas"):
        read_codings([tmp_path / "nulle-part.csv"])


def test_a_sheet_begun_in_the_browser_is_gone_on_with(sample):
    ids = sample["passage_id"].tolist()
    given = {ids[0]: Given(-2, mixed=True, note="= dur"), ids[5]: Given(None), ids[7]: Given(2, note="« oui » ; non")}
    sheet = parse_sheet("x.csv", sample_csv(sample, codings_of("", given)))
    assert sheet.passage_ids == tuple(ids)
    assert sheet.given == given | {ids[0]: Given(-2, mixed=True, note="'= dur")}
    assert parse_sheet("x.csv", sample_csv(sample)).given == {}


def test_codes_of_the_browser_are_those_of_a_file(sample):
    given = {sample["passage_id"][0]: Given(-1), sample["passage_id"][1]: Given(None, note="court")}
    written = parse_codings([("anne.csv", "anne", sample_csv(sample, codings_of("anne", given)))])
    pd.testing.assert_frame_equal(written, codings_of("anne", given))
