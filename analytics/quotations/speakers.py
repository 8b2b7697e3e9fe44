"""Who speaks: the subject of a verb group, before it or behind it, as a run of tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.quotations.phrases import begins_phrase, is_infinitive, is_many, noun_phrases
from analytics.quotations.words import (
    ADVERB,
    BRACKET,
    CAPITAL,
    COMMA,
    COORDINATION,
    DASH,
    DE,
    DETERMINER,
    MARK,
    PREPOSITION,
    PRONOUN,
    QUE,
    QUI,
    STOP,
    SUBORDINATION,
    TIME,
    A,
)
from analytics.text.hashing import NameBits
from analytics.text.intervals import members

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.quotations.cues import Groups
    from analytics.quotations.words import Ints, Words

_STEPS = 6  # segments between commas looked at for a subject
_BOUNDS = COMMA | STOP | MARK | BRACKET | DASH | QUE | QUI | SUBORDINATION
_LEADS = COORDINATION | ADVERB | TIME  # may stand before a subject: «Mais lundi le ministre»
_CIRCUMSTANCE = PREPOSITION | A | DE

# What a pronoun tells of whom it stands for.
HE, SHE, THEY, ANY = 1, 2, 3, 4
_PRONOUNS = {
    **dict.fromkeys("il -il -t-il lui celui-ci".split(), HE),
    **dict.fromkeys("elle -elle -t-elle celle-ci".split(), SHE),
    **dict.fromkeys("ils elles -ils -elles -t-ils -t-elles eux".split(), THEY),
}
# What the first word of a phrase tells of whom it names; «l'», «son» and names tell nothing, but the noun may.
_ARTICLES = {
    **dict.fromkeys("le un ce cet celui du aucun m. monsieur".split(), HE),
    **dict.fromkeys("la une cette celle sa aucune mme mlle madame".split(), SHE),
    **dict.fromkeys(
        "les des ces ceux celles ses leurs plusieurs certains certaines quelques deux trois quatre cinq six sept huit"
        " neuf dix cent mille beaucoup nombre tous toutes de d' mm. mmes".split(),
        THEY,
    ),
}
_SHORT = 3  # tokens in which there is no room for two
_HIS_ENDS = ("eur", "ien", "ier", "ment", "age")
_HER_ENDS = ("trice", "euse", "ienne", "ière", "tion", "sion", "té", "ise", "ence", "ance", "ée")
_NOBODY = frozenset("c' ce cela ça ceci ceux celles tout rien personne quiconque".split())  # at the head of a phrase
_INSTRUCTIONS = frozenset("lire suivre voir écouter regarder découvrir retrouver consulter".split())
_CODES = NameBits.of_words(_PRONOUNS, np.uint8)
_ARTICLE_CODES = NameBits.of_words(_ARTICLES, np.uint8)


class Speakers(NamedTuple):
    """Words that name speakers, all (n_speakers,).

    firsts, ends : tokens [first, end), (-1, 0) for none. pronouns : HE, SHE, THEY or ANY, 0 for a phrase.
    """

    firsts: Ints
    ends: Ints
    pronouns: NDArray[np.uint8]

    @classmethod
    def none(cls, n: int) -> Speakers:
        """Nobody, n times."""
        return cls(np.full(n, -1), np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.uint8))


def pronouns_of(words: Words, positions: Ints) -> NDArray[np.uint8]:
    """What the pronoun at each position tells, 0 where none is."""
    codes = words.tokens.vocabulary.bits(_CODES)
    return codes[words.tokens.ids[np.minimum(positions, len(words.tokens) - 1)]]


def agreements(words: Words, speakers: Speakers) -> NDArray[np.uint8]:
    """What pronoun each phrase agrees with, HE, SHE or THEY, by its article or noun; 0 where that cannot be told."""
    codes = words.tokens.vocabulary.bits(_ARTICLE_CODES)
    told = (
        codes[words.tokens.ids[speakers.firsts]]
        if len(words.tokens)
        else np.zeros(len(speakers.firsts), dtype=np.uint8)
    )
    rows = np.flatnonzero((told == 0) & words.has(speakers.firsts, DETERMINER) & (speakers.firsts >= 0))
    nouns, which = np.unique(words.tokens.ids[speakers.firsts[rows] + 1], return_inverse=True)
    lower = [words.tokens.vocabulary.lower[noun] for noun in nouns.tolist()]
    ends = [HE if form.endswith(_HIS_ENDS) else SHE if form.endswith(_HER_ENDS) else 0 for form in lower]
    told[rows] = np.array(ends, dtype=np.uint8)[which]
    rows = np.flatnonzero((told != THEY) & (speakers.ends - speakers.firsts > _SHORT) & (speakers.firsts >= 0))
    owners, inside = members(speakers.firsts[rows], speakers.ends[rows] - 1)
    both = words.has(inside, COORDINATION)
    owners, inside = owners[both], inside[both] + 1
    told[rows[owners[words.has(inside, DETERMINER) & ~words.has(inside, DE)]]] = THEY  # le préfet et la maire
    return np.where((speakers.firsts >= 0) & (speakers.pronouns == 0), told, 0).astype(np.uint8)


def find_speakers(words: Words, groups: Groups) -> Speakers:
    """Return the subject of each verb group."""
    n = len(groups.starts)
    if not n:
        return Speakers.none(0)
    firsts, ends = _before(words, groups)
    behind = np.flatnonzero(groups.incise & (groups.subjects >= 0))
    limits = words.sentence(groups.subjects[behind])[1]
    firsts[behind] = groups.subjects[behind]
    ends[behind] = noun_phrases(words, firsts[behind], limits)
    inverted = groups.inverted >= 0
    firsts[inverted], ends[inverted] = groups.inverted[inverted], groups.inverted[inverted] + 1
    # «« … », dit-elle, soulignant que …»: who inserted the clause before goes on
    follows = np.flatnonzero(groups.gerund[1:] & groups.incise[:-1])
    same = words.tokens.sentences[groups.starts[follows]] == words.tokens.sentences[groups.starts[follows + 1]]
    follows = follows[same]
    firsts[follows + 1], ends[follows + 1] = firsts[follows], ends[follows]
    codes = np.where((firsts >= 0) & (ends == firsts + 1), pronouns_of(words, firsts), 0).astype(np.uint8)
    nobody = (firsts >= 0) & words.has(firsts, PRONOUN) & (codes == 0)
    firsts[nobody], ends[nobody] = -1, 0
    nobody = (firsts >= 0) & words.listed(firsts, _NOBODY)
    nobody |= (firsts >= 0) & ~inverted & words.listed(firsts, _INSTRUCTIONS)
    firsts[nobody], ends[nobody] = -1, 0
    on = inverted & (codes == 0)  # a-t-on appris: nobody
    firsts[on], ends[on] = -1, 0
    return Speakers(firsts, ends, codes)


def _before(words: Words, groups: Groups) -> tuple[Ints, Ints]:
    """Subject before each verb group: [first, end), -1 without."""
    sentence_starts = words.sentence(groups.starts)[0]
    bounds = words.where(_BOUNDS)
    segments, ends = _last_segment(words, groups, bounds, sentence_starts)
    firsts = np.full(len(ends), -1)
    behind = np.zeros(len(ends), dtype=np.int64)
    looking = np.arange(len(ends))
    main = words.has(groups.starts - 1, COMMA) & ~groups.gerund
    for _ in range(_STEPS):
        begins = _skip_leads(words, segments[looking], ends[looking])
        found = (begins < ends[looking]) & (begins_phrase(words, begins) | words.has(begins, PRONOUN))
        phrase_ends = _phrase_end(words, begins[found], ends[looking[found]])
        # «Ana Roy, qui court plus vite que le vent du nord, a dit»: the clause between commas holds no subject
        inner = main[looking[found]] & (phrase_ends < ends[looking[found]])
        inner[inner] = words.has(segments[looking[found][inner]] - 1, QUE | QUI | SUBORDINATION)
        alone = ~inner
        found[found] = alone
        rows = looking[found]
        firsts[rows] = begins[found]
        behind[rows] = phrase_ends[alone]
        looking = looking[~found & (segments[looking] > sentence_starts[looking])]
        if not len(looking):
            break
        ends[looking] = segments[looking] - 1
        segments[looking] = _segment_start(bounds, ends[looking], sentence_starts[looking])
    return _with_apposition(words, firsts, behind, bounds, sentence_starts)


def _last_segment(words: Words, groups: Groups, bounds: Ints, sentence_starts: Ints) -> tuple[Ints, Ints]:
    """First token of the stretch between signs before each group, and the token behind it.

    «… et a ajouté», «…, affirmant»: the subject is that of the sentence, so that the stretch is its first.
    """
    ends = groups.starts.copy()
    relative = words.has(ends - 1, QUI)
    ends[relative] -= 1
    ends -= (relative | groups.gerund) & words.has(ends - 1, COMMA)
    # «la Banque mondiale (BM) assure»
    closed = words.printed(ends - 1, [")"])
    brackets = words.where(BRACKET)
    ends[closed] = np.append(brackets, -1)[np.searchsorted(brackets, ends[closed] - 1) - 1]
    ends = np.maximum(ends, sentence_starts)
    segments = _segment_start(bounds, ends, sentence_starts)
    main = (groups.gerund | words.has(groups.starts - 1, COORDINATION)) & (ends > sentence_starts)
    segments[main] = sentence_starts[main]
    first_bounds = np.append(bounds, len(words.tokens))[np.searchsorted(bounds, segments[main])]
    leads = words.has(sentence_starts[main], _CIRCUMSTANCE | SUBORDINATION) & (first_bounds < ends[main])
    segments[main] = np.where(leads, first_bounds + 1, segments[main])
    return segments, ends


def _segment_start(bounds: Ints, ends: Ints, sentence_starts: Ints) -> Ints:
    before: Ints = np.append(bounds, -1)[np.searchsorted(bounds, ends) - 1]
    starts: Ints = np.maximum(before + 1, sentence_starts)
    return starts


def _skip_leads(words: Words, begins: Ints, ends: Ints) -> Ints:
    """Token behind what may stand before a subject, a circumstance included: «Dans un communiqué le parti»."""
    begins = words.past(begins, _LEADS)
    led = words.has(begins, _CIRCUMSTANCE) & ~words.has(begins, DETERMINER) & (begins < ends)
    leads = np.flatnonzero(led & ~is_many(words, begins))
    if not len(leads):
        return begins
    behind = noun_phrases(words, begins[leads] + 1, ends[leads])
    # «pour signer l'accord»: its object is no subject
    bare = words.has(begins[leads], PREPOSITION) & ~words.has(begins[leads] + 1, DETERMINER | CAPITAL)
    bare[bare] = is_infinitive(words, begins[leads[bare]] + 1)
    begins[leads] = np.where(bare, ends[leads], behind)
    return words.past(begins, _LEADS)


def _phrase_end(words: Words, firsts: Ints, limits: Ints) -> Ints:
    pronoun = words.has(firsts, PRONOUN) & ~words.has(firsts, DETERMINER)
    ends = noun_phrases(words, firsts, limits)
    return np.where(pronoun, firsts + 1, ends)


def _with_apposition(words: Words, firsts: Ints, ends: Ints, bounds: Ints, sentence_starts: Ints) -> tuple[Ints, Ints]:
    """«Le dirigeant nord-coréen, Kim Jong-un, a averti», «KCNA, l'agence officielle, a rapporté».

    A common noun before a name belongs to it; a name before a common noun is the speaker.
    """
    comma = (firsts > sentence_starts) & words.has(firsts - 1, COMMA) & words.has(ends, COMMA)
    rows = np.flatnonzero(comma)
    before = _segment_start(bounds, firsts[rows] - 1, sentence_starts[rows])
    before = words.past(before, COORDINATION | ADVERB)
    named = words.has(firsts[rows], CAPITAL) & ~words.has(firsts[rows], DETERMINER)
    fits = begins_phrase(words, before) & (before < firsts[rows] - 1)
    fits &= _phrase_end(words, before, firsts[rows] - 1) == firsts[rows] - 1
    common = words.has(before, DETERMINER) & ~words.has(before + 1, CAPITAL)  # but L'AFP
    joins, replaces = fits & named & common, fits & ~named & ~common
    ends[rows[replaces]] = firsts[rows[replaces]] - 1
    firsts[rows[joins | replaces]] = before[joins | replaces]
    return firsts, ends
