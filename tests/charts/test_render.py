from __future__ import annotations

import io
import json
import subprocess
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pytest
from PIL import Image

from analytics import charts
from analytics.charts import Drawn, render
from analytics.charts.render import FORMATS
from analytics.errors import RenderError
from analytics.files import csv_bytes


def drawn_from(frame):
    chart = alt.Chart(frame).mark_bar().encode(x="n:Q", y="title:N")
    return Drawn(
        "essai", chart.properties(title=alt.TitleParams(str(frame["title"].iloc[0]), subtitle=[""]), description="")
    )


@pytest.fixture(scope="module")
def files(run):
    drawn = [Drawn("topic-shares", charts.topic_shares(run)), Drawn("actor-mentions", charts.actor_mentions(run))]
    return {(f.name, f.format): f.content for f in render.render(drawn, FORMATS)}


def test_every_chart_comes_in_every_format(files):
    assert len(files) == 2 * len(FORMATS)


def test_png_is_a_picture_that_is_not_blank(files):
    image = Image.open(io.BytesIO(files["topic-shares", "png"]))
    assert image.width > 1200
    assert len(image.convert("RGB").getcolors(maxcolors=100_000)) > 50


def test_svg_holds_the_words(files, run):
    root = ElementTree.fromstring(files["topic-shares", "svg"])
    texts = " ".join(root.itertext())
    assert "De quoi parle le corpus" in texts
    assert run.tables["topics"]["label"].iloc[0] in texts


def test_pdf_has_one_page(files):
    assert files["topic-shares", "pdf"].startswith(b"%PDF")
    assert (
        files["topic-shares", "pdf"].count(b"/Type /Page\n") + files["topic-shares", "pdf"].count(b"/Type /Page ") <= 1
    )


def test_json_is_the_specification(files, run):
    assert json.loads(files["topic-shares", "json"]) == charts.topic_shares(run).to_dict()


def test_csv_is_the_table_behind_the_chart(files, run):
    frame = pd.read_csv(io.BytesIO(files["actor-mentions", "csv"]))
    expected = charts.chart_table(charts.actor_mentions(run))
    assert frame["n_mentions"].tolist() == expected["n_mentions"].tolist()


def test_the_same_chart_gives_the_same_bytes(files, run):
    again = render.render([Drawn("topic-shares", charts.topic_shares(run))], ["png", "svg"])
    assert [f.content for f in again] == [files["topic-shares", "png"], files["topic-shares", "svg"]]


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"


def test_a_hostile_title_stays_text_in_the_page():
    frame = pd.DataFrame({"title": [HOSTILE], "n": [1]})
    (page,) = render.render([drawn_from(frame)], ["html"])
    text = page.content.decode()
    assert text.count("<script") == 3
    assert HOSTILE not in text
    assert "<img" not in text.split("<script>")[0]
    assert "default-src 'none'" in text
    spec = text.split('id="spec">')[1].split("</script>")[0]
    assert json.loads(spec)["title"]["text"] == HOSTILE


def test_a_page_asks_for_nothing_outside(files):
    page = files["topic-shares", "html"].decode()
    assert "<link" not in page
    assert " src=" not in page.split("<script>")[0]


def test_a_character_that_kills_the_renderer_is_an_error_not_a_crash():
    frame = pd.DataFrame({"title": ["a\x00b"], "n": [1]})
    with pytest.raises(RenderError) as caught:
        render.render([drawn_from(frame)], ["png"])
    assert caught.value.key == "render_failed"


def test_a_renderer_that_hangs_is_stopped(run, monkeypatch):
    def hang(*_args, timeout, **_kwargs):
        raise subprocess.TimeoutExpired("renderer", timeout)

    monkeypatch.setattr(render.subprocess, "run", hang)
    with pytest.raises(RenderError) as caught:
        render.render([Drawn("topic-shares", charts.topic_shares(run))], ["png"])
    assert caught.value.key == "render_slow"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", "  =1", '"=1', "＝1"])
def test_no_cell_is_a_formula(cell):
    text = csv_bytes(pd.DataFrame({"title": [cell]})).decode("utf-8-sig")
    (value,) = pd.read_csv(io.StringIO(text))["title"]
    assert value == f"'{cell}"


def test_ordinary_cells_and_numbers_come_back_as_they_were():
    frame = pd.DataFrame({"title": ["Le 3e essai, « réussi »", "a=b"], "n": [-1.5, 2.0]})
    pd.testing.assert_frame_equal(
        pd.read_csv(io.BytesIO(csv_bytes(frame))).astype({"title": "str"}), frame.astype({"title": "str"})
    )
