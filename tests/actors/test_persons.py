from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.actors.persons import person_genders, settle_persons
from analytics.corpus import Article, Corpus
from analytics.text.partition import Partition
from tests.actors.test_names import names_table
from tests.strategies import partition_of, partition_of_articles

PRESS = st.sampled_from([
    "Le ministre Jean Martin part. Martin rit.", "La députée Anne Martin parle.", "M. Martin dort.",
    "Jean Martin revient.", "Mme Martin et Luc Morel.", "Luc Morel, maire de Lyon, part.", "M. Morel dort.",
    "« Xi Jinping, président chinois, parle. »", "M. Xi sort, Xi rentre.", "Le président Paris dort.",
])  # fmt: skip


def names_in(partition):
    return names_table(partition).to_pandas()


def mention(row):
    return row.form, row.actor_id.removeprefix("person:"), row.reason


def persons_in(*paragraphs):
    """Each mention of a person as (form, person, reason)."""
    found, _ = settle_persons(names_in(partition_of(*paragraphs)))
    return [mention(row) for row in found.itertuples()]


def introduced(text):
    """The persons introduced by a title, each with the title."""
    found, _ = settle_persons(names_in(partition_of(text)))
    return [(row.form, row.role) for row in found.itertuples() if row.reason == "title"]


def persons_of(**bodies):
    """Mentions in articles, one per keyword, as {keyword: [(form, person, reason)]}."""
    written = {name: Article(name, (body,)) for name, body in bodies.items()}
    partition = partition_of_articles(list(written.values()))
    rows = {article_id: row for row, article_id in enumerate(partition.article_ids.to_pylist())}
    found, _ = settle_persons(names_in(partition))
    return {
        name: [mention(row) for row in found.itertuples() if row.article == rows[article.article_id]]
        for name, article in written.items()
    }


def fails(*values, reason):
    return pytest.param(*values, marks=pytest.mark.xfail(reason=reason, strict=True))


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Le président Ivan Roux arrive.", [("Ivan Roux", "président")]),
        ("Le directeur Josef", [("Josef", "directeur")]),
        ("Le Premier ministre israélien Dan Levy", [("Dan Levy", "Premier ministre israélien")]),
        ("Le président français, Ivan Roux, arrive.", [("Ivan Roux", "président français")]),
        ("la Première ministre, Élise Borel, a dit", [("Élise Borel", "Première ministre")]),
        ("l’ex-président Luc Morel", [("Luc Morel", "ex-président")]),
        ("Le président George W. Bush", [("George W. Bush", "président")]),
        ("la députée Anne-Lise Roux-Morel", [("Anne-Lise Roux-Morel", "députée")]),
        ("le ministre\u00a0Jean\u202fRoux", [("Jean\u202fRoux", "ministre")]),
        ("le général Charles de Gaulle parle", [("Charles de Gaulle", "général")]),
        ("l’économiste Juan dos Santos", [("Juan dos Santos", "économiste")]),
        ("le chancelier Karl von der Heide", [("Karl von der Heide", "chancelier")]),
        ("le prince héritier Omar ben Salem", [("Omar ben Salem", "prince héritier")]),
        ("Le roi Olaf Lund et le maire Luc Morel", [("Olaf Lund", "roi"), ("Luc Morel", "maire")]),
        ("le président syrien Samir al-Assal", [("Samir al-Assal", "président syrien")]),
        ("le roi Charles III parle", [("Charles III", "roi")]),
        ("les maires Jean Roux et Luc Morel", [("Jean Roux", "maires"), ("Luc Morel", "maires")]),
    ],
)  # fmt: skip
def test_a_title_introduces_the_name_behind_it(text, persons):
    assert introduced(text) == persons


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("le ministre chinois des Affaires étrangères, Wang Yi, a dit",
         [("Wang Yi", "ministre chinois des Affaires étrangères")]),
        ("le ministre chinois des Affaires étrangères Wang Yi a dit",
         [("Wang Yi", "ministre chinois des Affaires étrangères")]),
        ("le chef de la diplomatie russe, Igor Lavrine,", [("Igor Lavrine", "chef de la diplomatie russe")]),
        ("la maire de Paris, Anne Roux,", [("Anne Roux", "maire de Paris")]),
        ("le porte-parole du Kremlin, Oleg Popov,", [("Oleg Popov", "porte-parole du Kremlin")]),
        ("le président de la France, la Chine et", []),
        ("le président de la France dort. Luc Morel part.", []),
        ("le porte-parole du Kremlin Oleg Popov", [("Oleg Popov", "porte-parole du Kremlin")]),
        ("la maire de Paris Anne Roux", [("Anne Roux", "maire de Paris")]),
    ],
)  # fmt: skip
def test_a_title_introduces_the_name_behind_its_complement(text, persons):
    assert introduced(text) == persons


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Josef Aschbacher, directeur général de l'ESA, part.",
         [("Josef Aschbacher", "directeur général de l'ESA")]),
        ("Josef Aschbacher, le directeur général de l’ESA", [("Josef Aschbacher", "directeur général de l’ESA")]),
        ("Luc Morel, maire, et Anne Roux, préfète,", [("Luc Morel", "maire"), ("Anne Roux", "préfète")]),
        ("Karl von der Heide, président", [("Karl von der Heide", "président")]),
        ("« Luc Morel, maire, dort »", [("Luc Morel", "maire")]),
        ("À New York, le secrétaire général parle.", []),
        ("En Nouvelle-Galles du Sud, le gouverneur", []),
        ("Morel, maire de Lyon, dort.", []),
        ("Luc Morel. Maire de Lyon.", []),
        ("Samir el-Assal, président syrien,", [("Samir el-Assal", "président syrien")]),
        ("Luc de Villars, ancien ministre,", [("Luc de Villars", "ministre")]),
    ],
)  # fmt: skip
def test_a_title_behind_a_full_name_introduces_it(text, persons):
    assert introduced(text) == persons


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("M.\u00a0Dupont part.", [("Dupont", "")]),
        ("Mme Le Pen part.", [("Le Pen", "")]),
        ("Monsieur Luc Morel", [("Luc Morel", "")]),
        ("Me Éric Dupond-Moret plaide", [("Éric Dupond-Moret", "")]),
        ("Le Dr Morel opère", [("Morel", "")]),
        ("M. le ministre dort. Mme dort.", []),
        ("MM. Xi et Roux parlent.", [("Xi", ""), ("Roux", "")]),
    ],
)
def test_a_civility_introduces_a_name_without_role(text, persons):
    assert introduced(text) == persons


