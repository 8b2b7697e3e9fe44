"""The result of a validation, as it is kept beside a run, drawn and printed on charts of tone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from analytics.validation.estimates import Estimate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.runs import Run


MIN_PASSAGES = 30  # coded: below, figures say too little to be printed on a chart


class Cell(NamedTuple):
    """Number of passages that coders put in one class and that were found in another."""

    coded: str
    found: str
    n: int


class ClassFigures(NamedTuple):
    """How well one class is found; a figure is None where the class was never found, or never coded."""

    tone: str
    precision: float | None
    recall: float | None
    f1: float | None
    n_coded: int
    n_found: int


class Share(NamedTuple):
    """Share of one class among all passages of the corpus, as found and as coders would have it."""

    tone: str
    found: float
    corrected: Estimate


class Disagreement(NamedTuple):
    """A passage that coders and Vigie see differently; polarity is None without tone words."""

    passage_id: str
    article_id: str
    paragraph: int
    start: int
    end: int
    code: float
    polarity: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """Codes by hand against the tone of one run. All counts are of passages; intervals hold 95 %."""

    run_id: str
    coders: tuple[str, ...]
    n_passages: int  # coded by somebody, and in the run
    n_shared: int  # coded by two or more
    n_unclear: int  # that nobody could code
    n_mixed: int
    n_without_hits: int  # without tone word, counted as neutral where classes are compared
    n_correlated: int  # with tone words, which correlations rest on
    n_corpus: int  # in the run
    n_unknown: int  # coded, but not in the run: left out
    alpha: Mapping[str, Estimate]  # by level: interval and ordinal on five codes, nominal on three classes
    pearson: Estimate
    spearman: Estimate
    accuracy: Estimate
    macro_f1: Estimate
    classes: tuple[ClassFigures, ...]
    confusion: tuple[Cell, ...]
    shares: tuple[Share, ...]
    shares_missing: str | None  # key of the sentence that says why shares cannot be corrected
    disagreements: tuple[Disagreement, ...]  # the widest first
    seed: int
    n_resamples: int

    def as_dict(self) -> dict[str, Any]:
        """Return the result as it is written in JSON."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Validation:
        """Return the result from what `as_dict` gave."""
        return cls(**{
            **record,
            "coders": tuple(record["coders"]),
            "alpha": {level: Estimate(**value) for level, value in record["alpha"].items()},
            **{name: Estimate(**record[name]) for name in ("pearson", "spearman", "accuracy", "macro_f1")},
            "classes": tuple(ClassFigures(**row) for row in record["classes"]),
            "confusion": tuple(Cell(**row) for row in record["confusion"]),
            "shares": tuple(Share(**{**row, "corrected": Estimate(**row["corrected"])}) for row in record["shares"]),
            "disagreements": tuple(Disagreement(**row) for row in record["disagreements"]),
        })  # fmt: skip


def validation_of(run: Run) -> Validation | None:
    """Return the validation a run holds, or None."""
    return Validation.of(run.validation) if run.validation else None


def _plain(value: Any) -> Any:  # noqa: ANN401
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
