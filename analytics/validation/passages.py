"""The passages of a run, as coders read them: paragraphs, and long paragraphs cut where sentences end."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from analytics.polarity import polarity_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.runs import Run

    Tone = Literal["negative", "neutral", "positive", "none"]

MIN_WORDS = 10  # shorter paragraphs are captions, subheadings and questions: they have no tone of their own
LONG = 120  # words above which a paragraph is cut
PIECE = 65  # words aimed at; with sentences of usual length, pieces hold about 40 to 90
NEUTRAL_BAND = 0.05  # a polarity not further than this from 0 is neutral

CLASSES = ("negative", "neutral", "positive")
TONES = (*CLASSES, "none")  # none: no tone word, which is not neutral, though it has to be counted so
_SUMS = ["n_words", "n_quoted", "n_hits", "sum_valence"]


def passages_of(run: Run) -> pd.DataFrame:
    """Return the passages of a run in corpus order, each text once, with the tone that was found in them.

    A passage is a body paragraph of at least MIN_WORDS words, boilerplate apart; one of more than LONG words is cut
    where sentences end into pieces of about PIECE words, so that texts whose paragraphs were lost can be coded as well.

    Columns: passage_id (hash of the text), article_id, paragraph, start, end (code points), outlet, published, text,
    n_words, n_quoted, n_hits, sum_valence, polarity (missing without hits), tone (one of TONES).
    """
    sentences = _sentences(run.tables["tones"])
    place = ["article_id", "paragraph"]
    words, paragraphs = sentences["n_words"], sentences.groupby(place, sort=False)
    total = paragraphs["n_words"].transform("sum").clip(lower=1)
    middle = paragraphs["n_words"].cumsum() - words / 2
    n_pieces = np.where(total > LONG, np.round(total / PIECE), 1)
    pieces = sentences.assign(piece=np.floor(middle * n_pieces / total).astype(int))
    found = pieces.groupby([*place, "piece"], sort=False).agg(
        start=("start", "min"), end=("end", "max"), **{name: (name, "sum") for name in _SUMS}
    ).reset_index()  # fmt: skip
    found = found[found["n_words"] >= MIN_WORDS].merge(run.tables["paragraphs"][[*place, "text"]], on=place)
    spans = zip(found["text"], found["start"], found["end"], strict=True)
    found["text"] = pd.Series([text[start:end] for text, start, end in spans], index=found.index, dtype="str")
    found = found.drop_duplicates("text", ignore_index=True)
    found = found.merge(run.tables["articles"][["article_id", "outlet", "published"]], on="article_id", how="left")
    polarity = polarity_of(found["sum_valence"], found["n_hits"])
    found = found.assign(
        passage_id=found["text"].map(passage_id).astype("str"), polarity=polarity, tone=tone_of(polarity)
    )
    columns = [
        "passage_id", *place, "start", "end", "outlet", "published", "text", *_SUMS, "polarity", "tone",
    ]  # fmt: skip
    return found[columns]


def passage_id(text: str) -> str:
    """Return the name of a passage: a hash of its text, behind a letter, lest a spreadsheet take it for a number."""
    return "p" + hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def tone_of(polarity: NDArray[np.float64], *, band: float = NEUTRAL_BAND) -> NDArray[np.object_]:
    """Return the class of each polarity, one of TONES; a missing polarity (NaN) has none."""
    polarity = np.asarray(polarity, dtype=float)
    signed = np.where(polarity < -band, 0, np.where(polarity > band, 2, 1))
    return np.array(TONES, dtype=object)[np.where(np.isnan(polarity), 3, signed)]


def _sentences(tones: pd.DataFrame) -> pd.DataFrame:
    """Join the voices of each sentence of the bodies, in reading order."""
    body = tones[tones["paragraph"] > 0]
    body = body.assign(n_words=body["n_tokens"], n_quoted=body["n_tokens"].where(body["voice"] == "quoted", 0))
    place = ["article_id", "paragraph", "sentence"]
    sums = {name: (name, "sum") for name in _SUMS}
    return body.groupby(place, sort=False).agg(start=("start", "min"), end=("end", "max"), **sums).reset_index()
