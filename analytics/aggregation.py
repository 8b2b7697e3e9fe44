"""Figures of a run: every number has one definition here, and screen, image, table and terminal read it.

All functions take a run, or a run seen through some of its articles (`Run.restricted`), and return small data frames.
Polarity is always ``sum_valence / n_hits`` of the sentences in question, missing without hits, and comes with n_hits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd

from analytics.polarity import polarity_of
from analytics.uncertainty import ratio_intervals
from analytics.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.runs import Run

Period = Literal["day", "week", "month", "year"]

_FREQUENCY: dict[Period, str] = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
_WHOLE = "whole"  # column of one value, for sums over everything
_SUMS = ["n_tokens", "n_content", "n_known", "n_hits", "n_positive", "n_negative", "sum_valence"]


class Extent(NamedTuple):
    """What a figure rests on; first and last are missing when no article is dated."""

    n_articles: int
    n_outlets: int
    first: pd.Timestamp | None
    last: pd.Timestamp | None
    n_undated: int


class Summary(NamedTuple):
    """Headline figures of a run; first and last are missing when no article is dated."""

    n_articles: int
    n_paragraphs: int
    n_tokens: int
    n_outlets: int
    first: pd.Timestamp | None
    last: pd.Timestamp | None
    n_undated: int
    n_topics: int
    n_actors: int
    n_mentions: int
    n_hits: int
    polarity: float
    quoted_share: float
    n_rejected: int


def extent(run: Run) -> Extent:
    """Return what the run rests on, from the table of articles alone."""
    articles = run.tables["articles"]
    dates = articles["published"].dropna()
    return Extent(
        n_articles=len(articles),
        n_outlets=articles["outlet"].nunique(),
        first=dates.min() if len(dates) else None,
        last=dates.max() if len(dates) else None,
        n_undated=len(articles) - len(dates),
    )


def summary(run: Run) -> Summary:
    """Return the headline figures."""
    articles, tones, mentions = run.tables["articles"], run.tables["tones"], run.tables["mentions"]
    n_tokens, n_hits = int(tones["n_tokens"].sum()), int(tones["n_hits"].sum())
    return Summary(
        **extent(run)._asdict(),
        n_paragraphs=int(articles["n_paragraphs"].sum()),
        n_tokens=n_tokens,
        n_topics=len(run.tables["topics"]),
        n_actors=mentions["actor_id"].nunique(),
        n_mentions=len(mentions),
        n_hits=n_hits,
        polarity=float(polarity_of([tones["sum_valence"].sum()], [n_hits])[0]),
        quoted_share=voice_shares(run).get("quoted", 0.0),
        n_rejected=len(run.tables["rejected"]),
    )


def choose_articles(
    run: Run,
    *,
    start: pd.Timestamp | None = None,
    end: pd.Timestamp | None = None,
    outlets: Sequence[str] = (),
    topics: Sequence[int] = (),
    actors: Sequence[str] = (),
) -> list[str]:
    """Return the ids of the articles that meet all conditions given, in corpus order.

    start, end : days, both included; undated articles meet no period. topics : the article's main topic is one of
    these. actors : one of these is mentioned.
    """
    articles = run.tables["articles"]
    keep = pd.Series(data=True, index=articles.index)
    if start is not None:
        keep &= articles["published"] >= start
    if end is not None:
        keep &= articles["published"] < end + pd.Timedelta(days=1)
    if outlets:
        keep &= articles["outlet"].isin(outlets)
    if topics:
        main = main_topics(run)
        keep &= articles["article_id"].isin(main[main.isin(topics)].index)
    if actors:
        mentions = run.tables["mentions"]
        keep &= articles["article_id"].isin(mentions.loc[mentions["actor_id"].isin(actors), "article_id"])
    return list(articles.loc[keep, "article_id"])


def main_topics(run: Run) -> pd.Series[int]:
    """Return the topic with the largest share of each article, by article_id; articles without topics are absent."""
    weights = run.tables["article_topics"].sort_values(["article_id", "share", "topic"], ascending=[True, False, True])
    return weights.drop_duplicates("article_id").set_index("article_id")["topic"]


def topic_shares(run: Run) -> pd.DataFrame:
    """Return topic, label, share (mean over the articles) and n_articles (main topic), the largest first."""
    topics = run.tables["topics"][["topic", "label"]]
    n_articles = max(len(run.tables["articles"]), 1)
    share = run.tables["article_topics"].groupby("topic")["share"].sum() / n_articles
    main = main_topics(run).value_counts()
    frame = topics.assign(
        share=topics["topic"].map(share).fillna(0.0),
        n_articles=topics["topic"].map(main).fillna(0).astype(int),
    )
    return frame.sort_values(["share", "topic"], ascending=[False, True], ignore_index=True)


def topics_over_time(run: Run, *, period: Period | None = None) -> pd.DataFrame:
    """Return period (its first day), topic, label, share of the period's articles, and n_articles of the period."""
    dated = dated_articles(run, period)
    weights = run.tables["article_topics"].merge(dated, on="article_id")
    n_articles = dated.groupby("period").size().rename("n_articles")
    full = pd.MultiIndex.from_product([n_articles.index, run.tables["topics"]["topic"]], names=["period", "topic"])
    sums = weights.groupby(["period", "topic"])["share"].sum().reindex(full, fill_value=0.0).reset_index()
    sums = sums.merge(n_articles, on="period")
    sums["share"] /= sums["n_articles"]
    return sums.merge(run.tables["topics"][["topic", "label"]], on="topic")


