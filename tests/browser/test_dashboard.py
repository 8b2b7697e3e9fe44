"""What a person does: open, change page, filter, hover, download, upload."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from analytics import aggregation
from analytics.decisions import ledger_path
from analytics.messages import localised
from analytics.runs import open_run
from analytics.text.stop_words import stop_word_rows

pytestmark = pytest.mark.browser

PAGES = {
    "Thèmes": "Quand chaque thème est dans l’actualité",
    "Acteurs": "De qui parle le corpus",
    "Revoir les acteurs": "Chaque décision s’applique",
    "Ton": "Le ton, paragraphe par paragraphe",
    "Citations": "Chercher dans les propos",
    "Relations": "Montrer aussi ce qui est nié",
    "Articles": "Article à lire",
    "Validation": "Coder des passages",
    "Mots et passages écartés": "Changer ce qui est écarté",
    "Corpus": "Analyser vos articles",
}


def settle(page):
    """Wait until the script has run and the page shows its result."""
    page.wait_for_function("() => !document.querySelector('[data-testid=\"stStatusWidget\"]')")
    page.wait_for_timeout(500)


def go_to(page, name):
    page.get_by_test_id("stSidebarNav").get_by_text(name, exact=True).click()
    page.get_by_role("heading", level=1, name=name).wait_for()
    settle(page)


def chart(page, title):
    return page.locator(".vega-embed").filter(has_text=title).first


def choose(page, label, option):
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")
    settle(page)


def test_opens_with_figures_and_charts(page):
    page.get_by_text("79 articles").first.wait_for()
    for title in ("De quoi parle le corpus", "De qui parle le corpus", "Le ton au fil du temps", "Articles publiés"):
        chart(page, title).wait_for()


@pytest.mark.parametrize(("name", "expected"), PAGES.items())
def test_every_page_opens_from_the_menu_and_by_its_address(page, server, name, expected):
    go_to(page, name)
    page.get_by_text(expected).first.wait_for()
    address = page.url
    page.goto(address)
    page.get_by_role("heading", level=1, name=name).wait_for()
    page.get_by_text(expected).first.wait_for()


def test_a_quotation_leads_to_its_paragraph_in_the_article(page):
    go_to(page, "Citations")
    page.get_by_role("textbox", name="Chercher dans les propos").fill("impardonnable")
    page.keyboard.press("Enter")
    page.get_by_text("passent ces filtres").wait_for()
    page.get_by_role("link", name="Lire dans l’article").first.click()
    page.get_by_role("heading", level=1, name="Articles").wait_for()
    paragraph = page.locator("#passage")
    paragraph.wait_for()
    assert "impardonnable" in paragraph.inner_text()


def test_filters_apply_to_every_page(page):
    choose(page, "Titres de presse", "Agence Démo")
    page.get_by_text("26 articles sur 79 répondent aux filtres.").wait_for()
    go_to(page, "Articles")
    page.get_by_text("26 articles, lisibles").wait_for()
    go_to(page, "Vue d’ensemble")
    page.get_by_text("26 articles").first.wait_for()
    page.get_by_role("button", name="Effacer les filtres").click()
    page.get_by_text("79 articles").first.wait_for()


def test_hover_says_what_a_bar_is(page, run):
    bars = (
        chart(page, "De quoi parle le corpus").locator("[aria-roledescription='bar'], .mark-rect.role-mark path").first
    )
    canvas = chart(page, "De quoi parle le corpus").locator("canvas")
    if canvas.count():
        box = canvas.bounding_box()
        page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 110)
    else:
        bars.hover()
    page.locator("#vg-tooltip-element.visible").wait_for()
    said = page.locator("#vg-tooltip-element").inner_text()
    labels = run.tables["topics"]["label"].tolist()
    assert any(label in said for label in labels)
    assert "%" in said


def download(page, name, label):
    page.get_by_test_id("stPopover").nth(name).get_by_role("button").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    content = Path(waiting.value.path()).read_bytes()
    page.keyboard.press("Escape")
    return waiting.value.suggested_filename, content


def test_each_download_opens_and_holds_the_runs_figures(page, run):
    name, content = download(page, 0, "Image PNG")
    assert name == "vigie-topic-shares.png"
    image = Image.open(io.BytesIO(content))
    assert image.width > 1200
    assert len(image.convert("RGB").getcolors(maxcolors=100_000)) > 50
    name, content = download(page, 0, "Image SVG")
    assert "De quoi parle le corpus" in " ".join(ElementTree.fromstring(content).itertext())
    name, content = download(page, 0, "Données CSV")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    expected = aggregation.topic_shares(run)
    assert [row["label"] for row in rows] == expected["label"].tolist()
    assert [float(row["share"]) for row in rows] == pytest.approx(expected["share"].tolist())


def test_uploaded_articles_are_analysed_and_seen_by_this_session_alone(page, browser, server, tmp_path):
    articles = [
        {
            "titre": f"La vigne numéro {i}",
            "texte": f"La récolte {i} est un succès.\n\nLe vigneron Paul Martin se réjouit.",
            "date": f"2024-05-{i:02d}",
        }
        for i in range(1, 13)
    ]
    file = tmp_path / "vigne.jsonl"
    file.write_text("\n".join(json.dumps(a, ensure_ascii=False) for a in articles), encoding="utf-8")
    go_to(page, "Corpus")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(str(file))
    page.get_by_text("vigne.jsonl").wait_for()
    page.get_by_role("button", name="Analyser").click()
    page.get_by_text("Vous voyez l’analyse de vos fichiers.").wait_for()
    page.get_by_text("Articles : 12 ; titres de presse : 0 ; enregistrements refusés : 0.").wait_for()
    go_to(page, "Articles")
    page.locator("article.vigie-text h3").get_by_text("vigne numéro").wait_for()
    other = browser.new_page()
    other.goto(server)
    other.get_by_text("79 articles").first.wait_for()
    other.close()
    go_to(page, "Corpus")
    page.get_by_role("button", name="Revenir au corpus d’origine").click()
    page.get_by_text("Articles : 79 ; titres de presse : 3").wait_for()


def test_words_are_set_aside_and_given_back_for_this_session_alone(page, browser, server):
    go_to(page, "Mots et passages écartés")
    n_words = len(stop_word_rows())
    sentence = "Mots écartés des thèmes\u00a0: {}\u202f; passages écartés de l’analyse\u00a0: 0"
    page.get_by_text(sentence.format(localised(n_words, "fr"))).wait_for()
    page.get_by_role("textbox", name="Mots à écarter aussi").fill("guerre\nséisme\nsommet")
    page.get_by_role("combobox", name="Mots de la liste à rendre aux thèmes").fill("mars")
    page.get_by_role("option", name="mars", exact=True).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Refaire l’analyse").click()
    page.get_by_text("Vous voyez votre analyse, avec 4 changements").wait_for()
    page.get_by_text(sentence.format(localised(n_words + 2, "fr"))).wait_for()
    go_to(page, "Vue d’ensemble")
    page.get_by_text("Votre analyse, avec 4 changements.").wait_for()
    other = browser.new_page()
    other.goto(f"{server}/set-aside")
    other.get_by_text(sentence.format(localised(n_words, "fr"))).wait_for()
    other.close()
    go_to(page, "Mots et passages écartés")
    page.get_by_role("button", name="Revenir à l’analyse de départ").click()
    page.get_by_text(sentence.format(localised(n_words, "fr"))).wait_for()


def test_a_name_is_accepted_counted_and_given_up_again(page, run_folder):
    def accepted():
        return "user:kherson" in set(open_run(run_folder).tables["actors"]["actor_id"])

    assert not accepted()
    go_to(page, "Revoir les acteurs")
    page.get_by_role("tab", name="Non reconnus").click()
    page.get_by_role("combobox", name="Nom non reconnu").fill("Kherson")
    page.get_by_role("option", name="Kherson (").first.click()
    page.locator(".vigie-passage").get_by_text("Kherson").first.wait_for()
    page.get_by_role("tabpanel").get_by_role("button", name="Appliquer").first.click()
    page.get_by_text("décisions en vigueur : 1").wait_for()
    try:
        assert accepted()
        page.get_by_role("tab", name="Décisions").click()
        page.get_by_role("button", name="Annuler cette décision").click()
        page.get_by_text("décisions en vigueur : 0").wait_for()
        assert not accepted()
    finally:
        ledger_path(run_folder).unlink()  # the run is everybody's


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(page, tmp_path):
    file = tmp_path / "vide.csv"
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    go_to(page, "Corpus")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(str(file))
    page.get_by_text("vide.csv").wait_for()
    page.get_by_role("button", name="Analyser").click()
    page.get_by_text("aucune colonne ne porte le texte").wait_for()


def test_switching_the_language_switches_everything(page):
    page.get_by_text("EN", exact=True).click()
    page.get_by_role("heading", level=1, name="Overview").wait_for()
    chart(page, "What the corpus talks about").wait_for()


def test_an_exported_page_opens_offline_and_runs_nothing_from_the_corpus(browser, run, tmp_path):
    from analytics.corpus import Article, Corpus
    from analytics.export import export
    from analytics.pipeline import analyse

    hostile = "</script><script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">"
    texts = [Article(f"{hostile} {i}", ("La Chine salue un succès.",), outlet=hostile) for i in range(3)]
    for number, exported in enumerate([run, analyse(Corpus.of(texts))]):
        folder = tmp_path / str(number)
        export(exported, folder, formats=["html"], charts=["tone-by-outlet", "tone-by-paragraph"])
        for file in folder.glob("*.html"):
            context = browser.new_context(offline=True)
            page = context.new_page()
            said = []
            page.on(
                "console", lambda message, said=said: said.append(message.text) if message.type == "error" else None
            )
            page.goto(file.as_uri())
            page.locator("#chart svg").wait_for()
            assert page.title().startswith("Le ton")
            assert said == []
            context.close()
