from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.text.conjugation import agreeing, irregular_verbs, regular_verbs
from analytics.text.lemmas import lemmatize
from tests.evaluation import lemmas as evaluation
from tests.strategies import raw_text

FORMS = st.one_of(
    st.sampled_from("Condamnées l’ AUJOURD’HUI porte-paroles Mbappé 49.3 États-Unis % 🙂 randomisées ETATS".split()),
    raw_text(max_size=3).filter(bool),
    st.text(min_size=1, max_size=12),
)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        # be, have, go
        ("être", "suis es est sommes êtes sont étais étaient serai sera fut fût soit étant"),
        ("avoir", "ai as a avons ont avait aura auraient eut eu eue ait ayant"),
        ("aller", "vais va vont allait ira irait alla allé allée aille"),
        # irregular verbs and their derivatives
        ("faire", "fais fait faite font faisait fera ferait fit fasse faisant"),
        ("dire", "dis dit dites disent disait dira dise disant"),
        ("voir", "voit voient voyait verra vu vus"),
        ("prévoir", "prévoit prévoyait prévoira prévu prévues"),
        ("prendre", "prend prennent prenait prendra prit pris prises prenant"),
        ("compromettre", "compromet compromettait compromises"),
        ("intervenir", "intervient interviennent intervint interviendra intervenue"),
        ("maintenir", "maintient maintenait maintint maintenues"),
        ("pouvoir", "peut peuvent pouvait pourra put puisse pouvant"),
        ("vouloir", "veut veulent voulait voudra voulut veuille voulu"),
        ("devoir", "doit doivent devait devra dut dû due"),
        ("savoir", "sait savent savait saura sut sache sachant"),
        ("falloir", "faut fallait faudra fallut"),
        ("recevoir", "reçoit reçoivent recevait reçut reçue"),
        ("connaître", "connaît connait connaissent connaîtra connut connues"),
        ("naître", "naît naissent naquit né nées"),
        ("craindre", "craint craignent craignait craignant"),
        ("joindre", "joint joignent joignit"),
        ("conduire", "conduit conduisent conduisit conduira"),
        ("écrire", "écrit écrivent écrivit écrites"),
        ("suivre", "suit suivent suivait suivi"),
        ("vivre", "vit vivent vivait vécu"),
        ("mourir", "meurt meurent mourut mourra"),
        ("parcourir", "parcourt parcouru parcourra"),
        ("ouvrir", "ouvre ouvrent ouvrit ouverte"),
        ("rendre", "rend rendent rendit rendues"),
        ("acquérir", "acquiert acquièrent acquerra acquit"),
        ("résoudre", "résout résolvent résolu"),
        ("convaincre", "convainc convainquent convaincues"),
        ("envoyer", "envoie envoient enverra envoyé envoya"),
        ("asseoir", "assied assoit assis"),
        ("élire", "élit élisent élut élu élue"),
        # regular verbs and their spelling
        ("finir", "finit finissent finissait finira fini finies"),
        ("condamner", "condamne condamnait condamnera condamna condamnèrent condamné condamnées"),
        ("placer", "plaçait plaça plaçant"),
        ("manger", "mange mangeait mangea mangeons"),
        ("appeler", "appelle appellera appelait appelées"),
        ("acheter", "achète achètera achetait"),
        ("espérer", "espère espérera espèrera espérait"),
        ("payer", "paya paiera payait"),
        ("nettoyer", "nettoie nettoiera nettoyait"),
        ("cartographier", "cartographiait cartographia cartographièrent"),
    ],
)
def test_conjugation(lemma, forms):
    assert lemmatize(forms.split()) == [lemma] * len(forms.split())


@pytest.mark.parametrize(
    ("forms", "lemmas"),
    [
        ("chevaux travaux festivals vitraux baux", "cheval travail festival vitrail bail"),
        ("bateaux feux bijoux genoux yeux vœux", "bateau feu bijou genou œil vœu"),
        ("vitres trames touches votes copines", "vitre trame touche vote copine"),  # not vitrer, tramer ...
        ("mars univers ours temps concours virus cours fonds", "mars univers ours temps concours virus cours fonds"),
        ("funérailles condoléances représailles", "funérailles condoléances représailles"),
    ],
)
def test_plurals(forms, lemmas):
    assert lemmatize(forms.split()) == lemmas.split()


@pytest.mark.parametrize(
    ("forms", "lemmas"),
    [
        ("départementale municipales centrale", "départemental municipal central"),
        ("présidentielle officielles", "présidentiel officiel"),
        ("précieuse coûteuses négative exclusives", "précieux coûteux négatif exclusif"),
        ("indienne saoudiennes romaine", "indien saoudien romain"),
        ("première étrangères légère", "premier étranger léger"),
        ("blanche sèches brève vives douce folle", "blanc sec bref vif doux fou"),
        ("vieille belles nouvel bel", "vieux beau nouveau beau"),
        ("prometteuses destructrice novatrices", "prometteur destructeur novateur"),
        ("privée élevés âgées télévisée", "privé élevé âgé télévisé"),
        ("importantes inquiétante puissant", "important inquiétant puissant"),
    ],
)
def test_adjectives_take_their_masculine(forms, lemmas):
    assert lemmatize(forms.split()) == lemmas.split()


@pytest.mark.parametrize("form", "présidente conseillère musicienne réalisatrice serveuse étudiante capitale".split())
def test_feminine_nouns_are_their_own_lemma(form):
    assert lemmatize([form, f"{form}s", form.capitalize()]) == [form] * 3


