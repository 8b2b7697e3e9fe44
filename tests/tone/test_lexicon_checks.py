from __future__ import annotations

import pytest

from analytics.messages import LANGUAGES
from analytics.resources import read_rows, resource
from analytics.tone.lexicon import bundled_words
from analytics.tone.lexicon_checks import check_lexicon


def rows(*entries):
    """Entries as (lemma, valence), (lemma, valence, pos) and so on."""
    defaults = ("", 0, "noun", "", "")
    return [
        {"lemma": lemma, "valence": str(valence), "pos": pos, "context": context, "note": note, "facet": "event"}
        for lemma, valence, pos, context, note in ((*entry, *defaults[len(entry) :]) for entry in entries)
    ]


def kinds(*entries):
    return [(f.level, f.kind, f.entry, f.other) for f in check_lexicon(rows(*entries))]


def test_our_list_has_no_error_and_explains_every_look():
    findings = check_lexicon()
    assert [f for f in findings if f.level == "error"] == []
    assert [f for f in findings if not f.note] == []
    assert findings  # the check looks at something


@pytest.mark.parametrize(
    ("entries", "finding"),
    [
        ([("crise", -0.5), ("crise", -0.3)], ("error", "double", "crise", "")),
        ([("crise", -1.5)], ("error", "range", "crise", "-1.5")),
        ([("vol d'idée", -0.5), ("vol d'idées", -0.5)], ("error", "same_lemmas", "vol d'idées", "vol d'idée")),
        ([("Crise", -0.5)], ("error", "capital", "Crise", "crise")),
        ([("crise/choc", -0.5)], ("error", "not_a_word", "crise/choc", "crise")),
        ([("brave", 0.5, "adj", "adj")], ("error", "no_note", "brave", "adj")),
        ([("paix", -0.5), ("guerre", -0.8)], ("error", "antonyms", "guerre", "paix")),
        ([("juste", 0.5), ("injuste", 0.5)], ("look", "prefix", "injuste", "juste")),
        ([("mérite", 0.5), ("démérite", 0.3)], ("look", "prefix", "démérite", "mérite")),
        ([("lettre morte", 0.5, "expr"), ("mort", -0.7)], ("look", "sign", "lettre morte", "-0.70")),
        ([("table ronde", 0, "expr")], ("look", "hides_nothing", "table ronde", "")),
        ([("omerta", -0.5)], ("look", "inflection", "omerta", "omertas > omertas")),
    ],
)  # fmt: skip
def test_what_is_found(entries, finding):
    assert kinds(*entries) == [finding]


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [("brave", 0.5, "adj", "adj", "courageux"), ("brave", 0.3, "noun", "noun", "courageux")],
        [("paix", 0.7), ("guerre", -0.8)],
        [("juste", 0.5), ("injuste", -0.5)],
        [("lettre morte", -0.5, "expr"), ("mort", -0.7)],
        [("gardien de la paix", 0, "expr"), ("paix", 0.7)],
        [("Trésor public", 0, "expr"), ("trésor public", 0.2, "expr"), ("trésor", 0.4)],
        [("journal", 0.1), ("récital", 0.1), ("joyau", 0.5), ("vœu", 0.3), ("bijou", 0.3), ("abandonné", -0.4, "adj")],
        [("crise", -0.5), ("crises", -0.6)],
    ],
)
def test_what_is_sound(entries):
    assert kinds(*entries) == []


def test_a_note_goes_with_its_finding():
    findings = check_lexicon(rows(("pitoyable", -0.5), ("impitoyable", -0.5, "noun", "", "autre sens")))
    assert [f.note for f in findings] == ["autre sens"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_says_what_to_do(lang):
    entries = rows(
        ("crise", -1.5), ("crise", -0.3), ("Crise", 1), ("a/b", 1), ("brave", 1, "adj", "adj"), ("paix", -1),
        ("guerre", -1), ("juste", 1), ("injuste", 1), ("lettre morte", 1, "expr"), ("mort", -1), ("omerta", -1),
        ("table ronde", 0, "expr"), ("d'accord", 1, "expr"), ("d'accords", 1, "expr"),
    )  # fmt: skip
    findings = check_lexicon(entries)
    assert len({f.kind for f in findings}) == 11
    for f in findings:
        assert f.other in f.message(lang)


def test_most_pairs_of_the_antonym_table_are_in_our_list():
    listed = {row["lemma"] for row in bundled_words().rows}
    pairs = [(row["word"], row["antonym"]) for row in read_rows(resource("antonyms.tsv"), ("word", "antonym", "note"))]
    assert len(pairs) == len({frozenset(pair) for pair in pairs})
    assert sum(set(pair) <= listed for pair in pairs) >= 300
