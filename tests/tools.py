"""The programs of other makers that tests run: found, or the test is skipped by the name of what is missing."""

import os
import shutil
from pathlib import Path

import pytest


def program(name):
    """Return the path of a program, among npm's packages or on the PATH."""
    return _npm(f".bin/{name}") or shutil.which(name) or pytest.skip(f"{name} is not installed")


def npm_package(name):
    """Return the folder of an npm package that has no program of its own."""
    return _npm(name) or pytest.skip(f"the npm package {name} is not installed (BORDERCLASH_NODE_MODULES)")


def _npm(path):
    modules = os.environ.get("BORDERCLASH_NODE_MODULES")
    found = Path(modules, path) if modules else None
    return str(found) if found and found.exists() else None
