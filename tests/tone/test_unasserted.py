"""What is supposed, possible or asked weighs less than what is said to be."""

from __future__ import annotations

import pytest

from tests.tone.reading import hits_of, read


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("La guerre pourrait éclater.", "guerre- conditional pourrait"),
        ("Un accord serait proche.", "accord+ conditional serait"),
        ("L'attaque aurait fait dix victimes.", "attaque- conditional aurait | victimes- conditional aurait"),
        ("Les violences devraient cesser.", "violences+ conditional devraient, inversion cesser"),
        ("Ce serait une catastrophe.", "catastrophe- conditional serait"),
        ("Le texte réduirait la pauvreté.", "pauvreté+ inversion réduirait, conditional réduirait"),
        ("Si la crise dure, le pays souffrira.", "crise- conditional Si"),
        ("S'il y a une guerre, l'Europe paiera.", "guerre- conditional S'"),
        ("Si la crise éclatait, ce serait grave.", "crise- conditional Si | grave- conditional serait"),
        ("La croissance reviendra si la confiance revient.", "croissance+ | confiance+ conditional si"),
        ("En cas de guerre, le pays est prêt.", "guerre- conditional En cas de"),
        ("Le pays est prêt en cas d'attaque.", "attaque- conditional en cas d'"),
        ("À condition que la trêve tienne, l'aide passera.", "trêve+ conditional À condition que"),
        ("À moins qu'un accord soit signé, la grève aura lieu.", "accord+ conditional À moins qu'"),
        ("La paix est peut-être proche.", "paix+ conditional peut-être"),
        ("Peut-être un espoir pour les otages", "espoir+ conditional Peut-être"),
        ("Une éventuelle crise", "crise- conditional éventuelle"),
        ("Une crise possible", "crise- conditional possible"),
        ("La possibilité d'une crise", "crise- conditional possibilité d'"),
        ("Le drame présumé", "drame- conditional présumé"),
        ("Il se peut que l'accord tienne.", "accord+ conditional se peut que"),
        ("La guerre ne devrait pas éclater.", "guerre- conditional devrait"),
        ("Cela ne serait pas un succès.", "succès- conditional serait, negation pas"),
    ],
)
def test_conditions_and_possibilities_weigh_less(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("La guerre éclatera.", "guerre-"),
        ("Le portrait d'un succès", "succès+"),
        ("Le retrait des troupes est un succès.", "succès+"),
        ("Le film montrait la guerre.", "guerre-"),
        ("Il déclarait la guerre à la corruption.", "guerre- | corruption-"),
        ("On courait au désastre.", "désastre-"),
        ("Le pays souffrait de la famine.", "famine-"),
        ("Le risque d'une guerre demeure.", "risque- | guerre-"),
        ("La menace d'une attaque demeure.", "menace- | attaque-"),
        ("C'est si grave.", "grave- amplifier si"),
        ("Si grave soit-elle, la crise passera.", "grave- amplifier Si | crise-"),
        ("Le ministre, qui pourrait partir, salue un succès.", "salue+ | succès+"),
        ("La crise dure ; la grève pourrait reprendre.", "crise-"),
        ("Il pourrait annoncer que la guerre est finie.", "guerre+ inversion finie"),
        ("La crise est là, et la banque pourrait fermer.", "crise-"),
    ],
)
def test_what_is_said_to_be_keeps_its_weight(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Est-ce un succès ?", "succès+ question ?"),
        ("Une guerre est-elle possible ?", "guerre- question ?"),
        ("Niger : un échec pour Paris ?", "échec- question ?"),
        ("Crise au Niger : un échec pour Paris ?", "Crise- | échec- question ?"),
        ("Faut-il craindre une crise, une guerre ?", "craindre- question ? | crise- question ? | guerre- question ?"),
        ("«La paix est-elle proche ?»", "paix+ question ?"),
        ("Après la crise, il lance : «La paix est-elle proche ?»", "crise- | paix+ question ?"),
        ("Ils parlent de «paix» après la crise ?", "paix+ question ? | crise- question ?"),
        ("La presse dit « la guerre est-elle finie ?", "guerre+ inversion finie, question ?"),
        ("On se demande si la crise est finie.", "crise+ question si, inversion finie"),
        ("Nul ne sait si la trêve tiendra.", "trêve+ question si"),
        ("Reste à savoir si l'accord est utile.", "accord+ question si | utile+ question si"),
        ("Pourquoi cette crise ?", "crise-"),
        ("Gaza : comment la guerre a commencé ?", "guerre-"),
        ("Qui sait ? La crise dure.", "crise-"),
        ("Que faire ? Un accord", "accord+"),
        ("La crise est finie, qui sait ?", "crise+ inversion finie, question ?"),
    ],
)
def test_questions_weigh_less(sentence, hits):
    assert read(sentence) == hits


def test_factors_are_settings():
    (hit,) = hits_of("La guerre pourrait-elle éclater ?", conditional_factor=0.4, question_factor=0.25)
    assert hit["valence"] == pytest.approx(-0.8 * 0.4 * 0.25)


def test_what_two_conditions_hold_is_supposed_once():
    assert read("Si la guerre devait éclater, on fuirait.") == "guerre- conditional Si"
