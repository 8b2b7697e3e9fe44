from __future__ import annotations

import pytest

from analytics.errors import ResourceError, SettingsError
from analytics.resources import read_rows, resource
from analytics.settings import TopicSettings
from analytics.text.lemmas import lemmatize
from analytics.text.stop_words import (
    REASONS,
    StopWordChanges,
    check_stop_word_changes,
    load_stop_word_changes,
    load_stop_words,
    read_stop_words,
)
from tests.strategies import forms_in, partition_of, terms_in

HEADER = "word\tmatch\treason\tnote\n"
ROWS = read_rows(resource("stop_words.tsv"), HEADER.strip().split("\t"))


def stops(form):
    """Whether topics leave out a form, as they do it."""
    stop, (lemma,) = load_stop_words(), lemmatize([form])
    return form in stop.forms or lemma in stop.lemmas or lemma in stop.forms


def test_every_class_is_used():
    assert {row["reason"] for row in ROWS} == set(REASONS)
    assert len(ROWS) >= 1000


def test_every_entry_is_one_token_so_that_it_can_stop_something():
    # an abbreviation or an elision is one token before a word only, and a clitic only behind its verb
    behind = {"'": "on", ".": " 3"}
    words = [row["word"] for row in ROWS if row["word"] != "m."]  # written M., compared in lower case
    context = {word: f"dit{word}" if word[0] == "-" else word + behind.get(word[-1], "") for word in words}
    assert [word for word, text in context.items() if word not in forms_in(text)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "selon lui , qui l' a indiqué , précisé , ajouté , déclaré , souligné , annoncé et rappelé",
        "elles étaient , seront , auraient eu , pourront , devraient , furent et eurent",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre mi-mars",
        "dix-sept vingt-deux soixante-quinze quatre-vingt-dix-neuf septante nonante-trois trente-et-un",
        "premier deuxième sixième dixième vingtième centième derniers nouvelles prochaines",
        "euros dollars kilomètres hectares litres tonnes mégawatts degrés",
        "notamment désormais rapidement progressivement volontiers",
        "mme mlle monsieur mesdames",
    ],
)
def test_tool_words_stop(sentence):
    assert [form for form in sentence.split() if form[0].isalpha() and not stops(form)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "guerre otage avions avion livre livres place inflation élection séisme pétrole barrage vaccin",
        "sanction veto rouble livre grève retraite tribunal loi vote frontière armée président",
        "football finale équipe but virus hôpital climat sécheresse inondation nucléaire",
    ],
)
def test_subjects_do_not(sentence):
    assert [form for form in sentence.split() if stops(form)] == []


def test_ambiguous_words_say_what_is_lost():
    notes = {row["word"]: row["note"] for row in ROWS}
    for word in "est or car pas point fait part suite personne son ton vers sommes nouvelle mars soit".split():
        assert notes[word], word


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("Le\tform\tdeterminer\t\n", "2: 'Le'"),
        ("l’\tform\tdeterminer\t\n", "2: 'l’'"),
        ("\tform\tdeterminer\t\n", "2: ''"),
        ("le\tprefix\tdeterminer\t\n", "2: match 'prefix'"),
        ("le\tform\tarticle\t\n", "2: reason 'article'"),
        ("le\tform\tdeterminer\t\nle\tlemma\tdeterminer\t\n", "3: 'le' is listed twice"),
        ("le\tform\tdeterminer\n", "2: 3 columns"),
    ],
)
def test_a_faulty_list_names_its_lines(tmp_path, lines, fault):
    path = tmp_path / "stop_words.tsv"
    path.write_text(HEADER + lines, encoding="utf-8")
    with pytest.raises(ResourceError) as error:
        read_stop_words(path)
    assert fault in str(error.value)


def changes_in(tmp_path, text):
    path = tmp_path / "mots.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_stop_word_changes(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ((), ())),
        ("# rien\n\n   \n", ((), ())),
        ("vigne\n-mars\n", (("vigne",), ("mars",))),
        ("\ufeffvigne\r\n- mars  # le dieu\r\n", (("vigne",), ("mars",))),
        ("Vigne\nvigne\nAujourd’hui\nL’\n", (("vigne",), ())),  # the others are on the list
        ("M.\nart.\nmi-carême\n", (("art.", "mi-carême"), ())),
        ("e\u0301pice\n", (("épice",), ())),
        ("--il\n", ((), ("-il",))),
    ],
)
def test_changes_are_read_from_a_file(tmp_path, text, expected):
    assert changes_in(tmp_path, text) == StopWordChanges(*expected)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("vigne\ndeux mots\n", ["ligne 2", "« deux mots » n’est pas un seul mot"]),
        ("-otage\n", ["ligne 1", "« otage » n’est pas dans la liste"]),
        ("-\n", ["ligne 1", "aucun mot"]),
        ("-   # mars\n", ["ligne 1", "aucun mot"]),
        ("!\n", ["ligne 1", "« ! » n’est pas un seul mot"]),
        ("mars\n-mars\n", ["ligne 2", "« mars » est à la fois ajouté et retiré"]),
        ("-otage\nun deux\n-\n", ["ligne 1", "« otage »", "ligne 2", "« un deux »", "ligne 3", "aucun mot"]),
    ],
)
def test_a_faulty_file_names_each_line_at_once(tmp_path, text, lines):
    with pytest.raises(SettingsError) as error:
        changes_in(tmp_path, text)
    said = str(error.value).replace("\u00a0", " ").replace("\u202f", " ")
    places = [said.find(line) for line in ["mots.txt", *lines]]
    assert -1 not in places
    assert places == sorted(places)
    assert error.value.message("en") != str(error.value)


@pytest.mark.parametrize("content", [b"caf\xe9\n", None])
def test_a_file_that_is_no_text_is_named(tmp_path, content):
    if content is not None:
        (tmp_path / "mots.txt").write_bytes(content)
    with pytest.raises(SettingsError, match="UTF-8"):
        load_stop_word_changes(tmp_path / "mots.txt")


def test_changes_are_written_one_way_whatever_the_order():
    assert check_stop_word_changes(["vigne", "Cep"], ["MARS", "avril"]) == check_stop_word_changes(
        ["cep", "vigne", "cep"], ["avril", "mars"]
    )
    assert check_stop_word_changes(["dire"], []) == StopWordChanges((), ())  # it is on the list anyway


@pytest.mark.parametrize(("added", "terms"), [("vigne", []), ("vignes", ["vigne"])])
def test_a_dictionary_form_stops_its_inflections(added, terms):
    stop = load_stop_words().changed(add=[added])
    partition = partition_of("Une vigne.", "Des vignes.")
    assert terms_in(partition, settings=TopicSettings(min_df=1), stop_words=stop).terms == terms
