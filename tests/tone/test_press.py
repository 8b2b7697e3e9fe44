"""The bundled lexicon with the bundled shifters, on sentences as the press writes them."""

from __future__ import annotations

import pytest

from analytics.tone.lexicon import load_lexicon
from tests.tone.reading import hits_of, read


def read_bundled(sentence):
    """Write the hits of a sentence in one line, by the lexicon of the product."""
    return read(sentence, lexicon=load_lexicon())


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Les élus d'extrême droite saluent cette victoire.", "saluent+ | victoire+"),
        ("La victoire de l'extrême gauche", "victoire+"),
        ("La victoire est d'une extrême importance.", "victoire+"),
        ("Une extrême inquiétude", "inquiétude- amplifier extrême"),
        ("Un sol pollué aux métaux lourds", "pollué-"),
        ("Un accident de poids lourd", "accident-"),
        ("Un lourd échec", "échec- amplifier lourd"),
        ("Les grandes écoles excellent.", "excellent+"),
        ("En dépit de la défaite, le club est heureux.", "défaite- adversative En dépit de | heureux+"),
    ],
)
def test_a_shifter_inside_a_fixed_term_changes_nothing(sentence, hits):
    assert read_bundled(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Les Lyonnais l'emportent de justesse.", ""),
        ("La justesse de son analyse", "justesse+"),
        ("La mairie a convoqué les riverains de toute urgence.", ""),
        ("Elle vivait, bon an mal an, de son jardin.", ""),
        ("Les héritiers de la guerre froide", ""),
        ("Le préfet soutient que la route passe par là.", ""),
        ("Le préfet soutient la réforme.", "soutient+"),
        ("Un pot de gelée de pommes", ""),
        ("Le bouchon de la bouteille", ""),
        ("Des bouchons à l'entrée de Lille", "bouchons-"),
        ("Une larme de lait", ""),
        ("Une larme de joie", "larme de joie+"),
        ("Le trésorier est impliqué dans la fraude.", "impliqué dans- | fraude-"),
        ("Des élèves très impliqués", ""),
        ("La pilote a été contrôlée positive à Monza.", "contrôlée positive-"),
        ("Un bilan positif", "positif+"),
        ("Un partenaire de la ville", ""),
    ],
)
def test_fixed_phrases_and_words_of_two_senses(sentence, hits):
    assert read_bundled(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Un succès frauduleux", "succès0 deamplifier frauduleux | frauduleux-"),
        ("Des bénéfices fictifs", "bénéfices0 deamplifier fictifs | fictifs-"),
        ("Une crise fictive", "crise- | fictive-"),
        ("Un vote frauduleux, un succès", "frauduleux- | succès+"),
    ],
)
def test_an_adjective_that_spoils_a_good_noun_counts_alone(sentence, hits):
    assert read_bundled(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("La grève a été tuée dans l'œuf.", "grève+ inversion œuf | tuée0 inversion œuf"),
        ("Le parti veut tuer dans l'œuf cette rébellion.", "tuer0 inversion œuf | rébellion+ inversion œuf"),
        ("Un renard a tué la poule ; l'œuf est intact.", "tué- | intact+"),
    ],
)
def test_what_is_killed_in_the_egg_does_not_happen(sentence, hits):
    assert read_bundled(sentence) == hits


