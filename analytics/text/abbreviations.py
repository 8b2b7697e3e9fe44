"""Abbreviations of French press text."""
def abbreviation_stems():
    low="janv févr juil sept oct nov déc cf etc art hab av bd env vol no".split()
    return frozenset("M MM Me Mgr Dr Pr St Ste p pp".split())|frozenset(low)|frozenset(w.capitalize() for w in low)
