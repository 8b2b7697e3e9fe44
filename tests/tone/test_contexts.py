from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from analytics.text.lemmas import lemmatize
from analytics.tone.contexts import CONTEXTS, contexts_at
from analytics.tone.lexicon import Lexicon, bundled_words, load_lexicon
from tests.strategies import partition_of, partitions

# The word that is ambiguous stands between bars; its valence in our list follows, None where it must not count.
SENTENCES = """
Une |gelée| de groseilles. None
La terre |gelée| craque. -0.3
Un jugement |nuancé| et clair. 0.25
Le ministre a |nuancé| ses propos. None
Une |félicité| sans nuage. 0.6
Le maire s'est |félicité| du vote. 0.55
Il est trop |lâche| pour parler. -0.55
Un |lâche| abandon de poste. -0.55
C'est un |lâche|. -0.55
Ces |lâches| ont fui. -0.55
Il |lâche| le pouvoir à contrecœur. None
L'attaquant |lâche| le ballon. None
Le ministre ne |lâche| rien. None
La municipalité |lâche|-t-elle du terrain ? None
Un |brave| homme est venu. 0.45
Des soldats |braves| et discrets. 0.45
Le |brave| a tenu. 0.35
Les |braves| de la ville ont tenu. 0.35
Il |brave| le froid. None
Elle |brave| l'interdit. None
Le maire |brave| la consigne. None
Le peuple |brave| les soldats. None
Elle est |fière| de son équipe. 0.5
Un père |fier| de son fils. 0.5
|Fier| de sa ville, il reste. 0.5
Nous sommes très |fiers|. 0.5
Il faut se |fier| aux chiffres. None
Il se |fie| aux sondages. None
Les électeurs se |fient| à lui. None
Un regard |tendre| sur l'enfance. 0.4
Le film est |tendre|. 0.4
Un |tendre| souvenir de lui. 0.4
Le chiffre doit |tendre| vers zéro. None
La courbe |tend| à baisser. None
Il |tend| le micro. None
La crise |mine| le pays. -0.5
Le doute qui |mine| l'équipe. -0.5
Il se |mine| pour cela. -0.5
La |mine| de cuivre rouvre. None
Une |mine| à ciel ouvert. None
Les |mines| du pays sont fermées. None
Il |offre| son aide à la ville. 0.35
La ville |offre| un terrain. 0.35
Le club |offre|-t-il des places ? 0.35
L'|offre| de rachat est connue. None
Une |offre| publique est lancée. None
Les |offres| d'emploi sont là. None
Un propos |mesuré| et clair. 0.25
Le débit est |mesuré| chaque jour. None
Il a |mesuré| la distance. None
Un film |remarqué| par les jurys. 0.35
Un discours |remarqué| hier. 0.35
Elle a |remarqué| une fissure. None
La fissure a été |remarquée| hier. None
Ils ont déjà |remarqué| cela. None
Son livre |préféré|. 0.35
Leur ville |préférée| est ici. 0.35
Il a |préféré| partir. None
Une équipe |qualifiée| et motivée. 0.3
Il a |qualifié| la mesure de scandale. None
Elle avait |préféré| attendre. None
Une mesure |justifiée| par les faits. 0.25
La dépense est |justifiée|. 0.25
Il a |justifié| son départ. None
Ils ont ainsi |justifié| la mesure. None
Un homme |déterminé|. 0.25
Elle reste |déterminée|. 0.25
Le prix est |déterminé| par le marché. None
Il a |déterminé| la cause. None
Des idées |dépassées|. -0.3
Un logiciel |dépassé|. -0.3
Il a |dépassé| le camion. None
Le seuil avait |dépassé| dix pour cent. None
Le joueur le plus |titré| du pays. 0.4
Un club |titré|. 0.4
Le journal a |titré| sur la pluie. None
Un quartier |privilégié|. 0.3
Ils ont |privilégié| le train. None
Le train est |privilégié| ici. None
Un peuple |éprouvé|. -0.4
Des familles |éprouvées|. -0.4
Il a |éprouvé| le besoin de partir. None
Des moyens |limités|. -0.2
Le choix est |limité|. -0.2
Ils ont |limité| la vitesse. None
Un outil |adapté|. 0.25
La réponse est |adaptée|. 0.25
Il a |adapté| le roman. None
Une table |soignée|. 0.35
Un décor très |soigné|. 0.35
Le blessé a été |soigné| hier. 0.4
Ils sont |soignés| à Lyon. 0.4
Elle a été |sacrée| hier. 0.6
Il est officiellement |sacré|. 0.6
Le jury a |sacré| le film. 0.6
Un lieu |sacré|. None
La montagne |sacrée|. None
Le village a été |touché| par la crue. -0.35
Les régions sont durement |touchées|. -0.35
Il a |touché| le poteau. None
Elle a |touché| un salaire. None
Il a été |arrêté| à Lyon. -0.35
Trois hommes sont |arrêtés|. -0.35
Un |arrêté| préfectoral est pris. None
Il a |arrêté| de fumer. None
Des |arrêtés| municipaux. None
Le club a été |surclassé|. -0.4
Ils sont |surclassés|. -0.4
Le club a |surclassé| son voisin. 0.45
Un |illustre| savant est venu. 0.4
Un peintre |illustre|. 0.4
Ce cas |illustre| le problème. None
Cela |illustre| la tendance. None
Le graphique |illustre| également la tendance. None
Un juge |intègre|. 0.6
Il est |intègre|. 0.6
Elle |intègre| l'équipe. None
Il |intègre|-t-il le groupe ? None
Un relevé |précis| du cadastre. 0.25
Une enquête très |précise|. 0.25
Elle |précise| son projet. None
« Le pont est fermé », |précise| Mme Petit. None
« Le pont est fermé », |précise| le maire. None
L'attaquante a signé un |doublé|. 0.35
Le loyer a |doublé| en dix ans. None
Son |triplé| a tout changé. 0.4
Le tarif a |triplé|. None
Un séjour |plaisant| et calme. 0.4
« C'est de mon âge », |plaisante| la doyenne. None
Un |riche| patrimoine. 0.25
Un sol |riche| et profond. 0.25
Le fisc favorise-t-il ces |riches| ? None
Un match |marquant| et serré. 0.25
Elle gagne en |marquant| un but. None
Un film |touchant| et drôle. 0.5
Une taxe |touchant| les péages. None
Un guide |expérimenté|. 0.4
Le lycée a |expérimenté| un horaire. None
L'|offensive| a repris. -0.4
Une équipe |offensive|. None
Une |aventure| commence. 0.2
Le chat s'|aventure| dehors. None
Elle |soutient| le projet. 0.4
Mme Petit, élue en mars, |soutient| la réforme. 0.4
« La route passera par le bois », |soutient|-il. None
« La route passera par le bois », |soutient| M. Moreau. None
La ville |défend| ses commerces. 0.3
« Ce plan se tient », |défend| l'adjointe. None
Un voisin a voulu |voler| des bijoux. -0.5
Il veut les |voler|. -0.5
Ils |volent| deux vélos. -0.5
Elle a peur qu'on la |vole|. -0.5
L'avion peut |voler| à 900 km/h. None
Elle a fait |voler| un drone. None
Sur la |tombe| du soldat. -0.3
Une |tombe| ancienne. -0.3
La neige |tombe| sur Lyon. None
Le prix |tombe| à dix euros. None
Il |tombe| bien. None
La |relève| est là. 0.2
Une |relève| prometteuse. 0.2
Le rapport |relève| un écart. None
Cela |relève| du maire. None
Une |brute| l'attend. -0.6
La |brute| a parlé. -0.6
La production |brute| du pays. None
Des données |brutes|. None
Une |dispute| de voisins. -0.4
La |dispute| dure. -0.4
Le match se |dispute| samedi. None
Elle |dispute| la finale. None
Une |atteinte| à la loi. -0.4
L'|atteinte| est nette. -0.4
La cible est |atteinte|. None
Une |faute| du gardien. -0.5
Il reconnaît ses |fautes|. -0.5
Ils partent, |faute| de temps. None
|Faute| d'argent, le club ferme. None
La ville |célèbre| la paix revenue. 0.6
Elle |célèbre| son titre. 0.6
Un |célèbre| peintre. 0.25
Le pont est |célèbre|. 0.25
Un enfant |arriéré|. -0.35
Un |arriéré| de loyer. -0.3
Le club a été |battu| hier. -0.35
Des femmes |battues|. -0.35
Le club a |battu| son voisin. None
Elle a nettement |battu| sa rivale. None
Des familles |déplacées|. -0.4
Un propos |déplacé|. -0.4
Il s'est |déplacé| hier. None
Il a |déplacé| la table. None
Un départ |précipité|. -0.25
Elle s'est |précipitée| dehors. None
Le |prévenu| se tait. -0.25
Deux |prévenus| sont là. -0.25
Il a |prévenu| la mairie. None
La mairie est |prévenue|. None
Les |acquis| de la branche. 0.3
Un |acquis| pour tous. 0.3
Il a |acquis| un terrain. None
Elle a bien |acquis| la langue. None
Il parle avec |retenue|. 0.2
La |retenue| du maire. 0.2
La piste |retenue| passe là. None
Elle est |retenue| à Lyon. None
""".strip().split("\n")


