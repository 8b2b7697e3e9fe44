"""The command line as users type it: in a process of its own, or, quicker, in this one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest

from analytics import cli


def vigie(*arguments, lang="fr", cwd=None):
    """Run the real command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "analytics.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "VIGIE_LANG": lang, "COLUMNS": "200"},
        cwd=cwd,
        check=False,
    )


def vigie_here(*arguments):
    """Run the command in this process, where the lists are loaded already; the answer has the same shape."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["vigie", *map(str, arguments)])
        patch.setenv("COLUMNS", "200")
        try:
            cli.main()
        except SystemExit as exc:
            code = exc.code or 0
    return subprocess.CompletedProcess(sys.argv, code, out.getvalue(), err.getvalue())
