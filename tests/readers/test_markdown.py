from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.corpus import Article, Origin, Rejected
from analytics.readers.markdown import read_markdown

BLOCKS = ("Un vote serré.", "Le préfet – absent – se tait.", "« Nous tiendrons », dit-il.", "3 * 4 = 12")


def read(folder, text, *, columns=None):
    path = folder / "article.md"
    path.write_bytes(text.encode())
    (outcome,) = read_markdown(path, name="article.md", columns=columns or {})
    assert outcome.origin == Origin("article.md", 1)
    return outcome


def body(folder, text):
    return read(folder, f"---\ntitle: Titre\n---\n{text}").paragraphs


def test_the_header_names_the_article(tmp_path):
    text = (
        '---\ntitle: "Port : la grève"\ndate: 2024-03-12 18:30\noutlet: Le Phare du soir\n'
        "author: Anne Petit\nsection: Économie\nurl: https://phare.example/port?a=1#b\ntags: [port]\n---\n\n"
        "Un vote serré.\n\nLe préfet\nse tait.\n"
    )
    assert read(tmp_path, text) == Article(
        title="Port : la grève",
        paragraphs=("Un vote serré.", "Le préfet se tait."),
        published=datetime(2024, 3, 12, 18, 30),
        outlet="Le Phare du soir",
        author="Anne Petit",
        section="Économie",
        url="https://phare.example/port?a=1#b",
    )


@pytest.mark.parametrize(
    ("header", "field", "value"),
    [
        ("titre: Le port ferme", "title", "Le port ferme"),
        ("Titre: Le port ferme", "title", "Le port ferme"),
        ("titre: 'L''été au port'", "title", "L'été au port"),
        ("titre: « Nous tiendrons »", "title", "« Nous tiendrons »"),
        ("titre: 2024", "title", "2024"),
        ("titre: Non", "title", "Non"),
        ("titre: >\n  Le port\n  ferme", "title", "Le port ferme"),
        ("source: Le Phare", "outlet", "Le Phare"),
        ("rubrique: null", "section", "null"),
        ("date: 12 mars 2024", "published", datetime(2024, 3, 12)),
        ("date: '03/04/2020'", "published", datetime(2020, 4, 3)),
        ("date: hier", "published", None),
        ("outlet:", "outlet", None),
        ("outlet: '  '", "outlet", None),
    ],
)
def test_a_header_value_is_text_as_printed(tmp_path, header, field, value):
    assert getattr(read(tmp_path, f"---\n{header}\n---\nTexte."), field) == value


