"""The rules behind `find_boilerplate`: whether a phrase of the list ends the article text of one paragraph."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analytics.normalization import fold
from analytics.text.shapes import is_word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analytics.text.phrases import PhraseMatcher
    from analytics.text.tokenization import Tokens

PLACES = ("whole", "end", "label", "caption", "tail", "inside", "beside")

# Words from the phrase to the end of the paragraph: beyond, it is an article that happens to begin so.
_MAX_WORDS = {
    "see-also": 24, "subscription": 35, "newsletter": 35, "social": 25, "credit": 14, "agency": 10, "copyright": 45,
    "stamp": 14, "furniture": 25, "database": 14,
}  # fmt: skip
_CAPTION_WORDS = 14
_DATE_WORDS = frozenset(
    (
        "lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre"
        " octobre novembre decembre janv. fevr. juil. sept. oct. nov. dec. h min mn sec minute minutes heure heures gmt"
        " utc cet hier aujourd'hui a le du au et par mot mots page pages p. pp. il y jour jours n°"
    ).split()
)
_FUNCTION_WORDS = frozenset("de des du d' la le les l' et en au aux a un une sur pour dans est sont qui que".split())
# Words of reported speech: who commands the reader is quoted, so the paragraph is text («Abonnez-vous !», dit-il).
_VETO = frozenset(
    (
        "-il -elle -on -t-il -t-elle -t-on -ils -elles dit declare affirme lance repete conseille recommande selon"
        " explique assure ajoute ordonne supplie disait disent scandent clame ironise"
    ).split()
)
_OPENERS = frozenset("( [ – — - • · ▪ → ➡ > | © * ▶ ► / ● ■".split())
_BRACKETS = frozenset("( [ | © → ➡ ▶ ► •".split())  # open an end of a paragraph in the middle of a sentence too
_QUOTES = frozenset('« “ " „ ‹'.split())
_CLOSERS = {"»": "«", "”": "“"}
_SEPARATORS = frozenset(": | – — - → ➡ > » ▶ ►".split())
_SENTENCE_END = frozenset(". ? ! … » ” ) ...".split())
_STRONG = frozenset("avec source sources credit copyright photo photos photographe archives via d'apres".split())
_NAMED = frozenset(["stamp", "credit", "copyright", "social", "database", "furniture"])  # names may follow
_NO_STOP = frozenset(["stamp", "credit", "database", "see-also", "social"])  # at the end of text, no full stop
# "Lire aussi : Il ajoute que…": the title of the link was lost on export, and what follows is text.
_NO_TITLE = frozenset("il elle ils elles mais ses selon cependant toutefois pourtant lorsque".split())
SIGNATURE = 24  # tokens before the end of a paragraph beyond which no agency signs
_REACH = {"whole": 24, "end": 40, "label": 52, "caption": 40, "tail": 90, "inside": 70}  # idem for a phrase, by place
_BEFORE = 24  # tokens before the first phrase that are looked at: an article may be one paragraph of thousands


class Phrase(NamedTuple):
    """An entry of the list at one place."""

    text: str
    place: str
    reason: str


def reach(kinds: list[Phrase]) -> int:
    """Tokens before the end of a paragraph beyond which a phrase with these places never decides."""
    return max(_REACH[phrase.place] for phrase in kinds)


class Lists(NamedTuple):
    """The lists, compiled.

    phrases : entry of ``matcher`` to its places. reaches : (n_entries,), tokens before the end of a paragraph.
    inside : those that may stand in the middle of a sentence.
    beside : folded words beside an agency. agency_forms, agency_names : by entry of ``agencies``.
    """

    phrases: list[list[Phrase]]
    matcher: PhraseMatcher
    reaches: NDArray[np.int64]
    inside: PhraseMatcher
    beside: frozenset[str]
    agency_forms: list[str]
    agency_names: list[str]
    agencies: PhraseMatcher


Item = tuple[int, int, int]  # position of the first token, number of tokens, entry


class Word(NamedTuple):
    """What the rules ask of a token. folded : lower case, without accents."""

    form: str
    folded: str
    is_word: bool
    is_number: bool
    is_capital: bool


@lru_cache(maxsize=1 << 14)
def word_of(form: str) -> Word:
    """Describe a form."""
    return Word(form, fold(form), is_word(form), form[0].isdigit(), form[0].isupper())


class Paragraph:
    """One paragraph with the phrases and agencies found in it, read from its end: each cut is the end of the next."""

    def __init__(
        self,
        tokens: Tokens,
        row: int,
        lists: Lists,
        restored: frozenset[str],
        phrases: list[Item],
        agencies: list[Item],
    ) -> None:
        first, last = int(tokens.paragraph_ptr[row]), int(tokens.paragraph_ptr[row + 1])
        self.first = max(first, min(item[0] for item in [*phrases, *agencies]) - _BEFORE)
        self.top = 0 if self.first == first else None  # where the paragraph begins
        self.words = [word_of(tokens.vocabulary.forms[i]) for i in tokens.ids[self.first : last].tolist()]
        self.sentences: list[int] = tokens.sentences[self.first : last].tolist()
        self.lists = lists
        self.restored = restored
        self.is_heading_of_links = False
        self.signed: list[str] = []
        shift = self.first
        self.phrases = [(p - shift, n, e) for p, n, e in phrases]
        self.agencies = [(p - shift, n, e) for p, n, e in agencies if self._signs(p - shift, n, e)]
        self.covered = {i for p, n, _ in [*self.phrases, *self.agencies] for i in range(p, p + n)}
        self.of_agencies = {i for p, n, _ in self.agencies for i in range(p, p + n)}
        self.n_tokens = self.end = len(self.words)

    def read(self) -> tuple[int, Phrase] | None:
        """Return the token (of the partition) where the text ends and the phrase that decided, or None."""
        decided = None
        items = [(p, n, self._phrase, e) for p, n, e in self.phrases]
        items += [(p, n, self._signature, e) for p, n, e in self.agencies]
        for position, length, judge, entry in sorted(items, key=lambda item: -item[0]):
            if position < self.end:
                found = judge(position, position + length, entry)
                if found is not None:
                    self.end, decided = found[0], found[1]
        names = self.lists.agency_names
        self.signed = [names[e] for p, _, e in self.agencies if p >= self.end]
        return None if decided is None else (self.first + self.end, decided)

    def _signs(self, position: int, length: int, entry: int) -> bool:
        """Acronyms are the very letters: "la Map", "le tap" are none."""
        form = self.lists.agency_forms[entry]
        return not form.isupper() or " ".join(t.form for t in self.words[position : position + length]) == form

    def _phrase(self, position: int, after: int, entry: int) -> tuple[int, Phrase] | None:
        for phrase in self.lists.phrases[entry]:
            if phrase.text in self.restored:
                continue
            start = self._sentence(position) if phrase.place == "inside" else self._opening(position)
            if self._begins_at(start) and self._holds(phrase, start, after) and not self._quoted(start):
                title = phrase.reason == "see-also" and phrase.place in ("whole", "label")
                self.is_heading_of_links = title and not self._words(after, self.n_tokens)
                return start, phrase
        return None

    def _holds(self, phrase: Phrase, start: int, after: int) -> bool:
        n_words = len(self._words(start, self.end))
        if n_words > _MAX_WORDS[phrase.reason]:
            return False
        if phrase.place == "whole":
            return start == self.top and all(self._is_aside(i) for i in range(after, self.end))
        if phrase.place == "end":
            return self._ends(phrase, start, after)
        if phrase.place in ("label", "caption"):
            return self._labels(phrase, start, after)
        return not any(self.words[i].folded in _VETO for i in range(start, self.end))

    def _ends(self, phrase: Phrase, start: int, after: int) -> bool:
        named = phrase.reason in _NAMED
        rest = range(after, self.end)
        if not all(self._is_aside(i) or (named and self._is_name(i)) for i in rest):
            return False
        has_digit = any(c.isdigit() for i in rest for c in self.words[i].form)
        if phrase.reason == "credit" and not any(self._is_name(i) or i in self.of_agencies for i in rest):
            return False
        if phrase.reason == "database":
            return start == self.top and has_digit
        if phrase.reason == "stamp" and not has_digit and not any(self.words[i].folded in _DATE_WORDS for i in rest):
            return False
        return start == self.top or phrase.reason not in _NO_STOP or self.words[self.end - 1].form != "."

    def _labels(self, phrase: Phrase, start: int, after: int) -> bool:
        heading = self._separator(phrase, start, after)
        if heading < 0:
            return False
        forms = [t.form for t in self.words[heading : self.end]]
        if phrase.place == "caption":
            return len(self._words(heading, self.end)) <= _CAPTION_WORDS
        if forms and (forms[-1] in ("!", "…", ",", ";") or self.words[heading].folded in _NO_TITLE):
            return False
        return "." not in forms and not (forms and forms[-1].endswith("."))

    def _separator(self, phrase: Phrase, start: int, after: int) -> int:
        """Return the token behind the separator of a label, or -1: «À lire aussi sur BBC Afrique :»."""
        if after >= self.end:
            return after
        if self.words[after].form in _SEPARATORS or (phrase.place == "caption" and self.words[after].form == ","):
            return after + 1
        if self.words[after].folded in ("sur", "dans"):
            for i in range(after + 1, min(after + 6, self.end)):
                if self.words[i].form == ":":
                    return i + 1
            return self.end if self.end - after <= 5 and all(map(self._is_name, range(after + 1, self.end))) else -1
        # "Lire aussi Zinsou défend le franc CFA": what is no title ends with a full stop
        return after if phrase.reason == "see-also" and start == self.top and self.words[after].is_capital else -1

    def _signature(self, position: int, after: int, entry: int) -> tuple[int, Phrase] | None:
        """Judge whether the paragraph ends with a signature: (AFP), Avec Reuters et AP, Le Monde avec AFP."""
        form = self.lists.agency_forms[entry]
        if form in self.restored or not all(self._may_sign(i) for i in range(after, self.end)):
            return None
        start, sentence = position, self._sentence(position)
        while start > sentence and self.words[start].form not in ("(", "[", "©") and self._may_sign(start - 1):
            start -= 1
        opener = self.words[start].form
        bracketed = opener in ("(", "[", "©")
        words = [i for i in range(start, self.end) if self.words[i].is_word]
        if not self._begins_at(start) or (start > sentence and not bracketed) or len(words) > _MAX_WORDS["agency"]:
            return None
        strong = opener == "©" or any(self.words[i].folded in _STRONG for i in words if i not in self.of_agencies)
        alone = all(i in self.of_agencies or self.words[i].is_number or self.words[i].folded == "et" for i in words)
        slashed = position > 0 and self.words[position - 1].form == "/" and not {"."} & {self.words[self.end - 1].form}
        if start == sentence or (start > 0 and self.words[start - 1].form in _SENTENCE_END):
            signs = strong or alone or slashed
        else:
            signs = strong  # "l'Agence France-Presse (AFP)" is a name and its acronym
        return (start, Phrase(form, "end", "agency")) if signs else None

    def _may_sign(self, i: int) -> bool:
        described = self.words[i]
        if i in self.of_agencies or described.folded in self.lists.beside or self._is_name(i):
            return True
        return self._is_aside(i) and described.form not in _QUOTES and described.form not in _CLOSERS

    def _opening(self, position: int) -> int:
        """Return where the end of a paragraph that a phrase opens begins, its bullet or bracket included, or -1."""
        sentence = self._sentence(position)
        start = position
        while start > sentence and self.words[start - 1].form in _OPENERS:
            start -= 1
        if self.words[start].form in _QUOTES or (start > 0 and self.words[start - 1].form in _QUOTES):
            return -1
        opened = start == sentence or any(self.words[i].form in _BRACKETS for i in range(start, position + 1))
        return start if opened else -1

    def _begins_at(self, start: int) -> bool:
        """Tell whether something may begin here: not where only the view of a long paragraph does."""
        return start > 0 or start == self.top

    def _sentence(self, position: int) -> int:
        """Return the first token of the sentence of a token."""
        while position > 0 and self.sentences[position - 1] == self.sentences[position]:
            position -= 1
        return position

    def _quoted(self, start: int) -> bool:
        """Tell whether the end of the paragraph closes a quotation that it does not open."""
        forms = [t.form for t in self.words[start : self.end]]
        return any(forms.count(closer) > forms.count(opener) for closer, opener in _CLOSERS.items())

    def _words(self, start: int, end: int) -> list[int]:
        return [i for i in range(start, end) if self.words[i].is_word]

    def _is_aside(self, i: int) -> bool:
        """Signs, numbers, dates, addresses, and what the lists cover."""
        described = self.words[i]
        if i in self.covered or not described.is_word or described.is_number or described.folded in _DATE_WORDS:
            return True
        return described.form[0] in "@#" or "://" in described.form or described.form.startswith("www.")

    def _is_name(self, i: int) -> bool:
        described = self.words[i]
        return described.is_capital and not (described.form.isupper() and described.folded in _FUNCTION_WORDS)
