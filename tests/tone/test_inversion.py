"""Verbs and nouns that turn round what they govern, or strengthen it, and those that only look so."""

from __future__ import annotations

import pytest

from analytics.resources import read_rows, resource
from analytics.tone.shifters import FRAMES, load_inverters
from tests.tone.reading import hits_of, read


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("L'accord a évité une catastrophe.", "accord+ | catastrophe+ inversion évité"),
        ("Le gouvernement veut éviter la crise à tout prix.", "crise+ inversion éviter"),
        ("Éviter une nouvelle et sanglante guerre civile", "guerre+ inversion Éviter"),
        ("Il s'agit d'éviter que la guerre éclate.", "guerre-"),
        ("La police a empêché une attaque contre la synagogue.", "attaque+ inversion empêché"),
        ("En empêchant l'accord, Moscou joue gros.", "accord- inversion empêchant"),
        ("Les rebelles ont cessé de bombarder la ville.", "bombarder+ inversion cessé"),
        ("L'Iran refuse le dialogue.", "refuse0 inversion refuse | dialogue- inversion refuse"),
        ("L'Iran refuse de soutenir la trêve.",
         "refuse0 inversion refuse | soutenir- inversion refuse | trêve- inversion refuse"),
        ("Lutter contre la pauvreté et la famine", "pauvreté+ inversion Lutter | famine+ inversion Lutter"),
        ("Les ONG luttent sans relâche contre la famine.", "famine+ inversion luttent"),
        ("Ils se battent contre le racisme.", "racisme+ inversion battent"),
        ("Le traité a mis fin à la guerre.", "guerre+ inversion fin"),
        ("L'ONU appelle à mettre un terme immédiat aux violences.", "violences+ inversion terme"),
        ("Le Conseil veut mettre le holà à la corruption.", "corruption+ inversion holà"),
        ("Les pompiers sont venus à bout du désastre.", "désastre+ inversion bout"),
        ("Tirer un trait sur la guerre", "guerre+ inversion trait"),
        ("Le pays veut en finir avec la corruption.", "corruption+ inversion finir"),
        ("Berlin rompt avec le dialogue.", "dialogue- inversion rompt"),
        ("Prévenir une épidémie dans les camps", "épidémie+ inversion Prévenir"),
        ("Comment enrayer le chômage de masse", "chômage+ inversion enrayer"),
        ("Le plan vise à endiguer l'inflation.", "inflation+ inversion endiguer"),
        ("L'armée dit combattre le terrorisme.", "terrorisme+ inversion combattre"),
        ("La réforme réduit la pauvreté des enfants.", "pauvreté+ inversion réduit"),
        ("Ce plan réduira fortement les tensions.",
         "tensions+ inversion réduira, amplifier fortement"),
        ("Pékin a levé les sanctions.", "sanctions+ inversion levé"),
        ("Bruxelles lève les sanctions contre Damas.", "sanctions+ inversion lève"),
        ("Le cabinet a renoncé à la guerre.", "guerre+ inversion renoncé"),
        ("Ils ont échappé de peu à la mort.", "mort+ inversion échappé"),
        ("Les marchés ont perdu confiance.", "perdu0 inversion perdu | confiance- inversion perdu"),
        ("Ces propos menacent la paix dans la région.", "menacent0 inversion menacent | paix- inversion menacent"),
        ("Le putsch a ruiné l'espoir d'un compromis.", "espoir- inversion ruiné"),
        ("Les milices ont violé la trêve.", "trêve- inversion violé"),
        ("Les grévistes font obstacle à l'accord.", "accord- inversion obstacle"),
        ("Le pays, privé de liberté, se tait.", "liberté- inversion privé"),
        ("Un projet dépourvu de solution.", "solution- inversion dépourvu"),
        ("Ces élus manquent de courage.", "courage- inversion manquent"),
        ("Faire reculer la violence", "violence+ inversion reculer"),
        ("Le gouvernement veut faire baisser le chômage.", "chômage+ inversion baisser"),
        ("Le médiateur a résolu la crise.", "résolu0 inversion résolu | crise+ inversion résolu"),
        ("Le discours a apaisé la colère.", "apaisé0 inversion apaisé | colère+ inversion apaisé"),
        ("Il a démenti tout scandale.", "scandale+ inversion démenti"),
    ],
)  # fmt: skip
def test_verbs_turn_their_object_round(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("La guerre a été évitée de justesse.", "guerre+ inversion évitée"),
        ("La guerre a finalement été évitée.", "guerre+ inversion évitée"),
        ("Une catastrophe évitée de peu à Lyon", "catastrophe+ inversion évitée"),
        ("Attaque déjouée, catastrophe évitée", "Attaque- | catastrophe+ inversion évitée"),
        ("Les sanctions ont été levées par Washington.", "sanctions+ inversion levées"),
        ("Les sanctions seront bientôt levées.", "sanctions+ inversion levées"),
        ("Le conflit a pris fin en mars.", "conflit+ inversion fin"),
        ("Le conflit prendra fin avant l'hiver.", "conflit+ inversion fin"),
        ("Les violences ont cessé.", "violences+ inversion cessé"),
        ("Les violences auraient cessé.", "violences+ conditional auraient, inversion cessé"),
        ("Le chômage recule pour le troisième mois.", "chômage+ inversion recule"),
        ("Le chômage baisse en Espagne.", "chômage+ inversion baisse"),
        ("Le chômage est en baisse.", "chômage+ inversion baisse"),
        ("La pauvreté se réduit.", "pauvreté+ inversion réduit"),
        ("La confiance s'effondre.", "confiance- inversion effondre"),
        ("L'espoir s'est évanoui.", "espoir- inversion évanoui"),
        ("Le dialogue est interrompu depuis lundi.", "dialogue- inversion interrompu"),
        ("La trêve a été rompue.", "trêve- inversion rompue"),
        ("L'accord avait été rejeté par les députés.", "accord- inversion rejeté"),
        ("La paix est menacée.", "paix- inversion menacée | menacée0 inversion menacée"),
        ("La crise qui a été évitée hier", "crise+ inversion évitée"),
        ("La démocratie bafouée", "démocratie- inversion bafouée"),
        ("Les négociations de paix ont échoué.", "paix- inversion échoué"),
    ],
)
def test_passives_and_subjects(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("La fin de la guerre approche.", "guerre+ inversion fin"),
        ("Fin immédiate du conflit au Yémen", "conflit+ inversion Fin"),
        ("La lutte contre la corruption est engagée.", "lutte0 inversion lutte | corruption+ inversion lutte"),
        ("La lutte, longue, reste la priorité.", "lutte-"),
        ("La lutte de longue haleine contre le chômage", "lutte0 inversion lutte | chômage+ inversion lutte"),
        ("La levée des sanctions", "sanctions+ inversion levée"),
        ("Sortie de crise en vue", "crise+ inversion Sortie"),
        ("Nette baisse du chômage", "chômage+ inversion baisse"),
        ("La baisse spectaculaire du chômage rassure, la confiance revient.",
         "chômage+ inversion baisse | confiance+"),
        ("L'absence de progrès à Genève", "absence0 inversion absence | progrès- inversion absence"),
        ("La perte de confiance des ménages", "perte0 inversion perte | confiance- inversion perte"),
        ("L'échec de la paix", "échec0 inversion échec | paix- inversion échec"),
        ("L'échec de l'attaque", "échec- | attaque-"),
        ("Le recul de la démocratie dans la région", "recul0 inversion recul | démocratie- inversion recul"),
        ("Le refus obstiné de tout dialogue", "refus0 inversion refus | dialogue- inversion refus"),
        ("Une rupture du dialogue entre Paris et Alger", "rupture0 inversion rupture | dialogue- inversion rupture"),
        ("La prévention des violences", "violences+ inversion prévention"),
        ("Le rempart contre la haine", "haine+ inversion rempart"),
        ("Le combat contre le racisme et la haine", "racisme+ inversion combat | haine+ inversion combat"),
        ("La suppression de toute discrimination", "discrimination+ inversion suppression"),
        ("Le manque criant de solution", "manque0 inversion manque | solution- inversion manque"),
        ("La fin de la lutte contre la pauvreté",
         "lutte0 inversion fin, inversion lutte | pauvreté- inversion fin, inversion lutte"),
        ("L'arrêt de la lutte contre le terrorisme",
         "lutte0 inversion arrêt, inversion lutte | terrorisme- inversion arrêt, inversion lutte"),
        ("Empêcher la fin de la trêve", "trêve+ inversion Empêcher, inversion fin"),
        ("Une vague de haine et de colère", "haine- amplifier vague | colère- amplifier vague"),
        ("Une vague de haine et l'espoir d'un sursaut", "haine- amplifier vague | espoir+"),
        ("La fin de la famine et le succès du vote", "famine+ inversion fin | succès+"),
        ("La fin de plus de vingt ans de guerre", "guerre+ inversion fin"),
    ],
)  # fmt: skip
def test_nouns_turn_their_complement_round(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("La hausse de la violence inquiète.", "violence- amplifier hausse"),
        ("L'aggravation de la crise", "aggravation0 amplifier aggravation | crise- amplifier aggravation"),
        ("Une flambée des violences", "violences- amplifier flambée"),
        ("Un regain de tension", "tension- amplifier regain"),
        ("Le regain d'optimisme des marchés", "optimisme+ amplifier regain"),
        ("Le renforcement de la démocratie", "démocratie+ amplifier renforcement"),
        ("Le discours a attisé la haine.", "haine- amplifier attisé"),
        ("La loi renforce la confiance.", "confiance+ amplifier renforce"),
        ("La violence augmente.", "violence- amplifier augmente"),
    ],
)
def test_some_strengthen_what_they_govern(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Le risque de guerre demeure.", "risque- | guerre-"),
        ("La menace d'une guerre plane.", "menace- | guerre-"),
        ("Menace de famine au Sahel", "Menace- | famine-"),
        ("La lutte pour la liberté", "lutte- | liberté+"),
        ("En fin de crise, il avait vingt ans.", "crise-"),
        ("Le texte contient un danger.", "danger-"),
        ("Le danger passé, la levée du camp.", "danger-"),
        ("Il a condamné le refus de reculer.", "condamné- | refus-"),
        ("Il passe au peigne fin les archives de la guerre.", "guerre-"),
        ("Un vaccin peut nous protéger contre le chômage.", "chômage+ inversion protéger"),
        ("La crise frappe un pays très peuplé où vit un otage libéré.", "crise-"),
        ("Il a évité Lyon et réduit la pauvreté.", "pauvreté+ inversion réduit"),
        ("Le pays a perdu la guerre.", "perdu- | guerre-"),
        ("La réforme, en baisse de popularité, reste un succès.", "succès+"),
        ("Après avoir évité Paris, la crise gagne Lyon.", "crise-"),
        ("Éviter un vote pour apaiser la crise", "apaiser0 inversion apaiser | crise+ inversion apaiser"),
        ("Il évite la presse qui salue un succès.", "salue+ | succès+"),
        ("Éviter la crise et soutenir la croissance", "crise+ inversion Éviter | soutenir+ | croissance+"),
        ("Éviter ou prévenir une crise", "crise+ inversion prévenir"),
        ("L'armée lutte, la population craint une attaque.", "lutte- | craint- | attaque-"),
        ("L'armée recule.", ""),
        ("Le refus.", "refus-"),
        ("La levée de fonds est un succès.", "succès+"),
        ("Il a refusé hier ; la crise dure.", "refusé- | crise-"),
        ("La fin du film est une réussite.", "réussite+"),
        ("La baisse des prix est un succès.", "succès+"),
        ("Les violences n'ont cessé qu'à l'aube.", "violences+ inversion cessé"),
        ("Ce plan évite au pays la faillite grâce à un accord.", "accord+"),
        ("La presse dénonce la corruption.", "corruption-"),
        ("Le sommet de la paix finit mardi.", "paix+"),
        ("La guerre finit par lasser.", "guerre-"),
        ("Il veut soutenir une région menacée.", "soutenir+ | menacée-"),
    ],
)
def test_what_looks_like_an_inverter_turns_nothing_round(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("La junte réprime la liberté de la presse.", "réprime0 inversion réprime | liberté- inversion réprime"),
        ("La junte réprime la colère de la rue.", "réprime- | colère-"),
        ("Les députés bloquent un accord.", "bloquent0 inversion bloquent | accord- inversion bloquent"),
        ("Le général a étouffé le scandale.", "scandale-"),
        ("Le général a étouffé tout espoir.", "espoir- inversion étouffé"),
        ("Une panique entravait les secours.", "panique-"),
        ("La crise a bloqué le port.", "crise- | bloqué-"),
        ("Des opposants ont été exclus.", "exclus-"),
    ],
)
def test_harm_turns_only_good_things_round_and_else_keeps_its_tone(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Ils ont brutalement stoppé la guerre.", "brutalement- | guerre+ inversion stoppé"),
        ("L'équipe a repoussé courageusement cette attaque.", "courageusement+ | attaque+ inversion repoussé"),
        ("La tension habilement réduite", "tension+ inversion réduite | habilement+"),
        ("Il a su soutenir un voisin débarrassé de ses dettes.", "soutenir+ | dettes+ inversion débarrassé"),
        ("Il veut soutenir un fleuve arrêté.", "soutenir+"),
        ("Les victimes ont été délivrées, la catastrophe a été évitée.",
         "victimes- | catastrophe+ inversion évitée"),
        ("Les victimes, repoussées, attendent.", "victimes-"),
        ("Réduire le nombre de victimes", "victimes+ inversion Réduire, amplifier nombre de"),
        ("Le dossier des scandales supprimé", "scandales-"),
        ("Les scandales supprimés", "scandales+ inversion supprimés"),
        ("Un progrès interrompu", "progrès- inversion interrompu"),
        ("Des progrès interrompus", "progrès- inversion interrompus"),
    ],
)  # fmt: skip
def test_adverbs_verbs_and_persons_are_not_turned_round(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Le chômage progresse partout.", "chômage- amplifier progresse | progresse0 amplifier progresse"),
        ("La liberté progresse partout.", "liberté+ | progresse+"),
        ("L'élève progresse.", "progresse+"),
        ("La haine a gagné du terrain.", "haine- amplifier terrain"),
        ("L'armée gagne du terrain.", ""),
        ("Elle gagne un terrain ; la haine recule.", "haine+ inversion recule"),
        ("La haine perd du terrain.", "haine+ inversion terrain | perd0 inversion terrain"),
        ("Le scandale prend de l'ampleur.", "scandale- amplifier ampleur"),
        ("L'inflation s'est envolée.", "inflation- amplifier envolée"),
        ("La tension monte à la frontière.", "tension- amplifier monte"),
        ("La victime monte dans un taxi.", "victime-"),
        ("Le nombre de victimes grimpe.", "victimes- amplifier nombre de, amplifier grimpe"),
        ("La panique se propage.", "panique- amplifier propage"),
        ("La confiance des ménages a chuté.", "confiance- inversion chuté | chuté0 inversion chuté"),
        ("Le chômage chute.", "chômage+ inversion chute | chute0 inversion chute"),
        ("La croissance dégringole.", "croissance- inversion dégringole"),
        ("La croissance plonge.", "croissance- inversion plonge"),
        ("La guerre plonge la ville dans le noir.", "guerre-"),
        ("L'optimisme s'est écroulé.", "optimisme- inversion écroulé"),
        ("L'enfant a chuté.", "chuté-"),
        ("La lutte contre la haine progresse.",
         "lutte0 inversion lutte, amplifier progresse | haine+ inversion lutte, amplifier progresse"
         " | progresse0 amplifier progresse"),
    ],
)  # fmt: skip
def test_what_grows_and_what_falls(sentence, hits):
    assert read(sentence) == hits


