"""Quotations that meet filters: what is kept, what it amounts to, and each in its text."""

from __future__ import annotations

import pytest

from analytics.corpus import Article, Corpus
from analytics.errors import SettingsError
from analytics.messages import message
from analytics.pipeline import analyse
from analytics.quotation_answers import cue_line, quotation_filter, quotation_table, speaker_line, summary
from analytics.quotation_search import (
    GAP,
    KINDS,
    STANCES,
    UNKNOWN,
    QuotationFilter,
    choose_quotations,
    find_speakers,
    in_context,
    list_quotations,
    quotation_figures,
    speakers_of,
)


@pytest.fixture(scope="module")
def said():
    """Two outlets; a quotation in two parts, one that is linked to nobody, and hearsay."""
    texts = (
        "« La réforme est juste », a déclaré le président Emmanuel Macron. "
        "Une voisine a confié que le marché était désert.",
        "« Nous irons », a affirmé Élisabeth Borne, « jusqu’au bout de l’été ». Emmanuel Macron l’écoutait. "
        "Le ministre aurait quitté la ville.",
    )
    outlets = ("La Gazette fictive", "Agence Démo")
    return analyse(
        Corpus.of(
            Article(f"Titre {outlet}", (text,), outlet=outlet) for text, outlet in zip(texts, outlets, strict=True)
        )
    )


def table_of(run, *, lang):
    return quotation_table(run, list_quotations(run), lang=lang)


def texts(run, **wanted):
    return list_quotations(choose_quotations(run, QuotationFilter(**wanted)))["text"].tolist()


def test_no_filter_is_the_run_itself(said):
    assert choose_quotations(said, QuotationFilter()) is said


def test_a_search_knows_neither_accents_nor_capitals_and_keeps_all_parts(said):
    (found,) = texts(said, text="ETE")
    assert found.split(GAP)[0].strip("«» \u00a0,") == "Nous irons"
    assert "jusqu’au bout de l’été" in found
    assert texts(said, text="mot absent") == []


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ({"outlets": ("La Gazette fictive",)}, ["La réforme est juste", "le marché était désert"]),
        ({"speakers": ("person:emmanuel-macron",)}, ["La réforme est juste"]),
        ({"kinds": ("indirect",)}, ["le marché était désert"]),
        ({"kinds": ("direct",), "outlets": ("Agence Démo",)}, ["Nous irons"]),
    ],
)
def test_filters_keep_what_meets_all_of_them(said, wanted, kept):
    found = texts(said, **wanted)
    assert len(found) == len(kept)
    assert all(words in text for words, text in zip(kept, found, strict=True))


def test_speakers_linked_to_nobody(said):
    found = list_quotations(choose_quotations(said, QuotationFilter(speakers=(UNKNOWN,))))
    assert any("le marché était désert" in text for text in found["text"])
    assert found["speaker_id"].isna().all()


@pytest.mark.parametrize("name", KINDS)
def test_kinds_share_out_all_quotations(run, name):
    rows = list_quotations(run)
    assert texts(run, kinds=(name,)) == rows.loc[rows["kind"] == name, "text"].tolist()


@pytest.mark.parametrize("name", STANCES)
def test_stances(run, name):
    rows = list_quotations(run)
    assert texts(run, stances=(name,)) == rows.loc[rows["stance"] == name, "text"].tolist()


def test_hearsay_is_part_of_the_run(run):
    rows = list_quotations(run)
    kept = list_quotations(choose_quotations(run, QuotationFilter(hearsay=True)))
    assert 0 < len(kept) < len(rows)
    assert (kept["hearsay"] | (kept["kind"] == "hearsay")).all()


def test_other_tables_stay_as_they_are(run):
    chosen = choose_quotations(run, QuotationFilter(kinds=("direct",)))
    for name in ("articles", "hits", "mentions", "actors"):
        assert chosen.tables[name].equals(run.tables[name])


