"""Sentences of our own with what is said in them, by gold: rows (kind, cue, speaker, text), in text order.

The speaker is given as printed, with what the pronoun stands for; "" where nobody is named. Parts of one quotation are
rows of their own.
"""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """One row: what is said, by whom, and the word that tells."""

    kind: str
    cue: str
    speaker: str
    text: str


def direct(cue: str, speaker: str, *texts: str) -> list[Said]:
    return [Said("direct", cue, speaker, text) for text in texts]


def indirect(cue: str, speaker: str, text: str) -> list[Said]:
    return [Said("indirect", cue, speaker, text)]


def selon(cue: str, speaker: str, *texts: str) -> list[Said]:
    return [Said("selon", cue, speaker, text) for text in texts]


def distant(text: str) -> list[Said]:
    return [Said("distancing", "", "", text)]


def hearsay(text: str) -> list[Said]:
    return [Said("hearsay", "", "", text)]


GOLD: dict[str, list[Said]] = {
    # Direct speech, and a clause behind it or inside it
    "« Nous ne céderons pas », a déclaré le président brésilien Davi Moura.": direct(
        "déclarer", "le président brésilien Davi Moura", "« Nous ne céderons pas »"
    ),
    "« Le budget sera voté », assure la ministre des Comptes publics, Claire Aubin.": direct(
        "assurer", "la ministre des Comptes publics, Claire Aubin", "« Le budget sera voté »"
    ),
    "“On a manqué de rythme”, a regretté mardi l'entraîneur lensois.": direct(
        "regretter", "l'entraîneur lensois", "“On a manqué de rythme”"
    ),
    '"Je n\'ai rien signé", a répété à la barre M. Vasseur.': direct("répéter", "M. Vasseur", '"Je n\'ai rien signé"'),
    "« Nous avons attendu, raconte une infirmière, et personne n'est venu. »": direct(
        "raconter", "une infirmière", "« Nous avons attendu,", "et personne n'est venu. »"
    ),
    "« C'est trop tôt », tempère l'économiste, « mais la tendance est là ».": direct(
        "tempérer", "l'économiste", "« C'est trop tôt »", "« mais la tendance est là »"
    ),
    "« Quelle honte ! » s'est exclamée Nadia Ferrand.": direct("s'exclamer", "Nadia Ferrand", "« Quelle honte ! »"),
    "« Personne ne viendra », prévient-on.": direct("prévenir", "", "« Personne ne viendra »"),
    "« La route est coupée », ont indiqué les pompiers.": direct("indiquer", "les pompiers", "« La route est coupée »"),
    "« Il faut sauver l'usine », martèle le syndicat.": direct("marteler", "le syndicat", "« Il faut sauver l'usine »"),
    "« On verra bien », glisse un conseiller.": direct("glisser", "un conseiller", "« On verra bien »"),
    "« Tout est perdu », souffle Karim Bellil.": direct("souffler", "Karim Bellil", "« Tout est perdu »"),
    "« La loi passera », conclut le rapporteur.": direct("conclure", "le rapporteur", "« La loi passera »"),
    "« C'est un scandale », attaque l'élue écologiste.": direct(
        "attaquer", "l'élue écologiste", "« C'est un scandale »"
    ),
    "« Nous sommes prêts », a fait savoir l'état-major.": direct(
        "faire savoir", "l'état-major", "« Nous sommes prêts »"
    ),
    "« Je m'en souviens », dit Rosa Lemoine. « Il pleuvait ce jour-là. »": [
        *direct("dire", "Rosa Lemoine", "« Je m'en souviens »"),
        *direct("", "Rosa Lemoine", "« Il pleuvait ce jour-là. »"),
    ],
    "« C'est faux », dit Lina Marceau, soulignant que l'étude est ancienne.": [
        *direct("dire", "Lina Marceau", "« C'est faux »"),
        *indirect("souligner", "Lina Marceau", "l'étude est ancienne"),
    ],
    # Introduced
    "Le procureur a répondu : « L'enquête continue. »": direct("répondre", "Le procureur", "« L'enquête continue. »"),
    "Le capitaine a lancé : « On y va ! »": direct("lancer", "Le capitaine", "« On y va ! »"),
    "Interrogée mercredi, la maire a reconnu : « Nous avons tardé. »": direct(
        "reconnaître", "la maire", "« Nous avons tardé. »"
    ),
    "Sofia Hernandez, championne d'Europe, a ajouté : « Je veux l'or. »": direct(
        "ajouter", "Sofia Hernandez", "« Je veux l'or. »"
    ),
    # Words quoted inside a sentence
    "Le Kremlin a dénoncé une « provocation ».": direct("dénoncer", "Le Kremlin", "« provocation »"),
    "La gauche a fustigé un texte « injuste et brutal ».": direct("fustiger", "La gauche", "« injuste et brutal »"),
    "L'avocat a plaidé la « légitime défense » devant les jurés.": direct(
        "plaider", "L'avocat", "« légitime défense »"
    ),
    "Le club a salué « un grand monsieur du rugby ».": direct("saluer", "Le club", "« un grand monsieur du rugby »"),
    "Le pape a appelé à « la paix des cœurs » dimanche.": direct("appeler", "Le pape", "« la paix des cœurs »"),
    "L'opposant, qui qualifie le scrutin de « farce », boude les urnes.": direct(
        "qualifier", "L'opposant", "« farce »"
    ),
    "Emmanuel Roy, en visite à Lyon, a dénoncé un coup de force « illégitime ».": direct(
        "dénoncer", "Emmanuel Roy", "« illégitime »"
    ),
    # Kept at a distance
    "L'« opération spéciale » a commencé en février.": distant("« opération spéciale »"),
    "Les « petits patrons » ont défilé à Lyon.": distant("« petits patrons »"),
    "La « taxe lapin » entre en vigueur.": distant("« taxe lapin »"),
    "Ce yaourt « naturel » contient du plastique.": distant("« naturel »"),
    # Titles and names are no quotations
    "Le film « Titanic » ressort en salle.": [],
    "Le journal « Le Monde » paraît à midi.": [],
    "Elle a lu « Guerre et Paix » en prison.": [],
    "Le ministre a salué le succès d'« Astérix et Obélix » en Asie.": [],
    "Le voilier « Belle Hélène » a gagné la course.": [],
    # Indirect speech
    "Le maire a annoncé que le stade fermerait.": indirect("annoncer", "Le maire", "le stade fermerait"),
    "Le Premier ministre a déclaré mardi à la presse que la dette baissait.": indirect(
        "déclarer", "Le Premier ministre", "la dette baissait"
    ),
    "Le dirigeant syndical, Paul Renard, affirme que la grève durera et que rien ne l'arrêtera.": indirect(
        "affirmer", "Le dirigeant syndical, Paul Renard", "la grève durera et que rien ne l'arrêtera"
    ),
    "L'AFP, l'agence de presse française, rapporte qu'un accord est proche.": indirect(
        "rapporter", "L'AFP", "un accord est proche"
    ),
    "Les médecins préviennent que le virus circule encore.": indirect(
        "prévenir", "Les médecins", "le virus circule encore"
    ),
    "La direction a prévenu les salariés que le site serait vendu.": indirect(
        "prévenir", "La direction", "le site serait vendu"
    ),
    "Le rapport souligne que les délais s'allongent.": indirect("souligner", "Le rapport", "les délais s'allongent"),
    "L'accusé prétend qu'il dormait.": indirect("prétendre", "L'accusé", "il dormait"),
    "Dans un communiqué, la préfecture indique que la circulation est rétablie.": indirect(
        "indiquer", "la préfecture", "la circulation est rétablie"
    ),
    "Jeudi, Hélène Caron a tenu à rappeler que la loi protège les témoins.": indirect(
        "rappeler", "Hélène Caron", "la loi protège les témoins"
    ),
    "Le gouvernement fait valoir que le chômage recule.": indirect(
        "faire valoir", "Le gouvernement", "le chômage recule"
    ),
    "Un témoin a raconté que la voiture roulait vite.": indirect("raconter", "Un témoin", "la voiture roulait vite"),
    "La ministre, qui juge que le texte est clair, ne cédera pas.": indirect(
        "juger", "La ministre", "le texte est clair"
    ),
    "Le jury a estimé que le film méritait mieux ; le public a applaudi.": indirect(
        "estimer", "Le jury", "le film méritait mieux"
    ),
    "Le parquet a confirmé qu'une enquête était ouverte, précisant que trois hommes étaient en garde à vue.": [
        *indirect("confirmer", "Le parquet", "une enquête était ouverte"),
        *indirect("préciser", "Le parquet", "trois hommes étaient en garde à vue"),
    ],
    "Ada Colin a dit que le train partait et a ajouté que rien n'était prêt.": [
        *indirect("dire", "Ada Colin", "le train partait"),
        *indirect("ajouter", "Ada Colin", "rien n'était prêt"),
    ],
    "Le président, en visite, a prévenu les députés que la loi passerait.": indirect(
        "prévenir", "Le président", "la loi passerait"
    ),
    "Le nouveau gouvernement affirme que la dette baisse.": indirect(
        "affirmer", "Le nouveau gouvernement", "la dette baisse"
    ),
    # Infinitives
    "Le député dit vouloir une enquête.": indirect("dire", "Le député", "vouloir une enquête"),
    "L'actrice affirme avoir refusé le rôle.": indirect("affirmer", "L'actrice", "avoir refusé le rôle"),
    "Le coureur assure ne pas connaître ce médecin.": indirect("assurer", "Le coureur", "ne pas connaître ce médecin"),
    "Le suspect a reconnu avoir frappé la victime.": indirect("reconnaître", "Le suspect", "avoir frappé la victime"),
    "Le patron se targue d'avoir sauvé mille emplois.": indirect(
        "se targuer", "Le patron", "d'avoir sauvé mille emplois"
    ),
    # Sources
    "Selon le parquet de Nice, deux hommes ont été arrêtés.": selon(
        "selon", "le parquet de Nice", "deux hommes ont été arrêtés"
    ),
    "Deux hommes ont été arrêtés, selon la police.": selon("selon", "la police", "Deux hommes ont été arrêtés"),
    "Le suspect est, d'après ses voisins, un homme discret.": selon(
        "d'après", "ses voisins", "Le suspect est", "un homme discret"
    ),
    "Pour Luc Garnier, la partie est perdue.": selon("pour", "Luc Garnier", "la partie est perdue"),
    "Pour les syndicats, la réforme est injuste.": selon("pour", "les syndicats", "la réforme est injuste"),
    "À en croire le constructeur, la batterie dure dix ans.": selon(
        "à en croire", "le constructeur", "la batterie dure dix ans"
    ),
    "De l'avis des experts, la crue était prévisible.": selon("de l'avis de", "experts", "la crue était prévisible"),
    "Aux yeux de Berlin, le texte va trop loin.": selon("aux yeux de", "Berlin", "le texte va trop loin"),
    "De source policière, le convoi est parti.": selon("de source", "source policière", "le convoi est parti"),
    "Selon un rapport publié lundi par l'ONU, la faim recule.": selon("selon", "un rapport publié", "la faim recule"),
    "Le train a déraillé, selon les agences, qui citent un garde.": selon(
        "selon", "les agences", "Le train a déraillé"
    ),
    "Selon Ana Prieto, « le vaccin tient ses promesses ».": [
        *selon("selon", "Ana Prieto", "« le vaccin tient ses promesses »"),
        *direct("selon", "Ana Prieto", "« le vaccin tient ses promesses »"),
    ],
    # What looks like a source and is none
    "Selon les cas, il faut compter deux heures.": [],
    "Le prix varie selon la méthode.": [],
    "Pour lundi, on attend de la pluie.": [],
    "Pour l'instant, rien ne bouge.": [],
    "Il est venu pour Noël, comme tous les ans.": [],
    # What looks like reported speech and is none
    "Le prix est plus élevé que prévu.": [],
    "La demande que le client a faite est restée sans suite.": [],
    "Paris a opposé un veto que réclamaient ses alliés.": [],
    "La société a lancé un produit que tout le monde attend.": [],
    "Il poursuit le but que son père avait fixé.": [],
    # Verbs that say something in some places only
    "« On a gagné ! », jubile un étudiant.": direct("jubiler", "un étudiant", "« On a gagné ! »"),
    "« Ils ont menti », accuse un boulanger.": direct("accuser", "un boulanger", "« Ils ont menti »"),
    "« La digue tient », a tweeté le maire.": direct("tweeter", "le maire", "« La digue tient »"),
    "Nadia Ferrand refuse : « Ce sera sans moi cette fois. »": direct(
        "refuser", "Nadia Ferrand", "« Ce sera sans moi cette fois. »"
    ),
    "Nadia Ferrand refuse de partir.": [],
    "La loi prévoit que chacun soit entendu.": [],
    "La météo prévoit que la pluie tombera.": indirect("prévoir", "La météo", "la pluie tombera"),
    "L'échec s'explique par la pluie.": [],
    "L'échec s'explique par le fait que la pluie tombe.": [],
    "Le voisin doit vous assurer de fermer la porte.": [],
    # Names of things, and words that somebody says behind them
    "Le mot « rivage » vient du latin.": [],
    "Un rapport intitulé « une ville sans eau » est paru.": [],
    "Il ouvre la section « mon compte » du site.": [],
    "Le bandit est connu sous le nom de « petit loup ».": [],
    "Les zones dites « sensibles » sont fermées.": [],
    "Le toucher est « vraiment fondamental » pour tous, affirme le professeur Robin Roy.": [
        *indirect("affirmer", "le professeur Robin Roy", "Le toucher est « vraiment fondamental » pour tous"),
        *direct("affirmer", "le professeur Robin Roy", "« vraiment fondamental »"),
    ],
    "Le maire dit « non ».": direct("dire", "Le maire", "« non »"),
    # A source governs one clause
    "La crue a fait dix morts, selon le préfet, et la ville alerte ses voisins.": selon(
        "selon", "le préfet", "La crue a fait dix morts"
    ),
    "Le remède est connu, selon Ana Roy, directrice de l'institut.": selon("selon", "Ana Roy", "Le remède est connu"),
    "Selon la police, trois hommes ont fui, mais le parquet reste prudent.": selon(
        "selon", "la police", "trois hommes ont fui"
    ),
    "Le maire dit que la digue tient, tandis que les riverains partent.": indirect(
        "dire", "Le maire", "la digue tient"
    ),
    "Le maire dit que la digue tient, mais fuit encore.": indirect(
        "dire", "Le maire", "la digue tient, mais fuit encore"
    ),
    "Le maire dit que la digue tient, mais que la ville souffre.": indirect(
        "dire", "Le maire", "la digue tient, mais que la ville souffre"
    ),
    "Selon un bilan de samedi, dix maisons ont brûlé.": selon("selon", "un bilan de samedi", "dix maisons ont brûlé"),
    "L'information n'a pu être vérifiée de source indépendante.": [],
    "Le retrait est confirmé de source militaire.": selon("de source", "source militaire", "Le retrait est confirmé"),
    "La digue cède à Lens Selon le préfet, dix maisons sont vides.": selon(
        "selon", "le préfet", "dix maisons sont vides"
    ),
    "Le plan, selon le préfet, reste secret.": selon("selon", "le préfet", "Le plan", "reste secret"),
    # What looks like a speaker and is none
    "Cela montre que la digue tient.": indirect("montrer", "", "la digue tient"),
    "Ceux qui partent disent que la digue cède.": indirect("dire", "", "la digue cède"),
    "Lire : « La digue cède », affirme Nadia Ferrand.": direct("affirmer", "Nadia Ferrand", "« La digue cède »"),
    # Hearsay
    "Le suspect aurait tiré deux fois.": hearsay("Le suspect aurait tiré deux fois"),
    "Trente soldats seraient morts dans l'attaque.": hearsay("Trente soldats seraient morts dans l'attaque"),
    "Cinq otages auraient également été libérés jeudi.": hearsay("Cinq otages auraient également été libérés jeudi"),
    "Le trésorier se serait enfui avec la caisse.": hearsay("Le trésorier se serait enfui avec la caisse"),
    "L'ancien préfet, absent mardi, aurait détourné deux millions.": hearsay(
        "L'ancien préfet, absent mardi, aurait détourné deux millions"
    ),
    "Un élu serait impliqué, laissent entendre des rumeurs.": hearsay(
        "Un élu serait impliqué, laissent entendre des rumeurs"
    ),
    "Le club préparerait une offre pour l'attaquant.": [],
    "Un élu serait impliqué dans la gestion du port.": [],
    "Même si la pluie cessait, la route serait coupée.": [],
    "Sans les pompiers, dix personnes auraient péri.": [],
    "Dans un monde sans pétrole, les ports auraient été abandonnés, puis les villes auraient brûlé.": [],
    "On aurait tort de quitter la salle.": [],
    "Le maire aurait dû quitter la salle.": [],
    "Le gardien aurait pu arrêter le tir.": [],
    "Le gardien aurait aimé rejoindre Lyon.": [],
    "Il serait utile de partir tôt.": [],
    "Qui aurait tué le boulanger ?": [],
    "Nous aurions cru que le voleur aurait fui.": [],
    "À votre place, un autre aurait quitté la ville.": [],
    "Il n'aurait jamais quitté sa ferme.": [],
    "À moins d'un accord, les ouvriers seraient partis dès lundi.": [],
    "Il y aurait eu des cris.": [],
    "Au moins dix otages auraient été tués sans sommation.": hearsay(
        "Au moins dix otages auraient été tués sans sommation"
    ),
    "La lauréate a dénoncé une logique qui menacerait le cinéma.": [],
    "Si le texte passait, la majorité serait perdue.": [],
    "Le projet pourrait coûter cher.": [],
    "Il tirait souvent sur des bouteilles.": [],
    "Selon la presse, le contrat aurait été signé.": selon("selon", "la presse", "le contrat aurait été signé"),
    # A clause inserted without marks tells who says the sentence
    "Le port est fermé, précise Mme Hart.": indirect("préciser", "Mme Hart", "Le port est fermé"),
    "La digue a cédé, indique le ministère dans un communiqué.": indirect(
        "indiquer", "le ministère", "La digue a cédé"
    ),
    "Les pluies, dit-elle, vont durer.": indirect("dire", "-elle", "Les pluies")
    + indirect("dire", "-elle", "vont durer"),
    "Le blé a gelé, a-t-il dit à la presse.": indirect("dire", "-t-il", "Le blé a gelé"),
    "Le port est fermé, estime l'économiste Luc Roy, et la ville souffre.": indirect(
        "estimer", "l'économiste Luc Roy", "Le port est fermé"
    ),
    "Le toit a brûlé, raconte Ana Roy, gardienne du musée.": indirect("raconter", "Ana Roy", "Le toit a brûlé"),
    "Le maire, absent, annonce une fête au port.": [],
    "Le maire, qui est absent, annonce la fête.": [],
    "Le club, qui a perdu, soutient Luc Roy.": [],
    "Oui», dit-il.": [],
    # What stands beside a source is no part of what it says
    "Selon la Banque centrale (BC), le riz manque.": selon("selon", "la Banque centrale", "le riz manque"),
    "Selon Ana Roy, de l'université de Lyon, le riz manque.": selon("selon", "Ana Roy", "le riz manque"),
    "Selon Ana Roy, directrice d'un lycée, le riz manque.": selon("selon", "Ana Roy", "le riz manque"),
    "Selon Luc Roy, l'un des chefs du parti, le riz manque.": selon("selon", "Luc Roy", "le riz manque"),
    "Selon Luc Roy, un marin de Brest, le riz manque.": selon("selon", "Luc Roy", "le riz manque"),
    "Le riz a manqué, selon un porte-parole, le colonel Luc Roy.": selon("selon", "un porte-parole", "Le riz a manqué"),
    "Selon des élus russes et chinois, le riz manque.": selon("selon", "des élus russes et chinois", "le riz manque"),
    "Selon le parquet, le suspect, un boulanger, a fui.": selon(
        "selon", "le parquet", "le suspect, un boulanger, a fui"
    ),
    "Selon le parquet, en 2020, le suspect a fui.": selon("selon", "le parquet", "en 2020, le suspect a fui"),
    "Selon le préfet, de 2010 à 2020, le fleuve a monté.": selon(
        "selon", "le préfet", "de 2010 à 2020, le fleuve a monté"
    ),
    "Selon Ana Roy, hommes et bêtes, épuisés, ont fui.": selon("selon", "Ana Roy", "hommes et bêtes, épuisés, ont fui"),
    # Subjects
    "De nombreux étudiants ont raconté que la police tirait.": indirect(
        "raconter", "De nombreux étudiants", "la police tirait"
    ),
    "D'autres voisins affirment que la cave est vide.": indirect("affirmer", "D'autres voisins", "la cave est vide"),
    "Dans la rue, de nombreuses femmes disent que le pain manque.": indirect(
        "dire", "de nombreuses femmes", "le pain manque"
    ),
    "Le directeur de la Caisse nationale (CN) assure que le gaz manque.": indirect(
        "assurer", "Le directeur de la Caisse nationale", "le gaz manque"
    ),
    "La radio nationale citant Luc Roy a dit que le riz manque.": indirect(
        "dire", "La radio nationale", "le riz manque"
    ),
    "Le plaignant a dit que le riz manque.": indirect("dire", "Le plaignant", "le riz manque"),
    "Le porte-parole du gouvernement a déclaré que la digue cède.": indirect(
        "déclarer", "Le porte-parole du gouvernement", "la digue cède"
    ),
    "La Ligue, qui espère jouer plus tôt que le club le 3 avril, a dit que le stade est prêt.": [
        *indirect("espérer", "La Ligue", "jouer plus tôt que le club le 3 avril"),
        *indirect("dire", "La Ligue", "le stade est prêt"),
    ],
    "Luc Roy, venu pour signer l'accord, a dit que le prix baisse.": indirect("dire", "Luc Roy", "le prix baisse"),
    "Luc Roy, en ville pour signer l'accord, a dit que le prix baisse.": indirect("dire", "Luc Roy", "le prix baisse"),
    "A ce stade, quelque dix communes affirment que le prix baisse.": indirect(
        "affirmer", "quelque dix communes", "le prix baisse"
    ),
    "Le maire affirme que le club refuse d'accueillir des joueurs « venus de loin ».": [
        *indirect("affirmer", "Le maire", "le club refuse d'accueillir des joueurs « venus de loin »"),
        *direct("affirmer", "Le maire", "« venus de loin »"),
    ],
    # Where what is said ends
    "Le maire a dit que la digue tenait, et le préfet a fermé l'école.": indirect(
        "dire", "Le maire", "la digue tenait"
    ),
    "Le maire a dit que la digue tenait, et le préfet partirait.": indirect(
        "dire", "Le maire", "la digue tenait, et le préfet partirait"
    ),
    "Le maire dit que la digue tient, et le préfet a fermé l'école.": indirect(
        "dire", "Le maire", "la digue tient, et le préfet a fermé l'école"
    ),
    "Le club s'engage à tenir le délai qu'il a fixé.": indirect(
        "s'engager", "Le club", "à tenir le délai qu'il a fixé"
    ),
    "Ada Colin n'a appris la nouvelle qu'à midi.": [],
    "Le maire ne cesse de répéter que la digue cède.": indirect("répéter", "Le maire", "la digue cède"),
    "Nous avons cru que la pluie cesserait.": [],
    "Il convient de se demander si le prix baisse.": [],
    # Who reports goes on in the sentence behind
    "Le maire souligne que le riz manque. « Tout le monde attend. »": [
        *indirect("souligner", "Le maire", "le riz manque"),
        *direct("", "Le maire", "« Tout le monde attend. »"),
    ],
    "Le maire souligne que le riz manque. Il pleut. « Tout le monde attend. »": [
        *indirect("souligner", "Le maire", "le riz manque"),
        *direct("", "", "« Tout le monde attend. »"),
    ],
    # Verbs that were missing
    "« Je n'y crois pas », réagit Nadia Ferrand.": direct("réagir", "Nadia Ferrand", "« Je n'y crois pas »"),
    "« Où aller ? », se demande Nadia Ferrand.": direct("se demander", "Nadia Ferrand", "« Où aller ? »"),
    "Luc Roy décrit la fête comme un « désastre ».": direct("décrire", "Luc Roy", "« désastre »"),
    "Le club a réalisé que le stade était vide.": indirect("réaliser", "Le club", "le stade était vide"),
    "Le club a réalisé un film.": [],
}
