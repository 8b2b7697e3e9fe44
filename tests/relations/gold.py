"""Sentences of our own with the relations they tell, each read as an article of its own.

A relation is written "source>target cue sign", both directions apart where it is mutual, and then what else is known of
it: denied, unreal, and whose words it is where it is not the newsroom's.
"""

from __future__ import annotations

VERBS = {
    "La France a condamné la Russie.": "FRA>RUS condamner -",
    "La France condamne la Russie.": "FRA>RUS condamner -",
    "La France condamnait fermement la Russie.": "FRA>RUS condamner -",
    "L'armée russe a frappé une ville ukrainienne.": "RUS>UKR frapper -",
    "Des drones ukrainiens ont attaqué la capitale russe.": "UKR>RUS attaquer -",
    "Le gouvernement malien accuse la France d'espionnage.": "MLI>FRA accuser -",
    "Pékin a longuement félicité Téhéran.": "CHN>IRN féliciter +",
    "Le président russe Vladimir Poutine a remercié la Chine.": "person:vladimir-poutine>CHN remercier +",
    "Le Premier ministre israélien Benyamin Netanyahu a menacé le Hezbollah.": (
        "person:benyamin-netanyahu>hezbollah menacer -"
    ),
    "L'Ouganda inculpe 45 Rwandais.": "UGA>RWA inculper -",
    "Le Hamas a attaqué Israël, tuant des civils.": "hamas>ISR attaquer -",
    "Paris s'en est pris à Ankara.": "FRA>TUR s'en prendre -",
    "L'Égypte reproche à l'Éthiopie son barrage.": "EGY>ETH reprocher -",
    "L'Espagne porte plainte contre le Maroc.": "ESP>MAR porter plainte -",
    "La Norvège livre des chars à l'Ukraine.": "NOR>UKR livrer +",
    "La Pologne est venue en aide à l'Ukraine.": "POL>UKR venir en aide +",
    "Le Mali a rompu ses relations diplomatiques avec l'Ukraine.": "MLI>UKR rompre ses relations diplomatiques -",
    "Moscou s'est rapproché de Pyongyang.": "RUS>PRK se rapprocher +",
    "L'Algérie s'inquiète de la Libye.": "DZA>LBY s'inquiéter -",
    "La Corée du Nord a tiré des missiles sur le Japon.": "PRK>JPN tirer des missiles -",
    "Condamné par Washington, le Nicaragua a expulsé des diplomates américains.": "NIC>USA expulser -",
    "L'Otan a lutté contre les talibans.": "otan>talibans lutter -",
}
PASSIVES = {
    "La Chine a été condamnée mardi par les États-Unis.": "USA>CHN condamner -",
    "La Syrie est soutenue par la Russie.": "RUS>SYR soutenir +",
    "L'Ukraine, attaquée par la Russie, demande de l'aide.": "RUS>UKR attaquer -",
    "Les talibans, soutenus par le Pakistan, ont gagné.": "PAK>talibans soutenir +",
    "Un navire turc a été intercepté dans la nuit par la marine grecque.": "GRC>TUR intercepter -",
    "Les Ukrainiens ont été maltraités et tués par les Russes.": "RUS>UKR tuer -",
    "Le Qatar avait été isolé par l'Arabie saoudite.": "SAU>QAT isoler -",
    "La France a salué la libération d'un village ukrainien occupé par la Russie.": "RUS>UKR occuper -",
}
SEVERAL = {
    "La France et l'Allemagne ont condamné la Russie.": "FRA>RUS condamner - | DEU>RUS condamner -",
    "L'UE, la France et l'Italie ont sanctionné l'Iran.": (
        "ue>IRN sanctionner - | FRA>IRN sanctionner - | ITA>IRN sanctionner -"
    ),
    "Washington a condamné la Russie, la Chine et l'Iran.": (
        "USA>RUS condamner - | USA>CHN condamner - | USA>IRN condamner -"
    ),
    "La Russie attaque l'Ukraine et la Pologne proteste.": "RUS>UKR attaquer -",
    "La Russie a attaqué l'Ukraine et la Pologne a condamné Moscou.": "RUS>UKR attaquer - | POL>RUS condamner -",
    "Berlin a salué la décision de Washington et critiqué Budapest.": "DEU>USA saluer + | DEU>HUN critiquer -",
    "La Grèce et la Turquie s'affrontent depuis des mois.": "GRC>TUR s'affronter - | TUR>GRC s'affronter -",
    "Le président russe Vladimir Poutine et le président chinois Xi Jinping se sont rencontrés à Moscou.": (
        "person:vladimir-poutine>person:xi-jinping se rencontrer + | "
        "person:xi-jinping>person:vladimir-poutine se rencontrer +"
    ),
    "Le Kenya discute avec l'Ouganda.": "KEN>UGA discuter + | UGA>KEN discuter +",
    "Le Vietnam coopère étroitement avec le Laos.": "VNM>LAO coopérer + | LAO>VNM coopérer +",
    "La France et l'Allemagne ont signé un accord.": "FRA>DEU accord + | DEU>FRA accord +",
}
RELATIVES = {
    "La Chine, qui a condamné les États-Unis, s'en prend au Japon.": "CHN>USA condamner - | CHN>JPN s'en prendre -",
    "Le Maroc que l'Algérie accuse de tout a protesté.": "DZA>MAR accuser -",
    "La coalition dirigée par les États-Unis qui combat les talibans recule.": "USA>talibans combattre -",
    "Le Tchad, qui soutient la Libye, a ses raisons.": "TCD>LBY soutenir +",
    "Condamnée partout, la Birmanie a remercié la Chine.": "MMR>CHN remercier +",
    "L'Iran a menacé Israël, accusant les États-Unis de tout.": "IRN>ISR menacer - | IRN>USA accuser -",
}
NOUNS = {
    "La guerre de la Russie contre l'Ukraine dure.": "RUS>UKR guerre -",
    "La guerre russe contre l'Ukraine dure.": "RUS>UKR guerre -",
    "L'invasion de l'Ukraine par la Russie a commencé.": "RUS>UKR invasion -",
    "L'invasion russe de l'Ukraine a commencé.": "RUS>UKR invasion -",
    "Le soutien américain à l'Ukraine faiblit.": "USA>UKR soutien +",
    "Le soutien militaire des États-Unis à Kiev faiblit.": "USA>UKR soutien militaire +",
    "La Russie intensifie ses frappes contre l'Ukraine.": "RUS>UKR frappe -",
    "Washington a imposé de nouvelles sanctions à Moscou.": "USA>RUS sanction -",
    "Des sanctions ont été imposées à l'Iran par les États-Unis.": "USA>IRN sanction -",
    "L'offensive lancée par Israël contre le Hezbollah continue.": "ISR>hezbollah offensive -",
    "La France envoie une aide militaire à l'Ukraine.": "FRA>UKR aide militaire +",
    "Un accord entre le Mali et le Niger a été trouvé.": "MLI>NER accord + | NER>MLI accord +",
    "Un accord a été signé entre le Mali et le Niger.": "MLI>NER accord + | NER>MLI accord +",
    "Les négociations entre l'UE et la Turquie piétinent.": "ue>TUR négociation + | TUR>ue négociation +",
    "Des tensions sont apparues entre le Rwanda et l'Ouganda.": "RWA>UGA tension - | UGA>RWA tension -",
    "Paris a conclu un partenariat avec Rabat.": "FRA>MAR partenariat + | MAR>FRA partenariat +",
    "La visite du roi Mohammed VI en France a duré deux jours.": "person:mohammed-vi>FRA visite +",
    "Les États-Unis ont promis un appui à Israël et la France rapproche un navire.": "USA>ISR appui +",
    "Les critiques de l'Union africaine à l'égard de la Russie sont rares.": "ua>RUS critique -",
    "La Turquie condamne les frappes israéliennes contre le Liban.": "TUR>ISR condamner - | ISR>LBN frappe -",
    "Les États-Unis ont levé les sanctions contre la Syrie.": "USA>SYR sanction +",
    "La fin de la guerre entre l'Éthiopie et l'Érythrée approche.": "ETH>ERI guerre + | ERI>ETH guerre +",
}
NOT_SO = {
    "La France n'a pas condamné Israël.": "FRA>ISR condamner - denied",
    "L'Inde ne condamne jamais la Russie.": "IND>RUS condamner - denied",
    "La France n'a condamné que la Russie.": "FRA>RUS condamner -",
    "Israël refuse de soutenir l'Ukraine.": "ISR>UKR soutenir + denied unreal",
    "Aucun accord n'a été signé entre l'Iran et les États-Unis.": "IRN>USA accord + denied | USA>IRN accord + denied",
    "L'Iran et l'Irak n'ont pas signé d'accord.": "IRN>IRQ accord + denied | IRQ>IRN accord + denied",
    "La Russie veut frapper l'Ukraine.": "RUS>UKR frapper - unreal",
    "La Chine s'apprête à frapper Taïwan.": "CHN>TWN frapper - unreal",
    "La Chine pourrait attaquer Taïwan.": "CHN>TWN attaquer - unreal",
    "Si la Russie attaque la Pologne, l'Otan ripostera.": "RUS>POL attaquer - unreal",
    "La Russie va-t-elle attaquer la Moldavie ?": "RUS>MDA attaquer - unreal",
    "La Chine condamne-t-elle la Russie ?": "CHN>RUS condamner - unreal",
    "Washington s'interroge sur son intervention militaire en cas d'attaque chinoise contre Taïwan.": (
        "CHN>TWN attaque - unreal"
    ),
    "Le projet d'invasion de la Guyana par le Venezuela inquiète.": "VEN>GUY invasion - unreal",
    "Les États-Unis ont confirmé avoir frappé l'Iran.": "USA>IRN frapper -",
}
VOICES = {
    "« La Russie a attaqué la Géorgie », a déclaré le ministre.": "RUS>GEO attaquer - quoted",
    "Le ministre affirme que la Russie a attaqué la Géorgie.": "RUS>GEO attaquer - reported",
    "Le Kenya aurait attaqué la Somalie.": "KEN>SOM attaquer - unreal reported",
    "Selon Tokyo, la Corée du Nord a menacé le Japon.": "PRK>JPN menacer - reported",
}
NOTHING = (
    "La capitale de la Russie est Moscou, celle de la France Paris.",
    "La France joue contre l'Angleterre samedi.",
    "Le boulanger russe a félicité sa voisine allemande.",
    "Le joueur sénégalais Sidi Fall a signé un contrat avec un club français.",
    "Un touriste français a critiqué la Grèce.",
    "La Syrie a reçu des nouvelles de l'Iran.",
    "Le Brésil et l'Argentine sont voisins.",
    "Les échanges ont lieu en France, en Italie et en Espagne.",
    "Il a condamné la Russie.",
    "Des prisonniers de guerre de la Russie et de l'Ukraine attendent.",
    "Un débat a eu lieu sur les relations entre la Chine et les États-Unis.",
    "La Russie a condamné la Russie.",
    "Le Péruvien a porté plainte contre l'Allemagne.",
    "Après le Sénégal, la Gambie vote.",
    "La France se bat contre la pauvreté au Niger.",
    "L'invasion de l'Ukraine a surpris la Pologne.",
    "L'exécutif européen estime que Pékin soutient, et massivement, toute sa filière.",
    "Des soldats russes ont été tués dans des avions abattus par une unité de Wagner.",
    "La Suède a condamné l'invasion de l'Ukraine.",
)
GOLD = VERBS | PASSIVES | SEVERAL | RELATIVES | NOUNS | NOT_SO | VOICES | dict.fromkeys(NOTHING, "")
