"""Whom the phrases mean that name speakers, in sentences of our own."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.corpus import Article, Corpus
from analytics.pipeline import analyse


def speakers(*sentences):
    """Speaker of the first quotation or report of each sentence, each an article of its own."""
    run = analyse(Corpus.of([Article(f"Titre {i}", (text,)) for i, text in enumerate(sentences)]))
    frame = run.tables["quotations"].sort_values("start").drop_duplicates("article_id")
    by_article = dict(zip(frame["article_id"], frame["speaker_id"], strict=True))
    articles = run.tables["articles"].sort_values(
        "title", key=lambda titles: titles.str.removeprefix("Titre ").astype(int)
    )
    found = [by_article.get(article) for article in articles["article_id"]]
    return [None if speaker != speaker else speaker for speaker in found]


LINKED = {
    "« Rien ne change », affirme la diplomatie russe.": "RUS",
    "« Rien ne change », affirme le chef de la diplomatie chinoise.": "CHN",
    "« Rien ne change », a déclaré le porte-parole du ministère chinois des Affaires étrangères.": "CHN",
    "« Rien ne change », a déclaré le gouvernement sud-coréen.": "KOR",
    "« Rien ne change », a déclaré l'ambassade de Turquie.": "TUR",
    "« Rien ne change », a déclaré l'armée israélienne.": "ISR",
    "« Rien ne change », ont déclaré les autorités burkinabè.": "BFA",
    "« Rien ne change », a déclaré Pékin.": "CHN",
    "« Rien ne change », a déclaré l'ONU.": "onu",
    "« Rien ne change », a déclaré le secrétaire général de l'ONU.": "onu",
    "« Rien ne change », a écrit l'agence nord-coréenne KCNA.": "kcna",
    "Selon un rapport de l'OMS, la grippe recule.": "oms",
    "« Rien ne change », a déclaré le président russe Vladimir Poutine.": "person:vladimir-poutine",
    "« Rien ne change », a déclaré le ministre de l'Intérieur Gérald Darmanin.": "person:gerald-darmanin",
    "« Rien ne change », a déclaré un porte-parole des talibans.": "talibans",
    "« Rien ne change », a déclaré un responsable américain de la défense.": "USA",
    "« Rien ne change », a déclaré une délégation de la Cédéao.": "cedeao",
    "« Rien ne change », a déclaré la lauréate du prix Nobel de la paix Malala Yousafzai.": "person:malala-yousafzai",
    "« Rien ne change », a déclaré le docteur Rosa Gomes dos Santos.": "person:rosa-gomes-dos-santos",
    "« Rien ne change », a déclaré le professeur Viktor Mayer du Grand Institut Polaire.": "person:viktor-mayer",
    "« Rien ne change », raconte un transporteur burkinabè.": None,
    "« Rien ne change », raconte une chercheuse sud-coréenne.": None,
    "« Rien ne change », raconte une économiste d'une banque française.": None,
    "« Rien ne change », explique le géant sud-africain des télécommunications.": None,
    "« Rien ne change », explique l'institution financière de Washington.": None,
    "« Rien ne change », explique le président d'une banque française.": None,
    "« Rien ne change », explique la porte-parole d'un club italien.": None,
    "« Rien ne change », explique l'avocat de Vladimir Poutine.": None,
    "« Rien ne change », explique l'avocate de M. Vladimir Poutine.": None,
    "« Rien ne change », explique un boulanger de Moscou.": None,
}


def test_a_phrase_means_its_head_its_name_or_what_it_speaks_for():
    found = dict(zip(LINKED, speakers(*LINKED), strict=True))
    assert found == LINKED


def last_speaker(*paragraphs):
    """Who says the last quotation or report of an article: the actor, and the words that name it."""
    run = analyse(Corpus.of([Article("Titre", paragraphs)]))
    last = run.tables["quotations"].sort_values(["paragraph", "start"]).iloc[-1]
    start, end = last["speaker_start"], last["speaker_end"]
    words = "" if pd.isna(start) else paragraphs[last["paragraph"] - 1][int(start) : int(end)]
    return None if pd.isna(last["speaker_id"]) else last["speaker_id"], words


@pytest.mark.parametrize(
    ("paragraph", "actor", "words"),
    [
        # who spoke goes on, though no actor, and though others are named
        ("Un témoin raconte que M. Luc Roy a fui. « J'ai tout vu », dit-il.", None, "Un témoin"),
        ("Le voisin dit que la rue dort. Il ajoute que M. Luc Roy part.", None, "Le voisin"),
        ("Mme Ana Roy dit que tout dort. Près de M. Luc Roy, elle ajoute que tout va.", "person:ana-roy", "Ana Roy"),
        ("Les experts disent que la digue tient. « Rien ne presse », ajoutent-ils.", None, "Les experts"),
        ("L'ONU dit que la faim recule. Elle ajoute que le riz manque.", "onu", "ONU"),
        ("Un marin dit que la mer monte. « Très vite », dit-il. « Et fort », ajoute-t-il.", None, "Un marin"),
        # who is named in the sentence of the pronoun is nearer than who spoke
        ("M. Jean Bo dit que tout dort. Le roi, M. Luc Roy, loue un jour sûr selon lui.", "person:luc-roy", "Luc Roy"),
        # number and gender must fit
        ("L'entraîneur dit que le stade est vide. « Enfin », ajoute-t-elle.", None, ""),
        ("L'entreprise dit que le stock est vide. « Enfin », ajoute-t-il.", None, ""),
        ("L'entraîneur dit que le stade est vide. « Enfin », ajoute-t-il.", None, "L'entraîneur"),
        ("M. Luc Roy dit que tout dort. Une voisine dit que tout va. « Oui », dit-il.", "person:luc-roy", "Luc Roy"),
        ("Les experts disent que la digue tient. « Rien ne presse », ajoute-t-il.", None, ""),
        ("Le préfet dit que la digue tient. « Rien ne presse », ajoutent-ils.", None, ""),
        ("Le préfet dit que la digue tient. « Rien ne presse », ajoute-t-elle.", None, ""),
        ("Le préfet et la maire disent que tout va. « Non », ajoutent-ils.", None, "Le préfet et la maire"),
        # a person who is named and does not speak, nearby only
        ("M. Luc Roy est venu. « Rien ne presse », dit-il.", "person:luc-roy", "Luc Roy"),
        ("M. Luc Roy est venu. Il pleut. Le vent souffle. La mer monte. Le port dort. « Rien », dit-il.", None, ""),
        ("Le préfet dit que tout va bien. " + "Le vent souffle. " * 7 + "« Rien », dit-il.", None, ""),
    ],
)  # fmt: skip
def test_a_pronoun_stands_for_who_spoke_last_if_that_fits_and_is_near(paragraph, actor, words):
    assert last_speaker(paragraph) == (actor, words)


def test_who_spoke_in_the_paragraph_before_goes_on_without_a_span():
    roy = "person:luc-roy"
    assert last_speaker("M. Luc Roy dit que la faim recule.", "« Le riz manque », ajoute-t-il.") == (roy, "")
    assert last_speaker("M. Luc Roy dit que la faim recule.", "Le vent souffle.", "« Non », dit-il.") == (None, "")


def test_a_pronoun_stands_for_a_state_or_an_organisation_in_its_paragraph_only():
    assert last_speaker("Moscou dit que la neige tient. Elle ajoute que le gel dure.") == ("RUS", "Moscou")
    assert last_speaker("Moscou dit que la neige tient.", "Une voisine est là. « Oui », dit-elle.") == (None, "")
