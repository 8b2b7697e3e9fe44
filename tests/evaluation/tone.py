"""Tone against coded passages, beside two other French lexicon tools: ``python -m tests.evaluation.tone``.

- **masakhanews**: 150 passages of BBC Afrique, drawn in proportion from a run over both files with
  `analytics.validation.sampling.draw` (seed 1), page furniture left out, and coded from -2 to 2 by two coders by the
  guideline of ``vigie validate guideline``. ``tests/data/tone_masakhanews.csv`` holds where each passage stands, a hash
  of its text and the codes; the text is no part of the project. Both codings are readings by a language model, made
  apart from each other and before the lexicon and the rules were last changed; no person coded the passages. They agree
  far more than persons usually do (alpha above 0.95): it is the agreement of two readings by one guideline.
- **umsab_fr**, **xed_fr**: tweets and subtitles with labels of their own (mixed left out, "none" counted as neutral).

Every tool is treated alike: without a hit its polarity is 0, and its neutral band (a polarity within it is neutral) is
that of 0, 0.05 .. 0.5 with the best macro-F1 on the ``tune`` half of masakhanews, chosen once and used everywhere. The
line of the product shows the band that `analytics.validation` uses. Intervals are of a bootstrap, 95 %.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analytics.corpus import Article, Corpus
from analytics.normalization import normalise
from analytics.pipeline import analyse
from analytics.settings import Settings, TextSettings
from analytics.validation.agreement import LEVELS, krippendorff_alpha
from analytics.validation.estimates import estimate, macro_f1, resamples, spearman
from analytics.validation.passages import CLASSES, NEUTRAL_BAND, passage_id
from analytics.validation.scoring import class_of
from tests.conftest import ROOT, SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

LABELS = ROOT / "tests" / "data" / "tone_masakhanews.csv"
PRESS = SHARED / "data" / "masakhanews_fra"
UMSAB = [SHARED / "data" / "umsab_fr" / name for name in ("train.tsv", "val.tsv")]
XED = SHARED / "data" / "xed_fr" / "dev.tsv"
BANDS = np.arange(11) / 20
OURS = "vigie"
# 0.612 and 0.632 measured on all 150; their intervals reach 0.08 to both sides, so these floors are loose on purpose.
FLOORS = {"macro_f1": 0.52, "spearman": 0.50}


class Labelled(NamedTuple):
    """Texts with the class of each (row of CLASSES) and the number that polarity should follow."""

    texts: list[str]
    classes: NDArray[np.int64]
    values: NDArray[np.float64]


class Figures(NamedTuple):
    """What a tool does on some texts."""

    coverage: float
    spearman: float
    macro_f1: float
    f1_interval: tuple[float | None, float | None]
    spearman_interval: tuple[float | None, float | None]


def read_labels() -> pd.DataFrame:
    """Return the labels as they are kept, codes as numbers."""
    return pd.read_csv(LABELS)


def read_passages() -> pd.DataFrame:
    """Return the labels with their ``text``. Raises ValueError when one is not where it was coded."""
    labels = read_labels()
    articles = {path.name: _rows(path) for path in sorted(PRESS.glob("*.tsv"))}
    texts = [normalise(articles[row.file][row.record - 1]["text"])[row.start : row.end] for row in labels.itertuples()]
    changed = [row for row, text in zip(labels["passage_id"], texts, strict=True) if passage_id(text) != row]
    if changed:
        msg = f"{len(changed)} passages are not where they were coded: {', '.join(changed[:5])}"
        raise ValueError(msg)
    return labels.assign(text=texts)


def labelled(passages: pd.DataFrame, half: str | None = None) -> Labelled:
    """Return the passages, or those of a half, with the class of the median code and the mean code."""
    some = passages if half is None else passages[passages["half"] == half]
    codes = some[["code_a", "code_b"]].to_numpy(dtype=float)
    return Labelled(some["text"].tolist(), class_of(codes), codes.mean(axis=1))


def read_umsab() -> Labelled:
    """Return the labelled tweets."""
    rows = [row for path in UMSAB for row in _rows(path)]
    return _labelled([(row["text"], row["label"]) for row in rows])


def read_xed() -> Labelled:
    """Return the labelled subtitles, without those labelled as mixed."""
    named = {"none": "neutral"}
    rows = [row for row in _rows(XED) if row["polarity"] != "mixed"]
    return _labelled([(row["text"], named.get(row["polarity"], row["polarity"])) for row in rows])


def _rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _labelled(rows: Sequence[tuple[str, str]]) -> Labelled:
    classes = np.array([CLASSES.index(label) for _, label in rows])
    return Labelled([text for text, _ in rows], classes, classes - 1.0)


def ours(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return our polarity of each text, NaN without hits; all of the text is read."""
    articles = [Article("", (text,)) for text in texts]
    run = analyse(Corpus.of(articles), settings=Settings(text=TextSettings(boilerplate=False)), n_topics=2)
    sums = run.tables["tones"].groupby("article_id")[["sum_valence", "n_hits"]].sum()
    polarity = sums["sum_valence"] / sums["n_hits"].where(sums["n_hits"] > 0)
    return polarity.reindex([article.article_id for article in articles]).to_numpy(dtype=float)


