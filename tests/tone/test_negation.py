"""Negation in press French: what each negator reaches, and what looks like one and is none."""

from __future__ import annotations

import pytest

from tests.tone.reading import hits_of, read


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Le plan de relance n'a pas été un succès.", "succès- negation pas"),
        ("La mesure ne s'est pas révélée efficace.", "efficace- negation pas"),
        ("Le dispositif n'était, de l'avis général, pas efficace.", "efficace- negation pas"),
        ("Le texte n'est pas prêt et la crise menace.", "crise- | menace-"),
        ("L'accord n'est plus crédible.", "accord+ | crédible- negation plus"),
        ("Il ne parlera pas pour ne pas condamner le club.", "condamner+ negation pas"),
        ("Il ne parlera pas afin de ne pas aggraver la crise.", "crise+ negation pas, amplifier aggraver"),
        ("Les syndicats n'y voient plus de solution.", "solution- negation plus"),
        ("Le ministre n'a jamais soutenu ce projet.", "soutenu- negation jamais"),
        ("Jamais le gouvernement n'a soutenu ce projet.", "soutenu- negation Jamais"),
        ("Rien n'indique une crise.", "crise+ negation Rien"),
        ("Le sommet n'a rien d'une réussite.", "réussite- negation rien"),
        ("Cette visite n'a en rien apaisé les esprits.", "apaisé- negation en rien"),
        ("Aucun progrès n'a été constaté.", "progrès- negation Aucun"),
        ("On ne déplore aucune victime.", "victime+ negation aucune"),
        ("Les secours ne signalent à cette heure aucune victime.", "victime+ negation aucune"),
        ("Nul espoir ne subsiste dans les décombres.", "espoir- negation Nul"),
        ("Personne ne croit à une victoire rapide.", "victoire- negation Personne"),
        ("Il n'a condamné personne.", "condamné+ negation personne"),
        ("Le texte n'a guère convaincu, ni fait de victime.", "victime+ negation ni"),
        ("Le dialogue n'est guère utile.", "dialogue+ | utile- negation guère"),
        ("L'enquête n'a nullement établi la corruption.", "corruption+ negation nullement"),
        ("La réforme n'est aucunement injuste.", "injuste+ negation aucunement"),
        ("Ce n'est point une catastrophe.", "catastrophe+ negation point"),
        ("Ni guerre ni paix à la frontière", "guerre+ negation Ni | paix- negation ni"),
        ("Le président n'a ni condamné ni soutenu l'opération.", "condamné+ negation ni | soutenu- negation ni"),
        ("Il n'est ni fiable ni efficace.", "fiable- negation ni | efficace- negation ni"),
        ("Une transition sans violence.", "violence+ negation sans"),
        ("Le cortège a défilé dans le calme, sans aucune violence.", "violence+ negation aucune"),
        ("La police a évacué la place sans faire de victime.", "victime+ negation sans"),
        ("Le pays reste sans véritable espoir.", "espoir- negation sans, amplifier véritable"),
        ("On est loin du succès annoncé.", "succès- negation loin du"),
        ("Loin d'être efficace, le blocus a renforcé le régime.", "efficace- negation Loin d'être"),
        ("Faute d'accord, les députés se séparent.", "accord- negation Faute d'"),
        ("À défaut de paix, une pause.", "paix- negation À défaut de"),
        ("Les otages sont hors de danger.", "danger+ negation hors de"),
        ("Choisir la paix plutôt que la guerre.", "paix+ | guerre+ negation plutôt que"),
        ("Au lieu de dialogue, des arrestations.", "dialogue- negation Au lieu de"),
        ("Cela ne saurait être un succès.", "succès- negation ne saurait"),
        ("Ce compromis n'est en aucun cas une victoire.", "victoire- negation en aucun cas"),
        ("L'hôpital n'est pas du tout efficace.", "efficace- negation pas du tout"),
        ("Non à la guerre !", "guerre+ negation Non"),
        ("C'est non pas un échec mais une étape.", "échec0 negation non pas, adversative mais"),
        ("«Nous ne voulons pas la guerre», assure Kiev.", "guerre+ negation pas"),
        ("N'y a-t-il pas là un danger ?", "danger+ negation pas, question ?"),
        ("Ne pas céder à la panique.", "panique+ negation pas"),
        ("Le premier ministre a promis de ne plus bombarder la ville.", "bombarder+ negation plus"),
        ("LE MINISTRE N'A PAS CONDAMNÉ L'ATTAQUE", "CONDAMNÉ+ negation PAS | ATTAQUE+ negation PAS"),
        ("Il n’y a, selon lui, aucune crise.", "crise+ negation aucune"),
        ("La trêve n'aura pas tenu, ni l'espoir.", "trêve+ | espoir- negation ni"),
        ("Pas un accord n'a été signé.", "accord- negation Pas"),
        ("Je ne crois pas que ce soit une victoire.", "victoire- negation pas que"),
        ("Ils ne pensent pas que la guerre soit finie.", "guerre- negation pas que, inversion finie"),
        ("Paris ne veut plus que la crise dure.", "crise+ negation plus que"),
        ("Il ne semble pas que l'accord soit utile.", "accord- negation pas que | utile- negation pas que"),
    ],
)  # fmt: skip
def test_a_negator_reverses_what_it_denies(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("headline", "hits"),
    [
        ("Pas de paix en vue au Soudan", "paix- negation Pas"),
        ("Proche-Orient : pas d'accord avant l'été", "accord- negation pas"),
        ("Plus d'espoir de retrouver des survivants", "espoir- negation Plus"),
        ("Budget : plus de dialogue entre Rome et Bruxelles", "dialogue- negation plus"),
        ("Aucune victime après le séisme", "victime+ negation Aucune"),
        ("Rien de grave pour l'attaquant", "grave+ negation Rien"),
        ("Guère de progrès à Genève", "progrès- negation Guère"),
        ("Point de salut, point de victoire", "victoire- negation point"),
        ("Jamais efficace, toujours contesté", "efficace- negation Jamais"),
        ("Une loi pas très efficace", "efficace- negation pas, amplifier très"),
        ("Des chiffres pas vraiment convaincants", "convaincants- negation pas, amplifier vraiment"),
        ("Climat : pas assez de progrès", "progrès- negation pas, deamplifier assez"),
        ("Nul accord à Doha", "accord- negation Nul"),
        ("Négociations : ni échec ni succès", "échec+ negation ni | succès- negation ni"),
    ],
)
def test_headlines_deny_without_ne(headline, hits):
    assert read(headline) == read(title=headline) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Ce n'est qu'un échec de plus.", "échec-"),
        ("Il ne reste au pays que l'espoir.", "espoir+"),
        ("L'armée ne contrôle plus que deux villes, l'espoir demeure.", "espoir+"),
        ("Il faut agir avant que la crise ne s'installe.", "crise-"),
        ("De peur que la guerre n'éclate, ils ont fui.", "guerre-"),
        ("La situation est plus grave qu'il n'y paraît.", "grave- amplifier plus"),
        ("Le texte est moins efficace qu'on ne le dit.", "efficace- deamplifier moins"),
        ("Sans doute une victoire.", "victoire+"),
        ("C'est sans aucun doute un succès.", "succès+"),
        ("Il faut plus de temps, la crise dure.", "crise-"),
        ("Plus de 200 victimes ont été recensées.", "victimes-"),
        ("Plus de violences ont été recensées que l'an dernier.", "violences- amplifier Plus"),
        ("Il y a pas mal de violence.", "violence-"),
        ("Ce n'est pas seulement une crise.", "crise-"),
        ("Ce n'est pas uniquement un succès, c'est un tournant.", "succès+"),
        ("Il n'y a pas que la guerre.", "guerre-"),
        ("L'accord n'en est pas moins fragile.", "accord+ | fragile-"),
        ("Non seulement un échec, mais un scandale.", "échec- adversative mais | scandale- adversative mais"),
        ("Rien de moins qu'une catastrophe.", "catastrophe-"),
        ("L'affaire est on ne peut plus grave.", "grave- amplifier on ne peut plus"),
        ("Le conflit n'a cessé de s'étendre.", "conflit-"),
        ("La violence ne cesse de gagner du terrain.", "violence- amplifier terrain"),
        ("L'armée ne cesse pas de bombarder la ville.", "bombarder- inversion cesse, negation pas"),
        ("Jamais la crise n'avait été aussi grave.", "crise- | grave-"),
        ("Il n'a jamais été plus dangereux.", "dangereux- amplifier plus"),
        ("Les deux pas en avant vers la paix.", "paix+"),
        ("Une personne a salué l'accord.", "salué+ | accord+"),
        ("Sur ce point, le succès est net.", "succès+"),
        ("Il n'a pas vu que la crise arrivait.", "crise-"),
        ("Il ne partira pas si la guerre éclate.", "guerre- conditional si"),
        ("Le ministre n'est pas venu et la crise dure.", "crise-"),
        ("Elle n'est pas là parce que la guerre a repris.", "guerre-"),
        ("Le chef, qui n'a rien dit, salue une victoire.", "salue+ | victoire+"),
        ("L'homme dont on ne sait rien salue une victoire.", "salue+ | victoire+"),
        ("Le plan qui n'a pas marché est un succès pour eux.", "succès+"),
        ("Il n'a pas signé : c'est un échec.", "échec-"),
        ("Il n'est pas venu (la crise l'occupe).", "crise-"),
        ("Nul doute que ce sera un succès.", "succès+"),
        ("Il ne fait aucun doute que la crise est grave.", "crise- | grave-"),
        ("Il n'a d'autre choix que la guerre.", "guerre-"),
        ("Une hausse sans précédent de la violence.", "violence- amplifier hausse"),
        ("Le pays s'enfonce sans cesse dans la crise.", "crise-"),
        ("Les violences ont repris de plus belle.", "violences-"),
    ],
)
def test_what_looks_like_a_negation_denies_nothing(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("L'opération n'est pas sans danger.", "danger-"),
        ("Le chantier ne va jamais sans danger.", "danger-"),
        ("Il n'y a pas de paix sans dialogue.", "paix- negation pas | dialogue+ negation pas, negation sans"),
        ("Il ne peut pas ne pas condamner l'attaque.",
         "condamner- negation pas, negation pas | attaque- negation pas, negation pas"),
        ("Paris n'exclut pas une crise.", "crise-"),
        ("Il ne nie pas l'échec.", "échec- inversion nie, negation pas"),
        ("Le maire n'a pas caché sa colère.", "colère- negation pas, inversion caché"),
        ("La ministre n'a jamais dissimulé sa joie.", "joie+ negation jamais, inversion dissimulé"),
        ("L'équipe ne manque pas de courage.",
         "manque0 inversion manque, negation pas | courage+ inversion manque, negation pas"),
        ("Rien n'a pu empêcher la guerre.", "guerre- negation Rien, inversion empêcher"),
        ("Personne n'a su éviter la catastrophe.", "catastrophe- negation Personne, inversion éviter"),
        ("Sans mettre fin à la guerre, la trêve soulage.", "guerre- negation Sans, inversion fin | trêve+"),
        ("L'accord n'a pas permis de mettre fin au conflit.", "accord+ | conflit- negation pas, inversion fin"),
        ("La guerre n'a pas été évitée.", "guerre- negation pas, inversion évitée"),
        ("Les sanctions n'ont pas été levées.", "sanctions- negation pas, inversion levées"),
        ("La violence n'a pas reculé.", "violence- negation pas, inversion reculé"),
        ("La trêve n'a pas suffi à enrayer la longue et meurtrière épidémie.",
         "trêve+ | épidémie- negation pas, inversion enrayer"),
        ("Aucune absence de confiance.",
         "absence0 negation Aucune, inversion absence | confiance+ negation Aucune, inversion absence"),
    ],
)  # fmt: skip
def test_two_denials_affirm(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Le ministre ne peut apaiser la colère.",
         "apaiser0 negation peut, inversion apaiser | colère- negation peut, inversion apaiser"),
        ("Les secours n'ont pu éviter la catastrophe.", "catastrophe- negation pu, inversion éviter"),
        ("Elle n'ose condamner cette attaque.", "condamner+ negation ose | attaque+ negation ose"),
        ("Le juge ne sait apaiser personne.", "apaiser- negation personne"),
        ("Il ne peut pas réussir.", "réussir- negation pas"),
        ("Il ne peut que réussir.", "réussir+"),
        ("Il ne peut apporter que la paix.", "paix+"),
        ("Il peut réussir, elle ne vient pas.", "réussir+"),
        ("Il ne sait quelle crise viendra.", "crise-"),
        ("On ne peut plus grave", "grave- amplifier On ne peut plus"),
    ],
)  # fmt: skip
def test_some_verbs_deny_with_ne_alone(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Personne ne doute de la victoire.", "victoire+"),
        ("Les élus ne doutent pas de la réussite du vote.", "réussite+"),
        ("Rien n'était plus utile.", "utile+ amplifier Rien n'était plus"),
        ("Rien n'est utile ici.", "utile- negation Rien"),
        ("Elle n'est pas la seule victime.", "victime-"),
        ("Un plan tout sauf efficace", "efficace- negation tout sauf"),
        ("C'est le contraire d'un succès.", "succès- negation le contraire d'"),
        ("L'accord a beau être utile, la crise dure.",
         "accord+ | utile+ adversative a beau | crise-"),
        ("Le maire est parti sans que ce conflit soit résolu.",
         "conflit- negation sans que, inversion résolu | résolu0 negation sans que, inversion résolu"),
        ("Le maire est parti sans que ce conflit soit un drame.", "conflit- | drame+ negation sans que"),
        ("Le maire est parti sans qu'un conflit éclate.", "conflit+ negation sans qu'"),
    ],
)  # fmt: skip
def test_what_affirms_denies_or_grants_without_looking_so(sentence, hits):
    assert read(sentence) == hits


