"""The list of cues: its own promises, and forms that are recognised."""

from __future__ import annotations

import pytest

from analytics.errors import ResourceError
from analytics.quotations.lists import FRAMES, STANCES, bare, contracted, load_cues
from analytics.resources import cells, read_rows, resource
from analytics.text.lemmas import lemmatize
from tests.quotations.test_reported_speech import said_in

ROWS = read_rows(resource("cue_verbs.tsv"), ("cue", "stance", "frames", "note"))
VERBS = [row["cue"] for row in ROWS if row["frames"] != "source"]
AMBIGUOUS = ("poursuivre", "conclure", "lancer", "glisser", "souffler", "attaquer")


def test_there_are_many_and_none_twice():
    cues = [row["cue"] for row in ROWS]
    assert len(cues) >= 350
    assert len(set(cues)) == len(cues)


def test_stances_and_frames_are_those_declared():
    assert {row["stance"] for row in ROWS} == set(STANCES)
    assert {frame for row in ROWS for frame in cells(row["frames"])} == set(FRAMES)
    assert [row["cue"] for row in ROWS if "source" in cells(row["frames"]) and row["frames"] != "source"] == []


def test_every_verb_is_its_own_lemma():
    verbs = [bare(cue).split(" ")[0] for cue in VERBS]
    assert [pair for pair in zip(verbs, lemmatize(verbs), strict=True) if pair[0] != pair[1]] == []


def test_no_two_sources_are_the_same_words():
    forms = [form for row in ROWS if row["frames"] == "source" for form in contracted(row["cue"])]
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize("verb", AMBIGUOUS)
def test_verbs_of_many_meanings_count_inserted_only(verb):
    assert [row["frames"] for row in ROWS if row["cue"] == verb] == ["incise"]


@pytest.mark.parametrize(
    ("form", "cue"),
    [
        ("annonce", "annoncer"), ("demande", "demander"), ("juge", "juger"), ("explique", "expliquer"),
        ("a écrit", "écrire"), ("avait prévenu", "prévenir"), ("n'a jamais dit", "dire"), ("prétend", "prétendre"),
        ("se plaint", "se plaindre"), ("s'est félicité", "se féliciter"), ("a rappelé", "rappeler"),
        ("estimait", "estimer"), ("précisera", "préciser"), ("a aussi tenu à souligner", "souligner"),
    ],
)  # fmt: skip
def test_forms_of_cues_are_recognised(form, cue):
    assert [row.cue for row in said_in(f"Le maire {form} que le stade ferme.")] == [cue]


@pytest.mark.parametrize("form", ["est accusé", "a été prévenu", "sera jugé", "doit être expliqué"])
def test_a_passive_says_nothing(form):
    assert said_in(f"Le maire {form} avant que le stade ferme.") == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [("dire\tfroid\tque\t", "stance"), ("dire\tneutral\tverbe\t", "frames"), ("dire\tneutral\t\t", "frames")],
)
def test_faulty_lines_are_named(row, fault, monkeypatch, tmp_path):
    path = tmp_path / "cue_verbs.tsv"
    path.write_text(f"cue\tstance\tframes\tnote\n{row}\n", encoding="utf-8")
    monkeypatch.setattr("analytics.quotations.lists.resource", lambda _name: path)
    load_cues.cache_clear()
    try:
        with pytest.raises(ResourceError, match=fault):
            load_cues()
    finally:
        load_cues.cache_clear()