def read(line):
    sentence, valence = line.rsplit(" ", 1)
    before, word, after = sentence.split("|")
    return f"{before}{word}{after}", word, None if valence == "None" else float(valence)


def value_of(text, word):
    """Valence of a word in our list, as this sentence uses it."""
    tokens = partition_of(text).tokens
    matches = load_lexicon().find(tokens)
    forms = [tokens.vocabulary.forms[i] for i in tokens.ids[matches.positions]]
    values = dict(zip(forms, load_lexicon().valences[matches.entries], strict=True))
    return values.get(word)


@pytest.mark.parametrize("line", SENTENCES)
def test_a_word_counts_as_its_context_says(line):
    text, word, valence = read(line)
    assert value_of(text, word) == (None if valence is None else pytest.approx(valence))


def test_each_word_with_a_context_is_read_both_ways():
    values: dict[str, set[float | None]] = {}
    lexicon = load_lexicon()
    for line in SENTENCES:
        _, word, valence = read(line)
        written = word.lower()
        for row in lexicon.rows:
            if row["context"] and row["lemma"] in (
                written,
                lemmatize([word])[0],
                written.rstrip("es"),
                written.removesuffix("e"),
            ):
                values.setdefault(row["lemma"], set()).add(valence)
    asking = {row["lemma"] for row in bundled_words().rows if row["context"]}
    assert {word for word, seen in values.items() if len(seen) > 1} >= asking
    assert len(SENTENCES) >= 120


