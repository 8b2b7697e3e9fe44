"""Persons, found from the way the press introduces them: «le ministre chinois des Affaires étrangères, Wang Yi».

Reading a partition yields *names*: runs of capitalised words, with the title that introduces them where there is one.
Who they are is settled afterwards over the whole corpus (`settle_persons`), so that a person introduced in one article
is known in all, and partitions do not change results.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analytics.normalization import fold
from analytics.resources import read_rows, resource
from analytics.text.phrases import PhraseMatcher
from analytics.text.stop_words import load_stop_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analytics.text.partition import Partition
    from analytics.text.phrases import Matches

NAME_COLUMNS = [
    "article_id",
    "paragraph",
    "start",
    "end",
    "sentence",
    "form",
    "key",
    "n_words",
    "role",
    "quotation_id",
]

_PARTICLES = frozenset(
    [
        "de",
        "d'",
        "du",
        "des",
        "von",
        "van",
        "der",
        "den",
        "al",
        "el",
        "ben",
        "bin",
        "ibn",
        "da",
        "dos",
        "di",
        "ter",
        "bint",
    ]
)
_NOBLE_PARTICLES = frozenset(["von", "van", "der", "den", "bin", "ben"])  # "de" may begin a complement
_COMPLEMENT = frozenset("de d' du des à au aux en pour".split())
_LINKS = _COMPLEMENT | {"et", "ou"}  # a name behind these belongs to the complement
_COMPLEMENT_ENDS = frozenset("à se s' est a ont sont était qui que qu' où avec par dans sur".split())
_COMPLEMENT_REACH = 10  # tokens of «ministre chinois des Affaires étrangères et de la Coopération»
_PLACE_PREPOSITIONS = frozenset(["à", "au", "aux", "en", "dans", "depuis", "vers"])
_FIRST_NAME_TITLES = frozenset("pape roi reine prince princesse sœur frère père saint sultan émir".split())
_ARABIC_ARTICLE = re.compile("(?:al|el|as|ad|an|ar|at|ed|es|ez)-[A-ZÀ-Þ]")  # Bachar al-Assad
_ARTICLES = frozenset(["le", "la", "l'", "un", "une", "son", "sa"])


class _Lists(NamedTuple):
    """The word lists behind the patterns.

    titles : matcher of titles. modifiers : adjectives between title and name. never : words of no person's name.
    places : folded names of cities, no persons and no candidates. civil : M., Mme and the like.
    stop : tool words, whose capital means nothing where a sentence begins.
    """

    titles: PhraseMatcher
    modifiers: frozenset[str]
    never: frozenset[str]
    places: frozenset[str]
    civil: frozenset[str]
    stop: frozenset[str]
    civilities: frozenset[int]
    plurals: frozenset[int]


@lru_cache(maxsize=1)
def _load_lists() -> _Lists:
    rows = read_rows(resource("titles.tsv"), ("form", "kind", "gender"))
    forms = [row["form"] for row in rows]
    civil = {row["form"] for row in rows if row["kind"] == "civility"}
    titles = [*forms, *(f"ex-{form}" for form in forms if form not in civil)]
    n_singular = len(titles)
    titles += [f"{form}s" for form in forms if form.isalpha() and form not in civil and form[-1] not in "sx"]
    words = read_rows(resource("name_words.tsv"), ("word", "kind"))
    return _Lists(
        PhraseMatcher(titles, key="folded"),
        frozenset(row["word"] for row in words if row["kind"] == "modifier"),
        frozenset(row["word"] for row in words if row["kind"] == "never"),
        frozenset(name_key(row["word"]) for row in words if row["kind"] == "place"),
        frozenset(form.lower() for form in civil),
        load_stop_words().forms,
        frozenset(i for i, title in enumerate(titles) if title in civil),
        frozenset(i for i, title in enumerate(titles) if i >= n_singular or title in ("MM.", "Mmes")),
    )


class _NameReader:
    """Reads the names of one partition; positions are tokens."""

    def __init__(self, partition: Partition, gazetteer_matches: Matches, demonyms: frozenset[str]) -> None:
        tokens = partition.tokens
        self.tokens = tokens
        self.lists = _load_lists()
        types = tokens.vocabulary.types
        ids = tokens.ids
        self.lower = [t.lower for t in types]
        self.id_of = ids.tolist()
        known = gazetteer_matches.pick(gazetteer_matches.lengths > 1).covered(len(tokens))
        nameable = np.array([_may_be_name(t.form, t.lower, self.lists.never) for t in types], dtype=bool)[ids]
        tool_word = tokens.vocabulary.matching(self.lists.stop)[ids]
        civility = tokens.vocabulary.matching(self.lists.civil)[ids]
        nameable &= ~tokens.vocabulary.matching(demonyms)[ids]  # «l'Écossais Peter McAleese»
        self.is_name = nameable & ~known & ~civility & ~(tool_word & tokens.opens)
        self.in_gazetteer = gazetteer_matches.covered(len(tokens))
        self.n_gazetteer = np.concatenate([[0], np.cumsum(self.in_gazetteer)]).tolist()
        self.sentence_end = np.repeat(tokens.sentence_ptr[1:], np.diff(tokens.sentence_ptr))
        self.adjectives = self.lists.modifiers | demonyms
        self.runs = dict(self._runs())
        self.run_of = {i: first for first, last in self.runs.items() for i in range(first, last)}

    def _runs(self) -> Iterator[tuple[int, int]]:
        """First token and end of each run of name words, particles between them included."""
        sentences = self.tokens.sentences
        position = -1
        for first in np.flatnonzero(self.is_name).tolist():
            if first < position:
                continue
            position = first + 1
            if self.in_gazetteer[first] and self._is_fresh(position) and self._is_fresh(position + 1):
                yield first, position  # «le porte-parole du Kremlin Oleg Popov»: the name begins behind the place
                continue
            while position < len(self.id_of) and sentences[position] == sentences[first]:
                if self.is_name[position]:
                    position += 1
                elif (particles := self._particles(position)) and position == first + 1:
                    position += particles
                else:
                    break
            yield first, position

    def _is_fresh(self, position: int) -> bool:
        if not 0 < position < len(self.id_of) or position >= self.sentence_end[position - 1]:
            return False
        return bool(self.is_name[position]) and not self.in_gazetteer[position]

    def _particles(self, position: int) -> int:
        """Length of «de», «von der» behind a first name when a name word follows (Charles de Gaulle), else 0."""
        length = 0
        while length < 2 and position + length < len(self.id_of) and self._word(position + length) in _PARTICLES:
            length += 1
        following = position + length
        if not length or following >= len(self.id_of):
            return 0
        known = self.in_gazetteer[following] or self.in_gazetteer[position - 1]
        return length if self.is_name[following] and not known else 0

    def _word(self, position: int) -> str:
        return str(self.lower[self.id_of[position]])

    def introduced(self, titles: Matches) -> dict[int, tuple[int, int]]:
        """First token of each run introduced by a title, with the tokens [start, end) of the title and complement."""
        roles: dict[int, tuple[int, int]] = {}
        for position, length, entry in zip(*(column.tolist() for column in titles), strict=True):
            end = position + length
            civil = entry in self.lists.civilities
            found = self._behind(end) if civil else self._behind(end) or self._in_complement(end)
            if found is not None:
                first, role_end = found
                role = (position, position if civil else role_end)
                if civil:
                    roles[first] = role
                roles.setdefault(first, role)
                if entry in self.lists.plurals:
                    roles |= {other: role for other in self._listed(first) if other not in roles}
            elif (before := self._before(position)) is not None:
                roles.setdefault(before, (position, end))
        return roles

    def _listed(self, first: int) -> Iterator[int]:
        """Runs that continue a list of names: «les présidents X, Y et Z»."""
        end = self.runs[first]
        while end + 1 < self.sentence_end[first] and self._word(end) in (",", "et") and end + 1 in self.runs:
            yield end + 1
            end = self.runs[end + 1]

    def _behind(self, end: int) -> tuple[int, int] | None:
        """«président russe Vladimir Poutine»: a name right behind the title and its adjectives."""
        limit = self._limit(end, 4)
        position = stop = self._past_adjectives(end, limit)
        apart = position < limit and self._word(position) == ","  # «la première ministre, Élisabeth Borne»
        position += apart
        position = self._with_particle(position)
        if position >= limit or position not in self.runs or not self._is_person(position, n_words=2 if apart else 1):
            return None
        # «président du Conseil Constitutionnel, Laurent Fabius»: the name comes later
        following = self.runs[position] + 1
        later = following in self.runs and self._is_person(following, n_words=2)
        single = following == position + 2 and later and self._word(following - 1) == ","
        return None if single else (position, stop)

    def _with_particle(self, position: int) -> int:
        """Begin a run at its particle: «Mme von der Leyen»."""
        first = position
        while first < len(self.id_of) and self._word(first) in _NOBLE_PARTICLES:
            first += 1
        if first > position and first in self.runs:
            self.runs[position] = self.runs.pop(first)
            self.run_of |= dict.fromkeys(range(position, self.runs[position]), position)
        return position

    def _in_complement(self, end: int) -> tuple[int, int] | None:
        """«ministre chinois des Affaires étrangères, Wang Yi», «présidente de la Commission européenne Ursula …»."""
        limit = self._limit(end, _COMPLEMENT_REACH)
        position = self._past_adjectives(end, limit)
        if position >= limit or self._word(position) not in _COMPLEMENT:
            return None
        for i in range(position, limit):
            word = self._word(i)
            if word == ",":
                fits = i + 1 in self.runs and self._is_person(i + 1, n_words=2)
                return (i + 1, i) if fits else None
            if i in self.runs and self._is_person(i, n_words=2) and self._word(i - 1) not in _LINKS:
                return i, i
            if (word in _COMPLEMENT_ENDS and i > position) or not self.tokens.vocabulary.types[self.id_of[i]].is_word:
                return None
        return None

    def _past_adjectives(self, position: int, limit: int) -> int:
        """First token behind the adjectives of a title: «président russe», «ministre délégué»."""
        while position < limit and self._word(position) in self.adjectives and position not in self.run_of:
            position += 1
        return position

    def _before(self, position: int) -> int | None:
        """«Josef Aschbacher, directeur général de l'ESA»: a full name, a comma, the title."""
        comma = position - 1
        while comma >= 0 and (self._word(comma) in _ARTICLES or self._word(comma) in self.adjectives):
            comma -= 1
        if comma < 1 or self._word(comma) != "," or comma - 1 not in self.run_of:
            return None
        first = self.run_of[comma - 1]
        if first > 0 and self._word(first - 1) in _PLACE_PREPOSITIONS:
            return None  # «À New York, le secrétaire général»
        same_sentence = self.sentence_end[first] == self.sentence_end[position]
        unknown = self.n_gazetteer[comma] == self.n_gazetteer[first]
        fits = same_sentence and unknown and self.runs[first] == comma and self._word(first) not in _ARTICLES
        return first if fits and self._is_person(first, n_words=2) else None

    def _is_person(self, first: int, *, n_words: int = 1) -> bool:
        last = self.runs[first]
        if last - first == 1 and self._word(first) in self.lists.stop:
            return False
        return last - first >= n_words and self.n_gazetteer[last] - self.n_gazetteer[first] < last - first

    def _limit(self, position: int, reach: int) -> int:
        return int(min(position + reach, self.sentence_end[position - 1]))


