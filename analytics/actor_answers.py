"""Actors under review as text tables: what is open, not recognised or alike, and the decisions taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics import actor_review, answers
from analytics.answers import Answer
from analytics.messages import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.actors.ledger import Decision
    from analytics.messages import Language
    from analytics.runs import Run


def review(run: Run, *, lang: Language, limit: int, kinds: Sequence[str] = ()) -> list[Answer]:
    """What a reader should look at: open forms, names alike, names not recognised, then the decisions taken.

    kinds : what the names not recognised are likely to be; all without.
    """
    return [
        open_forms(run, lang=lang, limit=limit),
        name_twins(run, lang=lang, limit=limit),
        answers.candidates(run, lang=lang, limit=limit, kinds=kinds),
        decisions(run, lang=lang, limit=limit),
    ]


def open_forms(run: Run, *, lang: Language, limit: int) -> Answer:
    """Forms that may mean several actors, with an example."""
    found = actor_review.open_forms(run)
    shown = actor_review.in_text(run, found.head(limit))
    rows = [
        [r.form, name_of(run, r.actor_id, lang), ", ".join(name_of(run, other, lang) for other in r.alternatives),
         answers.number(r.n_mentions, lang), answers.number(r.n_articles, lang), answers.example(r)]
        for r in shown.itertuples()
    ]  # fmt: skip
    keys = ("axis.forms", "show.counted_for", "show.may_mean", "axis.mentions", "axis.articles", "show.example")
    return _answer("open_forms", keys, rows, len(found) - len(shown), lang)


def name_twins(run: Run, *, lang: Language, limit: int) -> Answer:
    """Pairs of names that may be one actor."""
    found = actor_review.name_twins(run)
    rows = [
        [r.left, r.right, f"{_known(r.left_id, lang)} – {_known(r.right_id, lang)}", answers.figure(r.similarity, lang)]
        for r in found.head(limit).itertuples()
    ]
    keys = ("show.one_name", "show.other_name", "show.state", "show.similarity")
    return _answer("name_twins", keys, rows, max(len(found) - limit, 0), lang)


def decisions(run: Run, *, lang: Language, limit: int) -> Answer:
    """The decisions taken, the last first, with how many mentions each changed."""
    taken = run.tables["decisions"].iloc[::-1]
    rows = [
        [r.decision_id, told(decision, run, lang), answers.number(r.n_mentions, lang),
         message("show.undone", lang) if r.undone else "", r.when[:16].replace("T", " "), decision.why]
        for r, decision in zip(taken.itertuples(), reversed(run.decisions), strict=True)
    ]  # fmt: skip
    keys = ("show.id", "show.decision", "axis.mentions", "show.state", "show.date", "show.why")
    return _answer("decisions", keys, rows[:limit], max(len(rows) - limit, 0), lang)


def told(decision: Decision, run: Run, lang: Language) -> str:
    """Say a decision in a sentence."""
    what = decision.what
    if what == "ignore":
        what = "ignore_form" if decision.form and decision.actor_id else what
    elif what == "decide" and not decision.target_id:
        what = "decide_nobody"
    where = message("decision.in_article", lang, article=decision.in_article[:8]) if decision.in_article else ""
    return message(
        f"decision.{what}", lang, form=decision.form, name=decision.name,
        actor=name_of(run, decision.actor_id, lang) if decision.actor_id else decision.form,
    ) + where  # fmt: skip


def name_of(run: Run, actor_id: str, lang: Language) -> str:
    """Name of an actor, of the run or not; of what is no actor, what it is."""
    named = actor_review.names(run, lang)
    return named.get(actor_id, actor_id)


def _known(actor_id: str | None, lang: Language) -> str:
    return message("show.not_recognised" if pd.isna(actor_id) else "show.recognised", lang)


def _answer(name: str, keys: tuple[str, ...], rows: list[list[str]], n_more: int, lang: Language) -> Answer:
    title, note = message(f"show.{name}", lang), message(f"show.no_{name}", lang)
    return Answer(title, [message(key, lang) for key in keys], rows, n_more, note)
