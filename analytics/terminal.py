"""Help texts and answers in the terminal. Text from outside is shown, never obeyed."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING

import typer

from analytics.messages import LANGUAGES, default_language, message

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.answers import Answer, Marked
    from analytics.corpus import Corpus
    from analytics.messages import Language
    from analytics.runs import Run

_SHORT = 16  # characters: identifiers, dates and figures stay on one line


@lru_cache(maxsize=1)
def _language_asked() -> Language:
    """Language of the help texts, which are written before the options are read."""
    arguments = sys.argv[1:]
    for i, argument in enumerate(arguments):
        value = (
            argument.removeprefix("--lang=") if argument.startswith("--lang=") else "".join(arguments[i + 1 : i + 2])
        )
        if argument.split("=")[0] == "--lang" and value in LANGUAGES:
            return value
    return default_language()


def help_text(key: str, **values: object) -> str:
    """Return the sentence ``cli.<key>`` in the language that the command was called in."""
    return message(f"cli.{key}", _language_asked(), **values)


def open_told(folder: Path) -> Run:
    """Open a run, and say on the error stream what beside it is damaged; everything else can be read."""
    from analytics.runs import open_run

    run = open_run(folder)
    for fault in run.faults:
        typer.echo(fault.message(), err=True)
    return run


def print_answer(answer: Answer) -> None:
    """Print a table, as wide as the window; a piped one need not fit a window."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=answer.title, title_justify="left", header_style="bold")
    for i, column in enumerate(answer.columns):
        table.add_column(column, no_wrap=all(len(row[i]) <= _SHORT for row in answer.rows))
    for row in answer.rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console = Console(width=None if sys.stdout.isatty() else 160)  # piped tables need not fit a window
    if not answer.rows and answer.note:
        console.print(answer.note, markup=False)
        return
    console.print(table)
    if answer.n_more:
        console.print(message("show.more", n=answer.n_more), markup=False)


def print_article(heading: str, paragraphs: list[Marked]) -> None:
    """Print an article with its tone words underlined."""
    from rich.console import Console
    from rich.text import Text

    console = Console()
    console.print(Text(printable(heading), style="dim"))
    for paragraph in paragraphs:
        text = Text(printable(paragraph.text), style="bold" if paragraph.number == 0 else "")
        for start, end, valence in paragraph.spans:
            text.stylize("underline dark_orange3" if valence < 0 else "underline blue", start, end)
        console.print(text)
        console.print(Text(f"  {paragraph.note}", style="dim"))


def print_rejected(corpus: Corpus) -> None:
    """Name on the error stream the first records that could not be read."""
    for row in corpus.rejected.slice(0, 20).to_pylist():
        typer.echo(
            f"  {printable(row['origin_file'])} {row['origin_record']} : {printable(row['reason'])}",
            err=True,
        )
    if corpus.rejected.num_rows > 20:
        typer.echo("  " + message("show.more", n=corpus.rejected.num_rows - 20), err=True)


def printable(text: str) -> str:
    """Keep control characters of outside text from acting on the terminal."""
    return "".join(c if c.isprintable() or c == "\u00a0" or c == "\u202f" else "\ufffd" for c in text)