def _may_be_name(form: str, lower: str, never: frozenset[str]) -> bool:
    """Tell whether a form can be part of a person's name: capital, letters, not all capitals unless an initial."""
    if _ARABIC_ARTICLE.match(form):
        return True
    if not form[0].isupper() or lower in never or any(c.isdigit() for c in form):
        return False
    return not form.isupper() or len(form.strip(".")) == 1 or set(form) <= set("IVX")  # Charles III


def find_names(
    partition: Partition,
    gazetteer_matches: Matches,
    token_quotations: NDArray[np.int32],
    *,
    demonyms: frozenset[str],
) -> pd.DataFrame:
    """Return the names of a partition, one row each, columns NAME_COLUMNS; ``role`` is missing without a title."""
    reader = _NameReader(partition, gazetteer_matches, demonyms)
    roles = reader.introduced(reader.lists.titles.find(partition.tokens))
    known = reader.n_gazetteer
    keep = [first for first, last in sorted(reader.runs.items()) if first in roles or known[first] == known[last]]
    positions = np.array(keep, dtype=np.int64)
    lengths = np.array([reader.runs[first] for first in keep], dtype=np.int64) - positions
    forms = partition.forms(positions, lengths)
    described = [_described(form, int(n)) for form, n in zip(forms, lengths, strict=True)]
    quotations = token_quotations[positions].astype(float)
    quotations[quotations < 0] = np.nan
    spans = partition.spans(positions, lengths)
    return pd.DataFrame({
        **{name: column.to_pylist() if name == "article_id" else column for name, column in spans.items()},
        "form": forms,
        "key": [key for key, _ in described],
        "n_words": np.array([n for _, n in described], dtype=np.int64),
        "role": [_role(partition, roles.get(first)) for first in keep],
        "quotation_id": quotations,
    }).astype({"form": "str", "key": "str", "article_id": "str", "role": "str"})[NAME_COLUMNS]  # fmt: skip


