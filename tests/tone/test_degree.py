"""Words that strengthen or weaken the word of tone beside them."""

from __future__ import annotations

import pytest

from tests.tone.reading import read


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Une crise très grave", "crise- | grave- amplifier très"),
        ("Un accord extrêmement fragile", "accord+ | fragile- amplifier extrêmement"),
        ("La situation est de plus en plus grave.", "grave- amplifier de plus en plus"),
        ("Une méthode de loin la plus efficace", "efficace+ amplifier la plus"),
        ("L'une des plus graves crises du siècle", "graves- amplifier des plus | crises-"),
        ("Le plus grand succès de la décennie", "succès+ amplifier Le plus, amplifier grand"),
        ("Une crise des plus graves", "crise- | graves- amplifier des plus"),
        ("Un silence on ne peut plus dangereux", "dangereux- amplifier on ne peut plus"),
        ("Une colère immense", "colère- amplifier immense"),
        ("Une immense colère", "colère- amplifier immense"),
        ("L'inquiétude croissante des riverains", "inquiétude- amplifier croissante"),
        ("De vives tensions", "tensions- amplifier vives"),
        ("Un fort soutien au texte", ""),
        ("Un texte fort utile", "utile+ amplifier fort"),
        ("Le pays a besoin de davantage de confiance.", "confiance+ amplifier davantage"),
        ("Beaucoup de violence", "violence- amplifier Beaucoup de"),
        ("Tant de violences", "violences- amplifier Tant de"),
        ("Une crise sans précédent", "crise- amplifier sans précédent"),
        ("Un danger sans équivalent", "danger- amplifier sans équivalent"),
        ("Une crise de grande ampleur", "crise- amplifier de grande ampleur"),
        ("C'est tout à fait efficace.", "efficace+ amplifier tout à fait"),
        ("Un échec total", "échec- amplifier total"),
        ("Un vrai désastre", "désastre- amplifier vrai"),
        ("C'est une réelle avancée.", "avancée+ amplifier réelle"),
        ("Le danger est plus grand que jamais.", "danger-"),
        ("Un pouvoir plus que jamais fragile", "fragile- amplifier plus que jamais"),
        ("Une inquiétude du jamais vu", "inquiétude- amplifier du jamais vu"),
        ("Un succès historique", "succès+ amplifier historique"),
        ("Toujours plus de violences à Port-au-Prince", "violences- amplifier Toujours plus"),
        ("Elle est si fragile", "fragile- amplifier si"),
        ("Il n'est plus grave.", "grave+ negation plus"),
        ("Ce n'est pas plus grave.", "grave+ negation pas, amplifier plus"),
    ],
)
def test_amplifiers(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Un témoin peu crédible", "crédible+ deamplifier peu"),
        ("Un argument peu convaincant", "convaincant+ deamplifier peu"),
        ("Un argument bien peu convaincant", "convaincant+ deamplifier bien peu"),
        ("Une situation moins grave que prévu", "grave- deamplifier moins"),
        ("Une loi de moins en moins efficace", "efficace- deamplifier de moins en moins"),
        ("Une presse à peine critique", "critique- deamplifier à peine"),
        ("La tension a légèrement baissé.", "tension+ inversion baissé"),
        ("Un effet légèrement dangereux", "dangereux- deamplifier légèrement"),
        ("Un climat un peu fragile", "fragile- deamplifier un peu"),
        ("Une équipe plutôt efficace", "efficace+ deamplifier plutôt"),
        ("Un bilan assez critique", "critique- deamplifier assez"),
        ("Un succès relatif", "succès+ deamplifier relatif"),
        ("Un faible espoir", "espoir+ deamplifier faible"),
        ("Un espoir faible", "espoir+ deamplifier faible"),
        ("Une trêve provisoire", "trêve+ deamplifier provisoire"),
        ("Un accord partiel", "accord+ deamplifier partiel"),
        ("Un semblant de paix", "paix+ deamplifier Un semblant de"),
        ("Une certaine inquiétude", "inquiétude- deamplifier Une certaine"),
        ("Une sorte de victoire", "victoire+ deamplifier Une sorte de"),
        ("Le prétendu succès", "succès+"),
        ("Peu d'espoir à Alep", "espoir+ deamplifier Peu d'"),
        ("Un bilan plus ou moins convaincant", "convaincant+ deamplifier plus ou moins"),
        ("Il y a moins de violences.", "violences- deamplifier moins"),
        ("Un climat moins dangereux", "dangereux- deamplifier moins"),
        ("Le témoin le moins crédible", "crédible- deamplifier le moins"),
        ("Il a moins de courage.", "courage- deamplifier moins"),
        ("Un texte plus ou moins utile", "utile+ deamplifier plus ou moins"),
    ],
)
def test_deamplifiers(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Peu à peu la crise s'installe.", "crise-"),
        ("Au moins une victime", "victime-"),
        ("De plus, la crise dure.", "crise-"),
        ("Très, très loin, la guerre", "guerre-"),
        ("Plus tard, la guerre", "guerre-"),
        ("Une fois de plus, un échec", "échec-"),
        ("Depuis peu, la paix règne.", "paix+"),
        ("Il est grand. La crise dure.", "crise-"),
    ],
)
def test_what_looks_like_a_degree_is_none(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Une réponse brutalement injuste", "brutalement0 amplifier brutalement | injuste- amplifier brutalement"),
        ("Un texte habilement dangereux", "habilement0 amplifier habilement | dangereux- amplifier habilement"),
        ("Il parle habilement, efficace et calme.", "habilement+ | efficace+"),
        ("Il a durement parlé d'une crise.", "durement- | crise-"),
        ("La crise a durement frappé.", "crise- | durement-"),
    ],
)
def test_an_adverb_of_manner_only_strengthens_the_word_of_tone_behind_it(sentence, hits):
    assert read(sentence) == hits
