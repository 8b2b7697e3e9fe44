from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import ResourceError, SettingsError
from analytics.text.boilerplate import REASONS, find_boilerplate, find_phrases, load_boilerplate, read_boilerplate
from analytics.text.partition import Partition
from tests.strategies import french_text

# What is no article text, by reason; | stands where it begins, at the start of the paragraph when there is none.
BOILERPLATE = [
    ("see-also", "Lire aussi : Le Sénat adopte la loi sur l’énergie"),
    ("see-also", "LIRE AUSSI > Pourquoi les prix du blé remontent"),
    ("see-also", "À lire également : Que contient l’accord de Doha ?"),
    ("see-also", "A lire aussi sur BBC Afrique : Les Lions de la Teranga en finale"),
    ("see-also", "A surtout lire sur BBC Afrique :"),
    ("see-also", "A ne pas manquer sur BBC Afrique : Cinq choses à savoir sur le sommet"),
    ("see-also", "Voir aussi : La carte des zones inondées"),
    ("see-also", "Regarder :"),
    ("see-also", "A regarder aussi :"),
    ("see-also", "→ À lire aussi : Notre carte des incendies"),
    ("see-also", "• Lire aussi | Grève à la SNCF : les lignes touchées"),
    ("see-also", "Sur le même sujet"),
    ("see-also", "Sur le même thème :"),
    ("see-also", "Les plus lus"),
    ("see-also", "Vous aimerez aussi"),
    ("see-also", "Lire aussi Zinsou défend le franc CFA"),
    ("see-also", "Pour aller plus loin : comprendre la réforme des retraites"),
    ("see-also", "La séance est levée. | Lire aussi : Ce que prévoit le budget"),
    ("see-also", "Les deux camps s’accusent. | À écouter aussi : Le Sahel en cinq dates"),
    ("see-also", "Le vote aura lieu lundi. | (Lire en page 4)"),
    ("see-also", "Lire également pages 6 et 7"),
    ("subscription", "Abonnez-vous pour lire la suite"),
    ("subscription", "Cet article est réservé aux abonnés."),
    ("subscription", "Il vous reste 70 % de cet article à lire. La suite est réservée aux abonnés."),
    ("subscription", "Il vous reste 62.4% de cet article à lire."),
    ("subscription", "Article réservé aux abonnés"),
    ("subscription", "Déjà abonné ? Se connecter"),
    ("subscription", "Déjà abonné ? Connectez-vous"),
    ("subscription", "Pour lire la suite de cet article, créez votre compte gratuitement."),
    ("subscription", "Profitez d’un accès illimité à tous nos contenus dès 1 € par mois."),
    ("subscription", "Le maire a refusé. | La suite est réservée aux abonnés."),
    ("subscription", "Soutenez un journalisme indépendant : abonnez-vous !"),
    ("newsletter", "Inscrivez-vous à notre newsletter"),
    ("newsletter", "Recevez chaque matin l’essentiel de l’actualité africaine dans votre boîte mail."),
    ("newsletter", "Téléchargez l’application RFI pour ne rien manquer de l’actualité."),
    ("newsletter", "Newsletter"),
    ("newsletter", "Le procès reprendra mardi. | Inscrivez-vous à notre infolettre du matin."),
    ("newsletter", "Rejoignez notre chaîne WhatsApp pour suivre l’actualité"),
    ("social", "Suivez-nous sur Facebook et Twitter : @bbcafrique"),
    ("social", "Retrouvez-nous sur Instagram"),
    ("social", "Partager sur Facebook"),
    ("social", "Partager sur Twitter · Partager sur WhatsApp"),
    ("social", "Copier le lien"),
    ("social", "Partager l’article"),
    ("social", "Envoyer par e-mail"),
    ("social", "Le match sera rejoué. | Suivez-nous sur X, Facebook et YouTube"),
    ("credit", "Photo : Jean Dupont"),
    ("credit", "Crédit photo : Aïssata Diallo"),
    ("credit", "Crédits photos : DR / Ville de Liège"),
    ("credit", "PHOTO ALAIN TREMBLAY"),
    ("credit", "Photo d’archives"),
    ("credit", "Légende : des manifestants devant le parlement, à Dakar."),
    ("credit", "Légende image, Le fleuve est sorti de son lit en mars."),
    ("credit", "Source de l’image, Mairie de Dakar"),
    ("credit", "Légende"),
    ("agency", "(AFP)"),
    ("agency", "AFP"),
    ("agency", "Avec AFP"),
    ("agency", "Avec Reuters et AP"),
    ("agency", "Le Monde avec AFP"),
    ("agency", "La rédaction avec AFP"),
    ("agency", "(Source AFP)"),
    ("agency", "Source : AFP"),
    ("agency", "© 2024 AFP"),
    ("agency", "© AFP/Archives"),
    ("agency", "Photo : Reuters"),
    ("agency", "Par Le Figaro avec AFP"),
    ("agency", "avec agences"),
    ("agency", "ATS/AFP"),
    ("agency", "Les deux pays ont signé. | (AFP)"),
    ("agency", "« Nous n’avons pas cédé », a-t-elle dit. | (Avec AFP)"),
    ("agency", "Les secours poursuivent leurs recherches. | Avec Belga"),
    ("agency", "Le parlement doit se prononcer mardi | (avec ATS et Reuters)"),
    ("agency", "Le tribunal tranchera jeudi. | La Presse canadienne"),
    ("agency", "Le scrutin est reporté. | (La Libre Belgique avec Belga)"),
    ("agency", "La récolte est perdue. | © Keystone-ATS"),
    ("copyright", "Tous droits réservés"),
    ("copyright", "Copyright 2023 Le Figaro. Tous droits réservés."),
    ("copyright", "© 2022 Le Soir. Tous droits réservés"),
    ("copyright", "Reproduction interdite."),
    ("copyright", "Toute reproduction, même partielle, est interdite sans l’accord écrit de l’éditeur."),
    ("copyright", "La séance reprendra lundi. | © Le Devoir, tous droits réservés"),
    ("stamp", "Publié le 12 mars 2024 à 10h15"),
    ("stamp", "Mis à jour le 3 avril 2023 à 08:12"),
    ("stamp", "Publié le 12/03/2024 à 10h15, mis à jour le 13/03/2024 à 8h00"),
    ("stamp", "Publié le 4 mai 2021 par Jean Dupont"),
    ("stamp", "Temps de lecture : 3 min"),
    ("stamp", "Lecture 4 min."),
    ("stamp", "Dernière modification : 05/06/2022"),
    ("furniture", "Publicité"),
    ("furniture", "La suite après cette publicité"),
    ("furniture", "Commentaires (12)"),
    ("furniture", "Haut de page"),
    ("furniture", "Lire la suite"),
    ("furniture", "Lire la suite…"),
    ("furniture", "Cliquez ici"),
    ("furniture", "Cliquez ici pour lire la suite"),
    ("furniture", "Signaler une erreur"),
    ("furniture", "Écouter l’article"),
    ("furniture", "Propos recueillis par Awa Ndiaye"),
    ("furniture", "Le second tour aura lieu en mai. | Lire la suite"),
    ("database", "ISSN 0395-2037"),
    ("database", "Document n° 20240312"),
    ("database", "Nombre de mots : 432"),
    ("database", "Numéro d’édition : 24512"),
    ("database", "Document FIGARO0020240312ek3c0005x"),
    ("database", "Longueur : 543 mots"),
    ("database", "Langue : français"),
]