def _described(form: str, n_tokens: int) -> tuple[str, int]:
    """Key of a name and how many words it counts: «von der Leyen» is one, the last."""
    words = form.split()
    return (name_key(words[-1]), 1) if words[0] in _NOBLE_PARTICLES else (name_key(form), n_tokens)


def _role(partition: Partition, tokens: tuple[int, int] | None) -> str | None:
    """Words of a title, '' for a mere civility, None without a title."""
    if tokens is None or tokens[0] == tokens[1]:
        return None if tokens is None else ""
    start, end = tokens
    return partition.forms(np.array([start]), np.array([end - start]))[0]


def name_key(name: str) -> str:
    """Return what two spellings of a name share: «Choe Son-hui» and «Choe Son Hui».

    >>> name_key("Kim Jong-Un")
    'kim jong un'
    """
    return fold(name).replace("-", " ").replace("\u00a0", " ")


def settle_persons(names: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Settle over a corpus which names are persons. Return (persons, others).

    A full name introduced once by a title is a person wherever it stands; a single name is the person of that first or
    last name in the same article, or, behind a title, the one person so named in the corpus. persons : the rows of
    ``names`` with ``actor_id`` and ``reason`` (title, name or surname). others : full names not recognised.
    """
    titled = names["role"].notna()
    full = names["n_words"] >= 2
    last = names["key"].str.rsplit(" ", n=1).str[-1]
    article_last = names["article_id"] + "/" + last
    # "M. Poutine" makes a person of the "Vladimir Poutine" of the same article, and so of his name everywhere.
    surnamed = article_last.isin(article_last[titled & ~full])
    known = names.loc[full & (titled | surnamed), "key"]
    is_person = full & names["key"].isin(known) & ~names["key"].isin(_load_lists().places)
    persons = names[is_person]
    persons = persons.assign(actor_key=persons["key"])
    singles = _settle_singles(names[~full], titled[~full], persons)
    found = pd.concat([persons, singles]).sort_index()
    reason = np.where(found["role"].notna(), "title", np.where(found["n_words"] >= 2, "name", "surname"))
    found = found.assign(actor_id="person:" + found["actor_key"].str.replace(" ", "-"), reason=reason)
    others = full & ~is_person & ~names["key"].isin(_load_lists().places)
    return found.drop(columns="actor_key"), names[others]


def _settle_singles(singles: pd.DataFrame, titled: pd.Series, persons: pd.DataFrame) -> pd.DataFrame:
    """Link single names to full ones: within the article, then, behind a title, within the corpus.

    A single name is a last name, or a first one where it comes first (M. Kim), but not behind a title that goes with
    first names: le pape François is no François Hollande. It stands for somebody of another article only behind a
    title, and where one person alone of the corpus has that last name.
    """
    lasts = persons.assign(part=persons["actor_key"].str.rsplit(" ", n=1).str[-1])
    firsts = persons.assign(part=persons["actor_key"].str.split(" ").str[0])
    here = pd.MultiIndex.from_frame(singles[["article_id", "key"]])
    by_last = _looked_up(_unique(lasts, ["article_id", "part"]), here, singles)
    by_any = _looked_up(_unique(pd.concat([lasts, firsts]), ["article_id", "part"]), here, singles)
    anywhere = _looked_up(_unique(lasts, ["part"]), singles["key"], singles).fillna(singles["key"])
    titles = [role.lower().split(" ")[0] if isinstance(role, str) else "" for role in singles["role"]]
    regal = pd.Series([title in _FIRST_NAME_TITLES for title in titles], index=singles.index, dtype=bool)
    nearby = by_last.where(regal, by_last.fillna(by_any))
    actor = nearby.fillna(anywhere.where(titled))
    return singles.assign(actor_key=actor)[actor.notna()]


def _unique(named: pd.DataFrame, by: list[str]) -> pd.Series:
    """Person of each name, where it is one person's only."""
    found = named[[*by, "actor_key"]].drop_duplicates().groupby(by)["actor_key"].agg(["first", "size"])
    return found.loc[found["size"] == 1, "first"]


def _looked_up(found: pd.Series, keys: pd.Index | pd.Series, singles: pd.DataFrame) -> pd.Series:
    return pd.Series(found.reindex(keys).to_numpy(), index=singles.index, dtype="str")