@pytest.mark.parametrize(
    "text",
    [
        "Le président Paris dort.",
        "Le ministre, la France et la Chine",
        "Le ministre DORT. Le président DE LA RÉPUBLIQUE",
        "Le maire Lundi, le roi Samedi",
        "Xoq Morel part. Morel rit.",
        "",
    ],
)
def test_no_person_without_title_and_name(text):
    assert persons_in(text) == []


@pytest.mark.parametrize(
    ("first", "second", "persons"),
    [
        ("Le maire Luc Morel dort.", "Morel rit.", "luc-morel title|luc-morel surname"),
        ("Morel rit.", "Le maire Luc Morel dort.", "luc-morel surname|luc-morel title"),
        ("Le maire Luc Morel dort.", "M. Morel rit.", "luc-morel title|luc-morel title"),
        ("Le maire Luc Morel dort.", "Luc Morel rit.", "luc-morel title|luc-morel name"),
        ("Le président Xi Jinping dort.", "Xi rit.", "xi-jinping title|xi-jinping surname"),
        ("Le dirigeant Kim Jong-un dort.", "M. Kim rit.", "kim-jong-un title|kim-jong-un title"),
        ("Le dirigeant Kim Jong-un dort.", "Kim Jong Un rit.", "kim-jong-un title|kim-jong-un name"),
        ("Le maire António Morel dort.", "Antonio Morel rit.", "antonio-morel title|antonio-morel name"),
        ("Oleg Popov dort.", "M. Popov rit.", "oleg-popov name|oleg-popov title"),
        ("Le maire Luc Morel dort.", "Xoq Roux rit.", "luc-morel title"),
        ("M. Roux dort.", "M. Roux rit.", "roux title|roux title"),
        ("Éva von Heide, maire, dort.", "Mme von Heide rit.", "eva-von-heide title|eva-von-heide title"),
    ],
)  # fmt: skip
def test_a_person_is_the_same_throughout_an_article(first, second, persons):
    assert "|".join(f"{key} {reason}" for _, key, reason in persons_in(first, second)) == persons


