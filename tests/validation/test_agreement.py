from __future__ import annotations

import numpy as np
import pytest
from nltk.metrics.agreement import AnnotationTask

from analytics.validation.agreement import LEVELS, krippendorff_alpha

NAN = np.nan
# Krippendorff, Computing Krippendorff's alpha-reliability (2011), section C to E: four observers, twelve units.
PUBLISHED = np.array([
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
]).T  # fmt: skip


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_the_published_example(level, alpha):
    assert krippendorff_alpha(PUBLISHED, level=level) == pytest.approx([alpha], abs=5e-4)


def test_two_coders_by_hand():
    # Coincidences 0-0: 4, 0-1: 1 and 1, 1-1: 4; margins 5 and 5. Observed 2/10, expected 2*25/90.
    codes = np.array([[0, 0], [0, 0], [1, 1], [1, 1], [0, 1]], dtype=float)
    assert krippendorff_alpha(codes, level="nominal") == pytest.approx([1 - (2 / 10) / (50 / 90)])


@pytest.mark.parametrize("seed", range(5))
def test_the_same_as_nltk_with_codes_missing(seed):
    rng = np.random.default_rng(seed)
    codes = np.clip(rng.integers(-2, 3, size=(40, 1)) + rng.integers(-1, 2, size=(40, 3)), -2, 2).astype(float)
    codes[rng.random(codes.shape) < 0.2] = NAN
    triples = [
        (str(coder), str(unit), int(code))
        for unit, row in enumerate(codes) for coder, code in enumerate(row) if not np.isnan(code)
    ]  # fmt: skip
    distances = {"nominal": lambda a, b: float(a != b), "interval": lambda a, b: float((a - b) ** 2)}
    for level, distance in distances.items():
        expected = AnnotationTask(triples, distance=distance).alpha()
        assert krippendorff_alpha(codes, level=level) == pytest.approx([expected])


@pytest.mark.parametrize("level", LEVELS)
def test_full_agreement_is_1_and_none_by_chance_is_about_0(level):
    rng = np.random.default_rng(0)
    same = np.repeat(rng.integers(-2, 3, size=(50, 1)), 2, axis=1).astype(float)
    assert krippendorff_alpha(same, level=level) == pytest.approx([1])
    by_chance = rng.integers(-2, 3, size=(5000, 2)).astype(float)
    assert abs(krippendorff_alpha(by_chance, level=level)[0]) < 0.05


@pytest.mark.parametrize("codes", [[[0, 0], [0, 0]], [[1, NAN], [NAN, 2]], [[NAN, NAN]]])
@pytest.mark.parametrize("level", LEVELS)
def test_without_variation_or_pairs_there_is_no_alpha(codes, level):
    assert np.isnan(krippendorff_alpha(np.array(codes, dtype=float), level=level)).all()


@pytest.mark.parametrize("level", LEVELS)
def test_a_resample_is_what_its_units_give(level):
    counts = np.random.default_rng(1).multinomial(12, np.full(12, 1 / 12), size=6).astype(float)
    repeated = [np.repeat(PUBLISHED, c.astype(int), axis=0) for c in counts]
    expected = np.concatenate([krippendorff_alpha(codes, level=level) for codes in repeated])
    assert krippendorff_alpha(PUBLISHED, level=level, counts=counts) == pytest.approx(expected)
