"""The commands ``vigie validate``: draw passages, compare codes with the tone that was found."""

import json
from pathlib import Path
from typing import Annotated

import typer

from analytics.messages import default_language, message
from analytics.terminal import help_text as _help
from analytics.terminal import open_told, print_answer

validate = typer.Typer(help=_help("validate_help"), no_args_is_help=True, rich_markup_mode=None)

RunFolder = Annotated[Path, typer.Argument(help=_help("export_run"))]


@validate.command(help=_help("validate_sample_help"), epilog=_help("validate_sample_example"))
def sample(
    run: RunFolder,
    output: Annotated[Path, typer.Option("--output", "-o", help=_help("validate_sample_output"))],
    n: Annotated[int, typer.Option("--n", "-n", min=1, help=_help("validate_sample_n"))] = 120,
    seed: Annotated[int, typer.Option("--seed", min=0, help=_help("validate_sample_seed"))] = 0,
) -> None:
    """Write a sample of passages as a table to fill in."""
    from analytics.errors import ValidationError
    from analytics.files import atomic_write
    from analytics.validation.codings import sample_csv
    from analytics.validation.sampling import sample_passages

    drawn = sample_passages(open_told(run), n=n, seed=seed)
    if output.exists():
        raise ValidationError("sample_exists", path=output)
    output.parent.mkdir(parents=True, exist_ok=True)
    atomic_write(output, sample_csv(drawn))
    typer.echo(message("cli.validate_sampled", n=len(drawn), path=output))


@validate.command(help=_help("validate_guideline_help"))
def guideline() -> None:
    """Print the guideline for coders."""
    typer.echo(message("validation.guideline").strip())


@validate.command(help=_help("validate_score_help"), epilog=_help("validate_score_example"))
def score(
    run: RunFolder,
    files: Annotated[list[Path], typer.Argument(help=_help("validate_score_files"))],
    as_json: Annotated[bool, typer.Option("--json", help=_help("validate_score_json"))] = False,
) -> None:
    """Compare codes with the tone of a run, keep the result with it and print it."""
    from analytics import validation_answers
    from analytics.validation.codings import read_codings
    from analytics.validation.scoring import score as compare
    from analytics.validations import keep_validation

    opened, codings, lang = open_told(run), read_codings(files), default_language()
    result = compare(opened, codings)
    kept = keep_validation(run, result.as_dict(), codings)
    if as_json:
        typer.echo(json.dumps(result.as_dict(), ensure_ascii=False, indent=2))
        return
    for answer in validation_answers.validation_tables(opened, result, lang=lang):
        print_answer(answer)
    for sentence in validation_answers.validation_notes(result, lang=lang):
        typer.echo(sentence)
    typer.echo(message("cli.validate_kept", path=kept))