@pytest.mark.parametrize(
    ("introducing", "other", "recognised"),
    [
        ("Le maire Luc Morel dort.", "Luc Morel rit.", [("Luc Morel", "luc-morel", "name")]),
        ("Le maire Luc Morel dort.", "M. Morel rit.", [("Morel", "luc-morel", "title")]),
        ("Le maire Luc Morel dort.", "Luc Morel rit. Morel dort.",
         [("Luc Morel", "luc-morel", "name"), ("Morel", "luc-morel", "surname")]),
        ("Le maire Luc Morel dort.", "Morel rit.", []),
        ("Le maire Luc Morel dort.", "Le maire Anne Morel rit. M. Morel dort.",
         [("Anne Morel", "anne-morel", "title"), ("Morel", "anne-morel", "title")]),
        fails("Le président Xi Jinping dort.", "M. Xi rit.", [("Xi", "xi-jinping", "title")],
              reason="behind a title only the last word is a surname"),
    ],
)  # fmt: skip
def test_a_person_introduced_in_one_article_is_recognised_in_another(introducing, other, recognised):
    assert persons_of(introducing=introducing, other=other)["other"] == recognised
    assert persons_of(zoo=introducing, abri=other)["abri"] == recognised


@pytest.mark.parametrize(
    ("body", "surnames"),
    [
        ("Le maire Luc Morel et la préfète Anne Morel dorment. Morel rit.", []),
        ("Le maire Luc Morel et la préfète Anne Roux dorment. Morel et Roux rient.",
         [("Morel", "luc-morel"), ("Roux", "anne-roux")]),
        ("Le dirigeant Kim Jong-un et la dirigeante Kim Yo-jong dorment. Kim rit.", []),
        ("Le maire Luc Morel dort. Morel, Luc Morel, Morel rit.", [("Morel", "luc-morel")] * 2),
        ("Le maire Luc Morel et la préfète Anne Morel. Luc dort, Anne rit.",
         [("Luc", "luc-morel"), ("Anne", "anne-morel")]),
    ],
)  # fmt: skip
def test_a_surname_shared_by_namesakes_of_an_article_is_nobodys(body, surnames):
    assert [(form, key) for form, key, reason in persons_in(body) if reason == "surname"] == surnames


@pytest.mark.parametrize("civility", ["M.", "Mme", "Le président"])
def test_a_title_before_a_surname_shared_by_namesakes_of_an_article_chooses_neither(civility):
    body = f"Le maire Luc Morel et la préfète Anne Morel dorment. {civility} Morel rit."
    keys = {key for form, key, _ in persons_in(body) if form == "Morel"}
    assert not keys & {"luc-morel", "anne-morel"}


def test_a_title_introduces_nobody_in_another_paragraph():
    assert persons_in("Un nouveau président", "Xoq Morel dort.") == []


def test_namesakes_of_two_articles_stay_apart():
    found = persons_of(
        a="Le maire Luc Morel dort. Morel rit. M. Morel part.",
        b="La préfète Anne Morel dort. Morel rit. Mme Morel part.",
    )
    assert {key for _, key, _ in found["a"]} == {"luc-morel"}
    assert {key for _, key, _ in found["b"]} == {"anne-morel"}


