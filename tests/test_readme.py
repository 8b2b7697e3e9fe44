"""What the README tells a newcomer to type works, in this order."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest

from tests.commands import vigie_here
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


@pytest.fixture
def clone(tmp_path):
    for name in ("corpora", "seeds"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def test_the_commands_of_the_readme(clone, monkeypatch):
    monkeypatch.chdir(clone)
    commands = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("vigie ")]
    assert len(commands) == 25
    for command in commands:
        arguments = shlex.split(command)[1:]
        if arguments[0] == "dashboard":
            arguments.append("--help")  # serving it is the browser tests' work
        done = vigie_here(*arguments)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
    assert (clone / "images" / "topic-shares.png").is_file()


def test_the_python_of_the_readme(clone):
    (code,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", code], cwd=clone, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (clone / "ton.png").read_bytes().startswith(b"\x89PNG")
    assert (clone / "analyse" / "manifest.json").is_file()


def test_every_make_verb_it_names_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    texts = README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for verb in set(re.findall(r"`make (\w+)", texts)) | set(re.findall(r"^make (\w+)", texts, flags=re.MULTILINE)):
        assert re.search(rf"^{verb}:", makefile, flags=re.MULTILINE), verb


def test_its_pictures_are_there():
    for path in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / path).read_bytes().startswith(b"\x89PNG"), path
