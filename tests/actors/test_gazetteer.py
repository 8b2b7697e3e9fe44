from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from analytics.actors.ambiguity import load_rules
from analytics.actors.gazetteer import Actor, Alias, Gazetteer, find_mentions, inflections, load_gazetteer
from analytics.corpus import Article
from analytics.normalization import fold
from analytics.quotations import find_quotations
from analytics.resources import cells, read_rows, resource
from tests.strategies import partition_of, partition_of_articles, partitions, texts_of

STATE_COLUMNS = "id status name_fr article name_en other_names demonyms capital residences seats"
NO_CAPITAL = {"DJI", "SGP", "LUX", "MCO", "SMR", "VAT"}  # the State and its capital have one name
NO_CAPITAL |= {"ISR", "PSE"}  # what is called the capital is disputed; their seats are listed
STATES = read_rows(resource("states.tsv"), STATE_COLUMNS.split())
CLUBS = Gazetteer(
    [Actor("pam", "PAM", "WFP", "organisation"), Actor("usl", "Union", "Union", "organisation"),
     Actor("usm", "Union", "Union", "organisation")],
    [Alias("PAM", "pam", "acronym", exact=True), Alias("Union", "usl", "name"), Alias("Union", "usm", "name"),
     Alias("union", "usl", "name"), Alias("l'Union du Nord", "usm", "name"),
     Alias("unioniste", "usl", "adjective")],
)  # fmt: skip


def mentions_in(*paragraphs, gazetteer=None):
    return mentions_of(partition_of(*paragraphs), gazetteer)


def mentions_of(partition, gazetteer=None):
    gazetteer = gazetteer or load_gazetteer()
    voices = find_quotations(partition).voices
    matches = gazetteer.find(partition)
    meanings = gazetteer.resolve(partition, matches)
    return find_mentions(partition, matches, meanings, voices, gazetteer=gazetteer).to_pylist()


def named(text, **options):
    return [(m["form"], m["actor_id"], m["reason"]) for m in mentions_in(text, **options)]


def both_numbers(demonyms):
    singular = [form for pair in cells(demonyms) for form in pair.split(":")]
    return list(dict.fromkeys([*singular, *(form if form[-1] in "sxz" else f"{form}s" for form in singular)]))


def found_alone(forms):
    """The mentions of each form in an article of its own, as (form, state, reason); either of two States will do."""
    articles = [Article(f"Article {n}", (f"Hier, {form} a voté.",)) for n, form in enumerate(forms)]
    found = mentions_of(partition_of_articles(articles))
    return [(m["form"], (m["actor_id"], *(m["alternatives"] or ())), m["reason"]) for m in found]


def agree(found, expected):
    """Whether forms are found, each with its actor among those it may mean, for its reason; order does not count."""
    pairs = zip(sorted(found), sorted(expected), strict=True)
    return all((f[0], f[2]) == (e[0], e[2]) and e[1] in f[1] for f, e in pairs)


def default_is_no_actor(form):
    """Whether rules make a form nobody's where nothing around it helps."""
    wanted = fold(form)
    rules = [rule for rule in load_rules() if wanted in map(fold, rule.forms) and rule.tests[0][0] == "always"]
    return any(rule.means[0] in ("place", "person", "nothing") for rule in rules)


def each_state(*, ambiguous=False):
    rows = [row for row in STATES if row["name_fr"].startswith("!") is ambiguous]
    return pytest.mark.parametrize("row", rows, ids=[row["id"] for row in rows])


@each_state()
def test_a_state_is_found_by_its_name_behind_its_article(row):
    name, article = row["name_fr"], row["article"]
    space = "" if article.endswith("'") or not article else " "
    found = [(m["form"], (m["actor_id"], *(m["alternatives"] or ())), m["reason"])
             for m in mentions_in(f"Hier, {article}{space}{name} a voté.")]  # fmt: skip
    assert agree(found, [(name, row["id"], "name")])


@pytest.mark.parametrize("row", STATES, ids=[row["id"] for row in STATES])
def test_a_state_is_found_by_its_other_names_capital_residences_and_seats(row):
    reasons = {"other_names": "name", "capital": "capital", "residences": "residence", "seats": "seat"}
    forms = [(form, row["id"], reason) for column, reason in reasons.items() for form in cells(row[column])]
    forms = [form for form in forms if not default_is_no_actor(form[0])]
    assert agree(found_alone([form for form, _, _ in forms]), forms)


@pytest.mark.parametrize("row", STATES, ids=[row["id"] for row in STATES])
def test_a_state_is_found_by_its_demonyms_in_all_inflections(row):
    forms = both_numbers(row["demonyms"])
    assert agree(found_alone(forms), [(form, row["id"], "demonym") for form in forms])