TEXT = [
    "Lire aussi bien que compter s’apprend tôt.",
    "Lire aussi : Il ajoute que le ministre est poussé à soutenir le coup d’État.",
    "A lire aussi sur BBC Afrique: Avant même l’annonce du gouvernement, les habitants avaient quitté la ville.",
    "Lire aussi Proust, c’est comprendre un siècle.",
    "À lire les journaux, la guerre serait finie.",
    "À voir les images, le toit a cédé d’un coup.",
    "Voir aussi loin dans l’avenir relève du pari.",
    "Voir aussi souvent la même équipe gagner lasse le public.",
    "À écouter le ministre, rien ne presse.",
    "Regarder la télévision n’est plus un rite familial.",
    "Sur le même sujet, le ministre s’est montré plus prudent.",
    "Sur le même thème, deux films sortent mercredi.",
    "Les plus lus des romans de l’année sont étrangers.",
    "« Lire aussi : voilà le slogan », s’amuse la libraire",
    "Il propose de lire aussi : un pari risqué",
    "Pour en savoir plus, les enquêteurs ont saisi son téléphone.",
    "Notre dossier avance, assure l’avocat.",
    "« Abonnez-vous ! », lance le vendeur à la criée.",
    "Abonnez-vous, dit-il aux passants, et vous aurez tout compris.",
    "Abonnez-vous et vous perdrez, ironise le rapport.",
    "Il vous reste trois jours pour voir l’exposition.",
    "Il vous reste un espoir, dit le médecin.",
    "Les abonnés au gaz paieront plus cher cet hiver.",
    "Déjà abonné au club, le joueur y a signé son premier contrat.",
    "S’abonner coûte moins cher qu’il y a dix ans.",
    "Se connecter au réseau reste impossible dans le nord du pays.",
    "Les connexions sont réservées aux abonnés de la capitale.",
    "Faites un don du sang, demande l’hôpital.",
    "Newsletter et réseaux sociaux remplacent le tract.",
    "La newsletter du parti compte 20 000 lecteurs.",
    "Recevez chaque matin vos patients, conseille le manuel.",
    "Téléchargez l’application, répète la police aux voyageurs.",
    "S’inscrire sur les listes électorales prend dix minutes.",
    "Suivez-nous, a-t-il dit, et le pays sera sauvé. Selon lui, tout reste à faire.",
    "Partager sur Facebook des photos de ses enfants n’est pas anodin.",
    "Partager l’article de loi en deux n’a pas suffi.",
    "Imprimer des billets ne crée pas de richesse.",
    "Le réseau Facebook et Twitter sont coupés.",
    "Photo de famille au sommet du G7",
    "Photo de famille au sommet du G7, à Hiroshima, vendredi.",
    "PHOTO DE FAMILLE AU SOMMET DU G7",
    "Photos et vidéos ont circulé toute la nuit.",
    "Photos à l’appui, elle a prouvé son innocence.",
    "Crédit agricole et crédit foncier reculent.",
    "Crédits et dettes s’équilibrent.",
    "Légende du football, il s’est éteint à 82 ans.",
    "Légende vivante, elle chante encore.",
    "Source de tensions, le barrage divise les deux pays.",
    "Sources : le ministère dément. Les syndicats confirment. Le maire hésite.",
    "Illustration de la crise : les files d’attente s’allongent.",
    "Image forte du sommet : la poignée de main.",
    "Il l’a annoncé dans un entretien accordé à l’AFP.",
    "« C’est fini », a-t-il déclaré à l’AFP",
    "« C’est fini », a-t-il déclaré à l’Agence France-Presse (AFP).",
    "Selon Reuters, les deux pays négocient.",
    "Selon l’AFP.",
    "Reuters a supprimé deux cents postes.",
    "L’AFP et Reuters ont publié la photo.",
    "La Presse canadienne a confirmé la nouvelle.",
    "Il travaille avec l’AFP depuis dix ans.",
    "Le groupe négocie avec Reuters",
    "L’agence ANSA, citant la police, évoque trois morts.",
    "Belga cite le parquet de Namur.",
    "Le directeur de l’agence officielle chinoise (Xinhua).",
    "Qui l’a dit ? L’AFP.",
    "Avec agences et banques, la ville s’est relevée.",
    "La rédaction du journal a voté la grève.",
    "Agences de voyage et hôtels ferment.",
    "Tous droits réservés aux citoyens leur seront rendus, promet le président.",
    "Le contenu de ce site a été jugé illégal.",
    "Reproduction interdite ou non, la copie circule.",
    "Copyright et droit d’auteur sont deux choses.",
    "Publié le 12 mars 2024, son roman a conquis le public.",
    "Publié le mois dernier, le rapport accable l’État.",
    "Mis à jour chaque année, le classement fait débat.",
    "Paru le 3 mars chez un petit éditeur, le livre surprend.",
    "Lecture et écriture restent la priorité.",
    "Durée du mandat : le débat revient.",
    "Son livre est un succès. Paru le 3 mars 2024.",
    "Publicité mensongère : le tribunal condamne la marque.",
    "PUBLICITÉ MENSONGÈRE : LE TRIBUNAL TRANCHE",
    "Publicité et propagande ne font plus qu’un.",
    "Un seul mot d’ordre : publicité.",
    "Commentaires acerbes et sifflets ont accueilli le ministre.",
    "Commentaires, 12 novembre : le général écrit à sa femme.",
    "Lire la suite de ses carnets demande du courage.",
    "Cliquez ici, signez là : l’administration se numérise.",
    "Fermer les frontières ne suffit pas.",
    "Page blanche pour le nouveau gouvernement.",
    "Document accablant pour le ministre : 12 pages.",
    "Document de 300 pages, le rapport sera publié lundi.",
    "Longueur de la file d’attente : 3 km à midi.",
    "Langue de bois : le ministre esquive.",
    "Le ministre a parlé. Il a ensuite quitté la salle.",
    "",
    "***",
]


