"""Sources: «selon le parquet», «d'après lui», «pour M. Dupont,», «à leurs yeux», with the speaker they name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.grammar.columns import pick
from analytics.grammar.phrases import begins_phrase, noun_phrases
from analytics.grammar.words import BRACKET, CAPITAL, COMMA, DETERMINER, MARK, STOP, TIME
from analytics.quotations.lists import load_cues
from analytics.quotations.speakers import ANY, THEY, Speakers, pronouns_of
from analytics.resources import read_rows, resource

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.grammar.words import Bools, Ints, Words
    from analytics.text.phrases import Matches

_CONTRACTED = frozenset(["du", "des"])
_SIGNS = COMMA | STOP | MARK | BRACKET
_LONGEST = 14  # tokens of a source that a comma ends: «selon un rapport publié mardi par l'ONU,»
# «selon les cas», «selon la méthode»: a circumstance is nobody.
_CIRCUMSTANCES = frozenset(
    (
        "cas méthode méthodes besoin besoins âge âges taille moyens humeur goût goûts saison saisons période périodes"
        " région régions pays zone zones modalité modalités critère critères principe principes ordre degré niveau"
        " niveaux norme normes procédure procédures type types catégorie catégories nature contexte situation"
        " circonstance circonstances jour jours heure heures année années mois poids calendrier tradition usage usages"
        " coutume formule tarif tarifs barème disponibilité disponibilités que qu' si rite rites envies envie arrivée"
        " profil profils lieu lieux endroits endroit marché gravité règle règles façon manière schéma logique moment"
    ).split()
)
# Who «pour X,» may name, besides persons with a title and acronyms.
_VOICES = frozenset(
    (
        "syndicat syndicats opposition gouvernement parquet accusation défense avocat avocate avocats association"
        " associations experts expert analystes analyste économistes économiste observateurs chercheurs chercheur"
        " chercheuse historien historienne historiens sociologue politologue politologues procureur procureure"
        " militants élus autorités organisation organisations ong critiques partisans adversaires riverains écologistes"
        " socialistes républicains exécutif majorité direction patronat enquêteurs police justice"
    ).split()
)
# Cues that hold their pronoun, for one speaker and for several: by lemma they are the same words.
_FIXED = {
    "à l'en croire": "à les en croire",
    "à l'entendre": "à les entendre",
    "à ses yeux": "à leurs yeux",
    "à son avis": "à leur avis",
    "de son propre aveu": "de leur propre aveu",
}
_CHECKED = frozenset("vérifié vérifiée vérifiés vérifiées confirmé confirmée confirmés confirmées vérifier".split())
_NEGATIONS = frozenset("ne n' pas aucun aucune impossible".split())
_THEIRS = ("les", "leurs", "leur")


class Sources(NamedTuple):
    """Sources in text order: tokens [start, end) with their speaker, (n_sources,) all.

    firsts, lasts : the cue, tokens [first, last]. cues : rows of the list.
    """

    starts: Ints
    ends: Ints
    firsts: Ints
    lasts: Ints
    cues: Ints
    speakers: Speakers


def find_sources(words: Words, found: Matches, quoted: NDArray[np.bool_]) -> Sources:
    """Return the sources that the newsroom names.

    found : occurrences of cues. quoted : (n_tokens,), tokens that are quoted words.
    """
    cues = load_cues()
    matches = found.pick((found.entries >= cues.n_verbs) & ~quoted[found.positions])
    # «pour» is frequent, and names a speaker only at the head of a sentence or behind a comma
    asked = ~_is_pour(cues.source_rows[matches.entries - cues.n_verbs]) | _at_head(words, matches.positions)
    matches = matches.pick(asked)
    rows = cues.source_rows[matches.entries - cues.n_verbs]
    rows = _numbers()[words.printed(matches.positions + 1, _THEIRS).astype(np.int64), rows]
    starts, behind = matches.positions, matches.positions + matches.lengths
    limits = words.sentence(starts)[1]
    fixed = _fixed_pronouns()[rows]
    firsts = behind.copy()
    codes = pronouns_of(words, firsts)
    codes[firsts >= limits] = 0
    pronoun = (codes > 0) & ~words.has(firsts, DETERMINER)
    ends = np.where(fixed > 0, behind, noun_phrases(words, firsts, limits))
    ends[pronoun] = firsts[pronoun] + 1
    contracted = words.listed(behind - 1, _CONTRACTED)  # au dire du ministre
    named = (begins_phrase(words, firsts) | contracted) & (ends > firsts)
    named &= ~words.listed(words.past(firsts, DETERMINER), _CIRCUMSTANCES)
    anonymous = np.array([cue.startswith("de source") for cue in cues.cues])[rows]
    named |= anonymous & (ends > firsts)
    firsts = np.where(anonymous, starts + 1, firsts)
    kept = (fixed > 0) | pronoun | named
    kept &= ~(anonymous & _checks(words, starts))
    kept &= ~_is_pour(rows) | _names_voice(words, firsts, ends, pronoun)
    speakers = Speakers(
        np.where(fixed > 0, starts, firsts), ends, np.where(fixed > 0, fixed, np.where(pronoun, codes, 0))
    )
    ends = _whole(words, starts, ends, limits, pronoun | (fixed > 0))
    return pick(Sources(starts, ends, starts, behind - 1, rows, speakers), kept)


@lru_cache(maxsize=1)
def _numbers() -> Ints:
    """Cue that each cue is for one speaker and for several, (2, n_cues)."""
    cues = load_cues().cues
    numbers = np.tile(np.arange(len(cues)), (2, 1))
    for one, several in _FIXED.items():
        pair = [cues.index(one), cues.index(several)]
        numbers[:, pair] = np.array(pair)[:, None]
    return numbers


@lru_cache(maxsize=1)
def _fixed_pronouns() -> NDArray[np.uint8]:
    """Pronoun that each cue holds, 0 for none."""
    several = frozenset(_FIXED.values())
    codes = [ANY if cue in _FIXED else THEY if cue in several else 0 for cue in load_cues().cues]
    return np.array(codes, dtype=np.uint8)


def _is_pour(rows: Ints) -> Bools:
    """Tell which cues are «pour»."""
    return np.equal(rows, load_cues().cues.index("pour"))


def _checks(words: Words, starts: Ints) -> Bools:
    """«n'a pu être vérifiée de source indépendante»: nobody says anything."""
    found = words.listed(starts - 1, _CHECKED)
    checked = starts[found]
    found[found] = words.mentions(words.sentence(checked)[0], checked, _NEGATIONS)
    return found