@pytest.mark.parametrize("row", STATES, ids=[row["id"] for row in STATES])
def test_inhabitants_have_a_capital_and_adjectives_none(row):
    for pair in cells(row["demonyms"]):
        masculine, _, feminine = pair.partition(":")
        woman = feminine or masculine
        plural = masculine if masculine[-1] in "sxz" else f"{masculine}s"
        sentence = f"Hier, une {capital(woman)} et des {capital(plural)} ont vu un chef {masculine} et une loi {woman}."
        found = {(m["form"], row["id"] in (m["actor_id"], *(m["alternatives"] or ()))) for m in mentions_in(sentence)}
        assert {(capital(woman), True), (capital(plural), True), (masculine, True), (woman, True)} <= found


def capital(word):
    return word[0].upper() + word[1:]


@pytest.mark.parametrize("row", STATES, ids=[row["id"] for row in STATES])
def test_a_capital_that_acts_is_the_state(row):
    for city in cells(row["capital"]):
        if default_is_no_actor(city):
            continue
        texts = [
            f"{city} dénonce cette décision.",
            f"Selon {city}, rien ne presse.",
            f"La position de {city} est connue.",
        ]
        for text in texts:
            found = [(m["actor_id"], *(m["alternatives"] or ())) for m in mentions_in(text)]
            assert len(found) == 1, text
            assert row["id"] in found[0], text
            assert "place" not in found[0], text


@pytest.mark.parametrize("row", STATES, ids=[row["id"] for row in STATES])
def test_a_capital_where_something_happens_is_a_place(row):
    for city in cells(row["capital"]):
        behind = city.removeprefix("Le ")
        assert mentions_in(f"Il est arrivé {'au' if behind != city else 'à'} {behind} hier soir.") == [], city


def test_the_list_of_states_is_complete():
    status = Counter(row["status"] for row in STATES)
    assert status == {"member": 193, "observer": 2, "disputed": 9, "associated": 2}
    needed = ("name_fr", "name_en", "other_names", "demonyms")
    assert [row["id"] for row in STATES if not all(row[column] for column in needed)] == []
    assert {row["id"] for row in STATES if not row["capital"]} == NO_CAPITAL
    assert {"TWN", "XKX", "ESH", "XNC", "XAB", "XSO", "XTR", "XNK", "XSL"} == {
        row["id"] for row in STATES if row["status"] == "disputed"
    }


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Le Kremlin se tait.", "RUS"), ("La Maison-Blanche se tait.", "USA"), ("L'Élysée se tait.", "FRA"),
        ("Matignon se tait.", "FRA"), ("Le Quai d'Orsay se tait.", "FRA"), ("Bercy se tait.", "FRA"),
        ("La place Beauvau se tait.", "FRA"), ("Downing Street se tait.", "GBR"), ("Whitehall se tait.", "GBR"),
        ("Zhongnanhai se tait.", "CHN"), ("La Maison Bleue se tait.", "KOR"), ("Itamaraty se tait.", "BRA"),
        ("Le Planalto se tait.", "BRA"), ("La Casa Rosada se tait.", "ARG"), ("Le Pentagone se tait.", "USA"),
        ("Le palais de Carthage se tait.", "TUN"), ("El Mouradia se tait.", "DZA"), ("Le Quirinal se tait.", "ITA"),
        ("La Moncloa se tait.", "ESP"), ("Le palais de la Nation se tait.", "COD"),
    ],
)  # fmt: skip
def test_residences_stand_for_their_state(text, state):
    assert [actor_id for _, actor_id, _ in named(text)] == [state]


@each_state(ambiguous=True)
def test_a_name_shown_but_ambiguous_is_not_matched_alone(row):
    name = row["name_fr"].lstrip("!")
    assert named(f"{name}, hier, {name} a voté.") == []
    assert load_gazetteer().actors[row["id"]].name_fr == name


@pytest.mark.parametrize("form", ["Dominique", "Grenade", "Salvador", "Sofia", "Victoria", "Georgetown", "Nassau"])
def test_a_form_that_is_more_often_something_else_is_not_matched_alone(form):
    assert named(f"{form}, hier, {form} a voté.") == []


def test_each_state_is_an_actor_and_ids_are_unique():
    assert len(STATES) > 193
    assert {load_gazetteer().actors[r["id"]].kind for r in STATES} == {"state"}
    assert Counter(r["id"] for r in STATES).most_common(1)[0][1] == 1