def topic_terms(run: Run, topic: int, *, n_terms: int = 12) -> pd.DataFrame:
    """Return the first terms of a topic: rank, term, surface, weight, distinctiveness."""
    terms = run.tables["topic_terms"]
    return terms[(terms["topic"] == topic) & (terms["rank"] <= n_terms)].drop(columns="topic").reset_index(drop=True)


def typical_paragraphs(run: Run, topic: int, *, n_paragraphs: int = 5) -> pd.DataFrame:
    """Return the paragraphs that are most about a topic: by share times log length, so that brief ones do not win."""
    weights = run.tables["paragraph_topics"]
    paragraphs = run.tables["paragraphs"]
    found = weights[weights["topic"] == topic].merge(paragraphs, on=["article_id", "paragraph"])
    found = found[found["kind"] != "title"].assign(strength=lambda f: f["share"] * np.log1p(f["n_tokens"]))
    found = found.sort_values(["strength", "article_id", "paragraph"], ascending=[False, True, True])
    shown = found[["article_id", "paragraph", "share", "text"]].head(n_paragraphs)
    return shown.merge(run.tables["articles"][["article_id", "title", "outlet", "published"]], on="article_id")


def tone_total(run: Run, *, by: str | None = None) -> pd.DataFrame:
    """Return the sums of tone of the whole, one row, or by a column of the articles (outlet, section, author)."""
    return _toned(*_parted(run, by)).drop(columns=_WHOLE, errors="ignore")


def tone_sums(run: Run, *, by: str | None = None) -> pd.DataFrame:
    """Return what `tone_total` does, without intervals."""
    return _summed(*_parted(run, by)).drop(columns=_WHOLE, errors="ignore")


def _parted(run: Run, by: str | None) -> tuple[pd.DataFrame, list[str]]:
    """Tones with the column of the articles that parts them, one part without."""
    if by is None:
        return run.tables["tones"].assign(**{_WHOLE: ""}), [_WHOLE]
    return run.tables["tones"].merge(run.tables["articles"][["article_id", by]].dropna(), on="article_id"), [by]


def voice_shares(run: Run) -> dict[str, float]:
    """Return the share of the words that each voice holds, of those that speak, the newsroom first."""
    words = run.tables["tones"].groupby("voice")["n_tokens"].sum()
    return {voice: float(words[voice] / max(words.sum(), 1)) for voice in VOICES if voice in words.index}


def tone_by_voice(run: Run) -> pd.DataFrame:
    """Return the sums of tone of each voice, the newsroom first, with the share of the words it holds."""
    toned = _voiced(run.tables["tones"], [])
    return toned.assign(share=toned["voice"].map(voice_shares(run)))


def tone_by_paragraph(run: Run, article_id: str) -> pd.DataFrame:
    """Return, for each paragraph of an article and each voice in it, the sums of tone; paragraph 0 is the title."""
    return _voiced(run.tables["tones"].query("article_id == @article_id"), ["paragraph"], unit="sentence")


def tone_by_sentence(run: Run, article_id: str) -> pd.DataFrame:
    """Return, for each sentence of an article and each voice in it, the sums of tone, with its ``text``."""
    tones = run.tables["tones"].query("article_id == @article_id")
    place = ["paragraph", "sentence"]
    spans = tones.groupby(place)[["start", "end"]].first().reset_index()
    spans = spans.merge(run.tables["paragraphs"].query("article_id == @article_id"), on="paragraph")
    spans["text"] = [text[a:b] for text, a, b in zip(spans["text"], spans["start"], spans["end"], strict=True)]
    return _voiced(tones, place).merge(spans[[*place, "text"]], on=place)