@pytest.mark.parametrize(
    ("text", "context", "holds"),
    [
        ("le mot", "noun", True),
        ("12 mot", "noun", True),
        ("de mot", "noun", True),
        ("premier mot", "noun", True),
        ("table mot", "noun", False),
        ("le. Mot", "noun", False),
        ("il le mot", "noun", False),
        ("il mot", "verb", True),
        ("qui le mot", "verb", True),
        ("a bien mot", "verb", True),
        ("table mot la", "verb", True),
        ("table mot table", "verb", False),
        ("mot-t-il", "verb", True),
        ("très mot", "adj", True),
        ("le mot table", "adj", True),
        ("le mot de", "adj", False),
        ("table mot", "adj", True),
        ("table mot la", "adj", False),
        ("est mot", "passive", True),
        ("a été officiellement mot", "passive", True),
        ("s'est mot", "passive", False),
        ("a mot", "passive", False),
        ("table mot des", "object", True),
        ("on les mot", "object", True),
        ("table mot à", "object", False),
        ("il mot", "object", False),
        ("fait mot un", "object", False),
        ("« table », mot-t-il", "inserted", True),
        ("« table » mot le", "inserted", True),
        ("« table », mot Paul", "inserted", True),
        ('"table", mot le', "inserted", True),
        ('"mot la table"', "inserted", False),
        ("« mot la table »", "inserted", False),
        ("table, mot-t-il", "inserted", True),
        ("table, mot Paul", "inserted", False),
        ("mot-t-il", "inserted", False),
        ("« table », mot table", "inserted", False),
        ("mot", "", True),
    ],
)
def test_each_context(text, context, holds):
    partition = partition_of(text)
    positions = np.flatnonzero(partition.tokens.vocabulary.matching(["mot"])[partition.tokens.ids])[-1:]
    assert contexts_at(partition.tokens, positions)[0, CONTEXTS.index(context)] == holds


def rows(*entries):
    return [
        {"lemma": lemma, "pos": "", "valence": str(valence), "facet": "event", "context": context, "note": ""}
        for lemma, valence, context in entries
    ]


@given(partitions())
@settings(max_examples=60, deadline=None)
def test_of_several_rows_the_first_whose_context_holds_counts(partition):
    """One row for each context must find what asking each context alone finds first."""
    tokens = partition.tokens
    words = [form for form in dict.fromkeys(tokens.vocabulary.lower[i] for i in tokens.ids) if form.isalpha()][:4]
    order = ["noun", "passive", "adj", "verb", ""]
    lexicon = Lexicon(rows(*((w, 0.1 * (i + 1), c) for w in words for i, c in enumerate(order))))
    found = lexicon.find(tokens)
    for position, entry in zip(found.positions.tolist(), found.entries.tolist(), strict=True):
        holds = contexts_at(tokens, np.array([position]))[0]
        asked = [bool(holds[CONTEXTS.index(c)]) for c in order]
        assert lexicon.rows[entry]["context"] == order[asked.index(True)]
