"""Sentences of our own with the actors they name: ambiguous names above all, and what only looks like an actor.

Each line is a text, then after ``->`` all of its mentions in order, as form=actor. A question mark behind the actor
says that the text leaves it open. Forms that name no actor there are left out: «à Pékin», a sea, a man.
"""

from __future__ import annotations

from typing import NamedTuple

from analytics.actors.gazetteer import find_mentions, load_gazetteer
from analytics.quotations import find_quotations
from tests.strategies import partition_of

_LINES = """
# Capitals that act, speak, or are acted upon
Pékin dénonce une provocation. -> Pékin=CHN
Pékin n'a pas encore réagi à ce rapport. -> Pékin=CHN
Selon Moscou, l'essai a réussi. -> Moscou=RUS
Les échanges entre Paris et Berlin se sont tendus. -> Paris=FRA Berlin=DEU
La position de Pékin reste inchangée. -> Pékin=CHN
Le gouvernement de Kiev refuse toute concession. -> Kiev=UKR
La colère d'Ankara ne retombe pas. -> Ankara=TUR
Tokyo et Séoul ont signé un accord de défense. -> Tokyo=JPN Séoul=KOR
Londres accuse Téhéran d'avoir livré des drones. -> Londres=GBR Téhéran=IRN
Les sanctions contre Moscou seront prolongées. -> Moscou=RUS
« Cette décision est regrettable », estime Pékin. -> Pékin=CHN
Un accord refusé par Washington bloque tout. -> Washington=USA
Washington demande à Pékin de retirer ses navires. -> Washington=USA Pékin=CHN
L'Allemagne va livrer des chars à Kiev. -> Allemagne=DEU Kiev=UKR
L'ultimatum à Niamey expire dimanche. -> Niamey=NER
Moscou, qui dément, a rappelé son ambassadeur. -> Moscou=RUS
La Russie et Pékin renforcent leurs liens. -> Russie=RUS Pékin=CHN
Bamako menace de quitter l'organisation. -> Bamako=MLI
Sans Riyad, aucune baisse de la production n'est possible. -> Riyad=SAU
Le soutien de Téhéran au mouvement est ancien. -> Téhéran=IRN
L'allié de Moscou a voté contre. -> Moscou=RUS
Varsovie ne veut plus attendre. -> Varsovie=POL
Les pressions exercées sur La Havane augmentent. -> La Havane=CUB
Le Caire propose une médiation. -> Le Caire=EGY
# Capitals as places
Le ministre est arrivé lundi à Pékin.
Il est né à Moscou en 1961.
L'aéroport de Kiev reste fermé.
En visite à Moscou, le chef de la diplomatie chinoise a été reçu. -> chinoise=CHN
Les rues de Khartoum sont désertes.
Des habitants de Kaboul racontent leur fuite.
Elle vit dans Londres depuis dix ans.
Le maire de Paris inaugure une piste cyclable.
Le train entre Paris et Berlin a du retard.
La capitale, Bangui, manque d'eau.
Doha, la capitale, accueille le tournoi.
Bamako (Mali) connaît des coupures. -> Mali=MLI
Il vend des légumes à Niamey, au Niger. -> Niger=NER
Le sommet de Madrid s'est achevé sans accord.
Le traité de Rome a été signé en 1957.
L'accord de Paris sur le climat fixe un seuil.
PÉKIN (AFP) - La pluie a cessé. -> AFP=afp
Un concert a été annulé près de Dakar.
Il est parti pour Abidjan avec deux valises.
Les jeux de Pékin ont été les plus chers.
Paris 2024 a vendu tous ses billets.
Le Real Madrid a gagné trois à zéro.
L'Espérance de Tunis est éliminée.
Le Dynamo Kiev recrute un gardien.
L'attaquant Riyad Mahrez a marqué.
Un chercheur du King's College de Londres signe l'étude.
Le cinéaste travaille depuis Rome.
Ils ont quitté Beyrouth à pied.
À Washington, les parlementaires votent ce soir.
# Capitals that stay open
Le rapport évoque longuement Moscou. -> Moscou=RUS?
On parle beaucoup de Pékin. -> Pékin=CHN?
# Washington
George Washington fut le premier président.
Denzel Washington joue un détective.
L'État de Washington a légalisé cette pratique.
Le Washington Post révèle l'affaire. -> Washington Post=washington-post
Washington a confirmé la frappe. -> Washington=USA
# Paris, Bruxelles, Vienne, Sofia
Paris Hilton ouvre un magasin.
Le Paris Saint-Germain recrute.
Bruxelles ouvre une enquête sur la plateforme, selon la Commission européenne. -> Bruxelles=ue Commission européenne=ue
Le Premier ministre belge De Wever est rentré à Bruxelles. -> belge=BEL
Les députés de la Vienne ont voté contre.
Sofia adore la danse.
La Bulgarie hésite et Sofia temporise. -> Bulgarie=BGR Sofia=BGR?
# Residences
L'Élysée dément toute tension. -> Élysée=FRA
Ils ont défilé sur les Champs-Élysées.
Matignon consulte les syndicats. -> Matignon=FRA
Les accords de Matignon datent de 1936.
Le Kremlin rejette ces accusations. -> Kremlin=RUS
Le Quai d'Orsay appelle à la retenue, puis le Quai précise. -> Quai d'Orsay=FRA Quai=FRA
Le quai est noir de monde.
La Chancellerie prépare une circulaire. -> Chancellerie=FRA
La France attend. À Berlin, la chancellerie allemande se tait. -> France=FRA chancellerie allemande=DEU
Le chanteur remplit Bercy pour trois concerts.
Bercy table sur une croissance faible. -> Bercy=FRA
Les musées du Vatican rouvrent.
Le concile Vatican II a changé la liturgie.
Kinshasa tranche, et le palais du Peuple vote. -> Kinshasa=COD palais du Peuple=COD
Le palais du Peuple rouvre à Alger.
Itamaraty convoque l'ambassadeur. -> Itamaraty=BRA
# States whose name is another name too
Des navires patrouillent en mer de Chine méridionale.
Un séisme a frappé la mer du Japon.
Une marée noire souille le golfe du Mexique.
Le canal de Panama manque d'eau.
Les Panama Papers ont tout changé.
Elle est née au Nouveau-Mexique.
Le trafic se détourne par l'océan Indien.
Les Indiens d'Amérique réclament leurs terres.
Le négociateur indien a quitté la salle. -> indien=IND
La Guinée-Bissau suspend le scrutin. -> Guinée-Bissau=GNB
La Papouasie-Nouvelle-Guinée est touchée. -> Papouasie-Nouvelle-Guinée=PNG
La Guinée équatoriale élit son président. -> Guinée équatoriale=GNQ
La Guinée ferme sa frontière. -> Guinée=GIN
La piraterie recule dans le golfe de Guinée.
Le lac Tchad s'assèche.
Le delta du Niger est pollué.
Le Niger et le Nigeria ont rouvert leur frontière. -> Niger=NER Nigeria=NGA
Un officier nigérien et un pilote nigérian sont morts. -> nigérien=NER nigérian=NGA
La Jordanie accueille la réunion. -> Jordanie=JOR
Jordan Bardella sera candidat.
Michael Jordan vend sa maison.
La Dominique se remet du cyclone. -> Dominique=DMA
Dominique de Villepin s'inquiète.
Dominique n'a pas répondu.
Le président dominicain ferme la frontière. -> dominicain=DOM
Un frère dominicain célèbre la messe.
La Grenade vote mardi. -> Grenade=GRD
Il a étudié à Grenade, puis à Séville.
Le bassin du Congo abrite des gorilles.
# Congo, Corée, Géorgie: by what the article says besides
Kinshasa dénonce une agression. L'armée congolaise recule. -> Kinshasa=COD congolaise=COD
Brazzaville a tranché. Le Congo votera en mars. -> Brazzaville=COG Congo=COG
Denis Sassou-Nguesso dirige le Congo depuis longtemps. -> Congo=COG
Le M23 avance. Les Congolais fuient. -> M23=m23 Congolais=COD
Le Congo exporte du bois. -> Congo=COD?
La RDC et le Congo-Brazzaville négocient. Un Congolais y croit. -> RDC=COD Congo-Brazzaville=COG Congolais=COD?
Séoul s'alarme. Le président coréen a parlé. -> Séoul=KOR coréen=KOR
Pyongyang a tiré un missile. L'armée coréenne défile. -> Pyongyang=PRK coréenne=PRK
La Corée produit des semi-conducteurs. -> Corée=KOR?
Il a combattu pendant la guerre de Corée.
Des manœuvres ont lieu dans la péninsule coréenne.
La Géorgie se rapproche de Moscou, dit un élu de Tbilissi. -> Géorgie=GEO Moscou=RUS
En Géorgie, la juge d'Atlanta a tranché contre l'ancien président.
La Géorgie du Sud est une île glacée.
# Tongues
Le roman est traduit en français et en russe.
Il parle chinois couramment.
Le ministre français parle au dirigeant russe. -> français=FRA russe=RUS
# Groups
Les Vingt-Sept se réunissent jeudi. -> Vingt-Sept=ue
Les Occidentaux temporisent. -> Les Occidentaux=occident
Le Proche-Orient s'embrase.
Le Sud global réclame un siège. -> Sud global=sud-global
# Firms
Orange perd des abonnés, comme les autres opérateurs. -> Orange=orange
Le groupe Orange supprime des postes. -> groupe Orange=orange
Vigilance : Orange sur trois départements.
Il a été jugé à Orange pour vol.
Total a découvert du pétrole au large. -> Total=totalenergies
Total : douze morts.
Apple présente un téléphone. -> Apple=apple
Big Apple attire toujours les touristes.
Amazon recrute mille personnes. -> Amazon=amazon
Meta supprime des comptes. -> Meta=meta
Carrefour rachète des supermarchés. -> Carrefour=carrefour
Le patron de Casino démissionne. -> Casino=casino
Un Boeing s'est posé en urgence.
Boeing suspend ses livraisons. -> Boeing=boeing
Shell vend ses stations. -> Shell=shell
Le Visa de travail coûte cher.
Visa et Mastercard augmentent leurs tarifs. -> Visa=visa-sa Mastercard=mastercard
Safran fabrique des moteurs pour Airbus. -> Safran=safran Airbus=airbus
Léonard de Vinci est mort à Amboise.
Vinci exploite l'autoroute A10. -> Vinci=vinci
Atos cherche un repreneur. -> Atos=atos
Vincent Bolloré a été entendu.
Bolloré vend sa logistique. -> Bolloré=bollore
Free baisse le prix de ses forfaits. -> Free=iliad
Nikola Tesla est mort pauvre.
Richard Wagner a composé la Tétralogie.
Wagner a recruté dans les prisons. -> Wagner=wagner
# Papers and parties
Il l'a confié au journal Libération. -> journal Libération=liberation
Libération de deux otages au Sahel.
La ville fête la Libération.
Une tribune parue dans Le Monde a fait du bruit. -> Le Monde=le-monde
Le monde change vite.
Les députés Renaissance voteront le texte. -> députés Renaissance=renaissance
Il a peint à la Renaissance.
Le parti Horizons choisit son candidat. -> parti Horizons=horizons
Venus d'autres horizons, ils chantent.
Reconquête, le parti d'Éric Zemmour, perd des voix. -> Reconquête=reconquete
La RN 7 est coupée.
Le RN et LR s'allient. -> RN=rn LR=lr
# Acronyms that the article explains
L'OMS (Organisation mondiale de la santé) alerte. -> OMS=oms Organisation mondiale de la santé=oms
Le Front populaire ivoirien (FPI) se divise. Le FPI votera. -> Front populaire ivoirien=fpi FPI=fpi FPI=fpi
La Confédération des planteurs sahéliens (CPS) proteste.
Le Club nautique saint-paulois (CNSP) fête ses dix ans. Le CNSP recrute.
Le Rassemblement national (RN) promet un vote. -> Rassemblement national=rn RN=rn
# Institutions of several States
En France, l'Assemblée nationale vote le budget. -> France=FRA Assemblée nationale=assemblee-nationale
L'Assemblée nationale du Sénégal a voté. -> Sénégal=SEN
Le ministère de l'Intérieur turc dément. -> turc=TUR
Au Mali, le Conseil constitutionnel proclame les résultats. -> Mali=MLI
Le ministère des Armées annonce la mort d'un soldat. -> ministère des Armées=min-armees
Le Conseil de sécurité de l'ONU se réunit. -> Conseil de sécurité de l'ONU=onu
L'OTAN renforce son flanc est. -> OTAN=otan
Le Hamas libère des otages. -> Hamas=hamas
# Others, written before the rules were seen to work on them

Hier soir, Pékin a annulé la visite. -> Pékin=CHN
Berlin et Rome s'opposent au projet. -> Berlin=DEU Rome=ITA
Le bras de fer entre Alger et Rabat se poursuit. -> Alger=DZA Rabat=MAR
Ce que veut vraiment Moscou reste obscur. -> Moscou=RUS
Moscou et Kiev s'accusent mutuellement. -> Moscou=RUS Kiev=UKR
Tel Aviv rejette l'offre. -> Tel Aviv=ISR
Une fusillade a éclaté dans le centre de Bruxelles.
La main de Moscou, disent-ils. -> Moscou=RUS
Il habite à Lima avec sa famille.
Un tribunal de Moscou l'a condamné.
La police de Londres enquête. -> police de Londres=scotland-yard
L'ambassadeur de Chine à Paris a été convoqué. -> Chine=CHN
Washington, lui, se tait. -> Washington=USA
Les alliés de Washington hésitent. -> Washington=USA
La Bourse de Tokyo a fini en baisse.
Téhéran a prévenu qu'il riposterait. -> Téhéran=IRN
Sous la pression de Washington, Bogota recule. -> Washington=USA Bogota=COL
Kiev réclame des avions. -> Kiev=UKR
Des explosions ont été entendues à Kiev et à Lviv.
L'armée russe s'approche de Kiev. -> russe=RUS
Manille proteste contre les manœuvres chinoises. -> Manille=PHL chinoises=CHN
Le président est rentré de Moscou.
Vienne accueille les négociateurs. -> Vienne=AUT?
Selon Madrid, la frontière restera fermée. -> Madrid=ESP
Une délégation de Doha est attendue. -> Doha=QAT?
Ils ont fui Khartoum en bus.
Le régime de Damas s'effondre. -> Damas=SYR
Damas est tombée sans combat.
Le Caire et Doha assurent la médiation. -> Le Caire=EGY Doha=QAT
De Tunis à Rabat, les étudiants manifestent.
L'Agence des Nations unies salue le geste de Riyad. -> Nations unies=onu Riyad=SAU
La réponse de Pékin à Washington surprend. -> Pékin=CHN Washington=USA
La réponse chinoise à Washington a été sèche. -> chinoise=CHN Washington=USA
Le général a été exfiltré vers Lomé.
« Nous n'attaquerons pas », a promis Pyongyang. -> Pyongyang=PRK
D'après Kigali, les rebelles ont menti. -> Kigali=RWA
Le rapprochement entre Ankara et Athènes étonne. -> Ankara=TUR Athènes=GRC
Les Forces armées de Guinée-Bissau se taisent. -> Guinée-Bissau=GNB
La coopération avec Pékin s'arrête. -> Pékin=CHN
Il a couru le marathon de Berlin.
La rupture avec Paris est consommée, dit Niamey. -> Paris=FRA Niamey=NER
Les Congolais de Brazzaville votent dimanche. -> Congolais=COG
L'est du Congo s'embrase et Goma tombe. -> Congo=COD
Un détroit de Taïwan militarisé inquiète le Japon. -> Japon=JPN
La Banque du Japon relève ses taux. -> Banque du Japon=boj
Le port de Djibouti est saturé. -> Djibouti=DJI
Un Turc et une Turque ont été élus. -> Turc=TUR Turque=TUR
La cuisine indienne séduit. -> indienne=IND
Le café turc se boit lentement. -> turc=TUR
Amazon et Apple ont licencié. -> Amazon=amazon Apple=apple
Elle a acheté un Apple d'occasion. -> Apple=apple
La Libération de Paris fut fêtée.
Libération publie une enquête. -> Libération=liberation
Interrogé par Le Figaro, il nie. -> Figaro=le-figaro
Le groupe Total investit au Mozambique. -> groupe Total=totalenergies Mozambique=MOZ
La journée s'achève sur un Total de douze buts.
Un Carrefour dangereux sera refait.
Le Casino de Deauville rouvre.
Les élus Les Républicains quittent l'hémicycle. -> Les Républicains=lr
Le PS et EELV font liste commune. -> PS=ps-fr EELV=eelv
Le PS de Belgique gagne. -> Belgique=BEL
L'Union européenne (UE) sanctionne. L'UE temporise. -> Union européenne=ue UE=ue UE=ue
Le Sénat américain bloque la loi. -> Sénat américain=congres-us
En France, le Sénat adopte la loi. -> France=FRA Sénat=senat-france
Le Conseil d'État suspend l'arrêté du préfet, en France. -> Conseil d'État=conseil-etat-fr France=FRA
Washington Irving a écrit ce conte.
La ville de Washington, en Pennsylvanie, s'anime.
Booker T. Washington est mort en 1915.
George Washington est mort en 1799. Washington avait refusé un troisième mandat. -> Washington=USA?
Riyad Mahrez a marqué. Riyad jubile.
En Géorgie, le parti Rêve géorgien l'emporte. -> Géorgie=GEO Rêve géorgien=reve-georgien
La Géorgie et l'Arizona feront l'élection américaine. -> américaine=USA
La Jordanie et Israël négocient. -> Jordanie=JOR Israël=ISR
Elle chante en portugais.
Le portugais est difficile à prononcer.
L'avenue de Matignon est barrée.

Le dollar recule après les annonces de Pékin. -> Pékin=CHN
Pékin, premier client de Téhéran, s'inquiète. -> Pékin=CHN Téhéran=IRN
Le président a quitté Alger mercredi.
La junte de Conakry libère un opposant. -> Conakry=GIN
Un attentat frappe Kaboul.
Rome réclame une répartition équitable. -> Rome=ITA
La presse de Moscou s'en amuse. -> Moscou=RUS?
Le maire de Tel-Aviv a démissionné.
L'émissaire de Washington quitte Beyrouth. -> Washington=USA
Prague expulse deux diplomates russes. -> Prague=CZE russes=RUS
La frontière est rouverte, a annoncé Cotonou. -> Cotonou=BEN
Budapest bloque encore l'aide à Kiev. -> Budapest=HUN Kiev=UKR
Les liens entre Moscou et Damas se distendent. -> Moscou=RUS Damas=SYR
Il pleut sur Londres.
Les troupes marchent sur Kinshasa.
Islamabad et New Delhi échangent des tirs. -> Islamabad=PAK New Delhi=IND
Les exportations vers Pékin ont chuté.
Caracas ne reconnaît pas la décision. -> Caracas=VEN
Addis-Abeba accuse Asmara d'ingérence. -> Addis-Abeba=ETH Asmara=ERI
Le siège de l'Union africaine est à Addis-Abeba. -> Union africaine=ua
Le gouvernement de Tbilissi campe sur sa position. -> Tbilissi=GEO
Belgrade et Pristina n'ont rien signé. -> Belgrade=SRB Pristina=XKX
Le métro de Pékin est bondé.
Ottawa impose des droits de douane. -> Ottawa=CAN
L'équipe de Madrid mène au score.
Taipei dénonce des incursions chinoises. -> Taipei=TWN chinoises=CHN
Abou Dhabi finance le projet. -> Abou Dhabi=ARE
Le vol Paris-Tunis est annulé.
Stockholm, Oslo et Copenhague ont protesté. -> Stockholm=SWE Oslo=NOR Copenhague=DNK
Un tribunal d'Alger rendra son verdict lundi.
La diplomatie d'Hanoï reste prudente. -> Hanoï=VNM
À la demande de Bamako, la mission est partie. -> Bamako=MLI
Paris se dit préoccupé. -> Paris=FRA
Paris veut rouvrir son ambassade. -> Paris=FRA
Paris compte deux millions d'habitants.
Des milliers de touristes visitent Paris.
Dans les rues de Dacca, la colère monte.
Le groupe Wagner quitte le Mali. -> groupe Wagner=wagner Mali=MLI
La Maison-Blanche et le Kremlin se parlent. -> Maison-Blanche=USA Kremlin=RUS
Les Américains votent, les Européens attendent. -> Américains=USA Européens=europeens
La mer du Nord et la mer de Chine orientale sont surveillées.
Le Premier ministre congolais, à Kinshasa, a démissionné. -> congolais=COD
Les Coréens du Sud votent. -> Coréens=KOR
Une entreprise coréenne rachète le site. -> coréenne=KOR?
Le Bureau ovale reste fermé. -> Bureau ovale=USA
L'Union européenne et Pékin négocient. -> Union européenne=ue Pékin=CHN
La Banque centrale européenne (BCE) attend. La BCE verra. -> Banque centrale européenne=bce BCE=bce BCE=bce
L'Association des parents solidaires (APS) s'alarme. L'APS écrit.
Le ministère de la Défense russe dément. -> russe=RUS
Le Sénat italien vote la confiance. -> italien=ITA
Selon Le Monde, l'accord est proche. -> Le Monde=le-monde
Elle a lu Le Point et L'Express. -> Le Point=le-point L'Express=l-express
Le point sur la situation.
Un accord a été trouvé chez Renault. -> Renault=renault
Louis Renault a fondé la marque.
Une Renault a percuté un arbre.
Il travaille chez Orange depuis dix ans. -> Orange=orange
L'Orange mécanique est un film.
Total Énergies investit. -> Total Énergies=totalenergies
Une Ferrari rouge.
"""
# Texts where we know that we are wrong, by how they begin, each with the reason.
KNOWN_FAILURES = {"Le portugais est difficile": "a tongue without any word that tells it from an inhabitant"}


class Sentence(NamedTuple):
    """A text and its mentions, each (form, actor, whether it stays open)."""

    text: str
    mentions: list[tuple[str, str, bool]]


def read_gold() -> list[Sentence]:
    """Return the gold sentences."""
    lines = [line for line in _LINES.strip().splitlines() if not line.startswith("#")]
    return [_sentence(*line.partition(" -> ")[::2]) for line in lines]


def _sentence(text: str, gold: str) -> Sentence:
    mentions, form = [], []
    for word in gold.split():
        name, sign, actor = word.partition("=")
        form.append(name)
        if sign:
            mentions.append((" ".join(form), actor.rstrip("?"), actor.endswith("?")))
            form = []
    return Sentence(text, mentions)


def found_in(text: str) -> list[tuple[str, str, bool]]:
    """Return the mentions of a text, as gold sentences have them."""
    partition, gazetteer = partition_of(text), load_gazetteer()
    matches = gazetteer.find(partition)
    meanings = gazetteer.resolve(partition, matches)
    mentions = find_mentions(partition, matches, meanings, find_quotations(partition).voices, gazetteer=gazetteer)
    return [(m["form"], m["actor_id"], m["alternatives"] is not None) for m in mentions.to_pylist()]
