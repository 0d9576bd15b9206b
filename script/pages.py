"""Checks the console blocks of pages; called by script/pages, which says how in --help."""

import argparse
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 300  # seconds for one command


def blocks(page):
    """The console blocks of a page: commands, each with the lines shown after it."""
    for block in re.findall(r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S):
        commands = []
        for line in block.splitlines():
            if line.startswith("$ "):
                commands.append((line[2:], []))
            else:
                commands[-1][1].append(line)
        yield from commands


def difference(shown, printed):
    """The first shown line that is not printed where it is shown, "…" being any lines; None if all are."""
    at = 0
    is_free = False
    for k, line in enumerate(shown):
        if line == "…":
            is_free = True
            continue
        if is_free:
            # A line after "…" is looked for with those that stand behind it.
            part = shown[k : (shown + ["…"]).index("…", k)]
            places = [p for p in range(at, len(printed)) if printed[p : p + len(part)] == part]
            if not places:
                return line
            at = places[0]
            is_free = False
        if at >= len(printed) or printed[at] != line:
            return line
        at += 1
    return None if is_free or at == len(printed) else "(the end)"


def main():
    parser = argparse.ArgumentParser(prog="script/pages", add_help=False)
    parser.add_argument("pages", nargs="*", type=Path, default=[ROOT / "docs/planning.md"])
    parser.add_argument("--cartera", type=Path, default=ROOT / ".build/release/cartera")
    try:
        options = parser.parse_args()
    except SystemExit:
        sys.exit(64)
    is_true = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "scenarios").symlink_to(ROOT / "scenarios")
        (folder / "impossible").symlink_to(ROOT / "Tests/CommandTests/Fixtures/impossible")
        for page in options.pages:
            for command, shown in blocks(page):
                words = shlex.split(command)
                done = subprocess.run(
                    [options.cartera.resolve(), *words[1:]],
                    cwd=folder,
                    capture_output=True,
                    text=True,
                    timeout=LIMIT,
                    check=False,
                )
                wrong = difference(shown, done.stdout.splitlines())
                is_true = is_true and wrong is None
                print(f"{'true ' if wrong is None else 'WRONG'}  {command}", flush=True)
                if wrong is not None:
                    print(f"       not printed there: {wrong}\n{done.stderr}", end="")
    sys.exit(0 if is_true else 1)


if __name__ == "__main__":
    main()
