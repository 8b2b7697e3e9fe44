from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.corpus import Article, Corpus, Origin, Rejected
from analytics.errors import ReadError
from analytics.readers.json_lines import read_json, read_json_lines

PORT = {"title": "Le port ferme", "text": "Un vote serré.", "date": "2024-03-12T18:30", "outlet": "Le Phare"}
TEXTS = st.text(max_size=15)
ARTICLES = st.builds(
    Article,
    title=TEXTS,
    paragraphs=st.lists(TEXTS, min_size=1, max_size=4).map(tuple),
    published=st.none() | st.datetimes().map(lambda d: d.replace(second=0, microsecond=0)),
    outlet=st.none() | TEXTS,
    author=st.none() | TEXTS,
    section=st.none() | TEXTS,
    url=st.none() | TEXTS,
).filter(lambda article: article.paragraphs)


def read(folder, content, *, reader=read_json_lines, columns=None):
    path = folder / "revue.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(reader(path, name="revue.jsonl", columns=columns or {}))


def record_of(article):
    fields = ("title", "paragraphs", "outlet", "author", "section", "url")
    published = article.published and article.published.isoformat()
    return {**{name: getattr(article, name) for name in fields}, "published": published}


def lines_of(records, **options):
    return "".join(json.dumps(record, **options) + "\n" for record in records)


def codes(outcomes):
    return [outcome.code if isinstance(outcome, Rejected) else outcome.title for outcome in outcomes]


@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_one_article_per_line(tmp_path, ensure_ascii):
    first, second = read(tmp_path, lines_of([PORT, {"texte": "La ligne rouvre."}], ensure_ascii=ensure_ascii))
    assert first == Article("Le port ferme", ("Un vote serré.",), datetime(2024, 3, 12, 18, 30), "Le Phare")
    assert second == Article("", ("La ligne rouvre.",))
    assert (first.origin, second.origin) == (Origin("revue.jsonl", 1), Origin("revue.jsonl", 2))


@given(st.lists(ARTICLES, max_size=4), st.booleans(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@settings(max_examples=150, deadline=None)
def test_articles_written_as_json_lines_come_back(tmp_path_factory, articles, ensure_ascii, encoding):
    content = lines_of(map(record_of, articles), ensure_ascii=ensure_ascii).encode(encoding)
    outcomes = read(tmp_path_factory.mktemp("jsonl"), content)
    assert outcomes == articles
    assert Corpus.of(outcomes).fingerprint == Corpus.of(articles).fingerprint


@given(st.lists(ARTICLES, max_size=4))
@settings(max_examples=50, deadline=None)
def test_articles_written_as_one_list_come_back(tmp_path_factory, articles):
    content = json.dumps([record_of(article) for article in articles], indent=2)
    assert read(tmp_path_factory.mktemp("json"), content, reader=read_json) == articles


def test_a_file_may_hold_one_object(tmp_path):
    assert read(tmp_path, json.dumps(PORT, indent=2), reader=read_json) == read(tmp_path, json.dumps(PORT))


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Un.\nDeux.", ("Un.", "Deux.")),
        ("Un\nvote.\n\nDeux.", ("Un vote.", "Deux.")),
        ("Un.\u2028Deux.", ("Un.", "Deux.")),
        (["Un.", "Deux."], ("Un.", "Deux.")),
        (["Un.", None, "", "Deux."], ("Un.", "Deux.")),
        ([["Un.", "Deux."], "Trois."], ("Un.", "Deux.", "Trois.")),
        (2024, ("2024",)),
        ("\ud83d\ude42 \ud800Un.", ("🙂 Un.",)),
        ("NA", ("NA",)),
        ("null", ("null",)),
    ],
)
def test_the_text_may_be_one_string_or_a_list(tmp_path, text, paragraphs):
    (article,) = read(tmp_path, json.dumps({"text": text}))
    assert article.paragraphs == paragraphs


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ('{"text": "Un.", "author": null}', "author", None),
        ('{"text": "Un.", "author": ""}', "author", None),
        ('{"text": "Un.", "author": []}', "author", None),
        ('{"text": "Un.", "author": ["Anne Petit"]}', "author", "Anne Petit"),
        ('{"text": "Un.", "date": 20240312}', "published", datetime(2024, 3, 12)),
        ('{"text": "Un.", "date": 1710201600}', "published", None),
        ('{"text": "Un.", "date": null}', "published", None),
        ('{"text": "Un.", "Titre": "Grève", "titre_article": "Autre"}', "title", "Grève"),
        ('{"text": "Un.", "titre": "A", "titre": "B"}', "title", "B"),
        ('{"text": "Un.", "title": 1984}', "title", "1984"),
        pytest.param('{"text": "Un.", "author": NaN}', "author", None),
        pytest.param(
            '{"text": "Un.", "author": ["Anne Petit", "Luc Roy"]}', "author", "Anne Petit, Luc Roy",
        ),
    ],
)  # fmt: skip
def test_values(tmp_path, line, field, value):
    (article,) = read(tmp_path, line)
    assert getattr(article, field) == value


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\n \t\n"])
def test_blank_lines_are_no_records(tmp_path, end):
    outcomes = read(tmp_path, end.join([json.dumps(PORT), json.dumps({**PORT, "title": "Bus"}), ""]))
    assert [(o.title, o.origin.record) for o in outcomes] == [("Le port ferme", 1), ("Bus", 2)]


