"""The commands about tone lexicons: ``vigie lexicon check``, ``vigie lexicon compare``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.messages import default_language, message
from analytics.terminal import help_text as _help
from analytics.terminal import open_told, print_answer, printable

if TYPE_CHECKING:
    from analytics.errors import VigieError

lexicon = typer.Typer(help=_help("lexicon_help"), no_args_is_help=True, rich_markup_mode=None)


def print_remarks(remarks: "tuple[VigieError, ...]") -> None:
    """Say on the error stream what a reader should know of the lists read."""
    for remark in remarks:
        typer.echo(printable(str(remark)), err=True)


@lexicon.command(help=_help("lexicon_check_help"), epilog=_help("lexicon_check_example"))
def check(
    file: Annotated[Path | None, typer.Argument(help=_help("lexicon_check_file"))] = None,
    every: Annotated[bool, typer.Option("--all", help=_help("lexicon_check_all"))] = False,
) -> None:
    """Print what is found in a list; exit code 1 when there are errors."""
    from analytics.lexicon_answers import findings as answer_of
    from analytics.tone.lexicon import read_word_list
    from analytics.tone.lexicon_checks import check_lexicon

    words = read_word_list(file, merge=False) if file else None
    print_remarks(words.remarks if words else ())
    findings = check_lexicon(words.rows if words else None)
    shown = [found for found in findings if every or found.level == "error" or not found.note]
    print_answer(answer_of(shown, lang=default_language()))
    n_errors = sum(found.level == "error" for found in findings)
    typer.echo(message(
        "cli.lexicon_checked", n=n_errors, looks=len(findings) - n_errors, hidden=len(findings) - len(shown)
    ))  # fmt: skip
    if any(finding.level == "error" for finding in findings):
        raise typer.Exit(1)


@lexicon.command(help=_help("lexicon_compare_help"), epilog=_help("lexicon_compare_example"))
def compare(
    paths: Annotated[list[Path], typer.Argument(help=_help("lexicon_compare_paths"))],
    lists: Annotated[list[str], typer.Option("--lexicon", help=_help("lexicon_compare_lexicon"))],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help=_help("show_limit"))] = 20,
) -> None:
    """Print what each lexicon makes of the same articles."""
    from analytics.lexicon_answers import comparison
    from analytics.lexicon_comparison import compare_lexicons
    from analytics.readers import read_corpus
    from analytics.runs import is_run
    from analytics.tone.lexicon import load_lexicon

    lexicons = {name: load_lexicon(name) for name in lists}
    for loaded in lexicons.values():
        print_remarks(loaded.remarks)
    source = open_told(paths[0]) if len(paths) == 1 and is_run(paths[0]) else read_corpus(*paths)
    for answer in comparison(compare_lexicons(source, lexicons, n_words=limit), lang=default_language()):
        print_answer(answer)
