from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components import Mark, highlight

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
