"""The errors a user may meet, as one tree.

* VigieError
  x ReadError      a file cannot be read as articles
  x CorpusError    a corpus folder cannot be opened or written
  x SettingsError  a setting has no meaning
  x ResourceError  a word list is malformed
  x RunError       a run folder cannot be opened or written
  x RenderError    a chart cannot be drawn or saved
  x ValidationError  a sample cannot be drawn, or codings cannot be read or compared
  x DecisionError  a decision about actors cannot be made or read

Each carries the key of a sentence (what, where, what to do) and its values, so that it reads in the user's language.
"""

from __future__ import annotations

from analytics.messages import Language, message


class VigieError(Exception):
    """Root of all errors that have a remedy; ``except VigieError`` suffices.

    key : name of the sentence under ``error.`` in the message catalogue. values : what the sentence names; a tuple of
    errors is told as a list, so that many faults are reported at once.
    """

    def __init__(self, key: str, /, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key, values)

    def message(self, lang: Language | None = None) -> str:
        """Return the sentence in a language; by default that of the environment."""
        return message(f"error.{self.key}", lang, **{name: _told(value, lang) for name, value in self.values.items()})

    def __str__(self) -> str:
        return self.message()


def _told(value: object, lang: Language | None) -> object:
    if isinstance(value, tuple) and all(isinstance(item, VigieError) for item in value):
        return "".join(f"\n- {item.message(lang)}" for item in value)
    return value.message(lang) if isinstance(value, VigieError) else value


class ReadError(VigieError):
    """A file cannot be read as articles."""


class CorpusError(VigieError):
    """A corpus folder cannot be opened or written."""


class SettingsError(VigieError):
    """A setting is unknown or outside its range."""


class ResourceError(VigieError):
    """A word list is malformed."""


class RunError(VigieError):
    """A run folder cannot be opened or written."""


class RenderError(VigieError):
    """A chart cannot be drawn or saved."""


class ValidationError(VigieError):
    """A sample cannot be drawn, or codings cannot be read or compared."""


class DecisionError(VigieError):
    """A decision about actors cannot be made or read."""
