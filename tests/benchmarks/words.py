"""Invented French: names from syllables, words from real stems with usual prefixes and suffixes, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

NAME, WORD, NUMBER = range(3)

_ONSETS = "b br c ch d dr f g gr j k kr l m n p pr r s st t tch tr v w y z nd ng mb al ba el ol".split()
_NUCLEI = "a e i o u é ou an on in ai au eu ia io".split()
_CODAS = ["", "", "", *"n r l s t k m x".split()]
_NAME_ENDS = ["", "", *"ov ski ier ault ane ou ez son berg eau ic ini é ville".split()]
_PREFIXES = ["", "", "", "", *"re dé anti pré sur co inter sous ultra mal contre auto para mé".split()]
_SUFFIXES = (
    "tion tions ment iste istes isme eur eurs euse euses able ables age ages er é ée és ées ait aient era eront erait"
    " ant ante antes iser isation isé isée ité ités eux elle elles if ive ives aire aires ien ienne ique iques oir"
).split()


class Inventor:
    """Makes forms nobody has written, of three kinds. Every form is one run of letters or digits."""

    def __init__(self, chance: random.Random, stems: Sequence[str]) -> None:
        self._chance = chance
        self._stems = stems
        self.kinds: tuple[Callable[[], str], ...] = (self.name, self.word, self.number)

    def name(self) -> str:
        """Return a name such as «Krandolier», or one time in ten an acronym."""
        choice = self._chance.choice
        if self._chance.random() < 0.1:
            return "".join(choice("ABCDEFGILMNOPRSTUV") for _ in range(self._chance.randint(3, 6)))
        n_syllables = self._chance.randint(2, 3)
        syllables = [choice(_ONSETS) + choice(_NUCLEI) + choice(_CODAS) for _ in range(n_syllables)]
        return ("".join(syllables) + choice(_NAME_ENDS)).capitalize()

    def word(self) -> str:
        """Return a word such as «interfinancisation»: a real stem, usual prefixes and endings."""
        choice = self._chance.choice
        return choice(_PREFIXES) + choice(self._stems) + choice(_SUFFIXES)

    def number(self) -> str:
        """Return digits, small numbers more often than large ones."""
        return str(int(10 ** self._chance.uniform(1, 7)))
