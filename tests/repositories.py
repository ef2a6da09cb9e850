"""Repositories of claim files, with commits of known times."""

import os
import subprocess

DAY = 1_700_000_000


def git(folder, *arguments, at=DAY):
    setting = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    when = {f"GIT_{who}_DATE": f"{at} +0100" for who in ("AUTHOR", "COMMITTER")}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | setting | who | when, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def commit(folder, text, path="data/claims.yaml", at=DAY):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x", at=at)
