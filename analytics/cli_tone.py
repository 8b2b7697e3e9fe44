"""The commands that explain tone: ``vigie explain``, ``vigie what-if``, ``vigie sensitivity``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.messages import default_language, message
from analytics.terminal import help_text as _help
from analytics.terminal import open_told, print_answer, print_article

if TYPE_CHECKING:
    from analytics.what_if import Without

tone = typer.Typer()

RunFolder = Annotated[Path, typer.Argument(help=_help("export_run"))]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help=_help("show_limit"))]
Words = Annotated[list[str] | None, typer.Option("--without-word", help=_help("without_word"))]
Rules = Annotated[list[str] | None, typer.Option("--without-rule", help=_help("without_rule"))]
Causes = Annotated[list[str] | None, typer.Option("--without-cause", help=_help("without_cause"))]
Facets = Annotated[list[str] | None, typer.Option("--without-facet", help=_help("without_facet"))]
Voices = Annotated[list[str] | None, typer.Option("--without-voice", help=_help("without_voice"))]
Lexicons = Annotated[list[str] | None, typer.Option("--without-lexicon", help=_help("without_lexicon"))]


@tone.command(help=_help("explain_help"), epilog=_help("explain_example"))
def explain(
    run: RunFolder,
    article: Annotated[str, typer.Argument(help=_help("show_article"))],
    paragraph: Annotated[int | None, typer.Argument(min=0, help=_help("explain_paragraph"))] = None,
    words: Words = None,
    rules: Rules = None,
    causes: Causes = None,
    facets: Facets = None,
    voices: Voices = None,
    lexicons: Lexicons = None,
) -> None:
    """Print what each tone word of an article was worth and what changed it."""
    from analytics.answers import find_article
    from analytics.tone_answers import explain as explained
    from analytics.what_if import what_if as changed

    opened = open_told(run)
    without = _without(words, rules, causes, facets, voices, lexicons)
    seen = changed(opened, without)
    if without:
        typer.echo(message("cli.explained_without"))
    told = explained(seen, find_article(opened, article), paragraph, lang=default_language())
    print_article(told.heading, told.paragraphs)
    print_answer(told.words)


@tone.command("what-if", help=_help("what_if_help"), epilog=_help("what_if_example"))
def what_if(
    run: RunFolder,
    words: Words = None,
    rules: Rules = None,
    causes: Causes = None,
    facets: Facets = None,
    voices: Voices = None,
    lexicons: Lexicons = None,
    limit: Limit = 20,
) -> None:
    """Print the tone as analysed and as it would be without some words, rules, causes, facets or voices."""
    from analytics.tone_answers import what_if as compared
    from analytics.what_if import what_if as changed

    opened = open_told(run)
    without = _without(words, rules, causes, facets, voices, lexicons)
    if not without:
        raise typer.BadParameter(message("cli.without_missing"))
    after = changed(opened, without)
    print_answer(compared(opened, after, lang=default_language(), limit=limit))


@tone.command(help=_help("sensitivity_help"), epilog=_help("sensitivity_example"))
def sensitivity(run: RunFolder, limit: Limit = 20) -> None:
    """Print how far the tone hangs on each rule and on single words."""
    from analytics.tone_answers import sensitivity as answers

    for answer in answers(open_told(run), lang=default_language(), limit=limit):
        print_answer(answer)


def _without(*parts: list[str] | None) -> "Without":
    from analytics.tone_answers import machine_names
    from analytics.what_if import Without

    words, rules, causes, facets, voices, lexicons = (tuple(part or ()) for part in parts)
    return Without(
        words=words, rules=machine_names("rule", rules), causes=causes, facets=machine_names("facet", facets),
        voices=machine_names("voice", voices), lexicons=lexicons,
    )  # fmt: skip
