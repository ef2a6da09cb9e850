"""What holds for all tests: their environment, their processes, and how many examples Hypothesis makes up.

The examples are the same in every run, in `.ci/run` more of them: `HYPOTHESIS_PROFILE=thorough` is what it takes
there; `HYPOTHESIS_PROFILE=explore` looks for new ones.
"""

import functools
import gc
import os
import signal
from pathlib import Path

import pytest
import shellingham
import typer.main
from hypothesis import settings

from borderclash import cli

# What is made while tests are collected stays: nothing of it is garbage.
gc.disable()

# Who runs the tests in the background has interrupts ignored, by what they start as well.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("same", derandomize=True, deadline=None, max_examples=10)
settings.register_profile("thorough", derandomize=True, deadline=None, max_examples=200)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# What changes an output, or where it goes. A test of its effect sets it.
HEEDED = {"COLUMNS", "FORCE_COLOR", "GITHUB_STEP_SUMMARY", "LINES", "NO_COLOR", "TERM"}


def pytest_xdist_auto_num_workers(config):
    """Share the whole suite among up to four processes; what is named on the command line runs in this one."""
    return min(os.cpu_count() or 1, 4) if config.args_source is config.ArgsSource.TESTPATHS else 0


def pytest_collection_finish():
    """Leave thousands of collected tests out of what the collector of garbage walks, and have it walk less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def environment():
    """Take away what the environment of the tests says of colours and widths, and a git hook of its repository.

    What they write need not outlast a loss of power either.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name in HEEDED or name.startswith("GIT_"):
                patch.delenv(name)
        # The library of line editing that pytest loads sets some of them, of which `os.environ` does not know.
        for name in HEEDED:
            os.unsetenv(name)
        patch.setattr(os, "fsync", lambda _: None)
        # Completion asks which shell started it.
        patch.setattr(shellingham, "detect_shell", lambda: ("bash", "/bin/bash"))
        yield


@pytest.fixture(autouse=True, scope="session")
def commands():
    """Have Typer make its commands once, not for each of more than a thousand runs in this process."""
    make = functools.cache(cli.program)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "program", lambda arguments=(): make(tuple(arguments[:1])))
        patch.setattr(typer.main, "get_command", functools.cache(typer.main.get_command))
        yield


@pytest.fixture(scope="module")
def chromium():
    """Return a browser, for the tests of a module."""
    from browser import launch

    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def axe():
    """Return the script of axe-core, which looks for what shuts people out of a page."""
    from tools import npm_package

    return Path(npm_package("axe-core"), "axe.min.js").read_text(encoding="utf-8")
