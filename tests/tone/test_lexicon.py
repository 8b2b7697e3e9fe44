from __future__ import annotations

import pytest

from analytics.errors import ResourceError
from analytics.pipeline import analyse, run_id_of
from analytics.reading import reading_key
from analytics.resources import read_rows
from analytics.settings import Settings, load_settings
from analytics.tone.lexicon import Lexicon, bundled_words, is_expression, lexicon_hashes, load_lexicon
from analytics.tone.word_lists import COLUMNS
from tests.conftest import ROOT, SHARED
from tests.strategies import partition_of

LISTS = SHARED / "data" / "lexicons"


@pytest.fixture
def listed(tmp_path):
    """Write a list and return its path."""

    def write(text, name="liste.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def found(lexicon, text):
    tokens = partition_of(text).tokens
    matches = lexicon.find(tokens)
    values = lexicon.valences[matches.entries].round(3)
    return [(lexicon.entries[e], v) for e, v in zip(matches.entries, values, strict=True)]


def test_our_list_is_as_large_as_it_is_said_to_be():
    words = {row["lemma"] for row in bundled_words().rows}
    assert sum(not is_expression(word) for word in words) >= 6000
    assert sum(map(is_expression, words)) >= 800


@pytest.mark.parametrize(
    "text",
    [
        "Le tribunal siège à Lyon.", "L'hôpital ouvre une aile.", "Une élection a lieu dimanche.", "L'armée défile.",
        "Le festival commence.", "La récolte de blé.", "Le Conseil de sécurité se réunit.", "Le vaccin arrive.",
        "La fédération du développement rural.", "Il est né à Rennes en 1980.", "À plusieurs reprises, il parle.",
        "Il travaille à l'aide d'une grue.", "Une école d'intelligence artificielle.", "Un match amical.",
        "Le génie civil est un métier.", "La sécurité sociale publie ses comptes.",
    ],
)  # fmt: skip
def test_subjects_are_not_tone(text):
    assert found(load_lexicon(), text) == []


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Elles sont abandonnées.", "abandonné"),
        ("Des rues endeuillées.", "endeuillé"),
        ("Des scènes bouleversantes.", "bouleversant"),
        ("Ils abandonnent la ville.", "abandonner"),
        ("Des tsunamis.", "tsunamis"),
    ],
)
def test_inflected_forms_match_their_own_entry(text, entry):
    assert [e for e, _ in found(load_lexicon(), text)] == [entry]


def test_a_list_alone_replaces_ours(listed):
    lexicon = load_lexicon(listed("gabegie;-0,5\n"))
    assert found(lexicon, "Une gabegie, une crise.") == [("gabegie", -0.5)]


def test_a_list_behind_ours_extends_it_and_wins(listed):
    path = listed("bidulerie;-0,5\ncrise;0,9\nlutte des idées;0,4\n")
    lexicon = load_lexicon("ours", path)
    assert found(lexicon, "Une bidulerie, une crise, un succès, une lutte des idées.") == [
        ("bidulerie", -0.5), ("crise", 0.9), ("succès", 0.6), ("lutte des idées", 0.4),
    ]  # fmt: skip
    assert found(load_lexicon(path, "ours"), "Une crise.") == found(load_lexicon(), "Une crise.")


@pytest.mark.parametrize("line", ["crise;0", "-crise"])
def test_a_word_is_taken_out(listed, line):
    lexicon = load_lexicon("ours", listed(f"bidulerie;-0,5\n{line}\n"))
    assert found(lexicon, "Une crise, des crises, une bidulerie.") == [("bidulerie", -0.5)]
    assert lexicon.remarks == ()


def test_a_participle_taken_out_does_not_count_by_its_verb(listed):
    lexicon = load_lexicon("ours", listed("-condamné\nbidulerie;-0,5\n"))
    assert found(lexicon, "Il est condamné.") == []
    assert found(lexicon, "Ils condamnent.") == found(load_lexicon(), "Ils condamnent.")


def test_taking_out_what_is_not_there_is_said(listed):
    lexicon = load_lexicon("ours", listed("-introuvaille\nbidulerie;-0,5\n"))
    assert [remark.key for remark in lexicon.remarks] == ["lexicon_nothing_removed"]


