from __future__ import annotations

import pytest

from analytics.errors import ResourceError
from analytics.resources import read_rows, resource
from analytics.text.lemmas import lemmatize
from analytics.text.stop_words import REASONS, load_stop_words, read_stop_words
from tests.strategies import forms_in

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
