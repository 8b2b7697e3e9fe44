"""Figures of actors: who is named how often, how, where, when, by whom, and how prominently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from analytics import aggregation
from analytics.actors.counts import mention_sums
from analytics.messages import message
from analytics.voices import VOICES
from analytics.wording import paragraph_name, period_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.aggregation import Period
    from analytics.messages import Language
    from analytics.runs import Run

Part = Literal["outlet", "section", "author", "topic", "voice", "period", "article", "paragraph"]
PARTS: tuple[Part, ...] = ("outlet", "section", "author", "topic", "voice", "period")  # few enough to be drawn
PLACES: tuple[Part, ...] = ("article", "paragraph")


def actor_counts(run: Run, *, kinds: Sequence[str] = (), n_actors: int | None = None) -> pd.DataFrame:
    """Return actor_id, name_fr, name_en, kind, role, share and the sums of `mention_sums`, the most mentioned first.

    share : of the mentions of all actors, whatever their kind.
    """
    counts = mention_sums(run.tables["mentions"])
    described = run.tables["actors"][["actor_id", "name_fr", "name_en", "kind", "role"]]
    frame = described.merge(counts, on="actor_id")
    frame["share"] = frame["n_mentions"] / max(int(frame["n_mentions"].sum()), 1)
    if kinds:
        frame = frame[frame["kind"].isin(kinds)]
    frame = frame.sort_values(["n_mentions", "actor_id"], ascending=[False, True], ignore_index=True)
    return frame.head(n_actors) if n_actors else frame


def alias_counts(run: Run, actor_ids: Iterable[str]) -> pd.DataFrame:
    """Return actor_id, reason, form, n_mentions: how each actor is named, the usual form first."""
    mentions = run.tables["mentions"]
    mentions = mentions[mentions["actor_id"].isin(list(actor_ids))]
    counts = mentions.groupby(["actor_id", "reason", "form"]).size().reset_index(name="n_mentions")
    return counts.sort_values(["actor_id", "n_mentions", "form"], ascending=[True, False, True], ignore_index=True)


def mention_counts(run: Run, *, by: Literal["article", "paragraph"] = "article") -> pd.DataFrame:
    """Return article_id (and paragraph), actor_id, n_mentions: who is named how often where."""
    place = ["article_id", "paragraph"] if by == "paragraph" else ["article_id"]
    return run.tables["mentions"].groupby([*place, "actor_id"]).size().reset_index(name="n_mentions")


def actors_over_time(run: Run, actor_ids: Sequence[str], *, period: Period | None = None) -> pd.DataFrame:
    """Return period, actor_id, n_mentions, n_articles of the period; periods with articles but no mention hold 0."""
    days = aggregation.dated_articles(run, period)
    n_articles = days.groupby("period").size().rename("n_articles")
    mentions = run.tables["mentions"][["article_id", "actor_id"]].merge(days, on="article_id")
    counts = mentions[mentions["actor_id"].isin(actor_ids)].groupby(["period", "actor_id"]).size()
    full = pd.MultiIndex.from_product([n_articles.index, list(actor_ids)], names=["period", "actor_id"])
    return counts.reindex(full, fill_value=0).rename("n_mentions").reset_index().merge(n_articles, on="period")


def mentions_by(run: Run, part: Part, *, actor_ids: Sequence[str] = ()) -> pd.DataFrame:
    """Return part, actor_id, n_mentions, n_articles, share: who is named how often in each part of the corpus.

    part : outlet, section or author of the article, its main topic, the voice, the period, the article itself, or its
    paragraphs (of all articles together: restrict the run to one). actor_ids : only these,
    0 where a part does not name them; all actors without. n_articles : of the part that name the actor. share : of the
    mentions of all actors in the part. Articles without the part (undated, without outlet) are left out.
    """
    parted = _parted(run, run.tables["mentions"][["article_id", "paragraph", "actor_id", "voice"]], part)
    sums = parted.groupby(["part", "actor_id"]).agg(
        n_mentions=("article_id", "size"), n_articles=("article_id", "nunique")
    )  # fmt: skip
    sums["share"] = sums["n_mentions"] / sums.groupby(level="part")["n_mentions"].transform("sum")
    if actor_ids:
        full = pd.MultiIndex.from_product([sums.index.unique("part"), list(actor_ids)], names=["part", "actor_id"])
        sums = sums.reindex(full, fill_value=0)
    sums = sums.reset_index()
    if part == "voice":
        sums = sums.sort_values("part", key=lambda voices: voices.map(VOICES.index), kind="stable", ignore_index=True)
    return sums


def _parted(run: Run, mentions: pd.DataFrame, part: Part) -> pd.DataFrame:
    """Mentions with the part of the corpus that their article belongs to."""
    if part in ("voice", "paragraph", "article"):
        return mentions.assign(part=mentions["article_id" if part == "article" else part])
    if part == "topic":
        parts = aggregation.main_topics(run).rename("part").reset_index()
    elif part == "period":
        parts = aggregation.dated_articles(run, None).rename(columns={"period": "part"})
    else:
        parts = run.tables["articles"][["article_id", part]].dropna().rename(columns={part: "part"})
    return mentions.merge(parts, on="article_id")


def part_name(run: Run, part: Part, value: Any, lang: Language) -> str:  # noqa: ANN401
    """Return a part of `mentions_by` as readers call it."""
    if part == "topic":
        return str(run.tables["topics"].set_index("topic")["label"][value])
    if part == "voice":
        return message(f"voice.{value}", lang)
    if part == "period":
        return period_name(value, aggregation.choose_period(run), lang)
    if part == "article":
        return str(run.tables["articles"].set_index("article_id")["title"][value])
    return paragraph_name(value, lang) if part == "paragraph" else str(value)


def prominence(run: Run, *, kinds: Sequence[str] = (), n_actors: int | None = None) -> pd.DataFrame:
    """Return how much room each actor is given, beside the columns of `actor_counts`, in its order.

    n_titles, n_leads : articles that name it in their title, in their first paragraph. first_place : where it is first
    named in an article, mean share of the text that stands before, 0 at the head. text_share : share of all words that
    stand in sentences which name it.
    """
    counts = actor_counts(run, kinds=kinds, n_actors=n_actors)
    mentions = run.tables["mentions"][["article_id", "paragraph", "sentence", "start", "actor_id"]]
    mentions = mentions[mentions["actor_id"].isin(counts["actor_id"])]
    paragraphs = run.tables["paragraphs"][["article_id", "paragraph", "kind", "text"]]
    lengths = paragraphs["text"].str.len()
    grouped = lengths.groupby(paragraphs["article_id"], sort=False)
    paragraphs = paragraphs.drop(columns="text").assign(
        before=grouped.cumsum() - lengths, whole=grouped.transform("sum").clip(lower=1)
    )
    named = mentions.merge(paragraphs, on=["article_id", "paragraph"])
    named["place"] = (named["before"] + named["start"]) / named["whole"]
    firsts = named.groupby(["actor_id", "article_id"])["place"].min().groupby("actor_id").mean()
    headed = {
        column: named[named["kind"] == kind].groupby("actor_id")["article_id"].nunique()
        for column, kind in (("n_titles", "title"), ("n_leads", "lead"))
    }
    place = ["article_id", "paragraph", "sentence"]
    words = run.tables["tones"].groupby(place)["n_tokens"].sum().rename("n_words").reset_index()
    within = mentions[[*place, "actor_id"]].drop_duplicates().merge(words, on=place)
    share = within.groupby("actor_id")["n_words"].sum() / max(int(words["n_words"].sum()), 1)
    ids = counts["actor_id"]
    heads = {column: ids.map(values).fillna(0).astype(int) for column, values in headed.items()}
    return counts.assign(**heads, first_place=ids.map(firsts), text_share=ids.map(share).fillna(0.0))


def actor_passages(run: Run, actor_id: str, *, n_passages: int = 8) -> pd.DataFrame:
    """Return paragraphs that name an actor, the most mentions first, each with its ``mentions`` as a table."""
    mentions = run.tables["mentions"]
    mentions = mentions[mentions["actor_id"] == actor_id]
    place = ["article_id", "paragraph"]
    counts = mentions.groupby(place).size().reset_index(name="n_mentions")
    counts = counts.sort_values(["n_mentions", *place], ascending=[False, True, True]).head(n_passages)
    found = counts.merge(run.tables["paragraphs"][[*place, "text"]], on=place)
    found = found.merge(run.tables["articles"][["article_id", "title", "outlet", "published"]], on="article_id")
    groups = mentions.groupby(place)
    return found.assign(
        mentions=[groups.get_group((a, p)) for a, p in zip(found["article_id"], found["paragraph"], strict=True)]
    )