def judge(*paragraphs, restored=frozenset()):
    """Cuts, rules and reasons of the paragraphs of one article, and its agencies."""
    partition = partition_of(["Un titre", *paragraphs])
    found = find_boilerplate(partition, restored=restored)
    return found.cuts[1:].tolist(), found.rules[1:], found.reasons[1:], found.agencies[0]


def partition_of(*articles):
    import pyarrow as pa

    table = pa.table(
        {
            "article_id": [f"a{i}" for i in range(len(articles))],
            "title": [article[0] for article in articles],
            "paragraphs": pa.array([article[1:] for article in articles], type=pa.list_(pa.string())),
        }
    )
    return Partition.of(table)


@pytest.mark.parametrize(("reason", "marked"), BOILERPLATE)
def test_boilerplate_is_cut_where_it_begins(reason, marked):
    head, bar, tail = marked.partition(" | ")
    if not head.endswith((".", "mardi")):  # a bar of the page itself
        head, bar, tail = marked, "", ""
    text = f"{head} {tail}" if bar else marked
    cuts, rules, reasons, _ = judge(text)
    assert cuts == [len(head) + 1 if bar else 0]
    assert rules[0] is not None
    assert reasons == [reason]


@pytest.mark.parametrize("text", TEXT)
def test_article_text_is_kept(text):
    assert judge(text) == ([len(text)], [None], [None], None)


