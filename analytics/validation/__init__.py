"""Validation of tone on the user's own corpus: draw passages, have them coded by hand, compare.

No tone lexicon can be trusted on a corpus it was not checked on (Grimmer and Stewart, Political Analysis 21, 2013; van
Atteveldt, van der Velden and Boukes, Communication Methods and Measures 15, 2021).
"""

from analytics.validation.codings import read_codings, sample_csv
from analytics.validation.passages import passages_of
from analytics.validation.result import Validation, validation_of
from analytics.validation.sampling import sample_passages
from analytics.validation.scoring import score

__all__ = ["Validation", "passages_of", "read_codings", "sample_csv", "sample_passages", "score", "validation_of"]