def test_participles_that_look_like_nouns_are_of_their_verb():
    entries = {
        sentence: [hit["entry"] for hit in hits_of(sentence, lexicon=load_lexicon())]
        for sentence in (
            "Le club s'est félicité du tirage.",
            "Il a félicité les joueurs.",
            "La félicité des anciens",
            "Un geste salué à Rome",
            "Rome salue ce geste.",
        )
    }
    assert list(entries.values()) == [["féliciter"], ["féliciter"], ["félicité"], ["saluer"], ["saluer"]]


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Le conseil approuve le budget et accepte les dossiers.", ""),
        ("La ville souhaite recruter des volontaires.", ""),
        ("Les deux partis alliés abritent un comité d'éthique.", ""),
        ("Le préfet délivre les permis.", ""),
        ("La fondation caritative fête son anniversaire.", "fête+"),
        ("Un congrès sur les droits de l'homme", ""),
        ("Une règle d'hygiène et de discipline", ""),
        ("La préfète valide la médiation et autorise la restitution.", "médiation+"),
        ("Le buteur doit obtenir son diplôme.", ""),
        ("En vertu d'un accord", "accord+"),
        ("Un livre divisé en chapitres", ""),
        ("Une région reculée", ""),
    ],
)
def test_acts_of_office_and_names_of_matters_have_no_tone(sentence, hits):
    assert read_bundled(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("La qualité de l'eau est mesurée.", ""),
        ("Un pain de qualité", "de qualité+"),
        ("Une viande de mauvaise qualité", "mauvaise qualité-"),
        ("Les qualités du projet", "qualités+"),
        ("Le trafic routier reprend.", ""),
        ("Les trafics dans le quartier", "trafics-"),
        ("Un trafic d'armes", "trafic d'armes-"),
        ("Une plante sauvage", ""),
        ("Un dépôt sauvage", "dépôt sauvage-"),
        ("Un régime riche en fibres", ""),
        ("La grue est capable de lever dix tonnes.", ""),
        ("Une grue capable", "capable+"),
        ("Il y a de fortes chances qu'il pleuve.", ""),
        ("Une chance pour le village", "chance+"),
        ("La clause de libération du joueur", ""),
        ("La libération du port", "libération+"),
        ("Le match de qualification aura lieu ici.", ""),
        ("La police criminelle entend deux témoins.", ""),
        ("Un acte criminel", "criminel-"),
        ("La coupole est surmontée d'une croix.", ""),
        ("Le lycée s'attaque au dossier.", ""),
        ("Le lycée s'attaque au problème.", "s'attaque au problème+"),
        ("Ils veulent s'attaquer aux injustices.", "s'attaquer aux injustices+"),
        ("Une gestionnaire de fortune", ""),
        ("Un pont de fortune", "de fortune-"),
        ("Un film inspiré d'un conte", ""),
        ("La vie privée des joueurs et leur bien-être", "bien-être+"),
        ("Un peuple privé de liberté", "liberté- inversion privé"),
        ("Il est dans les bonnes grâces du jury.", ""),
        ("Une reconnaissance diplomatique", ""),
        ("Un lanceur d'alerte", ""),
        ("À ne pas manquer ce soir", ""),
        ("Ouvrez le logiciel en mode sans échec.", ""),
        ("Le contrat est motivé par la météo.", ""),
        ("Les élèves ont remarqué que la porte grince.", ""),
        ("Le circuit de la récompense dans le cerveau", ""),
    ],
)
def test_a_word_whose_tone_hangs_on_its_neighbours(sentence, hits):
    assert read_bundled(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("De sérieux soupçons", "soupçons- amplifier sérieux"),
        ("Une solution au chômage", "solution0 inversion solution | chômage+ inversion solution"),
        ("Corriger les inégalités", "inégalités+ inversion Corriger"),
        ("Le maire nie les accusations.", "nie les accusations-"),
        ("Le club rejette ces accusations.", "rejette ces accusations-"),
        ("Vingt morts, avec des maisons abandonnées", "morts- | abandonnées-"),
        ("Vingt morts avec des maisons abandonnées", "morts- | abandonnées-"),
        ("Une crise enfin évitée", "crise+ inversion évitée"),
    ],
)
def test_what_is_turned_round_and_what_is_not(sentence, hits):
    assert read_bundled(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("La région est en proie aux incendies.", "en proie aux- | incendies-"),
        ("Les fermes sont à la merci du gel.", "à la merci du- | gel-"),
        ("Le gouverneur a été démis de ses fonctions.", "démis de ses fonctions-"),
        ("Des patients atteints de tuberculose", "patients atteints de- | tuberculose-"),
        ("Le défi est grand.", "défi-"),
        ("Le club a relevé le défi.", "relevé le défi+"),
        ("Un couvre-feu après le soulèvement", "couvre-feu- | soulèvement-"),
        ("Une cyber-attaque", "cyber-attaque-"),
        ("Un vol à main armée", "vol à main armée-"),
        ("La ville présente ses condoléances.", "condoléances-"),
        ("Les habitants, fuyant la lave", "fuyant-"),
        ("Des soins inégaux et des salariés impactés", "inégaux- | impactés-"),
    ],
)
def test_words_of_events_that_press_tells_every_day(sentence, hits):
    assert read_bundled(sentence) == hits
