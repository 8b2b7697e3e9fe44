"""Tone: a lexicon read in context, the shifters that change it, and the polarity of each sentence in each voice."""

from analytics.tone.finding import Tone, find_tone

__all__ = ["Tone", "find_tone"]
