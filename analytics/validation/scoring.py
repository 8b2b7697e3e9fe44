"""Codes by hand against the tone of a run: agreement, errors, and the shares of the corpus corrected by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analytics.errors import ValidationError
from analytics.validation import estimates
from analytics.validation.agreement import LEVELS, krippendorff_alpha
from analytics.validation.estimates import estimate, resamples
from analytics.validation.passages import CLASSES, TONES, passages_of
from analytics.validation.result import Cell, ClassFigures, Disagreement, Share, Validation
from analytics.validation.sampling import strata_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from analytics.runs import Run
    from analytics.validation.estimates import Estimate

    Numbers = NDArray[np.float64]

N_RESAMPLES = 1000
FEWEST = 30  # coded passages below which shares are not corrected
FEWEST_FOUND = 5  # coded passages among those found in a class, or all there are
_LISTED = 20  # disagreements


class _Compared(NamedTuple):
    """Coded passages: (n,) unless said.

    codes : (n, n_coders), NaN where missing. mean : mean code. coded, found : classes, rows of CLASSES, no tone word
    counting as neutral. counts : (n_resamples, n), how often each is taken.
    """

    frame: pd.DataFrame
    codes: Numbers
    mean: Numbers
    coded: NDArray[np.int64]
    found: NDArray[np.int64]
    counts: Numbers


def score(run: Run, codings: pd.DataFrame, *, seed: int = 0, n_resamples: int = N_RESAMPLES) -> Validation:
    """Compare codes by hand with the tone that was found.

    codings : as `analytics.validation.codings.read_codings` returns it. Codes of passages that are not in the run are
    counted and left out. The class of a passage is the sign of its median code. Accuracy, F1 and shares are those of
    the corpus: each passage stands for as many as its stratum says; figures by class are those of the coded passages.
    Intervals come from a bootstrap within the strata of the sample. The same arguments give the same figures.
    Raises ValidationError when no passage of the run is coded.
    """
    passages = passages_of(run)
    passages = passages.assign(stratum=strata_of(passages))
    known = codings[codings["passage_id"].isin(passages["passage_id"])]
    rated = known.dropna(subset="code")
    if rated.empty:
        raise ValidationError("codings_of_another_run", n=codings["passage_id"].nunique(), run_id=run.run_id)
    compared = _compare(passages, rated, np.random.default_rng(seed), n_resamples)
    confusion = _confusion(compared)
    shares, shares_missing = _shares(passages, compared)
    with_hits = compared.frame["n_hits"].to_numpy() > 0
    weighted = _confusion(compared, _weights(passages, compared.frame))
    accuracy = np.trace(weighted, axis1=1, axis2=2) / weighted.sum(axis=(1, 2))
    macro_f1 = estimates.macro_f1(weighted)
    return Validation(
        run_id=run.run_id,
        coders=tuple(sorted(rated["coder"].unique())),
        n_passages=len(compared.frame),
        n_shared=int((np.isfinite(compared.codes).sum(axis=1) >= 2).sum()),
        n_unclear=known["passage_id"].nunique() - len(compared.frame),
        n_mixed=known.loc[known["mixed"], "passage_id"].nunique(),
        n_without_hits=int((~with_hits).sum()),
        n_correlated=int(with_hits.sum()),
        n_corpus=len(passages),
        n_unknown=codings["passage_id"].nunique() - known["passage_id"].nunique(),
        alpha=_agreement(compared),
        pearson=_correlation(compared, estimates.pearson),
        spearman=_correlation(compared, estimates.spearman),
        accuracy=estimate(float(accuracy[0]), accuracy[1:]),
        macro_f1=estimate(float(macro_f1[0]), macro_f1[1:]),
        classes=_by_class(confusion[0]),
        confusion=_cells(compared),
        shares=shares,
        shares_missing=shares_missing,
        disagreements=_disagreements(compared),
        seed=seed,
        n_resamples=n_resamples,
    )


def class_of(codes: Numbers) -> NDArray[np.int64]:
    """Return the class of each passage, a row of CLASSES: the sign of its median code, 0 being neutral.

    codes : (n_passages, n_coders), NaN where a coder gave none; each passage has one at least.
    """
    return np.sign(np.nanmedian(codes, axis=1)).astype(np.int64) + 1


def _compare(passages: pd.DataFrame, rated: pd.DataFrame, rng: np.random.Generator, n_resamples: int) -> _Compared:
    codes = rated.pivot(index="passage_id", columns="coder", values="code")
    frame = passages[passages["passage_id"].isin(codes.index)].set_index("passage_id")
    values = codes.loc[frame.index].to_numpy(dtype=float)
    found = frame["tone"].map({**{tone: i for i, tone in enumerate(CLASSES)}, "none": 1}).to_numpy(dtype=np.int64)
    counts = resamples(frame["stratum"].to_numpy(dtype=object), n=n_resamples, rng=rng)
    return _Compared(frame, values, np.nanmean(values, axis=1), class_of(values), found, counts)


def _agreement(compared: _Compared) -> dict[str, Estimate]:
    classes = np.where(np.isnan(compared.codes), np.nan, np.sign(compared.codes))
    found: dict[str, Estimate] = {}
    for level in LEVELS:
        codes = classes if level == "nominal" else compared.codes
        (value,) = krippendorff_alpha(codes, level=level)
        found[level] = estimate(value, krippendorff_alpha(codes, level=level, counts=compared.counts))
    return found


def _correlation(compared: _Compared, measure: Callable[[Numbers, Numbers], float]) -> Estimate:
    """Correlate polarity with the mean code, over the passages that have a polarity."""
    polarity = compared.frame["polarity"].to_numpy(dtype=float)
    has = ~np.isnan(polarity)
    x, y = polarity[has], compared.mean[has]
    rows = np.arange(len(x))
    drawn = (np.repeat(rows, counts) for counts in compared.counts[:, has].astype(int))
    return estimate(measure(x, y), np.array([measure(x[taken], y[taken]) for taken in drawn]))


def _confusion(compared: _Compared, weights: Numbers | None = None) -> Numbers:
    """Coded by found class, of the passages themselves, then of each resample: (1 + n_resamples, 3, 3)."""
    n = len(CLASSES)
    cells = np.eye(n * n)[compared.coded * n + compared.found]
    if weights is not None:
        cells = cells * weights[:, None]
    taken = np.concatenate([np.ones((1, len(cells))), compared.counts])
    counts: Numbers = (taken @ cells).reshape(-1, n, n)
    return counts


def _cells(compared: _Compared) -> tuple[Cell, ...]:
    counts = pd.crosstab(pd.Series(np.array(CLASSES)[compared.coded]), pd.Series(compared.frame["tone"].to_numpy()))
    counts = counts.reindex(index=list(CLASSES), columns=list(TONES), fill_value=0)
    return tuple(Cell(coded, found, int(counts.loc[coded, found])) for coded in CLASSES for found in TONES)


def _by_class(confusion: Numbers) -> tuple[ClassFigures, ...]:
    figures = []
    for i, tone in enumerate(CLASSES):
        right, coded, found = confusion[i, i], confusion[i].sum(), confusion[:, i].sum()
        precision = round(right / found, 6) if found else None
        recall = round(right / coded, 6) if coded else None
        f1 = round(2 * right / (coded + found), 6) if coded + found else None
        figures.append(ClassFigures(tone, precision, recall, f1, int(coded), int(found)))
    return tuple(figures)


def _shares(passages: pd.DataFrame, compared: _Compared) -> tuple[tuple[Share, ...], str | None]:
    """Shares of the corpus as found, and as coders would have them; with the reason why they are missing."""
    found = passages["tone"].replace("none", "neutral").value_counts().reindex(list(CLASSES), fill_value=0).to_numpy()
    found_shares = found / found.sum()
    coded = np.bincount(compared.found, minlength=len(CLASSES))
    if len(compared.found) < FEWEST:
        missing = "shares_few"
    elif (coded < np.minimum(found, FEWEST_FOUND)).any():
        missing = "shares_uncovered"
    else:
        missing = None
    weighted = _confusion(compared, _weights(passages, compared.frame))
    values = estimates.corrected_shares(weighted, found_shares)
    return tuple(
        Share(tone, round(float(found_shares[i]), 6),
              estimates.Estimate(None) if missing else estimate(values[0, i], values[1:, i]))
        for i, tone in enumerate(CLASSES)
    ), missing  # fmt: skip


def _weights(passages: pd.DataFrame, coded: pd.DataFrame) -> Numbers:
    """Passages of the corpus that each coded one stands for.

    Those of its stratum, or, where a stratum of the same tone has no coded passage, those of its tone.
    """
    sizes, counts = (frame.groupby("stratum").size() for frame in (passages, coded))
    counts = counts.reindex(sizes.index, fill_value=0)
    tones = pd.Series(sizes.index.str.split(" ").str[0], index=sizes.index)
    is_covered = (counts > 0).groupby(tones).transform("all")
    by_tone = sizes.groupby(tones).transform("sum") / counts.groupby(tones).transform("sum").clip(lower=1)
    weights = (sizes / counts.clip(lower=1)).where(is_covered, by_tone)
    stood_for: Numbers = coded["stratum"].map(weights).to_numpy(dtype=float)
    return stood_for


def _disagreements(compared: _Compared) -> tuple[Disagreement, ...]:
    """Passages by the distance of code and polarity, both from -1 to 1, no tone word counting as 0."""
    frame = compared.frame.assign(code=compared.mean)
    frame = frame.assign(gap=(frame["code"] / 2 - frame["polarity"].fillna(0)).abs())
    differs = frame[compared.coded != compared.found].reset_index()
    listed = differs.sort_values(["gap", "passage_id"], ascending=[False, True]).head(_LISTED)
    return tuple(
        Disagreement(
            row.passage_id, row.article_id, int(row.paragraph), int(row.start), int(row.end), round(row.code, 6),
            None if pd.isna(row.polarity) else round(row.polarity, 6),
        )
        for row in listed.itertuples()
    )  # fmt: skip