@pytest.mark.parametrize(
    "character",
    [
        "\x85",
        pytest.param("\u2028"),
        pytest.param("\u2029"),
    ],
)
def test_a_line_ends_at_a_line_feed_only(tmp_path, character):
    line = json.dumps({"title": f"Le port{character}ferme", "text": "Un."}, ensure_ascii=False)
    assert [article.title for article in read(tmp_path, line)] == ["Le port ferme"]


def test_a_damaged_line_is_rejected_and_the_others_go_on(tmp_path):
    lines = [
        json.dumps(PORT), '{"title": "Bus", "te', "[]", '"Un."', "null", "{}",
        '{"title": "Vélo", "text": " "}', '{"résumé": "Un."}', "\x00", '{"text": 1e}', json.dumps(PORT)[:-1],
        json.dumps(PORT),
    ]  # fmt: skip
    outcomes = read(tmp_path, "\n".join(lines))
    assert codes(outcomes) == [
        "Le port ferme", *["record_bad_json"] * 4, "record_no_column", "record_no_text", "record_no_column",
        *["record_bad_json"] * 3, "Le port ferme",
    ]  # fmt: skip
    assert [outcome.origin.record for outcome in outcomes] == list(range(1, len(lines) + 1))
    assert [outcomes[n].excerpt for n in (1, 2, 6, 7)] == [lines[1], "[]", "Vélo", lines[7]]


@given(st.lists(st.sampled_from([json.dumps(PORT), "{", "[1]", '{"a": 1}', "", " ", "é\x00", "{}"])))
@settings(max_examples=100, deadline=None)
def test_every_line_is_an_article_or_a_rejected_record(tmp_path_factory, lines):
    outcomes = read(tmp_path_factory.mktemp("jsonl"), "\n".join(lines))
    n_records = sum(bool(line.strip()) for line in lines)
    assert [outcome.origin.record for outcome in outcomes] == list(range(1, n_records + 1))


@given(st.integers(min_value=0))
@settings(max_examples=100, deadline=None)
def test_a_file_cut_anywhere_keeps_the_lines_before(tmp_path_factory, cut):
    content = lines_of([{**PORT, "title": f"Titre {n}"} for n in range(3)]).encode()
    kept = content[: cut % len(content)]
    outcomes = read(tmp_path_factory.mktemp("jsonl"), kept)
    assert len(outcomes) == len([line for line in kept.split(b"\n") if line])
    assert codes(outcomes)[: kept.count(b"\n")] == [f"Titre {n}" for n in range(kept.count(b"\n"))]


@pytest.mark.parametrize("content", ["", "{", "[{]", '{"text": "1"}\n{"text": "2"}', "Le port", "\x00"])
def test_a_json_file_that_is_not_one_value_is_an_error(tmp_path, content):
    with pytest.raises(ReadError) as exc:
        read(tmp_path, content, reader=read_json)
    assert (exc.value.key, exc.value.values["path"]) == ("file_bad_json", "revue.jsonl")


def test_items_of_a_list_that_are_no_articles_are_rejected(tmp_path):
    outcomes = read(tmp_path, json.dumps([PORT, 3, None, [PORT], "Un.", {"a": 1}]), reader=read_json)
    assert codes(outcomes) == ["Le port ferme", *["record_bad_json"] * 4, "record_no_column"]
    assert [outcome.origin.record for outcome in outcomes] == [1, 2, 3, 4, 5, 6]


def test_an_empty_list_has_no_article(tmp_path):
    assert read(tmp_path, "[]", reader=read_json) == []


def test_the_user_names_the_keys_where_a_record_has_them(tmp_path):
    lines = [{"prose": "Un.", "text": "Résumé."}, {"text": "Deux."}, {"vers": "Trois."}]
    first, second, third = read(tmp_path, lines_of(lines), columns={"text": "prose"})
    assert first.paragraphs == ("Un.",)
    assert second.paragraphs == ("Deux.",)
    assert third.code == "record_no_column"


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"text": ' + "9" * 5000 + "}",
        pytest.param(
            '{"text": ' + "[" * 600 + "]" * 600 + "}",
        ),
    ],
)
def test_a_hostile_line_is_rejected(tmp_path, line):
    assert codes(read(tmp_path, f"{line}\n{json.dumps(PORT)}")) == ["record_bad_json", "Le port ferme"]


def test_a_lone_surrogate_in_a_key_can_be_stored_with_the_reason(tmp_path):
    assert Corpus.of([], read(tmp_path, '{"\\ud800": 1}')).rejected.num_rows == 1