def _at_head(words: Words, starts: Ints) -> Bools:
    """Tell what begins a sentence or stands behind a comma."""
    at_head: Bools = words.has(starts - 1, COMMA) | (words.sentence(starts)[0] == starts)
    return at_head


def _names_voice(words: Words, firsts: Ints, ends: Ints, pronoun: Bools) -> Bools:
    """«Pour le ministre, », «, pour elle, »: strictly a person or an institution, and a comma."""
    named = words.listed(words.past(firsts, DETERMINER), voices())
    person = words.has(firsts, CAPITAL) & words.has(firsts + 1, CAPITAL) & ~words.has(firsts, DETERMINER | TIME)
    strict: Bools = words.has(ends, COMMA) & (named | person | pronoun)
    return strict


@lru_cache(maxsize=1)
def voices() -> frozenset[str]:
    """Words that name a person by title, or an institution that speaks."""
    titles = read_rows(resource("titles.tsv"), ("form", "kind", "gender"))
    words = {row["form"].split(" ")[0].lower() for row in titles}
    return frozenset(words) | _VOICES


def _whole(words: Words, starts: Ints, ends: Ints, limits: Ints, short: NDArray[np.bool_]) -> Ints:
    """Token behind each source: at the comma that closes it, where it stands at a head or behind a comma."""
    signs = words.where(_SIGNS)
    closes = np.append(signs, len(words.tokens))[np.searchsorted(signs, ends)]
    closes = np.minimum(closes, limits)
    fits = _at_head(words, starts) & ~short & (closes - starts <= _LONGEST)
    return np.where(fits, closes, words.past(ends, TIME))