def test_the_tables_are_long_and_cover_every_reason():
    assert len(BOILERPLATE) >= 80
    assert len(TEXT) >= 80
    assert Counter(reason for reason, _ in BOILERPLATE).keys() == set(REASONS)


@pytest.mark.parametrize("_reason_and_text", BOILERPLATE)
def test_titles_are_never_cut(_reason_and_text):
    text = _reason_and_text[1]
    found = find_boilerplate(partition_of([text]))
    assert found.cuts.tolist() == [len(text)]
    assert found.agencies == [None]


def test_the_list_is_as_long_as_it_should_be():
    lists = load_boilerplate()
    assert sum(map(len, lists.phrases)) >= 550
    assert len(lists.agency_forms) >= 100


@pytest.mark.parametrize(
    ("paragraphs", "agencies"),
    [
        (["Le vote est clos.", "(AFP)"], "AFP"),
        (["Le vote est clos.", "Avec Reuters et AP"], "Reuters|AP"),
        (["PARIS, 8 février (AFP) – Le vote est clos.", "Reuters le confirme."], "AFP"),
        (["Le vote est clos. (Avec AFP)", "Avec AFP et Belga"], "AFP|Belga"),
        (["Le vote est clos. © Agence France-Presse"], "AFP"),
        (["Selon Reuters, le vote est clos."], None),
    ],
)
def test_agencies_are_those_that_sign(paragraphs, agencies):
    assert judge(*paragraphs)[3] == agencies


@pytest.mark.parametrize(
    ("end", "is_cut"),
    [("Lire aussi : Le Sénat vote", True), ("Lire aussi : Il se tait.", False), ("« Rien », dit-il. Regarder :", True),
     ("et rien « de plus » Regarder :", False), ("selon l’AFP", False), ("(AFP)", True)],
)  # fmt: skip
@pytest.mark.parametrize("n_words", [3, 20, 70, 3000])
def test_the_length_of_what_comes_before_does_not_count(n_words, end, is_cut):
    stop = "" if end.startswith(("et", "selon")) else "."
    head = " ".join(["mot"] * n_words) + f"{stop} "
    lone = end.rpartition("dit-il. ")[2]
    assert judge(head + end)[0] == [len(head + end) - len(lone) if is_cut else len(head + end)]