def test_figures_count_quotations_once(run):
    rows = list_quotations(run)
    figures = quotation_figures(run)
    parts = run.tables["quotations"]
    assert figures.n_quotations == len(rows) < len(parts)
    assert figures.n_linked == rows["speaker_id"].notna().sum()
    assert figures.n_speakers == len(speakers_of(run, lang="fr")) == rows["speaker_id"].nunique()
    assert "newsroom" not in figures.voice_shares
    assert 0 < sum(figures.voice_shares.values()) < 1


def test_each_passage_is_the_text_around_with_its_places(run):
    rows = list_quotations(run)
    paragraphs = run.tables["paragraphs"].set_index(["article_id", "paragraph"])["text"]
    for row, passage in zip(rows.itertuples(), in_context(run, rows), strict=True):
        whole = paragraphs[row.article_id, row.paragraph]
        assert whole[passage.start : passage.start + len(passage.text)] == passage.text
        assert passage.is_cut == (passage.start > 0, passage.start + len(passage.text) < len(whole))
        first = passage.text[slice(*passage.parts[0])]
        assert row.text.startswith(first)
        if passage.speaker:
            assert passage.text[slice(*passage.speaker)] == row.speaker


def test_a_table_where_all_speakers_are_unknown(said):
    table = table_of(choose_quotations(said, QuotationFilter(speakers=(UNKNOWN,))), lang="fr")
    assert set(table["Acteur"]) == {"inconnu"}


@pytest.mark.parametrize("written", ["person:emmanuel-macron", "Emmanuel Macron", "macron", "MACRON"])
def test_speakers_are_found_by_part_of_their_name(said, written):
    assert find_speakers(said, [written]) == ("person:emmanuel-macron",)


def test_names_are_those_of_tables_or_of_readers(run):
    for lang in ("fr", "en"):
        wanted = quotation_filter(
            run,
            kinds=[message("quotation.direct", lang)],
            stances=[message("stance.denying", lang)],
            speakers=[message("show.unknown", lang)],
            outlets=["agence demo"],
        )
        assert wanted == QuotationFilter(
            kinds=("direct",), stances=("denying",), speakers=(UNKNOWN,), outlets=("Agence Démo",)
        )


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"kinds": ["dirct"]}, "dirct : inconnu ; choisissez parmi direct, indirect"),
        ({"stances": ["x"]}, "choisissez parmi neutral"),
        ({"outlets": ["Le Nulle Part"]}, "choisissez parmi Agence Démo"),
        ({"speakers": ["Zorglub"]}, "aucun acteur qui parle"),
        ({"speakers": ["Corée"]}, "plusieurs acteurs"),
    ],
)
def test_a_name_that_there_is_not_is_told_with_those_that_there_are(run, asked, told):
    with pytest.raises(SettingsError) as raised:
        quotation_filter(run, **asked)
    assert told.replace(" ", "") in raised.value.message("fr").replace("\u00a0", "").replace("\u202f", "").replace(
        " ", ""
    )


def test_the_sentence_and_the_lines_of_a_card(said):
    assert summary(said, lang="en").startswith(f"{len(list_quotations(said))} things quoted or reported, ")
    names = said.tables["actors"].set_index("actor_id")["name_fr"]
    lines = {
        row.text: (speaker_line(row, names, "fr"), cue_line(row, "fr")) for row in list_quotations(said).itertuples()
    }
    (speaker, told) = next(line for text, line in lines.items() if "désert" in text)
    assert speaker == "Une voisine → inconnu"
    assert "dit par « confier » (neutre)" in told.replace("\u00a0", " ")


def test_the_table_to_save_names_who_is_unknown(said):
    table = table_of(said, lang="en").set_index("What is said")
    row = table[table.index.str.contains("désert")].iloc[0]
    assert (row["Speaker"], row["Actor"]) == ("Une voisine", "unknown")
    assert table[["Speaker", "Cue", "Stance"]].notna().all(axis=None)
    assert "" in table["Cue"].tolist()
