from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.actors.gazetteer import load_gazetteer
from analytics.actors.name_words import name_key
from analytics.actors.names import NAME_COLUMNS, NAMES, find_names
from analytics.actors.persons import settle_persons
from analytics.corpus import Article
from analytics.normalization import fold
from analytics.quotations import find_quotations
from tests.strategies import articles, naming_text, partition_of, partition_of_articles


def names_table(partition):
    gazetteer = load_gazetteer()
    voices = find_quotations(partition).voices
    return find_names(partition, gazetteer.find(partition), voices, demonyms=gazetteer.demonyms)


def names_of(*paragraphs):
    return names_table(partition_of(*paragraphs)).to_pylist()


def named(text):
    return [(row["form"], row["role"]) for row in names_of(text) if row["n_words"]]


def names_by_paragraph(written):
    """Each paragraph of some articles read together, with its names: all columns but the address and the quotation."""
    partition = partition_of_articles(written)
    found = {address: [] for address in addresses_of(partition)}
    for row in names_table(partition).to_pylist():
        del row["voice"], row["quotation_id"]
        found[row.pop("article"), row.pop("paragraph")].append(row)
    return list(zip(partition.texts, found.values(), strict=True))


def addresses_of(partition):
    return list(zip(partition.articles.tolist(), partition.numbers.tolist(), strict=True))


def test_a_name_carries_its_address():
    first, second = names_of("Rien ici.", "Il dort. « Oui », dit M. Luc Morel. « Et Anne Roux »")
    assert first == {
        "article": 0, "paragraph": 2, "start": 25, "end": 34, "sentence": 1, "form": "Luc Morel", "key": "luc morel",
        "n_words": 2, "role": "", "gender": "m", "kind": "person", "kind_reason": "title",
        "voice": "newsroom", "quotation_id": None,
    }  # fmt: skip
    assert (second["start"], second["end"], second["sentence"], second["role"]) == (41, 50, 2, None)
    assert second["quotation_id"] is not None


def test_no_name_gives_empty_tables():
    names = names_table(partition_of(""))
    assert names.schema.equals(NAMES)
    assert names.column_names == NAME_COLUMNS
    assert [len(table) for table in (names, *settle_persons(names.to_pandas()))] == [0, 0, 0]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hier, Luc Morel et Anne de Roux.", ["Luc Morel", "Anne de Roux"]),
        ("Il voit Luc de Villars de Roux.", ["Luc de Villars", "Roux"]),
        ("Il voit Luc de la Heide.", ["Luc", "Heide"]),
        ("Il voit Karl von der Heide-Roux.", ["Karl von der Heide-Roux"]),
        ("Le porte-parole de Moscou Oleg Popov dort.", ["Oleg Popov"]),
        ("Il voit Luc Morel Paris.", []),
        ("Il voit Luc de. Roux dort.", ["Luc", "Roux"]),
        ("Les Russes et Il dort.", ["Il"]),
        ("Des ONU, GAFA et G. W. Roux, Charles III", ["G. W. Roux", "Charles III"]),
        ("Il voit «Luc»Morel, Luc\u00a0Morel, Luc\u202fMorel.", ["Luc", "Morel", "Luc\u00a0Morel", "Luc\u202fMorel"]),
    ],
)  # fmt: skip
def test_runs_of_name_words(text, names):
    assert [form for form, _ in named(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le ministre du roi, M. Luc Roux", [("Luc Roux", "")]),
        ("Le ministre, la députée Anne Roux, parlent", [("Anne Roux", "députée")]),
        ("MM. Luc, Jean et Marc, Anne", [("Luc", ""), ("Jean", ""), ("Marc", ""), ("Anne", "")]),
        ("Luc Roux, maire, Mme Anne", [("Luc Roux", "maire"), ("Anne", "")]),
        ("Le ministre de la présidente von der Heide dort", [("von der Heide", "présidente")]),
        ("Mme Von der Heide dort", [("Von der Heide", "")]),
    ],
)
def test_whom_titles_introduce(text, names):
    assert named(text) == names


def test_a_name_that_begins_with_its_particle_is_a_single_name():
    (name,) = names_of("Puis Mme von der Heide dort.")
    assert (name["form"], name["key"], name["n_words"]) == ("von der Heide", "heide", 1)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Il voit Luc de", "Morel dort"),
        ("Un nouveau président", "Luc Morel dort"),
        ("Un nouveau président", "von der Heide dort"),
        ("Le ministre de la Santé,", "Luc Morel dort"),
        ("Il va à", "Luc Morel, maire, dort"),
        ("Le ministre Roux,", "Luc Morel dort"),
        ("Voici MM. Roux et", "Luc dort"),
        ("Luc Morel,", "maire, dort"),
        ("Il dit «", "Luc dort"),
        ("Kremlin", "Luc Morel dort"),
    ],
)
def test_paragraphs_know_nothing_of_each_other(first, second):
    apart = [names_by_paragraph([Article(text, ())])[0] for text in (first, second)]
    assert names_by_paragraph([Article(first, (second,))]) == apart


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Kim Jong-Un", "kim jong un"),
        ("Élise Borel", "elise borel"),
        ("Jean‑Luc d’Œuf", "jean luc d'oeuf"),
        ("Jean\u00a0Roux", "jean roux"),
        ("Jean\u202fRoux", "jean roux"),
    ],
)
def test_spellings_of_a_name_share_a_key(name, key):
    assert name_key(name) == key


@given(st.text())
def test_a_key_is_the_folded_name_with_plain_spaces(name):
    assert name_key(name) == fold(name).replace("-", " ").replace("\u00a0", " ").replace("\u202f", " ")


written_names = st.lists(st.builds(Article, naming_text(), st.lists(naming_text(), max_size=3).map(tuple)), max_size=4)


@given(articles() | written_names)
@settings(max_examples=200, deadline=None)
def test_names_point_back_into_the_text_and_never_overlap(written):
    partition = partition_of_articles(written)
    texts, last = dict(zip(addresses_of(partition), partition.texts, strict=True)), {}
    for row in names_table(partition).to_pylist():
        address = row["article"], row["paragraph"]
        assert texts[address][row["start"] : row["end"]] == row["form"]
        assert row["start"] >= last.get(address, 0)
        assert row["role"] is None or row["role"] in texts[address]
        last[address] = row["end"]


@given(articles() | written_names)
@settings(max_examples=200, deadline=None)
def test_names_never_leave_their_sentence(written):
    partition = partition_of_articles(written)
    tokens, addresses = partition.tokens, addresses_of(partition)
    rows = [addresses[paragraph] for paragraph in tokens.paragraphs]
    numbers = tokens.sentence_numbers[tokens.sentences].tolist()
    first = dict(zip(zip(rows, tokens.starts.tolist(), strict=True), numbers, strict=True))
    last = dict(zip(zip(rows, tokens.ends.tolist(), strict=True), numbers, strict=True))
    for row in names_table(partition).to_pylist():
        address = row["article"], row["paragraph"]
        assert first[address, row["start"]] == last[address, row["end"]] == row["sentence"]


@given(articles() | written_names)
@settings(max_examples=200, deadline=None)
def test_a_paragraph_has_the_same_names_in_any_company(written):
    for text, names in names_by_paragraph(written):
        assert names_by_paragraph([Article(text, ())]) == [(text, names)]
