"""Scripts work as before and say nothing, save what is wrong."""

import re
import subprocess

import pytest

from collabgov.pages.console import TALK, silenced


@pytest.mark.parametrize("call", ["console.warn('x')", "console.error('x')"])
def test_what_is_wrong_is_still_said(call):
    assert silenced(call) == call


def test_a_silenced_script_still_runs():
    script = (
        "let n = 0; const f = () => console.log(n += 1, [n]); f(), f(); process.exit(n)"
    )
    silent = silenced(script)
    assert "console" not in silent
    run = subprocess.run(["node", "-e", silent], capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (2, "")


@pytest.mark.slow
def test_the_scripts_of_the_site_are_silent(site):
    scripts = [path.read_text("utf-8") for path in site.rglob("*.js")]
    assert any(re.search(r"void\(.\[PST\]", script) for script in scripts)
    assert not any(TALK.search(script) for script in scripts)
