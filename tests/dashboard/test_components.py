from __future__ import annotations

import html
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components import Mark, highlight, hit_marks, mention_marks

marks = st.lists(
    st.builds(
        Mark,
        st.integers(-2, 30),
        st.integers(-2, 30),
        st.sampled_from(["positive", "negative", "actor"]),
        st.text(max_size=10),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("text", "given_marks", "expected"),
    [
        ("La paix.", [], "La paix."),
        ("La paix.", [Mark(3, 7, "positive")], 'La <span class="vigie-positive">paix</span>.'),
        (
            "abc",
            [Mark(0, 2, "actor"), Mark(1, 3, "positive", "n")],
            '<span class="vigie-actor">a</span><span class="vigie-actor vigie-positive" title="n">b</span>'
            '<span class="vigie-positive" title="n">c</span>',
        ),
        ("<b>", [Mark(0, 3, "actor", '"<i>')], '<span class="vigie-actor" title="&quot;&lt;i&gt;">&lt;b&gt;</span>'),
        ("abc", [Mark(2, 9, "actor"), Mark(-1, 2, "actor"), Mark(2, 2, "actor")], "abc"),
    ],
)
def test_highlight(text, given_marks, expected):
    assert highlight(text, given_marks) == expected


@given(st.text(max_size=30), marks)
def test_highlighting_never_changes_the_text(text, given_marks):
    shown = highlight(text, given_marks)
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == text


@given(marks)
def test_nothing_from_outside_becomes_markup(given_marks):
    shown = highlight("<script>alert(1)</script>", given_marks)
    assert set(re.findall(r"<(/?\w+)", shown)) <= {"span", "/span"}


def test_a_word_that_acts_on_another_is_marked_as_silent():
    span = {"start": 3, "end": 8}
    acting = {"start": 3, "end": 8, "entry": "lutte", "facet": "event", "prior_valence": -0.3, "valence": 0.0}
    acted_on = {"start": 19, "end": 29, "entry": "corruption", "facet": "event", "prior_valence": -0.6, "valence": 0.3}
    hits = pd.DataFrame(
        [
            {**acting, "rules": [{"name": "inversion", **span, "factor": 0.0}]},
            {**acted_on, "rules": [{"name": "inversion", **span, "factor": -0.5}]},
        ]
    )
    marks = hit_marks(hits, "La lutte contre la corruption", "fr")
    assert [mark.kind for mark in marks] == ["silent", "positive"]
    assert marks[0].note.endswith("agit sur un autre mot")
    assert marks[1].note.endswith("inversé × −0,50 (lutte)")


@pytest.mark.parametrize(
    ("lang", "notes"),
    [
        ("fr", ["Russie (capitale ; rien ne tranche)", "Russie (nom)"]),
        ("en", ["Russie (capital ; nothing decides)", "Russie (name)"]),
    ],
)
def test_an_actor_shows_why_it_is_one(lang, notes):
    mentions = pd.DataFrame({
        "start": [0, 9], "end": [6, 15], "actor_id": ["RUS", "RUS"], "reason": ["capital", "name"],
        "rule": ["open", None],
    })  # fmt: skip
    assert [mark.note for mark in mention_marks(mentions, {"RUS": "Russie"}, lang)] == notes
