from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.actors.ledger import (
    KINDS_OF_DECISION,
    Decision,
    decisions_bytes,
    joined,
    ledger_key,
    parse_decisions,
    undone,
)
from analytics.errors import DecisionError

MERGE = Decision(what="merge", actor_id="PRK", target_id="KOR", name="Corée du Sud", when="2026-01-01T10:00:00+00:00")
RENAME = Decision(what="rename", actor_id="RUS", name="Moscovie", when="2026-01-02T10:00:00+00:00", why="pour voir")
words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
decisions = st.builds(
    Decision,
    what=st.sampled_from(KINDS_OF_DECISION),
    actor_id=words,
    form=words,
    in_article=st.just("") | words,
    target_id=words,
    name=words,
    kind=st.just("") | words,
    when=st.datetimes().map(lambda moment: moment.isoformat(timespec="milliseconds")),
    why=st.just("") | words,
    undone=st.booleans(),
)


@given(st.lists(decisions, max_size=5, unique_by=lambda decision: decision.decision_id))
def test_a_ledger_is_read_as_it_was_written_in_the_order_of_time(some):
    found = parse_decisions(decisions_bytes(some), name="decisions.tsv")
    assert found == sorted(some, key=lambda decision: decision.when)


def test_a_spreadsheet_may_mark_its_encoding_and_leave_out_what_is_not_needed():
    content = "\ufeff" + decisions_bytes([MERGE]).decode().replace(MERGE.decision_id, "")
    assert parse_decisions(content.encode(), name="x") == [MERGE]


@pytest.mark.parametrize(
    ("faulty", "told"),
    [
        (replace(MERGE, what="mix"), "what = 'mix'"),
        (replace(MERGE, target_id=""), "merge: target_id"),
        (replace(MERGE, actor_id="", name=""), "merge: actor_id, name"),
        (replace(MERGE, when="hier"), "when = 'hier'"),
        (Decision(what="ignore", when=MERGE.when), "ignore: actor_id"),
        (Decision(what="accept", form="Luc", when=MERGE.when), "accept: target_id, name"),
    ],
)
def test_each_faulty_line_is_named(faulty, told):
    with pytest.raises(DecisionError) as caught:
        parse_decisions(decisions_bytes([RENAME, faulty, faulty]), name="mes-décisions.tsv")
    assert f"3: {told}" in caught.value.values["faults"]
    assert f"4: {told}" in caught.value.values["faults"]
    assert "mes-décisions.tsv" in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"what\twhen\n", b"\xff\xfe\x00"])
def test_what_is_no_ledger_is_refused(content):
    with pytest.raises(DecisionError):
        parse_decisions(content, name="x")


def test_two_ledgers_become_one():
    assert joined([RENAME], [MERGE, RENAME]) == [MERGE, RENAME]
    taken_back = replace(RENAME, undone=True)
    assert joined([MERGE, RENAME], [taken_back]) == [MERGE, taken_back]


def test_a_decision_is_taken_back_and_again():
    back = undone([MERGE, RENAME], MERGE.decision_id)
    assert back == [replace(MERGE, undone=True), RENAME]
    assert undone(back, MERGE.decision_id, is_undone=False) == [MERGE, RENAME]
    with pytest.raises(DecisionError, match="abcd"):
        undone([MERGE], "abcd")


def test_the_key_of_a_ledger_tells_what_is_in_force():
    assert ledger_key([]) == ledger_key([replace(MERGE, undone=True)]) == ""
    assert ledger_key([MERGE]) == ledger_key([MERGE, replace(RENAME, undone=True)]) != ledger_key([RENAME])