def test_an_inverter_that_governs_a_tone_word_is_kept_but_counts_for_nothing():
    lutte, corruption = hits_of("La lutte contre la corruption")
    assert (lutte["valence"], lutte["prior_valence"]) == (0, -0.3)
    assert [(r["name"], r["factor"]) for r in lutte["rules"]] == [("inversion", 0.0)]
    assert [(r["name"], r["start"], r["end"]) for r in corruption["rules"]] == [("inversion", 3, 8)]
    assert corruption["valence"] == pytest.approx(0.3)


def test_the_object_reaches_as_far_as_the_setting_says():
    text = "Lutter contre les très nombreuses formes de violence"
    assert read(text) == "violence+ inversion Lutter"
    assert read(text, inversion_window=3) == "violence-"


ROWS = read_rows(resource("inverters.tsv"), ("word", "verb", "frames", "tone", "rule", "factor", "note"))
_PREPOSITIONS = {"de": "de", "à": "à", "contre": "contre", "sur": "sur", "avec": "avec"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['verb']} {row['word']} {row['frames']}")
def test_every_inverter_acts_in_each_of_its_frames(row):
    word = row["word"].split("|")[0]
    tone = {"positive": "paix", "negative": "crise", "any": "crise"}[row["tone"]]
    for frame in row["frames"].split("|"):
        verb = f"{row['verb']} " if row["verb"] else ""
        if frame == "subject":
            sentence = f"La {tone} va {verb}{word}"
        elif frame == "noun":
            sentence = f"Une {tone} {word}"
        else:
            sentence = f"Ici {verb}{word} {_PREPOSITIONS.get(frame, '')} la {tone}"
        (found,) = [rule for hit in hits_of(sentence) if hit["entry"] == tone for rule in hit["rules"]]
        assert (found["name"], found["factor"]) == (row["rule"], float(row["factor"])), sentence


def test_frames_of_the_list_are_known():
    assert set(load_inverters().frames) == set(range(len(FRAMES)))