@pytest.mark.parametrize(
    ("sentence", "hits"),
    [
        ("Ce n'est pas un danger mais une solution.",
         "danger0 negation pas, adversative mais | solution+ adversative mais"),
        ("Ce n'est pas un danger, mais bien une solution.",
         "danger0 negation pas, adversative mais | solution+ adversative mais"),
        ("Ce n'est pas un danger, mais une solution.",
         "danger0 negation pas, adversative mais | solution+ adversative mais"),
        ("Ce n'est pas un danger, mais la crise dure.",
         "danger+ negation pas, adversative mais | crise- adversative mais"),
        ("Il n'est pas efficace mais il apaise.",
         "efficace- negation pas, adversative mais | apaise+ adversative mais"),
        ("Il n'a pas vu le danger. Mais une solution", "danger+ negation pas | solution+"),
    ],
)  # fmt: skip
def test_what_is_corrected_says_nothing(sentence, hits):
    assert read(sentence) == hits


def test_two_negators_of_one_ne_deny_once():
    assert read("Il n'y a plus jamais eu de succès.") == "succès- negation plus"
    assert read("Il n'a jamais rien dit d'utile.") == "utile- negation jamais"
    assert read("Sans crainte et sans espoir") == "espoir- negation sans"


@pytest.mark.parametrize(("window", "form"), [(1, ""), (4, "negation pas")])
def test_a_negator_reaches_as_far_as_the_setting_says(window, form):
    assert read("Ce n'est pas là un succès.", negation_window=window) == f"succès{'-' if form else '+'} {form}".strip()


def test_a_denial_is_weaker_than_the_contrary():
    (hit,) = hits_of("Ce n'est pas un succès.")
    assert hit["valence"] == pytest.approx(-0.6 * 0.7)
