from __future__ import annotations

import pandas as pd
import pytest

from analytics import charts, tables
from analytics.errors import RenderError
from analytics.export import export


def test_csv_of_all_charts_comes_with_the_tables(run, tmp_path):
    files = export(run, tmp_path / "out", formats=["csv"])
    assert all(path.is_file() for path in files)
    assert {path.stem for path in files if path.parent.name == "tables"} == set(tables.TABLES)
    actors = pd.read_csv(tmp_path / "out" / "tables" / "actors.csv", keep_default_na=False)
    assert actors["n_mentions"].tolist() == run.tables["actors"]["n_mentions"].tolist()


def test_chosen_charts_only(run, tmp_path):
    files = export(run, tmp_path, formats=["json", "csv"], charts=["topic-shares", "tone-by-outlet"])
    assert [path.name for path in files] == [
        "topic-shares.json",
        "topic-shares.csv",
        "tone-by-outlet.json",
        "tone-by-outlet.csv",
    ]


def test_tone_by_paragraph_of_each_article_asked_for(run, tmp_path):
    ids = run.tables["articles"]["article_id"].tolist()[:2]
    files = export(run, tmp_path, formats=["csv"], charts=["tone-by-paragraph"], articles=ids)
    assert [path.stem for path in files] == [f"tone-by-paragraph-{article_id}" for article_id in ids]


def test_every_chart_becomes_an_image_for_a_run_without_anything(bare_run, tmp_path):
    files = export(bare_run, tmp_path, formats=["svg"])
    assert {path.stem for path in files} == {name for name, entry in charts.CATALOGUE.items() if entry.per == "run"}


@pytest.mark.parametrize(
    ("options", "key"),
    [({"charts": ["camembert"]}, "chart_unknown"), ({"formats": ["gif"]}, "format_image_unknown")],
)
def test_unknown_names_are_refused_before_anything_is_written(run, tmp_path, options, key):
    with pytest.raises(RenderError) as caught:
        export(run, tmp_path / "out", **options)
    assert caught.value.key == key
    assert not (tmp_path / "out").exists()