@pytest.mark.parametrize(
    ("text", "title", "paragraphs"),
    [
        ("# Le port ferme\n\nTexte.", "Le port ferme", ("Texte.",)),
        ("### Le port ferme\nTexte.", "Le port ferme", ("Texte.",)),
        ("---\ndate: 2024-03-12\n---\n\n# Le port ferme\n\nTexte.", "Le port ferme", ("Texte.",)),
        ("---\ntitle: Grève\n---\n# Le port ferme\n\nTexte.", "Grève", ("Le port ferme", "Texte.")),
        ("Texte.\n\nSuite.", "", ("Texte.", "Suite.")),
        ("#grève au port", "", ("#grève au port",)),
        ("\ufeff\n---\ntitle: Grève\n---\nTexte.", "Grève", ("Texte.",)),
        ("---\r\ntitle: Grève\r\n---\r\nTexte.\r\n\r\nSuite.", "Grève", ("Texte.", "Suite.")),
        ("---\ntitle: Grève\n...\nTexte.", "Grève", ("Texte.",)),
        ("---\ntitle: Grève --- jour 3\n---\nTexte.", "Grève --- jour 3", ("Texte.",)),
        pytest.param(
            "---\n---\nTexte.", "", ("Texte.",),
        ),
        pytest.param(
            "\r\n---\r\ntitle: Grève\r\n---\r\nTexte.", "Grève", ("Texte.",),
        ),
        pytest.param(
            "# Le **port** ferme\n\nTexte.", "Le port ferme", ("Texte.",),
        ),
    ],
)  # fmt: skip
def test_title_and_text(tmp_path, text, title, paragraphs):
    outcome = read(tmp_path, text)
    assert (outcome.title, outcome.paragraphs) == (title, paragraphs)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Le *Phare* titre **Grève**.", "Le Phare titre Grève."),
        ("Le _Phare_ et __Grève__.", "Le Phare et Grève."),
        ("***Grève***", "Grève"),
        ("l’*Humanité*", "l’Humanité"),
        ("Le fichier budget_2024_final.csv", "Le fichier budget_2024_final.csv"),
        ("3 * 4 = 12", "3 * 4 = 12"),
        ("[Le Phare](https://phare.example) l’écrit.", "Le Phare l’écrit."),
        ("![Le port](port.jpg)", "Le port"),
        ("[**Le Phare**](https://phare.example)", "Le Phare"),
        ("Il dit [sic] cela (enfin).", "Il dit [sic] cela (enfin)."),
        ("## Une nuit de vote", "Une nuit de vote"),
        ("> « Nous tiendrons. »", "« Nous tiendrons. »"),
        ("- 2 000 manifestants", "2 000 manifestants"),
        ("– Et après ?", "– Et après ?"),
        ("-Oui", "-Oui"),
        ("#grève", "#grève"),
        ("Le n°1 < le n°2 > le n°3", "Le n°1 < le n°2 > le n°3"),
        pytest.param(
            "[Nantes](https://w.example/Nantes_(ville)) vote.", "Nantes vote.",
        ),
        pytest.param(
            '[Nantes](https://w.example "La ville") vote.', "Nantes vote.",
        ),
    ],
)  # fmt: skip
def test_marks_are_taken_away_and_words_kept(tmp_path, marked, plain):
    assert body(tmp_path, marked) == (plain,)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Un.\n\nDeux.", ("Un.", "Deux.")),
        ("Un vote\nserré.\n\nDeux.", ("Un vote serré.", "Deux.")),
        ("- Un\n- Deux", ("Un", "Deux")),
        ("> Un\n> deux\n\nTrois.", ("Un deux", "Trois.")),
    ],
)
def test_paragraphs(tmp_path, text, paragraphs):
    assert body(tmp_path, text) == paragraphs


@pytest.mark.parametrize("mark", ["## ", "# ", "> ", "- ", "* ", "+ "])
def test_a_marked_block_does_not_join_the_paragraph_before_it(tmp_path, mark):
    assert body(tmp_path, f"Un.\n\n{mark}Deux\n\nTrois.\n\nQuatre.") == ("Un.", "Deux", "Trois.", "Quatre.")


@pytest.mark.parametrize(
    "rule",
    [
        "***",
        "___",
        pytest.param("---"),
        pytest.param("* * *"),
    ],
)
def test_a_rule_is_no_paragraph(tmp_path, rule):
    assert body(tmp_path, f"Un.\n\n{rule}\n\nDeux.") == ("Un.", "Deux.")


@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=5))
@settings(max_examples=50, deadline=None)
def test_plain_paragraphs_are_kept_as_they_are(tmp_path_factory, blocks):
    assert body(tmp_path_factory.mktemp("texts"), "\n\n".join(blocks)) == tuple(blocks)


@pytest.mark.parametrize(
    "header",
    [
        "title: Port : la grève",
        'title: "Port',
        "title: [Port",
        "title: @port",
        "\ttitle: Port",
        "Le port ferme",
        "- Le port\n- ferme",
        "title: &a [*a]",
        "? [a, b]\n: c",
    ],
)
def test_a_header_that_is_not_names_and_values_rejects_the_article(tmp_path, header):
    outcome = read(tmp_path, f"---\n{header}\n---\nTexte.")
    assert isinstance(outcome, Rejected)
    assert outcome.code == "record_bad_header"
    assert outcome.excerpt == " ".join(header.split())


@pytest.mark.parametrize("text", ["", "\n\n", "# Port", "---\ntitle: Port\n---\n", "---\na: b\n---\n\u200b"])
def test_an_article_without_text_is_rejected(tmp_path, text):
    assert read(tmp_path, text).code == "record_no_text"


def test_the_user_may_name_a_header_key(tmp_path):
    text = "---\ntitre: Social\nmanchette: Le port\n---\nTexte."
    assert read(tmp_path, text, columns={"title": "manchette"}).title == "Le port"


def test_the_text_of_the_file_counts_before_a_header_key(tmp_path):
    assert read(tmp_path, "---\ntext: Résumé.\ntexte: Résumé.\n---\nTexte.").paragraphs == ("Texte.",)
