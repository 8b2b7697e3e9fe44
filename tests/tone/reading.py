"""What the tables of sentences are read with: a small lexicon, and hits written in one line.

A hit is its form, the sign of its valence (+, - or 0), and the rules that changed it, each with its cause:
«Ce n'est pas un succès» is read as "succès- negation pas".
"""

from __future__ import annotations

from analytics.quotations import find_quotations
from analytics.settings import ToneSettings
from analytics.tone import find_tone
from analytics.tone.lexicon import Lexicon
from tests.strategies import partition_of, texts_of

VALENCES = {
    -0.8: "guerre catastrophe terrorisme famine haine racisme désastre bombarder terreur massacre",
    -0.6: "crise échec corruption violence pauvreté victime conflit attaque scandale drame mort menace panique"
    " discrimination mensonge brutal épidémie pénurie",
    -0.5: "grave inquiétude colère danger chômage perte injuste dangereux tension perdre menacer condamner craindre"
    " faute aggravation inflation sanction",
    -0.3: "lutte refus refuser absence réprimer exclure bloquer chuter recul fragile chute risque critique dette"
    " rupture manque",
    0.4: "soutenir accord dialogue démocratie utile solution croissance fiable crédible convaincant avancée stabilité",
    0.5: "progresser efficace espoir confiance liberté réussir progrès apaiser saluer courage optimisme résoudre",
    0.7: "paix succès réussite joie trêve excellent victoire",
}  # fmt: skip
ADVERBS = {-0.5: "durement brutalement", 0.4: "habilement courageusement"}
LEXICON = Lexicon([
    {"lemma": word, "pos": pos, "valence": str(valence), "facet": "event"}
    for pos, listed in (("", VALENCES), ("adv", ADVERBS))
    for valence, words in listed.items()
    for word in words.split()
])  # fmt: skip


def hits_of(*paragraphs, title="", lexicon=LEXICON, **options):
    """Rows of the table of hits, with the text of their paragraph."""
    partition = partition_of(*paragraphs, title=title)
    found = find_tone(
        partition,
        find_quotations(partition).voices,
        in_name=partition.tokens.vocabulary.matching(())[partition.tokens.ids],
        lexicon=lexicon,
        settings=ToneSettings(**options),
    ).hits.to_pylist()
    texts = texts_of(partition)
    return [{**row, "text": texts[row["article"], row["paragraph"]]} for row in found]


def read(*paragraphs, **options):
    """Write the hits of a text in one line."""
    return " | ".join(map(_written, hits_of(*paragraphs, **options)))


def _written(hit):
    sign = "-0+"[(hit["valence"] > 0) - (hit["valence"] < 0) + 1]
    rules = [f"{rule['name']} {hit['text'][rule['start'] : rule['end']]}" for rule in hit["rules"]]
    return f"{hit['form']}{sign} {', '.join(rules)}".strip()