def test_a_word_of_ours_with_contexts_is_replaced_whole(listed):
    lexicon = load_lexicon("ours", listed("brave;-0,2\n"))
    assert found(lexicon, "Il brave le froid, un brave.") == [("brave", -0.2), ("brave", -0.2)]


def test_a_list_may_hold_inflected_forms(listed):
    lexicon = load_lexicon(listed("crises;-0,9\ncrise;-0,3\n"))
    assert found(lexicon, "Une crise, des crises.") == [("crise", -0.3), ("crises", -0.9)]


def test_a_list_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ResourceError, match=r"absente\.csv"):
        load_lexicon(tmp_path / "absente.csv")


def test_the_same_path_with_other_content_is_read_anew(listed):
    path = listed("crise;-0,1\n")
    assert found(load_lexicon(path), "Une crise.") == [("crise", -0.1)]
    listed("crise;-0,2\n")
    assert found(load_lexicon(path), "Une crise.") == [("crise", -0.2)]


def test_readings_and_runs_depend_on_the_content_of_lists_not_on_their_place(listed, seed_run):
    from analytics.runs import corpus_of

    corpus = corpus_of(seed_run)

    def identity(*lists):
        settings = Settings().with_lexicons(map(str, lists))
        return reading_key(settings), run_id_of(corpus, settings)

    path = listed("crise;-0,1\n")
    one = identity("ours", path)
    assert identity("ours", listed("crise;-0,1\n", "autre.csv")) == one
    assert identity(path)[0] != one[0]
    listed("crise;-0,2\n")
    changed = identity("ours", path)
    assert changed[0] != one[0]
    assert changed[1] != one[1]
    assert identity()[0] == reading_key(Settings())


def test_a_run_is_read_with_the_lists_of_its_settings_and_names_them(tmp_path, demonstration, listed):
    path = listed("guerre;0,5\n")
    settings = tmp_path / "reglages.toml"
    settings.write_text(f'[tone]\nlexicons = ["ours", "{path}"]\n', encoding="utf-8")
    loaded = load_settings(settings)
    assert loaded.tone.lexicons == ("ours", str(path))
    run = analyse(demonstration, settings=loaded)
    hits = run.tables["hits"]
    assert set(hits.loc[hits["entry"] == "guerre", "prior_valence"]) == {0.5}
    assert run.manifest["lexicons"] == dict(
        zip(loaded.tone.lexicons, lexicon_hashes(loaded.tone.lexicons), strict=True)
    )
    assert run.run_id == run_id_of(demonstration, loaded)


def test_a_bundled_line_that_is_faulty_is_named(tmp_path):
    from analytics.tone import lexicon

    path = tmp_path / "mots.tsv"
    lines = ["mot x 1 event", "mot noun 2 event", "mot noun un event", "mot noun 1 x", "mot noun 1 event"]
    cells = [COLUMNS, *([*line.split(), "", ""] for line in lines)]
    path.write_text("\n".join(map("\t".join, cells)), encoding="utf-8")
    with pytest.raises(ResourceError) as exc:
        read_rows(path, COLUMNS, check=lexicon._fault)
    assert [fault.split(":")[0] for fault in exc.value.values["faults"].split("; ")] == ["2", "3", "4", "5"]


@pytest.mark.skipif(not LISTS.is_dir(), reason="lists of other authors are not here")
@pytest.mark.parametrize(
    ("name", "n_entries"),
    [("vader_fr_lexicon.txt", 8500), ("pattern_fr-sentiment.xml", 5000), ("AFINN-fr-165.txt", 2000)],
)
def test_lists_of_other_authors_are_read(name, n_entries):
    lexicon = load_lexicon(LISTS / name)
    assert len(lexicon) > n_entries
    assert abs(lexicon.valences).max() == 1
    assert len(found(lexicon, (ROOT / "seeds/2024-01-27-pekin-pyongyang.txt").read_text(encoding="utf-8"))) > 3


def test_an_empty_lexicon_finds_nothing():
    assert found(Lexicon([]), "Une crise.") == []
