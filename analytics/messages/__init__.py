"""Every sentence a user reads, in French and English, by key.

The catalogue is ``fr.toml`` and ``en.toml`` beside this file, with the sentences of charts in ``charts.fr.toml`` and
``charts.en.toml``. A value is a template (``{n}`` and so on) or, where number matters, a table of plural forms
(``one``, ``other``) chosen by the value ``n``. Numbers are written in the conventions of the language (Unicode CLDR,
through Babel).
"""

from __future__ import annotations

import os
import tomllib
from functools import lru_cache
from importlib.resources import files
from numbers import Integral, Real
from typing import Any, Literal, cast, get_args

from babel.core import Locale
from babel.numbers import format_decimal

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def default_language() -> Language:
    """Language of the user's environment: ``VIGIE_LANG``, then the locale; French unless it asks for English."""
    for name in ("VIGIE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value.startswith(LANGUAGES):
            return cast("Language", value[:2])
    return "fr"


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(lang: Language) -> dict[str, str | dict[str, str]]:
    """All messages of one language: flat keys such as ``error.no_article`` to templates or plural forms."""
    texts = [
        files(__name__).joinpath(name).read_text(encoding="utf-8") for name in (f"{lang}.toml", f"charts.{lang}.toml")
    ]
    return dict(entry for text in texts for entry in _flatten(tomllib.loads(text), prefix=""))


def message(key: str, lang: Language | None = None, /, **values: object) -> str:
    """Return the sentence of a key with its values filled in, numbers in the language's conventions.

    Raises ``KeyError`` for a key or a value that is not there: a missing sentence is a defect, not a user's error.
    """
    lang = lang or default_language()
    template = catalogue(lang)[key]
    if isinstance(template, dict):
        count = values["n"]
        form = Locale.parse(lang).plural_form(float(count)) if isinstance(count, Real) else "other"
        template = template.get(form, template["other"])
    return template.format(**{name: localised(value, lang) for name, value in values.items()})


def localised(value: object, lang: Language) -> str:
    """Write one value for a reader: numbers with the language's separators, everything else as ``str``."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return str(value)
    if isinstance(value, Integral):
        return str(format_decimal(int(value), format="#,##0", locale=lang))
    return str(format_decimal(round(float(value), 2) + 0.0, format="#,##0.##", locale=lang))  # + 0.0: no minus zero


def _flatten(node: dict[str, Any], *, prefix: str) -> list[tuple[str, str | dict[str, str]]]:
    flat: list[tuple[str, str | dict[str, str]]] = []
    for name, value in node.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict) and "other" not in value:
            flat += _flatten(value, prefix=f"{key}.")
        else:
            flat.append((key, value))
    return flat
