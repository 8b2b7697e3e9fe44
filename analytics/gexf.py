"""The graph of relations as a GEXF file, which Gephi and other tools for networks open."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from analytics.relation_figures import relation_matrix

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analytics.messages import Language
    from analytics.runs import Run

NAMESPACE = "http://gexf.net/1.3"
_SCHEMA = "http://gexf.net/1.3/gexf.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
# Attributes of nodes and edges: name and type.
_OF_NODES = {"actor_id": "string", "kind": "string", "mentions": "integer", "articles": "integer"}
_OF_EDGES = {
    "sign": "string", "strength": "double", "n": "integer", "n_positive": "integer", "n_negative": "integer",
    "n_newsroom": "integer", "n_reported": "integer", "n_quoted": "integer",
}  # fmt: skip


def relation_graph(run: Run, *, lang: Language = "fr") -> bytes:
    """Return the relations of a run as a directed graph in GEXF 1.3, encoded as UTF-8.

    Nodes are the actors that stand in a relation, with their name, kind, mentions and articles; an edge leads from who
    acts to who is acted upon. Its weight is the number of relations, since weights are above 0 in GEXF; ``strength`` is
    their mean in [-1, 1], and ``sign`` says "+", "-" or "0" of it. The same run gives the same bytes.
    """
    matrix = relation_matrix(run)
    actors = run.tables["actors"].set_index("actor_id")
    root = ET.Element("gexf", {
        "xmlns": NAMESPACE, "xmlns:xsi": _INSTANCE, "xsi:schemaLocation": f"{NAMESPACE} {_SCHEMA}", "version": "1.3",
    })  # fmt: skip
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "Vigie"
    ET.SubElement(meta, "description").text = run.run_id
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    _declare(graph, "node", _OF_NODES)
    _declare(graph, "edge", _OF_EDGES)
    ids = sorted({*matrix["source_id"], *matrix["target_id"]})
    nodes = ET.SubElement(graph, "nodes")
    for actor_id in ids:
        actor = actors.loc[actor_id]
        node = ET.SubElement(nodes, "node", {"id": actor_id, "label": _legal(str(actor[f"name_{lang}"]))})
        values = (actor_id, actor["kind"], actor["n_mentions"], actor["n_articles"])
        _describe(node, dict(zip(_OF_NODES, values, strict=True)))
    edges = ET.SubElement(graph, "edges")
    for number, row in enumerate(matrix.to_dict("records")):
        ends = {"id": str(number), "source": row["source_id"], "target": row["target_id"], "weight": f"{row['n']}.0"}
        sign = "+" if row["strength"] > 0 else "-" if row["strength"] < 0 else "0"
        values_of = {**row, "strength": f"{row['strength']:.4f}", "sign": sign}
        _describe(ET.SubElement(edges, "edge", ends), {name: values_of[name] for name in _OF_EDGES})
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _declare(graph: ET.Element, of: str, attributes: Mapping[str, str]) -> None:
    declared = ET.SubElement(graph, "attributes", {"class": of})
    for number, (title, kind) in enumerate(attributes.items()):
        ET.SubElement(declared, "attribute", {"id": str(number), "title": title, "type": kind})


def _describe(element: ET.Element, values: Mapping[str, object]) -> None:
    described = ET.SubElement(element, "attvalues")
    for number, value in enumerate(values.values()):
        ET.SubElement(described, "attvalue", {"for": str(number), "value": _legal(str(value))})


def _legal(text: str) -> str:
    """Leave out what XML cannot hold: control characters and lone surrogates."""
    return "".join(_legal_characters(text))


def _legal_characters(text: str) -> Iterable[str]:
    return (c for c in text if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
