"""Validation of tone on the user's own corpus: draw passages, have them coded by hand, compare.

No tone lexicon can be trusted on a corpus it was not checked on (Grimmer and Stewart, Political Analysis 21, 2013; van
Atteveldt, van der Velden and Boukes, Communication Methods and Measures 15, 2021).
"""
