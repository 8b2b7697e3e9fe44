"""What words say of the kind of a name: heads, words inside, nouns before; bits of one mask per token."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.actors.gazetteer import load_gazetteer
from analytics.actors.name_words import NEW, OPENING, TOOL
from analytics.normalization import fold
from analytics.resources import read_rows, resource
from analytics.text.hashing import NameBits
from analytics.text.phrases import PhraseMatcher
from analytics.text.shapes import CAPITAL, CAPITAL_WORD, LOWER_WORD, SHOUTED, WORD
from analytics.text.stop_words import load_stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from analytics.text.tokenization import Tokens
    from analytics.text.vocabulary import Vocabulary

    Ints = NDArray[np.int64]
    Marks = NDArray[np.uint32]

FIRST_NAME = 1 << 0  # Jean, Jean-Luc: a compound is one where its first part is
ORGANISATION_HEAD = 1 << 1
ORGANISATION_WORD = 1 << 2
ORGANISATION_NOUN = 1 << 3
PLACE_HEAD = 1 << 4
PLACE_WORD = 1 << 5
PLACE_NOUN = 1 << 6
CAPITAL_LETTER = 1 << 7  # taken from tool words where a capital means nothing
ACRONYM = 1 << 8  # several capitals and nothing else, that may name an organisation
LOWER_ADJECTIVE = 1 << 9  # by its ending
LOWER_NOUN = 1 << 10  # any word in lower case that is no tool word
PARTICIPLE = 1 << 10  # of a capital: by its ending a word that opens a sentence, and no name («Interrogé»)
OF = 1 << 11  # de, du, des, d'
THE = 1 << 12  # la, l', le, les
AT = 1 << 13  # à, en
INTO = 1 << 14  # au, aux, dans, vers, depuis
PLURAL = 1 << 15  # les, des, aux
AND = 1 << 16  # et
FOREIGN_LINK = 1 << 17  # of, &: between words of one name
SAYS = 1 << 18  # déclare, explique
BORN = 1 << 19  # né, mort
PLACE_SHAPE = 1 << 20  # Decazeville, Bar-sur-Aube, Saint-Lô
MARK = 1 << 21  # quotation mark
ROMAN = 1 << 22  # Jean-Paul II
LISTED = 1 << 23  # inside a place of the list
COMMA = 1 << 24
STATE = 1 << 25  # a State or a capital by its name
LETTER = 1 << 26  # one letter, and no more
TOWARDS = 1 << 27  # what asks for «à» with a person: face à, succède à
FROM_THE = 1 << 28  # du, au
LOWER_HEAD = 1 << 29  # head of an organisation that needs no capital: «l'université de Leeds»
MONONYM, EPITHET = 1 << 30, 1 << 31  # Platon; (Pline le) Jeune
_TOOL, _NO_ACRONYM = 1 << 25, 1 << 26  # while a form is described

_ADJECTIVE_ENDINGS = (
    "al", "ale", "aux", "ales", "ique", "iques", "ien", "ienne", "iens", "iennes", "ais", "aise", "aises", "ois",
    "oise", "oises", "ain", "aine", "ains", "aines", "if", "ive", "ifs", "ives", "aire", "aires", "iste", "istes",
    "el", "elle", "els", "elles", "ieur", "ieure", "ieurs", "ieures", "libre", "libres", "uni", "unie", "unis",
    "unies", "ense", "junior", "juniors", "majeur", "majeure", "mineur", "mineure", "mixte",
)  # fmt: skip
_NO_ADJECTIVES = frozenset(  # verbs and nouns that end as adjectives do
    "indique explique implique complique critique revendique applique communique abdique fabrique pratique réplique"
    " débarque apaise baise croise toise arrive dérive prive cultive motive suive vive écrive rive appelle rappelle"
    " renouvelle épelle pense dépense compense dispense récompense danse insiste assiste existe consiste persiste"
    " résiste liste piste main lendemain demain travaux journal mal bal bocal rien bien soutien lien fois mois bois"
    " voix faire taire affaire maire salaire avale égale étale hôtel appel sel miel ciel gain pain train bain terrain"
    " saint".split()
)
_PLACE_ENDINGS = (
    "ville", "willer", "viller", "villers", "villiers", "bourg", "burg", "bury", "ham", "shire", "grad", "stan", "land",
    "heim", "weiler", "hausen", "court", "mouth", "abad", "pur", "town", "ford", "field", "polis", "stadt", "dorf",
    "kirchen",
)  # fmt: skip
_OPENING_ENDINGS = ("ant", "é", "ée", "és", "ées", "ment")
_PLACE_PARTS = (
    "-sur-", "-sous-", "-lès-", "-les-", "-en-", "-la-", "-le-", "-aux-", "-au-", "-de-", "-du-", "-d'", "-l'",
)  # fmt: skip
_TOOL_WORDS = (
    (OF, "de d' du des"), (FROM_THE, "du au"), (THE, "la l' le les los las el"), (AT, "à en"),
    (INTO, "au aux dans vers depuis"), (PLURAL, "les des aux ces"), (AND, "et"), (FOREIGN_LINK, "of & and for"),
    (MARK, '« » " “ ”'), (COMMA, ","), (BORN, "né née mort morte décédé décédée ans"),
    (TOWARDS, "face grâce quant succède succéder succéda succédé succédant attribue attribué attribuée attribués"
              " attribua oppose opposé opposée opposer opposant opposa fait dit confie confié confiée confia donne"
              " donné donnée donna cède cédé céda rend rendu appartient appartenait appartenant appartenu permet permit"
              " permettre rendit revient remet remis remit adresse adressé lié liée associé associée comparé comparée"
              " semblable égal égale parle parlé parler demande demandé demanda répond répondu ressemble ressemblait"
              " plaît référence hommage soutien victoire défaite dédié dédiée dédie"),
    (SAYS, "dit disait déclare déclarait affirme affirmait explique expliquait estime estimait assure assurait raconte"
           " racontait souligne soulignait précise précisait ajoute ajoutait confie confiait répond répondait écrit"
           " écrivait pense pensait croit croyait veut voulait épouse épousa meurt mourut naît naquit"),
)  # fmt: skip
_SHORT, _LONGEST_ACRONYM = 5, 10  # letters


class KindLists(NamedTuple):
    """First names with the gender that each tells (m, f, mf), folded, and the matcher of places."""

    first_names: dict[str, str]
    places: PhraseMatcher


@lru_cache(maxsize=1)
def load_kind_lists() -> KindLists:
    """Read the bundled lists of first names and places. Raises ResourceError naming each faulty line."""
    names = read_rows(resource("first_names.tsv"), ("name", "gender"))
    places = read_rows(resource("places.tsv"), ("form", "kind"))
    return KindLists(
        {fold(row["name"]): row["gender"] for row in names},
        PhraseMatcher(
            list(dict.fromkeys(form for row in places for form in (row["form"], row["form"].replace(" ", "-")))),
            key="folded",
        ),
    )


def mark_kinds(tokens: Tokens, kinds: NDArray[np.uint32]) -> Marks:
    """Return what each token says of the kind of names, as bits: as long as ``kinds``, the mask of `name_words`."""
    marks = np.zeros(len(kinds), dtype=np.uint32)
    types = tokens.vocabulary.column(
        "kinds of names", _describe, "lower", "shapes", "lower_names", "form_names", "folded_names"
    )
    np.take(types, tokens.ids, out=marks[: len(tokens)], mode="clip")
    idle = np.flatnonzero((marks & CAPITAL_LETTER != 0) & (kinds & TOOL != 0))
    idle = idle[((kinds[idle] & NEW) | (kinds[idle - 1] & OPENING)) != 0]
    marks[idle] &= ~np.uint32(CAPITAL_LETTER)
    return marks


@lru_cache(maxsize=1)
def _words() -> tuple[NameBits, ...]:
    """Bits by the word in lower case, by the word as printed, and by the folded word."""
    by_kind: dict[str, list[str]] = {}
    for row in read_rows(resource("name_words.tsv"), ("word", "kind")):
        by_kind.setdefault(row["kind"], []).append(row["word"])
    lower: list[tuple[int, Iterable[str]]] = [
        (ORGANISATION_HEAD, [word.lower() for word in by_kind["organisation head"]]),
        (
            LOWER_HEAD,
            [word for kind in ("organisation head", "place head") for word in by_kind[kind] if word[0].islower()],
        ),
        (ORGANISATION_NOUN, by_kind["organisation noun"]),
        (PLACE_HEAD, [word.lower() for word in by_kind["place head"]]),
        (PLACE_NOUN, by_kind["place noun"]),
        (_TOOL, load_stop_words().forms),
        *((bit, words.split()) for bit, words in _TOOL_WORDS),
    ]
    printed = [
        (ORGANISATION_WORD, by_kind["organisation word"]),
        (PLACE_WORD, by_kind["place word"]),
        (_NO_ACRONYM, by_kind["acronym"]),
        (MONONYM, by_kind["person"]),
        (EPITHET, by_kind["epithet"]),
        (ROMAN, "Ier I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XXIII".split()),
    ]
    family = [fold(name) for name in by_kind["family name"]]
    folded = [(FIRST_NAME, [*load_kind_lists().first_names, *family])]
    return tuple(NameBits.of(lists, np.uint32) for lists in (lower, printed, folded))


def _describe(lower: Sequence[str], shapes: NDArray[np.uint8], *names: NDArray[np.uint64]) -> NDArray[np.uint32]:
    marks: NDArray[np.uint32] = np.bitwise_or.reduce([b.of_names(n) for b, n in zip(_words(), names, strict=True)])
    capital = (shapes & CAPITAL != 0) & (shapes & WORD != 0)
    marks[capital] = (marks[capital] | CAPITAL_LETTER) & ~np.uint32(ORGANISATION_NOUN | PLACE_NOUN)
    marks[~capital] &= ~np.uint32(FIRST_NAME)
    noun = (shapes & LOWER_WORD != 0) & (marks & _TOOL == 0)
    marks[noun] |= LOWER_NOUN
    for rows, endings, bit in (
        (np.flatnonzero(noun), _ADJECTIVE_ENDINGS, LOWER_ADJECTIVE),
        (np.flatnonzero(shapes & CAPITAL_WORD != 0), _PLACE_ENDINGS, PLACE_SHAPE),
        (np.flatnonzero((shapes & CAPITAL_WORD != 0) & (marks & FIRST_NAME == 0)), _OPENING_ENDINGS, PARTICIPLE),
    ):
        ends = [
            lower[i].endswith(endings) and len(lower[i]) > _SHORT and lower[i] not in _NO_ADJECTIVES
            for i in rows.tolist()
        ]
        marks[rows[np.array(ends, dtype=bool)]] |= np.uint32(bit)
    odd = np.flatnonzero(capital & (shapes & CAPITAL_WORD == 0))  # hyphens, capitals inside or throughout
    shouted = shapes & SHOUTED != 0
    described = [_odd(lower[i], int(marks[i]), shouted=bool(shouted[i])) for i in odd.tolist()]
    marks[odd] = np.array(described, dtype=marks.dtype)
    marks &= ~np.uint32(_TOOL | _NO_ACRONYM)
    marks[[len(form) == 1 for form in lower]] |= np.uint32(LETTER)
    marks[capital & (_states().of_names(names[-1]) != 0)] |= np.uint32(STATE)
    return marks


@lru_cache(maxsize=1)
def _states() -> NameBits:
    """States and capitals of one word, by the folded name."""
    states = {actor_id for actor_id, actor in load_gazetteer().actors.items() if actor.kind == "state"}
    forms = [a.form for a in load_gazetteer().aliases if a.reason in ("name", "capital") and a.actor_id in states]
    return NameBits.of([(1, [fold(form) for form in forms if " " not in form])], np.uint8)


def _odd(form: str, marks: int, *, shouted: bool) -> int:
    if shouted:
        n_letters = sum(map(str.isalpha, form))
        is_acronym = 2 <= n_letters <= _LONGEST_ACRONYM and form[0].isalpha() and not marks & _NO_ACRONYM
        return marks | ACRONYM if is_acronym else marks
    if "-" not in form:
        return marks
    if form.startswith(("saint-", "sainte-")) or any(part in form for part in _PLACE_PARTS):
        return (marks | PLACE_SHAPE) & ~FIRST_NAME
    return marks | FIRST_NAME if fold(form.partition("-")[0]) in load_kind_lists().first_names else marks


def first_name_genders(vocabulary: Vocabulary) -> NDArray[np.uint8]:
    """Return 1 for the first names of men, 2 for those of women, 0 for others and for no first name, (n_types,)."""
    return vocabulary.column("genders of first names", _genders, "folded")


def _genders(folded: Sequence[str]) -> NDArray[np.uint8]:
    told = load_kind_lists().first_names
    codes = {"m": 1, "f": 2}
    return np.array([codes.get(told.get(form.partition("-")[0], ""), 0) for form in folded], dtype=np.uint8)


def marks_before(kinds: NDArray[np.uint32], marks: Marks, positions: Ints) -> Marks:
    """Marks of the tokens before some positions, 0 where a sentence begins there; kinds : the mask of `name_words`."""
    before: Marks = np.where(kinds[positions] & NEW != 0, 0, marks[positions - 1])
    return before


def marks_at(kinds: NDArray[np.uint32], marks: Marks, positions: Ints) -> Marks:
    """Marks of the tokens at some positions, behind a name; 0 where a sentence begins there."""
    positions = np.minimum(positions, len(marks) - 1)
    behind: Marks = np.where(kinds[positions] & NEW != 0, 0, marks[positions])
    return behind