def test_full_names_never_introduced_are_candidates_with_a_kind():
    names = names_in(partition_of("Luc Morel voit Xoq Roux à Annecy et les Requins de Lille.", "Le maire Luc Morel."))
    _, others = settle_persons(names)
    assert others[["form", "kind", "kind_reason"]].to_numpy().tolist() == [
        ["Xoq Roux", "person", "shape"], ["Annecy", "place", "list"], ["Requins de Lille", "organisation", "team"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zoé Lamart part. Lamart rit.", [("Zoé Lamart", "zoe-lamart", "name"), ("Lamart", "zoe-lamart", "surname")]),
        ("Hier, Kim Jong-un voit Wang Huiyao.", [("Kim Jong-un", "kim-jong-un", "name"),
                                                 ("Wang Huiyao", "wang-huiyao", "name")]),
        ("L'avocat de Mohammed ben Salmane part.", [("Mohammed ben Salmane", "mohammed-ben-salmane", "name")]),
        ("J.-P. Roux, maire, part.", [("J.-P. Roux", "j.-p.-roux", "title")]),
        ("Il lit Platon.", [("Platon", "platon", "name")]),
        ("Il vit rue Victor Hugo, près de la Fondation Jean Jaurès.", []),
        ("Il joue pour la Charlotte Cup avec la Victoria Bank.", []),
    ],
)  # fmt: skip
def test_a_first_name_makes_a_person_without_a_title(text, found):
    assert persons_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Marine Le Pen part. Mme Le Pen rit.", [("Marine Le Pen", "name"), ("Le Pen", "title")]),
        ("Abdel Fattah al-Sissi part. On voit Al-Sissi.", [("Abdel Fattah al-Sissi", "name"), ("Al-Sissi", "surname")]),
        ("Le prince Omar ben Salem part. Ben Salem rit.", [("Omar ben Salem", "title"), ("Ben Salem", "surname")]),
        ("Le ministre Xoq de Gaulle part. De Gaulle rit.", [("Xoq de Gaulle", "title"), ("Gaulle", "surname")]),
    ],
)
def test_the_end_of_a_name_stands_for_it(text, found):
    rows = persons_in(text)
    assert [(form, reason) for form, _, reason in rows] == found
    assert len({key for _, key, _ in rows}) == 1


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Le président russe Ivan Roux part. Puis le président russe rit.", [("président", "ivan-roux")]),
        ("Le président russe Ivan Roux part. Puis le président rit.", [("président", "ivan-roux")]),
        ("Puis le président russe rit. Le président russe Ivan Roux part.", []),
        ("Le président russe Ivan Roux part. Puis le président turc rit.", []),
        ("Le président russe Ivan Roux et le président turc Ali Kaya partent. Puis le président rit.", []),
        ("Le président russe Ivan Roux et le président turc Ali Kaya partent. Puis le président turc rit.",
         [("président", "ali-kaya")]),
        ("Le président russe Ivan Roux part. Puis le président russe Oleg Bul rit. Le président russe dort.",
         [("président", "oleg-bul")]),
        ("Le ministre Luc Roux et la ministre Anne Morel partent. Puis la ministre rit.",
         [("ministre", "anne-morel")]),
        ("Le président russe Ivan Roux part. Puis le président de la Chine rit.", []),
        ("Le président russe Ivan Roux part. Puis un président rit.", []),
        ("Anne Roux, secrétaire générale de l'ONU, part. Puis la secrétaire générale rit.",
         [("secrétaire générale", "anne-roux")]),
        ("Puis le président rit.", []),
        ("L'ambassadeur russe Ivan Roux part. Puis l'ambassadeur soviétique rit.", []),
        ("La reine Anne Roux part. Puis Bdol, la reine, rit.", []),
        ("Le gardien Ivan Roux part. Puis le gardien rit.", []),
    ],
)  # fmt: skip
def test_a_title_alone_stands_for_whom_it_introduced_before(text, roles):
    assert [(form, key) for form, key, reason in persons_in(text) if reason == "role"] == roles


def test_a_title_alone_means_nobody_of_another_article():
    found = persons_of(a="Le président russe Ivan Roux part.", b="Puis le président russe rit.")
    assert found["b"] == []


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Le député Camille Roux part.", "m"), ("Zoé Lamart part.", "f"), ("Jean-Marie Roux part.", "m"),
        ("Camille Roux part.", None), ("Mme Claude Roux part.", "f"),
    ],
)  # fmt: skip
def test_gender_of_a_person(text, gender):
    found, _ = settle_persons(names_in(partition_of(text)))
    assert person_genders(found).get(found["actor_id"].iloc[0]) == gender


def test_a_name_without_evidence_has_the_kind_it_has_elsewhere():
    names = names_in(partition_of("Il vit à Xoqville-sur-Mer. Il va à Bdol.", "On parle de Bdol, de Bdol, de Xoqu."))
    _, others = settle_persons(names)
    assert others.loc[others["form"] == "Bdol", ["kind", "kind_reason"]].to_numpy().tolist() == [
        ["place", "preposition"], ["place", "elsewhere"], ["place", "elsewhere"],
    ]  # fmt: skip
    assert "Xoqu" not in set(others["form"])


@given(st.lists(st.lists(PRESS, min_size=1, max_size=4).map(tuple), max_size=5), st.integers(1, 4))
@settings(max_examples=50, deadline=None)
def test_partitions_do_not_change_who_is_found(bodies, size):
    corpus = Corpus.of(Article(f"Titre {n}", body) for n, body in enumerate(bodies))
    whole = names_in(Partition.of(corpus.articles))
    parts = [names_in(Partition.of(slice_)) for slice_ in corpus.partitions(size)]
    parts = [part.assign(article=part["article"] + n * size) for n, part in enumerate(parts)]
    joined = pd.concat([whole.iloc[:0], *parts], ignore_index=True)
    for found, expected in zip(settle_persons(joined), settle_persons(whole), strict=True):
        pd.testing.assert_frame_equal(found, expected)


@given(st.lists(PRESS, max_size=8))
@settings(max_examples=100, deadline=None)
def test_persons_are_names_with_a_reason_and_an_id(texts):
    names = names_in(partition_of(*texts))
    persons, others = settle_persons(names)
    assert not set(persons.index) & set(others.index)
    assert set(persons["reason"]) <= {"title", "name", "surname", "role"}
    assert persons["actor_id"].str.fullmatch(r"person:[^\s]+").all()
    assert names.loc[names["role"].notna() & (names["n_words"] >= 2)].index.isin(persons.index).all()
