"""The graph of relations as GEXF."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from analytics.corpus import Article, Corpus
from analytics.gexf import NAMESPACE, relation_graph
from analytics.pipeline import analyse
from analytics.relation_figures import relation_matrix

NS = {"g": NAMESPACE}
TYPES = {"integer", "long", "double", "float", "boolean", "string", "liststring", "anyURI"}


@pytest.fixture(scope="module")
def graph(run):
    return ET.fromstring(relation_graph(run))


def attributes(graph, of):
    (declared,) = graph.findall(f"g:graph/g:attributes[@class='{of}']", NS)
    return {a.get("id"): (a.get("title"), a.get("type")) for a in declared}


def described(element, declared):
    values = element.findall("g:attvalues/g:attvalue", NS)
    assert [v.get("for") for v in values] == list(declared)
    return {declared[v.get("for")][0]: v.get("value") for v in values}


def test_the_file_keeps_the_rules_of_the_format(graph):
    assert graph.tag == f"{{{NAMESPACE}}}gexf"
    assert graph.get("version") == "1.3"
    assert [child.tag.rpartition("}")[2] for child in graph] == ["meta", "graph"]
    (body,) = graph.findall("g:graph", NS)
    assert body.get("defaultedgetype") == "directed"
    assert [child.tag.rpartition("}")[2] for child in body] == ["attributes", "attributes", "nodes", "edges"]
    for of in ("node", "edge"):
        declared = attributes(graph, of)
        assert len(declared) == len(set(declared.values()))
        assert {kind for _, kind in declared.values()} <= TYPES
    nodes, edges = graph.findall("g:graph/g:nodes/g:node", NS), graph.findall("g:graph/g:edges/g:edge", NS)
    ids = [node.get("id") for node in nodes]
    assert len(ids) == len(set(ids)) > 1
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} == set(ids)
    assert all(float(edge.get("weight")) > 0 for edge in edges)
    assert all(node.get("label") for node in nodes)


def test_edges_are_the_matrix(graph, run):
    matrix = relation_matrix(run).set_index(["source_id", "target_id"])
    edges = graph.findall("g:graph/g:edges/g:edge", NS)
    declared = attributes(graph, "edge")
    assert len(edges) == len(matrix)
    for edge in edges:
        row, told = matrix.loc[(edge.get("source"), edge.get("target"))], described(edge, declared)
        assert int(told["n"]) == row["n"] == float(edge.get("weight"))
        assert float(told["strength"]) == pytest.approx(row["strength"], abs=1e-4)
        assert told["sign"] == ("+" if row["strength"] > 0 else "-" if row["strength"] < 0 else "0")


def test_nodes_are_the_actors(graph, run):
    actors = run.tables["actors"].set_index("actor_id")
    declared = attributes(graph, "node")
    for node in graph.findall("g:graph/g:nodes/g:node", NS):
        actor, told = actors.loc[node.get("id")], described(node, declared)
        assert node.get("label") == actor["name_fr"]
        assert (told["kind"], int(told["mentions"])) == (actor["kind"], actor["n_mentions"])


def test_the_same_run_gives_the_same_bytes_and_the_language_its_names(run):
    assert relation_graph(run) == relation_graph(run)
    assert b"Royaume-Uni" in relation_graph(run, lang="fr") or relation_graph(run) != relation_graph(run, lang="en")


def test_nobody_is_an_empty_graph():
    nobody = analyse(Corpus.of([Article("Titre", ("Rien ici.",))]))
    assert not ET.fromstring(relation_graph(nobody)).findall(".//g:node", NS)
