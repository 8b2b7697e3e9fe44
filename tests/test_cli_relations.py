"""``vigie show`` and ``vigie export`` of relations."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from analytics.gexf import relation_graph
from analytics.relation_figures import RelationFilter, co_mentions, relation_matrix, said_of
from analytics.relation_passages import list_relations
from tests.commands import vigie_here


def rows(done):
    """Return the rows of the table, without its head: those that name an actor."""
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stdout.splitlines() if line.startswith("│")]
    return [line for line in lines if line.removeprefix("│").split("│")[0].strip()]


def show(folder, what, *options):
    return vigie_here("show", folder, what, "-n", 1000, *options)


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ([], {}),
        (["--source", "russie"], {"sources": ("RUS",)}),
        (["--target", "ukraine", "--sign", "-"], {"targets": ("UKR",), "sign": "-"}),
        (["--voice", "propos rapportés"], {"voices": ("reported",)}),
        (["--sign", "+", "--voice", "newsroom"], {"sign": "+", "voices": ("newsroom",)}),
    ],
)
def test_the_command_lists_what_the_filter_finds(run_folder, run, options, wanted):
    done = show(run_folder, "relations", *options)
    listed = list_relations(run, RelationFilter(**wanted))
    assert len(listed)
    places = [line for line in done.stdout.splitlines() if (line.startswith("│") and "−" in line) or "│ +" in line]
    assert len(places) == len(listed)
    assert all(f"[{cue.split()[0]}" in done.stdout for cue in listed["keyword"])


@pytest.mark.parametrize(
    ("what", "figure"), [("matrix", relation_matrix), ("co-mentions", co_mentions), ("said-of", said_of)]
)
def test_the_matrices_have_a_row_for_each_pair(run_folder, run, what, figure):
    assert len(rows(show(run_folder, what))) == len(figure(run)) > 0


def test_the_relations_of_one_article(run_folder, run):
    article = run.tables["relations"]["article_id"].iloc[0]
    done = vigie_here("show", run_folder, "relations", article, "-n", 1000)
    assert done.returncode == 0
    assert article[:8] in done.stdout
    others = set(run.tables["relations"]["article_id"]) - {article}
    assert not any(other[:8] in done.stdout for other in others)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["relations", "--sign", "plus"], "plus"),
        (["relations", "--voice", "moi"], "newsroom"),
        (["relations", "--source", "Atlantide"], "Atlantide"),
        (["topics", "--source", "russie"], "--source"),
        (["matrix", "--sign", "+"], "--sign"),
        (["relations", "--speaker", "guterres"], "--speaker"),
    ],
)
def test_what_cannot_be_filtered_is_said(run_folder, options, said):
    done = vigie_here("show", run_folder, *options)
    assert done.returncode != 0
    assert said in done.stderr


def test_the_graph_is_written_alone_or_with_charts(run_folder, run, tmp_path):
    path = tmp_path / "graphs" / "relations.gexf"
    done = vigie_here("export", run_folder, "--gexf", path)
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == relation_graph(run)
    ET.parse(path)
    assert [p.name for p in tmp_path.iterdir()] == ["graphs"]
    done = vigie_here("export", run_folder, "-o", tmp_path / "all", "--charts", "relations", "--format", "csv")
    assert [p.name for p in (tmp_path / "all").iterdir()] == ["relations.csv"]


def test_nowhere_to_write_is_said(run_folder, tmp_path):
    done = vigie_here("export", run_folder)
    assert done.returncode != 0
    assert "--gexf" in done.stderr
    done = vigie_here("export", run_folder, "--gexf", tmp_path)
    assert done.returncode != 0
    assert str(tmp_path.name) in done.stderr
