"""Review of actors: what is ambiguous or not recognised, actors to mend, and the decisions taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analytics import actor_answers, actor_figures, actor_review, answers
from analytics.actors.ambiguity import NO_ACTOR
from analytics.actors.ledger import decisions_bytes, joined, parse_decisions, undone
from analytics.decisions import keep_decisions
from analytics.errors import VigieError
from analytics.messages import message
from dashboard import cache, components, state

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analytics.actors.ledger import Decision
    from dashboard.cache import Review
    from dashboard.state import View

N_EXAMPLES = 5
_NOBODY = ""  # in place of an actor
_TABS = ("open", "unknown", "twins", "mend", "ledger")


def render(view: View) -> None:
    """Say how much is to review, then offer each kind of decision and those taken."""
    run, lang = view.whole, view.lang
    found = cache.review(run.key, lang, run)
    in_force = sum(not decision.undone for decision in run.decisions)
    components.answer(message(
        "app.sentence_review", lang, opened=len(found.opened), unknown=len(found.unknown), n=in_force
    ))  # fmt: skip
    st.caption(message("app.review_help", lang))
    tabs = dict(zip(_TABS, st.tabs([message(f"app.review_{name}", lang) for name in _TABS]), strict=True))
    with tabs["open"]:
        _decide_forms(view, found)
    with tabs["unknown"]:
        _accept_names(view, found)
    with tabs["twins"]:
        _unite_twins(view, found)
    with tabs["mend"]:
        _mend_actor(view)
    with tabs["ledger"]:
        _show_ledger(view)


def _decide_forms(view: View, found: Review) -> None:
    """Let the reader say whom an ambiguous form means, in one article or in all."""
    run, lang = view.whole, view.lang
    opened = found.opened
    components.table(found.opened_table)
    if opened.empty:
        return
    counts = opened.groupby("key", sort=False).agg(form=("form", "first"), n=("n_mentions", "sum"))
    key = st.selectbox(
        message("app.review_form", lang), counts.index, key="review_form",
        format_func=lambda key: f"{counts['form'][key]} ({answers.number(counts['n'][key], lang)})",
    )  # fmt: skip
    rows = opened[opened["key"] == key]
    mentions = run.tables["mentions"]
    mentions = actor_review.spelt_as(mentions[mentions["alternatives"].notna()], key)
    _passages(view, mentions)
    names = actor_review.names(run, lang)
    possible = dict.fromkeys(
        [*rows["actor_id"], *(other for others in rows["alternatives"] for other in others if other not in NO_ACTOR)]
    )
    described = run.tables["articles"].set_index("article_id")
    labels = {article: components.source_line(described.loc[article], lang) for article in mentions["article_id"]}
    with st.form("review_decide"):
        actor_id = st.selectbox(
            message("app.review_means", lang), [*possible, _NOBODY],
            format_func=lambda actor: names[actor] if actor in names else message("app.review_nobody", lang),
        )  # fmt: skip
        where = st.selectbox(
            message("app.review_where", lang), ["", *mentions["article_id"].unique()],
            format_func=lambda article: labels.get(article) or message("app.review_everywhere", lang),
        )  # fmt: skip
        why = _ask_why(view, "decide")
        if st.form_submit_button(message("app.review_decide_button", lang), type="primary"):
            _take(view, lambda: actor_review.decide(run, counts["form"][key], actor_id, article_id=where, why=why))


def _accept_names(view: View, found: Review) -> None:
    """Let the reader say who a name that is not recognised is."""
    run, lang = view.whole, view.lang
    if found.unknown.empty:
        components.table(found.unknown_table)
        return
    kinds = st.pills(
        message("show.likely", lang),
        list(dict.fromkeys(found.unknown["kind"])),
        selection_mode="multi",
        format_func=lambda kind: message(f"likely.{kind}", lang),
        key="review_kinds",
    )
    unknown = found.unknown[found.unknown["kind"].isin(kinds)] if kinds else found.unknown
    shown = answers.candidates(run, lang=lang, limit=200, kinds=kinds) if kinds else found.unknown_table
    components.table(shown)
    forms = unknown.set_index("key")["form"]
    counts = unknown.set_index("key")["n_mentions"]
    key = st.selectbox(
        message("app.review_name", lang), forms.index, key="review_name",
        format_func=lambda key: f"{forms[key]} ({answers.number(counts[key], lang)})",
    )  # fmt: skip
    candidates = run.tables["candidates"]
    _passages(view, candidates[candidates["key"] == key])
    likely = unknown.set_index("key")["kind"][key]
    likely = "unspecified" if likely == "unknown" else likely
    choices = ("new", "known", "nobody")
    with st.form("review_accept"):
        choice = st.radio(
            message("app.review_is", lang), choices, horizontal=True,
            format_func=lambda choice: message(f"app.review_is_{choice}", lang),
        )  # fmt: skip
        left, right = st.columns(2)
        kind = left.selectbox(
            message("app.review_kind", lang), actor_review.KINDS_OF_ACTOR,
            index=actor_review.KINDS_OF_ACTOR.index(likely), format_func=lambda kind: message(f"kind.{kind}", lang),
        )  # fmt: skip
        known = _choose_actor(view, right, "app.review_known")
        why = _ask_why(view, "accept")
        if st.form_submit_button(message("app.review_take", lang), type="primary"):
            form = forms[key]
            make: dict[str, Callable[[], Decision]] = {
                "new": lambda: actor_review.accept(run, form, kind=kind, why=why),
                "known": lambda: actor_review.accept(run, form, of=known, why=why),
                "nobody": lambda: actor_review.ignore(run, form, why=why),
            }
            _take(view, make[choice])


def _unite_twins(view: View, found: Review) -> None:
    """Let the reader say that two names are one actor."""
    run, lang = view.whole, view.lang
    components.table(found.twins_table)
    if found.twins.empty:
        return
    pairs = list(zip(found.twins["left"], found.twins["right"], strict=True))
    chosen = st.selectbox(
        message("app.review_pair", lang),
        range(len(pairs)),
        key="review_pair",
        format_func=lambda row: " = ".join(pairs[row]),
    )
    for name in pairs[chosen]:
        for table in ("mentions", "candidates"):
            _passages(view, actor_review.spelt_as(run.tables[table], name), n=2)
    with st.form("review_unite"):
        why = _ask_why(view, "unite")
        if st.form_submit_button(message("app.review_unite", lang), type="primary"):
            _take(view, lambda: actor_review.unite(run, *pairs[chosen], why=why))


def _mend_actor(view: View) -> None:
    """Show the forms of an actor, and let the reader merge, rename, split or ignore."""
    run, lang = view.whole, view.lang
    if not len(run.tables["actors"]):
        st.info(message("chart.actor_mentions.empty", lang))
        return
    actor_id = _choose_actor(view, st, "app.review_actor", key="review_actor")
    aliases = actor_figures.alias_counts(run, [actor_id])
    st.dataframe(
        pd.DataFrame({
            message("axis.forms", lang): aliases["form"],
            message("show.reason", lang): [message(f"reason.{reason}", lang) for reason in aliases["reason"]],
            message("axis.mentions", lang): aliases["n_mentions"],
        }),
        hide_index=True,
    )  # fmt: skip
    actions = ("merge", "rename", "split", "ignore")
    action = st.segmented_control(
        message("app.review_action", lang), actions, default="merge", required=True, key="review_action",
        format_func=lambda action: message(f"app.review_{action}", lang),
    )  # fmt: skip
    with st.form("review_mend"):
        forms = list(dict.fromkeys(aliases["form"]))
        form = name = known = ""
        kind = "unspecified"
        if action == "merge":
            known = _choose_actor(view, st, "app.review_into", without=actor_id)
        if action in ("split", "ignore"):
            every = [""] if action == "ignore" else []
            form = st.selectbox(
                message("app.review_form", lang), [*every, *forms],
                format_func=lambda form: form or message("app.review_all_forms", lang),
            )  # fmt: skip
            mentions = run.tables["mentions"]
            shown = mentions[(mentions["actor_id"] == actor_id) & ((mentions["form"] == form) | (form == ""))]
            _passages(view, shown)
        if action in ("rename", "split"):
            name = st.text_input(message("app.review_new_name", lang))
        if action == "split":
            kind = st.selectbox(
                message("app.review_kind", lang), actor_review.KINDS_OF_ACTOR,
                format_func=lambda kind: message(f"kind.{kind}", lang),
            )  # fmt: skip
        why = _ask_why(view, "mend")
        if st.form_submit_button(message("app.review_take", lang), type="primary"):
            make: dict[str, Callable[[], Decision]] = {
                "merge": lambda: actor_review.merge(run, actor_id, known, why=why),
                "rename": lambda: actor_review.rename(run, actor_id, name, why=why),
                "split": lambda: actor_review.split(run, actor_id, form, name, kind=kind, why=why),
                "ignore": lambda: actor_review.ignore(run, actor_id, form=form, why=why),
            }
            _take(view, make[action])


def _show_ledger(view: View) -> None:
    """List the decisions, let the reader take them back, save them, and add those of another corpus."""
    run, lang = view.whole, view.lang
    components.table(actor_answers.decisions(run, lang=lang, limit=500))
    if run.decisions:
        ledger = {decision.decision_id: decision for decision in reversed(run.decisions)}
        decision_id = st.selectbox(
            message("app.review_decision", lang),
            list(ledger),
            key="review_decision",
            format_func=lambda key: f"{actor_answers.told(ledger[key], run, lang)} · {key}",
        )
        label = "app.review_redo" if ledger[decision_id].undone else "app.review_undo"
        with st.container(horizontal=True):
            if st.button(message(label, lang)):
                _keep(view, undone(run.decisions, decision_id, is_undone=not ledger[decision_id].undone))
            st.download_button(
                message("app.review_save", lang), data=decisions_bytes(run.decisions), file_name="decisions.tsv",
                mime="text/tab-separated-values", icon=":material/download:", on_click="ignore",
            )  # fmt: skip
    with st.form("review_import", clear_on_submit=True):
        given = st.file_uploader(message("app.review_import", lang), type=["tsv", "txt"])
        if st.form_submit_button(message("app.review_add", lang)) and given is not None:
            try:
                found = parse_decisions(given.getvalue(), name=given.name)
            except VigieError as exc:
                st.error(exc.message(lang))
            else:
                _keep(view, joined(run.decisions, found))


def _choose_actor(view: View, place: object, label: str, *, without: str = "", key: str | None = None) -> str:
    """Let the reader choose an actor, the most mentioned first."""
    counts = actor_figures.actor_counts(view.whole)
    counts = counts[counts["actor_id"] != without].set_index("actor_id")
    names, n_mentions = counts[f"name_{view.lang}"], counts["n_mentions"]
    chosen: str = place.selectbox(  # type: ignore[attr-defined]
        message(label, view.lang), counts.index.tolist(), key=key,
        format_func=lambda actor: f"{names[actor]} ({answers.number(n_mentions[actor], view.lang)})",
    )  # fmt: skip
    return chosen


def _ask_why(view: View, key: str) -> str:
    why: str = st.text_input(message("app.review_why", view.lang), key=f"review_why_{key}", max_chars=300)
    return why


def _passages(view: View, spans: pd.DataFrame, *, n: int = N_EXAMPLES) -> None:
    """Show names in their text, one for each article first."""
    spans = spans.assign(turn=spans.groupby("article_id", sort=False).cumcount())
    shown = actor_review.in_text(view.whole, spans.sort_values("turn", kind="stable").head(n), width=110)
    described = view.whole.tables["articles"].set_index("article_id")
    for row in shown.itertuples():
        before, after = row.before.lstrip(), row.after.rstrip()
        mark = components.Mark(len(before), len(before) + len(row.form), "actor")
        source = components.source_line(described.loc[row.article_id], view.lang)
        components.passage(f"{before}{row.form}{after}", [mark], source)


def _take(view: View, make: Callable[[], Decision | list[Decision]]) -> None:
    """Add the decision that is made, or several, to the ledger; say why where it cannot be."""
    try:
        made = make()
    except VigieError as exc:
        st.error(exc.message(view.lang))
        return
    _keep(view, [*view.whole.decisions, *(made if isinstance(made, list) else [made])])


def _keep(view: View, ledger: Sequence[Decision]) -> None:
    """Keep the ledger, beside the run where it has a folder, and draw everything anew."""
    try:
        if view.folder is not None:
            keep_decisions(view.folder, ledger)
        else:
            state.keep_decisions(view.whole.run_id, tuple(ledger))
    except VigieError as exc:
        st.error(exc.message(view.lang))
        return
    st.rerun()
