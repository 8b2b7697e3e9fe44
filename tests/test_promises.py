"""Promises about the code itself."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re

import pytest

import analytics
from analytics.messages import catalogue
from analytics.tables import TABLES
from tests.conftest import ROOT

SOURCES = sorted(p for package in ("analytics", "dashboard") for p in (ROOT / package).rglob("*.py"))


def test_all_names_what_can_be_imported():
    assert sorted(analytics.__all__) == analytics.__all__
    for name in analytics.__all__:
        assert getattr(analytics, name) is not None
    assert dir(analytics) == analytics.__all__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nulle_part"):
        analytics.nulle_part  # noqa: B018


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_and_public_function_says_what_it_does(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body:
        assert ast.get_docstring(tree) or path.name == "__init__.py", path
    for node in ast.walk(tree):
        public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if public and node in tree.body:
            assert ast.get_docstring(node), f"{path.name}: {node.name}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_outside_file_is_loaded_as_code_and_nothing_is_fetched(path):
    text = path.read_text(encoding="utf-8")
    for forbidden in ("pickle", "joblib", "allow_pickle", "nltk.download", "eval(", "exec(", "urlopen", "requests."):
        assert forbidden not in text, forbidden


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 420
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno <= 60, f"{path.name}: {node.name}"


def test_every_message_that_the_code_names_is_in_the_catalogue():
    keys = set(catalogue("fr"))
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        for key in re.findall(r"""message\(\s*"([a-z_.]+)",""", text):
            assert key in keys, f"{path.name}: {key}"
        for key in re.findall(r"""Error\(\s*"([a-z_]+)"[,)]""", text):
            assert f"error.{key}" in keys, f"{path.name}: {key}"
        for key in re.findall(r"""reject\(\s*[^"]{0,60}"([a-z_]+)",""", text):
            assert f"rejected.{key}" in keys, f"{path.name}: {key}"


def test_no_message_is_left_that_nothing_shows():
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    families = set(re.findall(r"""f"(?:app\.)?([a-z_]+[._])\{""", text)) | {"chart."}
    for key in catalogue("fr"):
        last = key.rpartition(".")[2]
        spoken = (
            f'"{key}"' in text or f'"{last}"' in text or any(key.startswith(f) or last.startswith(f) for f in families)
        )
        assert spoken, key


def test_every_column_has_a_meaning():
    for table, columns in TABLES.items():
        for column in columns:
            assert len(column.meaning) > 2, f"{table}.{column.name}"


def test_every_kind_reason_facet_and_rule_has_its_words(run):
    keys = set(catalogue("fr"))
    assert {f"kind.{kind}" for kind in run.tables["actors"]["kind"]} <= keys
    assert {f"reason.{reason}" for reason in run.tables["mentions"]["reason"]} <= keys
    assert {f"facet.{facet}" for facet in run.tables["hits"]["facet"]} <= keys
    assert {f"rule.{rule['name']}" for rules in run.tables["hits"]["rules"] for rule in rules} <= keys


def test_every_module_can_be_imported():
    for package in (analytics, importlib.import_module("dashboard")):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
