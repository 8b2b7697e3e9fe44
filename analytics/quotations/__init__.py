"""Quotations and reported speech: which words are quoted, who says them, and how the newsroom presents them."""

from analytics.quotations.finding import Quotations, find_quotations

__all__ = ["Quotations", "find_quotations"]