def textblob(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return the polarity of textblob-fr, NaN where it knows no word."""
    from tests.benchmarks.contenders import textblob_scores

    return np.array([p if p or s else np.nan for p, s in textblob_scores(list(texts))])


def vader(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return the compound score of vaderSentiment-fr, NaN where it knows no word."""
    from tests.benchmarks.contenders import vader_scores

    return np.array([s["compound"] if s["pos"] or s["neg"] else np.nan for s in vader_scores(list(texts))])


TOOLS: dict[str, Callable[[Sequence[str]], NDArray[np.float64]]] = {
    OURS: ours, "textblob-fr": textblob, "vaderSentiment-fr": vader,
}  # fmt: skip


def classes_of(polarity: NDArray[np.float64], band: float) -> NDArray[np.int64]:
    """Return the class of each polarity, a row of CLASSES; a missing one is neutral."""
    filled = np.nan_to_num(polarity)
    return np.where(filled < -band, 0, np.where(filled > band, 2, 1))


def confusion_of(gold: NDArray[np.int64], found: NDArray[np.int64], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return coded by found class for each resample, (n_resamples, 3, 3)."""
    return (counts @ np.eye(9)[gold * 3 + found]).reshape(-1, 3, 3)


def choose_band(gold: Labelled, polarity: NDArray[np.float64]) -> float:
    """Return the neutral band with the best macro-F1, the narrowest of equals."""
    once = np.ones((1, len(polarity)))
    scores = [macro_f1(confusion_of(gold.classes, classes_of(polarity, band), once))[0] for band in BANDS]
    return float(BANDS[int(np.argmax(scores))])


def measure(gold: Labelled, polarity: NDArray[np.float64], band: float, *, n: int = 500) -> Figures:
    """Compare a tool with the labels; intervals come from ``n`` resamples, none for large sets' correlation."""
    counts = resamples(np.full(len(polarity), "", dtype=object), n=n, rng=np.random.default_rng(0))
    found = classes_of(polarity, band)
    value = float(macro_f1(confusion_of(gold.classes, found, np.ones((1, len(found)))))[0])
    f1 = estimate(value, macro_f1(confusion_of(gold.classes, found, counts)))
    filled, rows = np.nan_to_num(polarity), np.arange(len(polarity))
    drawn = (np.repeat(rows, c.astype(int)) for c in counts[: 500 if len(rows) < 1000 else 50])
    rho = estimate(spearman(filled, gold.values), np.array([spearman(filled[d], gold.values[d]) for d in drawn]))
    return Figures(float((~np.isnan(polarity)).mean()), rho.value or 0.0, value, f1[1:], rho[1:])


def agreement(labels: pd.DataFrame) -> dict[str, float]:
    """Return alpha between the two coders at each level, classes for the nominal one."""
    codes = labels[["code_a", "code_b"]].to_numpy(dtype=float)
    return {
        level: float(krippendorff_alpha(np.sign(codes) if level == "nominal" else codes, level=level)[0])
        for level in LEVELS
    }


def report(name: str, gold: Labelled, bands: dict[str, float]) -> None:
    """Print one table: every tool with its band, and ours with the band of the product."""
    shares = ", ".join(f"{c} {(gold.classes == i).mean():.0%}" for i, c in enumerate(CLASSES))
    print(f"\n{name}: {len(gold.texts)} texts ({shares})")
    print(f"  {'':24}{'band':>6}{'coverage':>10}{'Spearman':>10}{'':15}{'macro-F1':>10}")
    for tool, find in TOOLS.items():
        try:
            polarity = find(gold.texts)
        except ImportError as exc:
            print(f"  {tool:24}not installed ({exc.name})")
            continue
        lines = [(tool, bands[tool])] + ([(f"{tool}, the product's", NEUTRAL_BAND)] if tool == OURS else [])
        for label, band in lines:
            f = measure(gold, polarity, band)
            print(
                f"  {label:24}{band:6.2f}{f.coverage:10.1%}{f.spearman:10.3f} {_interval(f.spearman_interval)}"
                f"{f.macro_f1:10.3f} {_interval(f.f1_interval)}"
            )


def _interval(ends: tuple[float | None, float | None]) -> str:
    return "" if ends[0] is None else f"[{ends[0]:.2f}, {ends[1]:.2f}]"


def choose_bands(tune: Labelled) -> dict[str, float]:
    """Return the neutral band of each tool that is installed."""
    bands = {}
    for tool, find in TOOLS.items():
        try:
            bands[tool] = choose_band(tune, find(tune.texts))
        except ImportError:
            bands[tool] = NEUTRAL_BAND
    return bands


def main() -> None:
    """Print every figure."""
    labels = read_labels()
    said = ", ".join(f"{level} {alpha:.3f}" for level, alpha in agreement(labels).items())
    same = (labels["code_a"] == labels["code_b"]).mean()
    print(f"masakhanews: {len(labels)} passages, alpha between the two codings: {said}; same code {same:.0%}")
    if not PRESS.is_dir():
        print(f"not measured: no texts in {PRESS}")
        return
    passages = read_passages()
    tune = labelled(passages, "tune")
    bands = choose_bands(tune)
    report("masakhanews, tune (bands are chosen here)", tune, bands)
    report("masakhanews, report", labelled(passages, "report"), bands)
    report("masakhanews, both", labelled(passages), bands)
    for name, paths, read in (("umsab_fr", UMSAB, read_umsab), ("xed_fr", [XED], read_xed)):
        if all(path.is_file() for path in paths):
            report(name, read(), bands)
        else:
            print(f"\n{name}: not measured, its texts are not here")


if __name__ == "__main__":
    main()
