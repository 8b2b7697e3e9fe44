from __future__ import annotations

import codecs
import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import ResourceError
from analytics.tone.word_lists import as_number, parse_word_list


def parse(text, **options):
    content = text if isinstance(text, bytes) else text.encode()
    return parse_word_list(content, name="liste", **options)


def values(text):
    return {row["lemma"]: pytest.approx(float(row["valence"])) for row in parse(text).rows}


def faults(text):
    with pytest.raises(ResourceError) as exc:
        parse(text)
    assert exc.value.key == "lexicon_malformed"
    return [(fault.values["line"], fault.values["fault"].key) for fault in exc.value.values["faults"]]


@pytest.mark.parametrize(
    "text",
    [
        "gabegie\t-0.5\nsuper\t0.25\n",
        "gabegie;-0,5\nsuper;0,25\n",
        "gabegie,-0.5\nsuper,0.25\n",
        "gabegie->-0.5\nsuper->0.25\n",
        "# ma liste\nmot;polarity\ngabegie;-0,5\n\nsuper;0,25",
        'Word,Score\r\n"gabegie","-0,5"\r\nsuper,0.25\r\n',
        "valence\tlemma\n−0.5\tGabegie\n+0.25\tsuper\n",
        "id;word;polarity\n1;gabegie;-0.5\n2;super;0.25\n",
        codecs.BOM_UTF8 + "terme;polarité\ngabegie;-0.5\nsuper;0.25\n".encode(),
        "lemma\tpos\tvalence\tfacet\tcontext\tnote\ngabegie\tnoun\t-0.5\tevent\t\t\nsuper\tadj\t0.25\tevent\tadj\tici\n",
        '<?xml version="1.0" encoding="utf-8"?>\n<l><word form="gabegie" polarity="-0.5" pos="NN"/>'
        '<word form="super" polarity="0,25"/></l>',
    ],
    ids=["tab", "semicolon", "comma", "arrow", "titles", "quoted", "order", "columns", "mark", "ours", "xml"],
)
def test_a_list_is_read_whatever_its_columns(text):
    assert values(text) == {"gabegie": -0.5, "super": 0.25}


def test_what_a_list_says_of_a_word_is_kept():
    row = parse("mot;valence;facette;contexte;note;pos\nBrave;0,5;emotion;adj;courageux;adj\n").rows[0]
    assert row == {
        "lemma": "brave", "pos": "adj", "valence": "0.5", "facet": "emotion", "context": "adj", "note": "courageux",
    }  # fmt: skip
    assert parse("brave;0,5\n").rows[0]["facet"] == "evaluation"


@pytest.mark.parametrize(
    ("written", "entry"), [("L’Anxiété", "l'anxiété"), ("Conseil  de sécurité", "Conseil de sécurité"), ("ÉTÉ", "été")]
)
def test_words_are_written_as_lists_write_them(written, entry):
    assert list(values(f"{written};1\n")) == [entry]


def test_values_beyond_one_are_divided_by_the_largest_and_this_is_said():
    words = parse("bon;3\nmauvais;-5\nmoyen;0\n")
    assert [float(row["valence"]) for row in words.rows] == pytest.approx([0.6, -1, 0])
    assert words.scale == 5
    assert [(remark.key, remark.values["scale"]) for remark in words.remarks] == [("lexicon_scaled", 5)]
    assert parse("bon;0.3\nmauvais;-1\n").remarks == ()


def test_values_in_words():
    assert values("mot;polarity\nbon;positive\nmauvais;Négatif\nmoyen;neutral\n") == {
        "bon": 1, "mauvais": -1, "moyen": 0,
    }  # fmt: skip


def test_a_word_with_several_values_gets_their_mean_and_this_is_said():
    words = parse("bon;0.2\nbon;0.6\nmal;-1\nmal;-1\n")
    assert [float(row["valence"]) for row in words.rows] == pytest.approx([0.4, -1])
    assert [(remark.key, remark.values["words"]) for remark in words.remarks] == [("lexicon_several", "bon")]
    assert len(parse("bon;0.2\nbon;0.6\n", merge=False).rows) == 2


