"""``vigie lexicon``: check a tone lexicon, or compare several on the same articles."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.messages import default_language
from analytics.terminal import print_answer, printable

if TYPE_CHECKING:
    from analytics.corpus import Corpus
    from analytics.errors import VigieError


def print_remarks(remarks: "tuple[VigieError, ...]") -> None:
    """Say on the error stream what a reader should know of the lists read."""
    for remark in remarks:
        typer.echo(printable(str(remark)), err=True)


def lexicon_app(help_of: Callable[[str], str], read: "Callable[[list[Path]], Corpus]") -> typer.Typer:
    """Return the sub-commands. help_of : sentence of a help text. read : turns paths into a corpus."""
    app = typer.Typer(help=help_of("lexicon_help"), no_args_is_help=True, rich_markup_mode=None)

    @app.command(help=help_of("lexicon_check_help"), epilog=help_of("lexicon_check_example"))
    def check(
        file: Annotated[Path | None, typer.Argument(help=help_of("lexicon_check_file"))] = None,
    ) -> None:
        """Print what is found in a list; exit code 1 when there are errors."""
        from analytics.answers import lexicon_findings
        from analytics.lexicon import read_word_list
        from analytics.lexicon_checks import check_lexicon

        words = read_word_list(file, merge=False) if file else None
        print_remarks(words.remarks if words else ())
        findings = check_lexicon(words.rows if words else None)
        print_answer(lexicon_findings(findings, lang=default_language()))
        if any(finding.level == "error" for finding in findings):
            raise typer.Exit(1)

    @app.command(help=help_of("lexicon_compare_help"), epilog=help_of("lexicon_compare_example"))
    def compare(
        paths: Annotated[list[Path], typer.Argument(help=help_of("lexicon_compare_paths"))],
        lexicon: Annotated[list[str], typer.Option("--lexicon", help=help_of("lexicon_compare_lexicon"))],
        limit: Annotated[int, typer.Option("--limit", "-n", min=1, help=help_of("show_limit"))] = 20,
    ) -> None:
        """Print what each lexicon makes of the same articles."""
        from analytics.answers import lexicon_comparison
        from analytics.lexicon import load_lexicon
        from analytics.lexicon_comparison import compare_lexicons
        from analytics.runs import is_run, open_run

        lexicons = {name: load_lexicon(name) for name in lexicon}
        for loaded in lexicons.values():
            print_remarks(loaded.remarks)
        source = open_run(paths[0]) if len(paths) == 1 and is_run(paths[0]) else read(paths)
        for answer in lexicon_comparison(compare_lexicons(source, lexicons, n_words=limit), lang=default_language()):
            print_answer(answer)

    return app