def test_aliases_belong_to_known_actors():
    gazetteer = load_gazetteer()
    assert {a.actor_id for a in gazetteer.aliases} <= set(gazetteer.actors)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("LA CHINE, la Chine", [("CHINE", "CHN", "name"), ("Chine", "CHN", "name")]),
        ("Etats-Unis, États‑Unis", [("Etats-Unis", "USA", "name"), ("États‑Unis", "USA", "name")]),
        ("d’Égypte, l'EGYPTE", [("Égypte", "EGY", "name"), ("EGYPTE", "EGY", "name")]),
        ("la Côte d’Ivoire", [("Côte d’Ivoire", "CIV", "name")]),
        ("le Burkina\u00a0Faso", [("Burkina\u00a0Faso", "BFA", "name")]),
        ("Berne et les drapeaux en berne", [("Berne", "CHE", "capital")]),
        ("La Guinée équatoriale, la Guinée-Bissau, la Guinée",
         [("Guinée équatoriale", "GNQ", "name"), ("Guinée-Bissau", "GNB", "name"),
          ("Guinée", "GIN", "name")]),
        ("Le Soudan du Sud et le Soudan", [("Soudan du Sud", "SSD", "name"), ("Soudan", "SDN", "name")]),
        ("Le Niger et le Nigeria", [("Niger", "NER", "name"), ("Nigeria", "NGA", "name")]),
        ("nigérien, nigérian", [("nigérien", "NER", "demonym"), ("nigérian", "NGA", "demonym")]),
        ("Les Chinois et des élues turques", [("Chinois", "CHN", "demonym"), ("turques", "TUR", "demonym")]),
        ("nord-coréen, sud-coréens", [("nord-coréen", "PRK", "demonym"), ("sud-coréens", "KOR", "demonym")]),
        ("L’Élysée et le Kremlin", [("Élysée", "FRA", "residence"), ("Kremlin", "RUS", "residence")]),
        ("L’ONU, les Nations unies", [("ONU", "onu", "acronym"), ("Nations unies", "onu", "name")]),
        ("l’O.N.U. et l’Otan", [("O.N.U.", "onu", "acronym"), ("Otan", "otan", "acronym")]),
        ("un expert onusien", [("onusien", "onu", "adjective")]),
        ("Les États. Unis enfin. Émirats, arabes unis", [("Émirats", "ARE", "name")]),
        ("La machine, l’indochine, Chinetoque, Iranienne-Unie", []),
        ("", []),
    ],
)  # fmt: skip
def test_forms_of_press_text(text, mentions):
    assert named(text) == mentions


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Le PAM aide Pam et le pam.", [("PAM", "pam", "acronym")]),
        ("L’Union du Nord", [("L’Union du Nord", "usm", "name")]),
        ("Une élue UNIONISTE", [("UNIONISTE", "usl", "adjective")]),
        ("L’Union et UNION", [("Union", "usl", "name"), ("UNION", "usl", "name")]),
    ],
)
def test_aliases(text, mentions):
    assert named(text, gazetteer=CLUBS) == mentions


def test_a_form_of_several_actors_goes_to_the_first_and_names_the_others():
    (union, north) = mentions_in("Union, l’Union du Nord", gazetteer=CLUBS)
    assert (union["actor_id"], union["alternatives"]) == ("usl", ["usm"])
    assert (north["actor_id"], north["alternatives"]) == ("usm", None)


def test_demonyms_and_adjectives_can_stand_between_title_and_name():
    assert CLUBS.demonyms == {"unioniste"}
    assert {"chinois", "chinoises", "turque", "onusien"} <= load_gazetteer().demonyms


@pytest.mark.parametrize(
    ("pairs", "forms"),
    [
        ("turc:turque", ["turc", "turcs", "turque", "turques"]),
        ("français:française", ["français", "française", "françaises"]),
        ("belge:belge", ["belge", "belges"]),
        ("malgache", ["malgache", "malgaches"]),
        ("grand-ducaux:grand-ducales", ["grand-ducaux", "grand-ducales"]),
        ("azur:azure|azur:azurre", ["azur", "azurs", "azure", "azures", "azurre", "azurres"]),
        ("chypriote turc:chypriote turque", ["chypriote turc", "chypriote turcs", "chypriote turque",
                                             "chypriote turques"]),
        ("", []),
    ],
)  # fmt: skip
def test_inflections(pairs, forms):
    assert inflections(pairs) == forms


def test_mentions_carry_their_address():
    found = mentions_in("Rien ici.", "Il dort. «Pékin», dit-il, et l’Otan.")
    columns = ("paragraph", "sentence", "start", "end", "voice", "quotation_id")
    assert [tuple(m[name] for name in columns) for m in found] == [
        (2, 1, 10, 15, "quoted", 0), (2, 1, 31, 35, "newsroom", None)
    ]  # fmt: skip


@given(partitions())
@settings(max_examples=150, deadline=None)
def test_mentions_point_back_into_the_text_and_never_overlap(partition):
    gazetteer, texts = load_gazetteer(), texts_of(partition)
    voices = find_quotations(partition).voices
    matches = gazetteer.find(partition)
    meanings = gazetteer.resolve(partition, matches)
    rows = find_mentions(partition, matches, meanings, voices, gazetteer=gazetteer).to_pylist()
    last = {}
    for m in rows:
        address = (m["article"], m["paragraph"])
        assert texts[address][m["start"] : m["end"]] == m["form"]
        assert m["start"] >= last.get(address, 0)
        last[address] = m["end"]
        assert m["actor_id"] in gazetteer.actors
