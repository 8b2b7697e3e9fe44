"""The page of words and passages set aside: what it says, and what becomes of the analysis when they change."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from analytics.corpus import Corpus
from analytics.pipeline import analyse
from analytics.runs import open_run, write_run
from analytics.set_aside import set_aside
from analytics.settings import Settings
from dashboard.views.set_aside import N_PASSAGES


def draw(folder: str, lang: str, outlets: list) -> None:
    from analytics.aggregation import choose_articles
    from analytics.runs import open_run
    from dashboard import state
    from dashboard.state import View
    from dashboard.views import set_aside

    changed = state.changed_run()
    run = changed.run if changed else open_run(folder)
    set_aside.render(View(run.restricted(choose_articles(run, outlets=outlets)), run, lang))


class Page:
    """The page as a reader meets it."""

    def __init__(self, folder, *, lang="fr", outlets=()):
        self.whole = open_run(folder)
        kwargs = {"folder": str(folder), "lang": lang, "outlets": list(outlets)}
        self.app = AppTest.from_function(draw, default_timeout=60, kwargs=kwargs).run()
        self.check()

    def check(self):
        assert not self.app.exception, self.app.exception

    @property
    def changed(self):
        state = self.app.session_state  # not a mapping: it has no get
        found = state["changed_run"] if "changed_run" in state else None  # noqa: SIM401
        return found and found.run

    @property
    def answer(self):
        return next(e.body for e in self.app.get("html") if "vigie-answer" in e.body).partition("</style>")[2]

    def field(self, kind, name):
        run = self.changed or self.whole
        return getattr(self.app, kind)(key=f"set_aside_{run.run_id}_{name}")

    def analyse(self):
        next(b for b in self.app.button if b.label in ("Refaire l’analyse", "Analyse again")).click()
        self.app.run()
        self.check()


@pytest.fixture(scope="module")
def folder(press_run, tmp_path_factory):
    return write_run(press_run, tmp_path_factory.mktemp("press") / "run")


def terms(run):
    return set(run.tables["topic_terms"]["term"])


def test_it_says_how_much_is_set_aside(folder):
    page = Page(folder)
    assert "passages écartés de l’analyse\u00a0: 18\u202f; articles concernés\u00a0: 9 sur 14." in page.answer
    assert "Mots écartés des thèmes\u00a0: 1\u202f1" in page.answer
    assert "passages not analysed: 18; articles concerned: 9 of 14." in Page(folder, lang="en").answer


def test_through_a_filter_it_counts_the_articles_seen(folder):
    assert "articles concernés\u00a0: 5 sur 7." in Page(folder, outlets=["La Gazette fictive"]).answer
    assert "articles concernés\u00a0: 0 sur 0." in Page(folder, outlets=["Aucun"]).answer


@pytest.mark.parametrize("articles", [[], ["texte"]])
def test_a_run_without_passages(tmp_path, articles):
    from analytics.corpus import Article

    run = analyse(Corpus.of(Article("T", (text,)) for text in articles))
    page = Page(write_run(run, tmp_path / "run"))
    assert page.app.info[0].value == "Aucun passage n’est écarté."
    assert page.field("multiselect", "restored").disabled


def test_passages_stand_in_their_paragraph_and_outside_text_is_escaped(folder):
    page = Page(folder)
    bodies = [e.body.partition("</style>")[2] for e in page.app.get("html")]
    shown = [body for body in bodies if "vigie-passage" in body]
    assert len(shown) == 18
    assert any('Les cuves sont pleines. <span class="vigie-boilerplate"' in body for body in shown)
    assert any("&lt;b&gt;évitée&lt;/b&gt;" in body for body in shown)
    assert not any("<b>" in body for body in shown)
    assert [e.label for e in page.app.expander] == [
        "Signature d’agence (9)", "Appel à s’abonner (5)", "Lien vers un autre article (4)",
    ]  # fmt: skip
    assert any("AFP 9, Reuters 5" in caption.value for caption in page.app.caption)


def test_many_passages_of_a_class_are_shown_in_part(tmp_path):
    from analytics.corpus import Article

    n = N_PASSAGES + 3
    run = analyse(Corpus.of(Article(f"Titre {i}", ("Un texte.", "(AFP)")) for i in range(n)))
    page = Page(write_run(run, tmp_path / "run"))
    assert sum("vigie-passage" in e.body.partition("</style>")[2] for e in page.app.get("html")) == N_PASSAGES
    assert "… et 3 autres passages" in [caption.value for caption in page.app.caption]


@pytest.mark.parametrize(
    ("searched", "reasons", "expected"),
    [("meme", [], {"même", "mêmes"}), ("", ["civility"], {"mme", "monsieur"}), ("otage", [], set())],
)
def test_the_list_is_searched_whatever_the_accents_and_by_class(folder, searched, reasons, expected):
    page = Page(folder)
    page.app.text_input(key="stop_search").set_value(searched)
    page.app.multiselect(key="stop_reasons").set_value(reasons).run()
    page.check()
    words = page.app.dataframe[0].value
    assert expected <= set(words["Mot"]) if len(words) else not expected


def test_words_change_the_terms_and_nothing_else(folder):
    page = Page(folder)
    assert "vigne" in terms(page.whole)
    assert "numéro" not in terms(page.whole)
    page.field("text_area", "added").set_value("Vigne, ferry\nraisin")
    page.field("multiselect", "removed").set_value(["numéro"])
    page.analyse()
    assert not {"vigne", "ferry", "raisin"} & {word for term in terms(page.changed) for word in term.split()}
    assert any("numéro" in term for term in terms(page.changed))
    assert page.changed.tables["tones"].equals(page.whole.tables["tones"])
    assert page.app.success[0].value.startswith("Vous voyez votre analyse, avec 4 changements")
    assert page.field("text_area", "added").value == "ferry\nraisin\nvigne"
    assert page.app.dataframe[0].value["État"].tolist()[:5] == ["ajouté", "ajouté", "ajouté", "retiré", "liste"]


def test_a_phrase_restored_brings_its_text_and_its_tone_back(folder):
    page = Page(folder)
    page.field("multiselect", "restored").set_value(["lire aussi"])
    page.analyse()
    assert page.changed.tables["tones"]["n_hits"].sum() > page.whole.tables["tones"]["n_hits"].sum()
    assert "passages écartés de l’analyse\u00a0: 14" in page.answer
    assert page.app.success[0].value.startswith("Vous voyez votre analyse, avec 1 changement\u202f;")
    assert page.field("multiselect", "restored").value == ["lire aussi"]


def test_everything_can_be_analysed_and_the_way_back_is_open(folder):
    page = Page(folder)
    page.field("toggle", "all").set_value(True)
    page.analyse()
    assert "tous les passages sont analysés" in page.answer
    assert not page.changed.tables["paragraphs"]["cut"].notna().any()
    next(b for b in page.app.button if b.label == "Revenir à l’analyse de départ").click().run()
    assert page.changed is None
    assert "passages écartés de l’analyse\u00a0: 18" in page.answer


def test_taking_all_changes_back_is_the_first_run_again(folder):
    page = Page(folder)
    page.field("text_area", "added").set_value("vigne")
    page.analyse()
    assert page.changed is not None
    page.field("text_area", "added").set_value("")
    page.analyse()
    assert page.changed is None
    assert not page.app.success


def test_asking_for_nothing_new_says_so(folder):
    page = Page(folder)
    page.analyse()
    assert page.app.info[0].value.startswith("Rien à refaire")
    assert page.changed is None


def test_faulty_words_are_all_told_and_change_nothing(folder):
    page = Page(folder, lang="en")
    page.field("text_area", "added").set_value("deux mots\nvigne\n?!")
    page.analyse()
    assert "“deux mots”" in page.app.error[0].value
    assert "“?!”" in page.app.error[0].value
    assert page.changed is None
    assert page.field("text_area", "added").value == "deux mots\nvigne\n?!"


def test_the_settings_of_the_run_are_the_starting_values(press, tmp_path):
    settings = set_aside(Settings(), added=["vigne"], removed=["numéro"], restored=["AFP"])
    page = Page(write_run(analyse(press, settings=settings, n_topics=3), tmp_path / "run"))
    assert page.field("text_area", "added").value == "vigne"
    assert page.field("multiselect", "removed").value == ["numéro"]
    assert page.field("multiselect", "restored").value == ["AFP"]
    page.field("text_area", "added").set_value("")
    page.analyse()
    assert page.changed.manifest["settings"]["topics"]["n_topics"] == 3
    assert page.changed.manifest["settings"]["text"]["restored"] == ("AFP",)


def test_the_text_of_an_article_shows_what_was_set_aside(folder, press_run):
    from tests.dashboard.test_views import shown

    article = next(iter(press_run.tables["paragraphs"].query("rule == 'lire aussi'")["article_id"]))
    app = shown(folder, "articles")
    app.selectbox(key="article").select(article).run()
    (text,) = (e.body for e in app.get("html") if "<article" in e.body)
    assert (
        '<span class="vigie-boilerplate" title="passage écarté\u00a0: lire aussi (Lien vers un autre article)">' in text
    )
    assert any("passage écarté</span>" in e.body for e in app.get("html"))
