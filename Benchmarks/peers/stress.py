"""Cartera's optima against HiGHS's on many small random instances; called by script/stress."""

import argparse
import importlib.util
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from natural import NaturalModel
from solvers import Cartera, contradictions, highs

HELP = """
Draws instances of all families of `cartera generate` in turn, 1 to --largest initiatives each. Of each, cartera's result
must pass `cartera verify` and keep every row of the natural model in whole numbers, and its value must be the one that
HiGHS proves on that model, made from the scenario's files alone. Where one of the two runs out of time, neither
may contradict what the other has shown; that counts as undecided. Where they differ, HiGHS is asked again without its
presolve: if it then agrees, it has contradicted itself, which is told and counted but is no difference.

Prints a line for each hundred, every difference at once, and the totals. Exits with 0 if there is no difference, 1 if
there is one, 64 on a wrong call, 69 if something is missing. Needs python3 with highspy; it installs nothing.
"""

FAMILIES = ("table", "region", "cycles", "tickets", "budget", "national", "dense")


def draw(number, settings):
    """Family, initiatives, seed and further options of an instance; its number and --seed decide."""
    chance = random.Random(f"{settings.seed} {number}")
    family = FAMILIES[number % len(FAMILIES)]
    initiatives, seed = chance.randint(1, settings.largest), chance.randrange(1 << 32)
    rows, tightness = chance.choice((1, 2, 5, 10, 30)), chance.randint(5, 95)
    return family, initiatives, seed, ["--rows", rows, "--tightness", f"{tightness}%"] if family == "dense" else []


def compare(instance, folder, settings):
    """What differs, whether both decided, and what HiGHS claimed and took back."""
    family, initiatives, seed, options = instance
    settings.cartera.generate(family, initiatives, seed, folder, *options)
    model = NaturalModel(folder)
    model.write_mps(folder / "natural.mps")
    run, result = settings.cartera.solve(folder, settings.limit, folder / "result.json")
    peer = highs(folder / "natural.mps", settings.limit)
    found = settings.cartera.complaints(folder, folder / "result.json", run, result, model)
    differences, slips = contradictions(run, peer, "highs"), []
    if differences and not found:
        again = highs(folder / "natural.mps", 10 * settings.limit, presolves=False)
        if run.is_proof and again.is_proof and not contradictions(run, again, "highs"):
            differences, slips = [], differences
    return found + differences, (run.is_proof, peer.is_proof), slips


def parse():
    """The options; exits as the help says when they are wrong or something is missing."""
    parser = argparse.ArgumentParser(
        prog="script/stress",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=__doc__.split(";")[0] + ".",
        epilog=HELP,
    )
    parser.error = lambda message: stop(64, f"{message}. See --help.")
    add = parser.add_argument
    add("--instances", type=int, default=2000, metavar="K", help="how many (default: %(default)s)")
    add("--largest", type=int, default=60, metavar="N", help="most initiatives of one (default: %(default)s)")
    add("--seed", type=int, default=1, metavar="S", help="other seeds draw other instances (default: %(default)s)")
    add("--limit", type=float, default=5, metavar="S", help="seconds for each solve (default: %(default)s)")
    add("--cartera", default=".build/release/cartera", metavar="PATH", help="the program (default: %(default)s)")
    add("--keep", type=Path, default=Path("differences"), metavar="DIR", help="for differences (default: %(default)s)")
    settings = parser.parse_args()
    if importlib.util.find_spec("highspy") is None:
        stop(69, "Python lacks highspy. Install: python3 -m pip install highspy")
    if not Path(settings.cartera).is_file():
        stop(64, f"there is no file {settings.cartera}. Build it with: swift build -c release")
    settings.cartera = Cartera(settings.cartera)
    return settings


def stop(code, message):
    print(f"script/stress: {message}", file=sys.stderr)
    sys.exit(code)


def main():
    settings = parse()
    differences, slipped, undecided = 0, 0, Counter()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        for number in range(settings.instances):
            instance = draw(number, settings)
            folder = Path(temporary) / str(number)
            found, (is_proven, peer_is_proven), slips = compare(instance, folder, settings)
            if found:
                differences += 1
                kept = settings.keep / f"{settings.seed}-{number}"
                shutil.copytree(folder, kept, dirs_exist_ok=True)
                print(f"DIFFERENCE {instance}, kept in {kept}: {'; '.join(found)}", flush=True)
            elif slips:
                slipped += 1
                print(f"HiGHS contradicts itself on {instance}: {'; '.join(slips)}, but not without presolve", flush=True)
            elif not is_proven or not peer_is_proven:
                undecided["cartera" if peer_is_proven else "HiGHS" if is_proven else "both"] += 1
            shutil.rmtree(folder)
            if (number + 1) % 100 == 0 or number + 1 == settings.instances:
                late = ", ".join(f"{count} by {who}" for who, count in sorted(undecided.items())) or "none"
                seconds = f"{time.monotonic() - start:.0f} s"
                counts = f"{differences} differences, {slipped} where HiGHS contradicts itself"
                print(f"{number + 1} instances, {counts}, undecided: {late}; {seconds}", flush=True)
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
