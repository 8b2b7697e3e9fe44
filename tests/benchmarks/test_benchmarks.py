"""The benchmark runs and its texts are what they promise; how fast anything is, is not asserted."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections import Counter

import pytest

from tests.benchmarks import memory, texts
from tests.benchmarks import real as real_texts
from tests.benchmarks.contenders import BASE, CONTENDERS
from tests.benchmarks.measure import Measurement
from tests.benchmarks.real import TYPE, Heaps, log_slope, read_real
from tests.benchmarks.report import COLUMNS, growth_report, speed_report
from tests.benchmarks.words import Inventor
from tests.conftest import ROOT


def test_every_contender_that_is_here_runs(tmp_path):
    command = [sys.executable, "-m", "tests.benchmarks", "--quick"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert any(all(column in line for column in COLUMNS) for line in lines)
    for name in CONTENDERS:
        (line,) = (line for line in lines if line.startswith(name + " "))
        outcome = line.removeprefix(name).strip()
        figures = re.fullmatch(r"[\d,]+ +[\d,]+ +[\d.]+ +[\d.]+ +[\d,]+ +[\d,]+", outcome)
        assert figures or outcome.startswith("No module named"), line + done.stderr
    assert lines[-1].startswith("vigie --help: ")


@pytest.fixture(scope="module")
def real():
    return read_real()


def test_articles_are_as_long_as_in_the_press(real):
    press = texts.Press(real, seed=5)
    articles = [press.article() for _ in range(200)]
    assert 350 <= sum(a["n_words"] for a in articles) / 200 <= 450
    assert all(7 <= len(a["texts"]) <= 9 and all(a["texts"]) for a in articles)


def test_the_bundled_corpus_is_enough_and_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(real_texts, "SHARED", tmp_path)
    real = read_real()
    assert "not here" in real.origin
    assert 0.5 <= real.heaps.beta <= 0.6
    press = texts.Press(real, seed=0)
    last = [press.article() for _ in range(500)][-1]
    assert last["n_types"] == pytest.approx(real.heaps.types(last["n_tokens"]), rel=0.05)


def test_types_are_counted_as_they_come_and_follow_the_law(real):
    press = texts.Press(real, seed=5)
    counts: Counter[str] = Counter()
    for n in range(1, 1001):
        article = press.article()
        counts.update(w for text in article["texts"] for w in TYPE.findall(text.lower()))
        if n in (10, 100, 1000):
            assert article["n_types"] == len(counts)
            assert article["n_tokens"] == counts.total()
    assert len(counts) == pytest.approx(real.heaps.types(counts.total()), rel=0.15)


def test_fewer_articles_are_the_first_of_more(real, tmp_path, monkeypatch):
    monkeypatch.setattr(texts.tempfile, "gettempdir", lambda: str(tmp_path))
    few, more = (texts.written(n, real=real) for n in (3, 600))
    (three,) = texts.batches(few, 3)
    (again,) = texts.batches(more, 3)
    assert three == again
    assert [len(batch) for batch in texts.batches(more, 600)] == [500, 100]
    assert len(list(tmp_path.iterdir())) == 2
    assert texts.written(3, real=real) == few


def test_a_fitted_law_goes_on_where_the_texts_end():
    heaps = Heaps([(100.0, 60.0), (400.0, 120.0)], 0.5)
    assert heaps.types(50) == pytest.approx(30)
    assert heaps.types(200) == pytest.approx(60 * 2**0.5)
    assert heaps.types(1600) == pytest.approx(240)
    assert log_slope(heaps.points) == pytest.approx(0.5)


def test_invented_forms_count_as_one_type_each():
    inventor = Inventor(random.Random(0), ["financ", "ouvri"])
    for invent in inventor.kinds:
        for _ in range(200):
            form = invent()
            assert TYPE.findall(form) == [form]


def test_memory_of_a_child_is_counted_with_its_parent():
    code = "b = bytearray(80 << 20); b[::4096] = bytes(len(b) // 4096); print(flush=True); input()"
    child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with child:
        child.stdout.readline()
        together, alone = memory.of_tree(os.getpid()), memory.present()
        child.communicate(b"\n")
    assert together == 0 or together > 80  # 0: a system that does not tell
    assert memory.peak() >= alone > 0


def test_reports_say_why_a_contender_is_missing_and_show_growth():
    small, large = texts.Size(100, 10**6, 1, 1, 1), texts.Size(1000, 10**7, 1, 1, 1)
    results = {BASE: [Measurement(2.0, 50, 80), Measurement(1.0, 50, 90)], "other": [Measurement(reason="No module")]}
    lines = list(speed_report(small, results))
    assert lines[2].split()[2:] == ["100", "67", "1.00", "1.00", "90", "50"]
    assert lines[3].split() == ["other", "No", "module"]
    lines = list(growth_report({small: results, large: {BASE: [Measurement(10.0, 50, 900)]}}))
    assert lines[2].split()[2:] == ["1.00", "90", "900"]
    assert len(lines) == 3
