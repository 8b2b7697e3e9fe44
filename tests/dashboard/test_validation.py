"""The page of validation: draw, code one passage after the other, compare, keep."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from analytics.errors import RunError
from analytics.runs import open_run, write_run
from analytics.validation import sample_passages
from analytics.validation.codings import parse_sheet, read_codings, sample_csv
from analytics.validations import begun_codings
from dashboard.views import validation


def script(folder: str, lang: str, kept: bool) -> None:
    from pathlib import Path

    from dashboard import cache, state
    from dashboard.state import View
    from dashboard.views import validation

    run = cache.opened(folder)
    run = run.validated(state.validation(run.run_id) or run.validation)
    validation.render(View(run, run, lang, None, Path(folder) if kept else None))


class Page:
    """The page as a coder meets it."""

    def __init__(self, folder, *, lang="fr", kept=True):
        self.run_id = open_run(folder).run_id
        kwargs = {"folder": str(folder), "lang": lang, "kept": kept}
        self.app = AppTest.from_function(script, default_timeout=60, kwargs=kwargs)
        self.run()

    def run(self):
        self.app.run()
        assert not self.app.exception, self.app.exception

    @property
    def answer(self):
        return next(e.body for e in self.app.get("html") if "vigie-answer" in e.body).partition("</style>")[2]

    @property
    def passage(self):
        return next(e.body for e in self.app.get("html") if 'class="vigie-passage"' in e.body).partition("</style>")[2]

    @property
    def coding(self):
        state = self.app.session_state
        return state[f"coding_{self.run_id}"]

    def press(self, label):
        next(b for b in self.app.button if b.label == label).click()
        self.run()

    def draw(self, n):
        self.app.number_input[0].set_value(n)
        self.press("Tirer un échantillon")

    def code(self, labels):
        for label in labels:
            self.press(label)


@pytest.fixture
def folder(run, tmp_path):
    return write_run(run, tmp_path / "run")


def test_says_that_nothing_was_validated_in_both_languages(folder):
    assert "n’a pas été validé" in Page(folder).answer
    assert "was not validated" in Page(folder, lang="en").answer


def test_a_sample_is_coded_one_passage_after_the_other(folder, run):
    page = Page(folder)
    page.draw(12)
    sample = sample_passages(run, n=12)
    assert page.coding.passage_ids == tuple(sample["passage_id"])
    assert sample["text"][0][:40].split("«")[0].split("’")[0] in page.passage
    page.app.checkbox[0].check()
    page.app.text_input[0].set_value(" dur à dire ")
    page.press("−2 nettement négatif")
    assert "Passage 2 sur 12" in page.passage
    page.code(["0 neutre", "? obscur"])
    given = list(page.coding.given.values())
    assert [g.code for g in given] == [-2, 0, None]
    assert [g.mixed for g in given] == [True, False, False]
    assert given[0].note == "dur à dire"


def test_going_back_shows_what_was_said_and_changes_it(folder):
    page = Page(folder)
    page.draw(12)
    page.code(["+1 plutôt positif", "Passer", "Précédent", "Précédent"])
    assert "Passage 1 sur 12" in page.passage
    page.press("−1 plutôt négatif")
    assert [g.code for g in page.coding.given.values()] == [-1]
    assert "Passage 2 sur 12" in page.passage


def test_the_tone_is_not_shown_to_the_coder(folder):
    page = Page(folder)
    page.draw(12)
    assert "vigie-negative" not in page.passage
    assert "vigie-positive" not in page.passage


def test_what_was_coded_is_saved_and_gone_on_with(folder, run):
    page = Page(folder)
    page.draw(12)
    page.code(["+2 nettement positif", "? obscur"])
    view = type("View", (), {"whole": run})
    sheet = parse_sheet("x.csv", validation._sheet(view, page.coding))
    assert sheet.passage_ids == page.coding.passage_ids
    assert sheet.given == page.coding.given
    page.press("Quitter")
    content = sample_csv(sample_passages(run, n=12), validation.codings_of("", sheet.given))
    page.app.file_uploader(key="resumed").upload("x.csv", content, "text/csv")
    page.run()
    assert page.coding.given == sheet.given
    assert "Passage 3 sur 12" in page.passage


def test_codes_survive_the_page_and_are_gone_on_with(folder, run):
    page = Page(folder)
    page.draw(12)
    page.code(["+2 nettement positif", "? obscur"])
    other = Page(folder)  # a new session
    other.press("Reprendre\u00a0: codeur 1 (2 sur 12)")
    assert other.coding == page.coding
    assert "Passage 3 sur 12" in other.passage
    other.code(["0 neutre"])
    kept = read_codings(begun_codings(folder).values())
    assert kept["coder"].unique().tolist() == ["codeur 1"]
    assert kept["passage_id"].tolist() == list(page.coding.passage_ids[:3])
    other.press("Quitter")
    assert other.app.text_input[0].value == "codeur 2"


def test_one_coder_does_not_take_the_place_of_another(folder):
    page = Page(folder)
    page.draw(12)
    page.code(["0 neutre"])
    other = Page(folder)
    other.app.text_input[0].set_value("codeur 1")
    other.draw(20)
    assert "a déjà commencé" in other.app.error[0].value
    assert "(1 sur 12)" in next(b.label for b in other.app.button if b.label.startswith("Reprendre"))


def test_a_damaged_coding_is_named_and_the_rest_goes_on(folder):
    page = Page(folder)
    page.draw(12)
    begun_codings(folder)["codeur 1"].write_text("rien", encoding="utf-8")
    other = Page(folder)
    assert "codeur 1.csv" in other.app.warning[0].value
    other.draw(12)
    assert len(other.coding.passage_ids) == 12


def test_codes_that_cannot_be_kept_are_told_and_stay_in_the_session(folder, monkeypatch):
    page = Page(folder)
    page.draw(12)

    def refused(*_):
        raise RunError("validation_unwritable", path="là", reason="plein")

    monkeypatch.setattr(validation, "keep_coding", refused)
    page.code(["0 neutre"])
    assert "plein" in page.app.error[0].value
    assert len(page.coding.given) == 1
    assert any("téléchargez-les" in caption.value for caption in page.app.caption)


def coded_here(page, *, name="moi"):
    page.draw(36)
    page.code(["−1 plutôt négatif", "0 neutre", "+1 plutôt positif"] * 12)
    page.app.text_input(key="coder").set_value(name)
    page.press("Comparer")


def test_codes_given_here_are_compared_and_kept_with_the_run(folder):
    page = Page(folder)
    coded_here(page)
    assert not page.app.error
    assert "Passages codés : 36 (codeurs : moi" in page.answer
    assert open_run(folder).validation["n_passages"] == 36
    assert "Passages codés : 36" in Page(folder).answer
    titles = [json.loads(element.proto.spec)["title"]["text"] for element in page.app.get("vega_lite_chart")]
    assert titles == [
        "Le ton trouvé, comparé à la lecture de codeurs",
        "La part de chaque ton, corrigée par les codeurs",
    ]


def test_a_run_without_a_folder_keeps_it_for_the_session(folder):
    page = Page(folder, kept=False)
    coded_here(page)
    assert "Passages codés : 36" in page.answer
    assert open_run(folder).validation is None
    assert any("pour vous seul" in caption.value for caption in page.app.caption)


def test_codes_of_files_and_those_given_here_are_joined(folder, run):
    page = Page(folder)
    page.draw(36)
    page.code(["0 neutre"] * 36)
    content = validation._sheet(type("View", (), {"whole": run}), page.coding)
    page.app.file_uploader(key="coded").upload("anne.csv", content, "text/csv")
    page.app.text_input(key="coder").set_value("moi")
    page.press("Comparer")
    assert not page.app.error
    assert "codeurs : anne, moi ; codés par plusieurs : 36" in page.answer


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("coded", b"passage_id;code\np1;9\n", "n’est aucun de"),
        ("coded", b"passage_id;code\np1;1\n", "Aucun passage de l’analyse"),
        ("resumed", b"titre;texte\na;b\n", "passage_id"),
        ("resumed", b"passage_id;code\np1;1\n", "Aucun passage de l’analyse"),
    ],
)
def test_a_bad_file_is_one_sentence(folder, name, content, said):
    page = Page(folder)
    page.app.file_uploader(key=name).upload("x.csv", content, "text/csv")
    page.run() if name == "resumed" else page.press("Comparer")
    assert said in page.app.error[0].value


def test_comparing_nothing_says_what_is_missing(folder):
    page = Page(folder)
    page.press("Comparer")
    assert page.app.error