@pytest.mark.parametrize(
    ("forms", "lemmas"),
    [
        # the noun is commoner
        ("livre pas fils cours sens avis vers partie mort", "livre pas fils cours sens avis vers partie mort"),
        ("pouvoir savoir devoir", "pouvoir savoir devoir"),
        ("avions nuit bois lit fond combat", "avion nuit bois lit fond combat"),
        ("mise prise entreprise vue armée durée marché", "mise prise entreprise vue armée durée marché"),
        ("président content agent", "président content agent"),
        # the verb is commoner
        ("reste donne passe présente estime continue", "rester donner passer présenter estimer continuer"),
        ("fait vis prises durent", "faire vivre prendre durer"),
        # neither: tool words
        ("plus tu puis devant pendant maintenant été", "plus tu puis devant pendant maintenant été"),
        ("suis sommes est", "être être être"),
    ],
)
def test_homographs_take_their_commonest_reading_in_the_press(forms, lemmas):
    assert lemmatize(forms.split()) == lemmas.split()


@pytest.mark.parametrize(
    ("forms", "lemma"),
    [
        ("blessé blessée blessés blessées", "blessé"),
        ("perdu perdue perdus perdues", "perdre"),
        ("tendu tendue tendus tendues", "tendu"),  # tense; tendre is also tender, a word of the other sign
        ("vaincu vaincue vaincus vaincues", "vaincu"),
        ("oubliée oubliés oubliées", "oublié"),
        ("oublié oublier oublient", "oublier"),
    ],
)
def test_participles(forms, lemma):
    assert set(lemmatize(forms.split())) == {lemma}


@pytest.mark.parametrize(
    "name", "Poutine Mbappé Zelensky Macron Kinshasa Los OTAN ONU UE Lima Gaza Calais Tours".split()
)
def test_names_stay(name):
    assert lemmatize([name]) == [name.lower()]


def test_capitals_do_not_hide_a_known_word():
    assert lemmatize(["Condamnés", "CONDAMNÉS", "Élections", "ÉLECTIONS"]) == ["condamner"] * 2 + ["élection"] * 2
    assert lemmatize(["Etat", "ETATS", "Eglise", "SECURITE", "Ile"]) == ["état", "état", "église", "sécurité", "île"]


def test_forms_of_names_are_read_in_lower_case():
    assert lemmatize(["lima", "calais"]) == ["limer", "caler"]


@pytest.mark.parametrize(
    ("forms", "lemmas"),
    [
        ("tiktokeurs youtubeuses podcasts", "tiktokeur youtubeuse podcast"),
        ("néocoloniale sahéliennes interpersonnelles", "néocolonial sahélien interpersonnel"),
        ("instagramisées instagramisent instagramaient", "instagramiser instagramiser instagramer"),
        ("xyz blorp covis thés", "xyz blorp covis thé"),
        ("porte-paroles sous-trames libres-penseurs", "porte-parole sous-trame libre-penseur"),
        ("franco-allemandes non-surveillées contre-la-montre", "franco-allemand non-surveillé contre-la-montre"),
    ],
)
def test_unknown_words_in_lower_case(forms, lemmas):
    assert lemmatize(forms.split()) == lemmas.split()


def test_spellings_meet():
    assert len(set(lemmatize("œuvre oeuvre Œuvres OEUVRES".split()))) == 1
    assert len(set(lemmatize("évènement événement ÉVÉNEMENTS".split()))) == 1
    assert lemmatize("connaitre abimes entrainement".split()) == "connaître abîme entraînement".split()


@pytest.mark.parametrize("apostrophe", "'’")
def test_one_kind_of_apostrophe(apostrophe):
    forms = [form.replace("'", apostrophe) for form in ("aujourd'hui", "L'", "qu'", "chefs-d'œuvre", "O'Connor")]
    assert lemmatize(forms) == ["aujourd'hui", "le", "que", "chef-d'œuvre", "o'connor"]


def test_numbers_and_signs_are_their_own_lemma():
    forms = ["49.3", "2\u202f000", "14h30", "XXe", "%", "…", "«", "🙂", "@presse", "#MeToo"]
    assert lemmatize(forms) == [form.lower() for form in forms]


@given(st.lists(FORMS, max_size=8))
@settings(max_examples=200, deadline=None)
def test_lemmas_are_lower_case_and_independent_of_the_batch(forms):
    lemmas = lemmatize(forms)
    assert lemmas == [lemmatize([form])[0] for form in forms]
    assert all(lemmas)
    assert all(lemma == lemma.lower() and "’" not in lemma for lemma in lemmas)


def test_participles_agree():
    assert agreeing("écrit") == ["écrit", "écrite", "écrits", "écrites"]
    assert agreeing("pris") == ["pris", "prise", "prises"]


def test_conjugation_gives_each_form_one_infinitive():
    irregular = irregular_verbs()
    assert irregular.finite["tint"] == "tenir"
    assert irregular.finite["tînt"] == "tenir"
    assert irregular.finite["reçût"] == "recevoir"
    regular = regular_verbs(["placer", "finir"])
    assert {"plaça", "placèrent", "finissait"} < regular.finite.keys()
    assert regular.participles["finies"] == "finir"
    few = regular_verbs(["céder"], conjugated_elsewhere=frozenset(["céder"]))
    assert {"céda", "cédèrent", "cèdera"} < few.finite.keys()
    assert "cède" not in few.finite


def test_no_word_of_the_tone_lexicon_moves_to_a_word_of_another_sign():
    moved = [m for m in evaluation.moved_entries() if m.valence_of_lemma is not None]
    assert [m for m in moved if m.valence * m.valence_of_lemma < 0] == []
