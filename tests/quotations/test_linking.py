"""Whom the phrases mean that name speakers, in sentences of our own."""

from __future__ import annotations

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
    "« Rien ne change », a déclaré le docteur Rosa Gomes dos Santos.": "person:rosa-gomes",
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