def test_ends_add_up():
    text = "Le vote est clos. Avec AFP. Publié le 3 mars 2024"
    assert judge(text)[0] == [len("Le vote est clos. ")]


def test_links_behind_a_heading_go_to_the_end_of_the_article():
    paragraphs = ["Le vote est clos.", "Sur le même sujet", "Le Sénat vote la loi", "Que dit le texte ?"]
    assert judge(*paragraphs)[0] == [len(paragraphs[0]), 0, 0, 0]
    paragraphs.append("Le ministre a repris la parole.")  # so these are intertitles, and text goes on
    assert judge(*paragraphs)[0] == [len(paragraphs[0]), 0, *map(len, paragraphs[2:])]


def test_a_phrase_can_be_switched_off():
    text = "Publicité"
    assert judge(text)[1] == ["publicité"]
    assert judge(text, restored=frozenset(["publicité"])) == ([len(text)], [None], [None], None)
    assert judge("(AFP)", restored=frozenset(["AFP"]))[0] == [5]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ([], ()),
        (["LIRE  AUSSI", "A lire aussi", "afp"], ("AFP", "lire aussi", "à lire aussi")),
        (["abonnez-vous", "Abonnez‑vous"], ("abonnez-vous",)),
    ],
)
def test_phrases_are_found_however_they_are_typed(written, found):
    assert find_phrases(written) == found


def test_unknown_phrases_are_all_named_with_the_nearest():
    with pytest.raises(SettingsError) as error:
        find_phrases(["lire ausi", "lire aussi", "publicitée"])
    assert "lire ausi\u00a0»\u202f; les plus proches\u00a0: lire aussi" in str(error.value)
    assert "publicité" in str(error.value).rpartition("publicitée")[2]
    assert "“lire ausi”; the nearest: lire aussi" in error.value.message("en")


def test_whatever_decides_can_be_restored():
    for _, marked in BOILERPLATE:
        rule = judge(marked.replace(" | ", " "))[1][0]
        assert rule in find_phrases([rule]), marked


BODIES = st.lists(
    st.sampled_from([text.replace(" | ", " ") for _, text in BOILERPLATE])
    | st.sampled_from(TEXT)
    | french_text(max_size=9),
    max_size=5,
)


@settings(max_examples=60)
@given(st.lists(BODIES.map(lambda body: ["Titre", *body]), min_size=1, max_size=4))
def test_cuts_lie_in_their_paragraphs_and_articles_are_judged_alike_in_any_company(articles):
    together = find_boilerplate(partition_of(*articles))
    lengths = np.array([len(text) for article in articles for text in article])
    assert together.cuts.dtype == np.int32
    assert np.all((together.cuts >= 0) & (together.cuts <= lengths))
    assert [rule is None for rule in together.rules] == [reason is None for reason in together.reasons]
    alone = [find_boilerplate(partition_of(article)) for article in articles]
    assert together.cuts.tolist() == [cut for one in alone for cut in one.cuts.tolist()]
    assert together.rules == [rule for one in alone for rule in one.rules]
    assert together.agencies == [one.agencies[0] for one in alone]


PHRASES = "phrase\tplace\treason\tnote\n"
AGENCIES = "agency\tforms\tnote\n"


@pytest.mark.parametrize(
    ("phrases", "agencies", "fault"),
    [
        ("\twhole\tstamp\t\n", "", "2: no phrase"),
        ("mot\tpartout\tstamp\t\n", "", "2: place 'partout'"),
        ("mot\twhole\tautre\t\n", "", "2: reason 'autre'"),
        ("mot\twhole\tstamp\t\nMot\twhole\tcredit\t\n", "", "3: 'Mot'"),
        ("mot\twhole\n", "", "2: 2 columns"),
        ("", "AFP\t\t\n", "2: no name"),
        ("", "AFP\tafp\t\n", "2: 'afp'"),
        ("", "AFP\tAFP\t\nAP\tAFP\t\n", "3: 'AFP'"),
    ],
)
def test_a_faulty_list_names_its_lines(tmp_path, phrases, agencies, fault):
    paths = tmp_path / "boilerplate.tsv", tmp_path / "press_agencies.tsv"
    for path, text in zip(paths, (PHRASES + phrases, AGENCIES + agencies), strict=True):
        path.write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError) as error:
        read_boilerplate(*paths)
    assert fault in str(error.value)
