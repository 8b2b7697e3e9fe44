from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given

from analytics.actors.gazetteer import load_gazetteer
from analytics.errors import ResourceError
from analytics.normalization import fold
from analytics.resources import cells, read_rows, resource
from analytics.text.expressions import DOMAINS, load_expressions, read_expressions
from analytics.text.tokenization import tokenize
from tests.strategies import forms_in, partition_of, raw_text

HEADER = "expression\tmatch\tdomain\tnote\n"
ROWS = read_rows(resource("expressions.tsv"), HEADER.strip().split("\t"))


def found(*paragraphs):
    expressions = load_expressions()
    partition = partition_of(*paragraphs)
    matches = expressions.find(partition.tokens)
    forms = partition.forms(matches.positions, matches.lengths).to_pylist()
    return [(form, expressions.expressions[entry]) for form, entry in zip(forms, matches.entries, strict=True)]


def test_the_list_is_as_long_as_it_should_be():
    domains = Counter(load_expressions().domains)
    assert set(domains) == set(DOMAINS)
    assert sum(domains.values()) - domains["tool"] >= 900
    assert domains["tool"] >= 450


def test_entries_of_one_matcher_differ_but_for_spellings_of_one_expression():
    expressions = load_expressions()
    for matcher, rows in [
        (expressions.lemmas, expressions.lemma_rows),
        (expressions.forms, expressions.form_rows),
    ]:
        assert all(rows[kept] == rows[left] for kept, left in matcher.doubles)


def test_no_entry_is_a_known_actor():
    aliases = {fold(alias.form) for alias in load_gazetteer().aliases}
    assert [row["expression"] for row in ROWS if {fold(s) for s in cells(row["expression"])} & aliases] == []


def test_entries_are_written_as_a_dictionary_would():
    for row in ROWS:
        assert not cells(row["expression"])[0][0].isupper(), row["expression"]
        assert all(len(forms_in(spelling)) > 1 for spelling in cells(row["expression"])), row["expression"]


def test_every_spelling_is_found_in_a_sentence():
    for row in ROWS:
        for spelling in cells(row["expression"]):
            name = cells(row["expression"])[0]
            assert name in [entry for _, entry in found(f"Le sujet : {spelling} selon eux.")], spelling


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("Deux prises d’otages ont eu lieu.", "prise d'otages"),
        ("Les gardes à vue ont été levées.", "garde à vue"),
        ("Une série de coups d'Etat.", "coup d'État"),
        ("LES COUPS D'ÉTAT.", "coup d'État"),
        ("Neuf mises en examen.", "mise en examen"),
        ("Les premiers ministres se réunissent.", "premier ministre"),
        ("La Première ministre a parlé.", "premier ministre"),
        ("Leurs chiffres d’affaires reculent.", "chiffre d'affaires"),
        ("Deux projets de loi.", "projet de loi"),
        ("Les cours d’appel et les tribunaux.", "cour d'appel"),
        ("Les procureurs généraux.", "procureur général"),
        ("Les paradis fiscaux.", "paradis fiscal"),
        ("Des frappes aériennes.", "frappe aérienne"),
        ("Des espèces menacées.", "espèce menacée"),
        ("Les réseaux sociaux.", "réseau social"),
        ("Des accidents vasculaires cérébraux.", "accident vasculaire cérébral"),
        ("Des tremblements de terre.", "tremblement de terre"),
        ("Les violences policières.", "violence policière"),
        ("Les élections présidentielles.", "élection présidentielle"),
        ("Les téléphones portables.", "téléphone portable"),
        ("Les droits de l’homme.", "droit de l'homme"),
        ("Les matières premières.", "matière première"),
        ("Les vagues de chaleur.", "vague de chaleur"),
        ("Les demandeurs d’asile.", "demandeur d'asile"),
        ("Des mains d’oeuvre.", "main d'œuvre"),
        ("Les quarts de finale.", "quart de finale"),
        ("Les fausses nouvelles.", "fausse nouvelle"),
        ("Les maux de tête.", "mal de tête"),
        ("Il y avait foule.", "il y a"),
        ("Ils prennent part au sommet.", "prendre part à"),
    ],
)
def test_inflections_are_found(text, expression):
    assert expression in [entry for _, entry in found(text)]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Au cours du procès", ["Au cours du"]),
        ("au cours d’une réunion", ["au cours d’"]),
        ("en raison des pluies", ["en raison des"]),
        ("par rapport au passé", ["par rapport au"]),
        ("à mesure qu’ils avancent", ["à mesure qu’"]),
        ("d’ores et déjà", ["d’ores et déjà"]),
        # a term before a tool of the same length, the longest before either
        ("Elle tient d’une part de marché.", ["part de marché"]),
        ("D’une part, il recule.", ["D’une part"]),
        ("au niveau de la mer", ["niveau de la mer"]),
        ("au coup de feu", ["coup de feu"]),
        ("du fait divers", ["fait divers"]),
        # free combinations are none
        ("Le cours de danse, la raison du plus fort, le train de nuit.", []),
        ("Une mesure de prudence ; le sein maternel.", []),
    ],
)
def test_what_is_matched(text, forms):
    assert [form for form, _ in found(text)] == forms


def test_tools_are_told_from_terms():
    expressions = load_expressions()
    is_tool = dict(zip(expressions.expressions, expressions.is_tool.tolist(), strict=True))
    assert is_tool["au cours de"]
    assert not is_tool["garde à vue"]


@given(raw_text(max_size=40))
def test_expressions_never_overlap(text):
    tokens = tokenize([text, f"il y a {text}", "au cours de l'ordre du jour"])
    matches = load_expressions().find(tokens)
    assert np.all(matches.positions[1:] >= (matches.positions + matches.lengths)[:-1])


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("mot\tform\tgeneral\t\n", "2: 'mot'"),
        ("\tform\tgeneral\t\n", "2: ''"),
        ("porte-parole\tform\tgeneral\t\n", "2: 'porte-parole'"),
        ("garde à vue\tregex\tjustice\t\n", "2: match 'regex'"),
        ("garde à vue\tlemma\tdroit\t\n", "2: domain 'droit'"),
        ("garde à vue\tlemma\tjustice\n", "2: 3 columns"),
        ("prise d'otages\tlemma\tsecurity\t\nprise d'otage\tlemma\tsecurity\t\n", '3: "prise d\'otage"'),
        ("au cours de\tform\ttool\t\nau cours du\tform\ttool\t\n", "3: 'au cours du'"),
        ("à peine\tform\ttool\t\na peine\tlemma\ttool\t\n", "3: 'a peine'"),
    ],
)
def test_a_faulty_list_names_its_lines(tmp_path, lines, fault):
    path = tmp_path / "expressions.tsv"
    path.write_text(HEADER + lines, encoding="utf-8")
    with pytest.raises(ResourceError, match=r"lignes fautives|faulty lines") as error:
        read_expressions(path)
    assert fault in str(error.value)


def test_a_list_without_header_is_refused(tmp_path):
    path = tmp_path / "expressions.tsv"
    path.write_text("garde à vue\tlemma\tjustice\t\n", encoding="utf-8")
    with pytest.raises(ResourceError):
        read_expressions(path)