def test_words_in_two_contexts_are_two_entries():
    text = "mot;valence;context\nbrave;0,5;adj\nbrave;-0,5;noun\n"
    assert [(row["context"], row["valence"]) for row in parse(text).rows] == [("adj", "0.5"), ("noun", "-0.5")]


def test_entries_without_a_letter_are_left_out_and_named():
    words = parse("bon->0.2\n:-(->-0.5\n8)->0.3\n")
    assert [row["lemma"] for row in words.rows] == ["bon"]
    assert words.remarks[0].key == "lexicon_no_letter"
    assert words.remarks[0].values["words"] == ":-(, 8)"


def test_lines_that_take_words_out():
    words = parse("bon;0.2\n-Grève\n-grève\n")
    assert words.removed == ("grève",)
    assert parse("-grève\n-crise\n").removed == ("grève", "crise")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bon;0.2\nmal;beaucoup\n", [(2, "lexicon_no_number")]),
        ("bon;0.2\nmal\n", [(2, "lexicon_cells")]),
        ("mot;valence\nbon;0.2\n\nmal;0,2;0,3\n;0.3\n", [(4, "lexicon_cells"), (5, "lexicon_no_word")]),
        ("mot;valence;facet\nbon;0.2;joie\n", [(2, "lexicon_choice")]),
        ("mot;valence;context\nbon;0.2;nom\n", [(2, "lexicon_choice")]),
        ("bon\tinf\nmal\t-1\n", [(1, "lexicon_no_number")]),
        ('<l>\n<word form="bon"/></l>', [(2, "lexicon_attributes")]),
        ('<l>\n\n<word form="mal" polarity="x"/></l>', [(3, "lexicon_no_number")]),
    ],
)  # fmt: skip
def test_every_faulty_line_is_named_at_once(text, expected):
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "lexicon_empty"),
        ("# rien\n\n", "lexicon_empty"),
        ("mot;valence\n", "lexicon_empty"),
        ("mot;sens\nbon;0.2\n", "lexicon_titles"),
        ("bon;adj;0.2\n", "lexicon_titles"),
        ("<l><word form='bon' polarity='1'></l>", "lexicon_xml"),
        ("<!DOCTYPE l [<!ENTITY a 'b'>]><l><word form='&a;' polarity='1'/></l>", "lexicon_xml"),
        ("<l><autre/></l>", "lexicon_empty"),
        (b"PK\x03\x04\x00\x00", "lexicon_binary"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_no_list_says_what_to_do(text, key, lang):
    with pytest.raises(ResourceError) as exc:
        parse(text)
    assert exc.value.key == key
    assert "liste" in exc.value.message(lang)


def test_many_faults_are_counted_and_the_first_are_named():
    with pytest.raises(ResourceError) as exc:
        parse("bon;0.2\n" + "mal;x\n" * 50)
    assert exc.value.values["n"] == 50
    assert exc.value.message("fr").count("ligne") == 20 + 1  # "corrigez ces lignes", then each


@given(st.floats(-1, 1), st.sampled_from([".", ","]))
def test_a_number_is_read_back(value, point):
    assert as_number(repr(value).replace(".", point)) == value


@given(st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=60))
def test_any_content_is_a_list_or_an_error_with_a_remedy(content):
    told, words = "", None
    try:
        words = parse(content)
    except ResourceError as exc:
        told = exc.message("fr")
    assert told or words.rows or words.removed or words.remarks
    assert words is None or all(-1 <= float(row["valence"]) <= 1 for row in words.rows)


def test_an_entry_that_can_match_nothing_does_not_set_the_scale():
    words = parse_word_list(b"mot;valeur\nbeau;0,5\n123;100\n", name="x.csv")
    assert [(row["lemma"], float(row["valence"])) for row in words.rows] == [("beau", 0.5)]


def test_an_endless_cell_is_a_fault_of_its_line():
    limit = csv.field_size_limit(131_072)  # readers of articles raise it for the process
    try:
        with pytest.raises(ResourceError) as exc:
            parse_word_list(("mot;valeur\nbeau;0,5\n" + "a" * 140_000 + ";1\n").encode(), name="x.csv")
    finally:
        csv.field_size_limit(limit)
    assert exc.value.key == "lexicon_malformed"