def tone_by_article(run: Run) -> pd.DataFrame:
    """Return the sums of tone of each article with its title, outlet and date, in corpus order."""
    toned = _summed(run.tables["tones"], ["article_id"])
    described = run.tables["articles"][["article_id", "title", "outlet", "published"]]
    frame = described.merge(toned, on="article_id", how="left")
    counts = _SUMS[:-1]
    return frame.assign(**frame[counts].fillna(0).astype(int), sum_valence=frame["sum_valence"].fillna(0.0))


def tone_by_outlet(run: Run) -> pd.DataFrame:
    """Return the sums of tone by outlet and voice; articles without an outlet are left out."""
    outlets = run.tables["articles"][["article_id", "outlet"]].dropna()
    return _voiced(run.tables["tones"].merge(outlets, on="article_id"), ["outlet"])


def tone_by_topic(run: Run) -> pd.DataFrame:
    """Return the sums of tone of the articles of each main topic, by voice, with the label."""
    main = main_topics(run).reset_index()
    toned = _voiced(run.tables["tones"].merge(main, on="article_id"), ["topic"])
    return toned.merge(run.tables["topics"][["topic", "label"]], on="topic")


def tone_by_actor(run: Run, actor_ids: Sequence[str]) -> pd.DataFrame:
    """Return the sums of tone of the sentences that mention each actor, in the actors' order."""
    place = ["article_id", "paragraph", "sentence"]
    actor_ids = list(dict.fromkeys(actor_ids))
    mentions = run.tables["mentions"]
    sentences = mentions.loc[mentions["actor_id"].isin(actor_ids), [*place, "actor_id"]].drop_duplicates()
    toned = _toned(run.tables["tones"].merge(sentences, on=place), ["actor_id"])
    return toned.set_index("actor_id").reindex([a for a in actor_ids if a in set(toned["actor_id"])]).reset_index()


def tone_over_time(run: Run, *, period: Period | None = None) -> pd.DataFrame:
    """Return the sums of tone by period."""
    return _toned(run.tables["tones"].merge(dated_articles(run, period), on="article_id"), ["period"])


def articles_over_time(run: Run, *, period: Period | None = None) -> pd.DataFrame:
    """Return period, outlet, n_articles; articles without an outlet are counted under a missing one."""
    dated = dated_articles(run, period).merge(run.tables["articles"][["article_id", "outlet"]], on="article_id")
    return dated.groupby(["period", "outlet"], dropna=False).size().reset_index(name="n_articles")


def article_evidence(run: Run, article_id: str) -> dict[str, pd.DataFrame]:
    """Return the tables of evidence of one article: paragraphs, hits, mentions, quotations."""
    frames = {name: run.tables[name] for name in ("paragraphs", "hits", "mentions", "quotations")}
    return {name: frame[frame["article_id"] == article_id].reset_index(drop=True) for name, frame in frames.items()}


def who_says_what(run: Run) -> pd.DataFrame:
    """Return the ``quotations`` with what is said (``text``) and the words that name the speaker (``speaker``).

    ``speaker`` is missing where no words of the paragraph name one.
    """
    place = ["article_id", "paragraph"]
    said = run.tables["quotations"].merge(run.tables["paragraphs"][[*place, "text"]], on=place, how="left")
    spans = said[["text", "start", "end", "speaker_start", "speaker_end"]].itertuples(index=False)
    texts = [
        (text[start:end], None if pd.isna(first) else text[int(first) : int(last)])
        for text, start, end, first, last in spans
    ]
    return said.assign(
        text=pd.Series([text for text, _ in texts], index=said.index, dtype="str"),
        speaker=pd.Series([speaker for _, speaker in texts], index=said.index, dtype="str"),
    )


def most_toned(run: Run) -> list[str]:
    """Return the id of the article with the most lexicon words; none for a run without any."""
    counts = run.tables["tones"].groupby("article_id", sort=True)["n_hits"].sum()
    return [str(counts.idxmax())] if len(counts) and counts.max() > 0 else []


def choose_period(run: Run) -> Period:
    """Return the period that cuts the corpus into a readable number of points: days up to seven weeks, and so on."""
    dates = run.tables["articles"]["published"].dropna()
    span = (dates.max() - dates.min()).days if len(dates) else 0
    return "day" if span <= 49 else "week" if span <= 370 else "month" if span <= 3660 else "year"


