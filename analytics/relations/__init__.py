"""Relations: who acts on whom, by cues of cooperation and conflict."""

from analytics.relations.finding import find_relations

__all__ = ["find_relations"]