def dated_articles(run: Run, period: Period | None) -> pd.DataFrame:
    """Return article_id and the first day of its period, for the dated articles."""
    articles = run.tables["articles"][["article_id", "published"]].dropna()
    frequency = _FREQUENCY[period or choose_period(run)]
    starts = articles["published"].dt.to_period(frequency).dt.start_time
    return pd.DataFrame({"article_id": articles["article_id"], "period": starts})


def _voiced(tones: pd.DataFrame, by: list[str], *, unit: str = "article_id") -> pd.DataFrame:
    """Sums of tone by groups and voice, as `_toned` gives them; in each group the newsroom first."""
    order = [*by, "voice"]
    return _toned(tones, order, unit=unit).sort_values(
        order, key=lambda column: column.map(VOICES.index) if column.name == "voice" else column, ignore_index=True
    )


def _toned(tones: pd.DataFrame, by: list[str], *, unit: str = "article_id") -> pd.DataFrame:
    """Sums of tone by groups, with polarity, its interval (low, high) and coverage.

    The interval says how far the figure would move with other articles (`analytics.uncertainty`), or, inside one
    article, with other sentences; it is missing for fewer than two units with lexicon words.
    """
    toned = _summed(tones, by)
    # Sentences of one article are alike: taken as independent they make intervals that hold 80 % instead of 95 %.
    counting = tones[tones["n_hits"] > 0].groupby([*by, unit])[["sum_valence", "n_hits"]].sum().reset_index()
    low, high = ratio_intervals(
        counting["sum_valence"].to_numpy(),
        counting["n_hits"].to_numpy(dtype=float),
        pd.MultiIndex.from_frame(toned[by]).get_indexer(pd.MultiIndex.from_frame(counting[by])),
        n_groups=len(toned),
    )
    return toned.assign(low=np.clip(low, -1, 1), high=np.clip(high, -1, 1))


def _summed(tones: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sums of tone by groups, with polarity and coverage, the share of content words that the lexicon knows."""
    toned = tones.groupby(by, sort=True)[_SUMS].sum().reset_index()
    polarity = polarity_of(toned["sum_valence"], toned["n_hits"])
    return toned.assign(polarity=polarity, coverage=toned["n_known"] / toned["n_content"].where(toned["n_content"] > 0))


def boilerplate_passages(run: Run) -> pd.DataFrame:
    """Return what was not analysed, in corpus order.

    Columns: article_id, paragraph, rule, reason, before (what of the paragraph was analysed), text (the part cut, as
    printed), whole (nothing was analysed), title, outlet, published.
    """
    found = run.tables["paragraphs"]
    found = found[found["cut"].notna()]
    cuts = list(zip(found["text"], found["cut"].astype(int), strict=True))
    passages = found[["article_id", "paragraph", "rule", "reason"]].assign(
        before=pd.Series([text[:cut] for text, cut in cuts], index=found.index, dtype="str"),
        text=pd.Series([text[cut:] for text, cut in cuts], index=found.index, dtype="str"),
        whole=found["kind"] == "boilerplate",
    )
    return passages.merge(run.tables["articles"][["article_id", "title", "outlet", "published"]], on="article_id")


def boilerplate_counts(run: Run) -> pd.DataFrame:
    """Return rule, reason, n_passages, n_articles and the most frequent example, the most frequent first."""
    passages = boilerplate_passages(run)
    counts = passages.groupby(["rule", "reason"]).agg(
        n_passages=("text", "size"), n_articles=("article_id", "nunique")
    ).reset_index()  # fmt: skip
    examples = passages.groupby(["rule", "reason", "text"], sort=False).size().reset_index(name="n")
    examples = examples.sort_values("n", ascending=False, kind="stable").drop_duplicates(["rule", "reason"])
    counts = counts.merge(
        examples[["rule", "reason", "text"]].rename(columns={"text": "example"}), on=["rule", "reason"]
    )
    return counts.sort_values(["n_passages", "rule", "reason"], ascending=[False, True, True], ignore_index=True)


def agency_counts(run: Run) -> pd.DataFrame:
    """Return agency and n_articles that it signs, alone or with others, the most frequent first."""
    signed = run.tables["articles"]["agency"].dropna().str.split("|").explode()
    counts = signed.value_counts().rename_axis("agency").reset_index(name="n_articles")
    return counts.sort_values(["n_articles", "agency"], ascending=[False, True], ignore_index=True)
