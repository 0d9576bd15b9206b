"""Cartera beside the other solvers that are installed: `python3 Benchmarks/peers --help`."""

import argparse
import math
import statistics
import sys
import tempfile
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from natural import NaturalModel
from solvers import MODULES, PEERS, Cartera, contradictions, is_installed, run_peer

HELP = """
Without --race: who proves the optimum first. Each instance is drawn by `cartera generate` and solved by every
installed peer, gap 0, on two models: the class model, which `cartera export` writes, and the natural model, with a
variable for what each pledge pays for each initiative. Whole processes are timed, start and reading included; cartera
runs with --ties any, between the peers. Prints a Markdown table, then the geometric means of cartera's seconds
divided by the best proven peer's. To be quicker without touching the best peer's time, a peer is stopped when it has
taken twice as long as the best so far (and 2 s), and only those within thrice the best run again for a median.

With --race: who finds more in equal time, on the class model. Prints the values, and in how many instances cartera's is
at least as good as each peer's.

Each of cartera's results is checked by `cartera verify` and by the natural model in whole numbers. Exits with 1 if a
value differs, a result is refused, or a peer proves what cartera does not; with 0 otherwise.

An INSTANCE is FAMILY:N, such as region:1000; dense:N:ROWS:TIGHTNESS, such as dense:250:10:25%.
"""

FAMILIES = {"table": (30, 60), "region": (133, 300, 1000, 10000), "cycles": (60, 100), "tickets": (60, 200)}
PROOFS = [f"{family}:{n}" for family, sizes in FAMILIES.items() for n in sizes]
PROOFS += [f"budget:{n}" for n in (1000, 10000, 100000)]
RACES = [f"dense:{n}:{rows}:{share}%" for rows in (5, 10, 30) for n in (100, 250, 500) for share in (25, 50, 75)]
LONG = 2.0  # seconds of a process from which on the solvers' own are shown too
PATIENCE = 2.0  # seconds that each peer gets, however slow it is beside the best


@dataclass
class Instance:
    """One scenario that is to be drawn."""

    family: str
    initiatives: int
    options: list
    seed: int

    @staticmethod
    def parse(text, seed):
        family, n, *rest = text.split(":")
        options = ["--rows", rest[0], "--tightness", rest[1]] if rest else []
        return Instance(family, int(n), options, seed)

    @property
    def name(self):
        return " ".join([self.family, str(self.initiatives), *self.options[1::2]])

    def make(self, cartera, root, natural=True):
        """The folder, the natural model, and the models' files by their names."""
        folder = root / f"{self.name} {self.seed}".replace(" ", "-").replace("%", "")
        cartera.generate(self.family, self.initiatives, self.seed, folder, *self.options)
        model = NaturalModel(folder)
        models = {"class": folder / "class.mps"}
        cartera.export(folder, models["class"])
        if natural:
            models["natural"] = folder / "natural.mps"
            model.write_mps(models["natural"])
        return folder, model, models


class Proofs:
    """Who proves the optimum of one instance first."""

    def __init__(self, instance, settings, root):
        self.instance, self.settings, self.cartera = instance, settings, settings.cartera
        self.folder, self.model, self.models = instance.make(self.cartera, root)
        self.answers, self.peers, self.complaints = [], {}, []

    def measure(self):
        for turn in range(self.settings.runs):
            self.run_cartera()
            contenders = [
                (peer, model)
                for model in self.models
                for peer in self.settings.peers
                if turn == 0 or self.seconds((peer, model)) <= 3 * self.best_seconds
            ]
            for peer, model in contenders:
                limit = self.settings.limit if turn else min(self.settings.limit, max(PATIENCE, 2 * self.best_seconds))
                self.peers.setdefault((peer, model), []).append(run_peer(peer, self.models[model], limit))
        for answer, (key, runs) in product(self.answers, self.peers.items()):
            for run in runs:
                self.complaints += contradictions(answer, run, " ".join(key))
        self.complaints = sorted(set(self.complaints))

    def run_cartera(self):
        path = self.folder / "result.json"
        run, result = self.cartera.solve(self.folder, self.settings.limit, path, "--ties", "any")
        self.answers.append(run)
        self.complaints += self.cartera.complaints(self.folder, path, run, result, self.model)

    def seconds(self, key):
        """The median of a peer that proved its value each time; infinite for others."""
        runs = self.peers.get(key, [])
        return statistics.median(r.seconds for r in runs) if runs and all(r.is_proof for r in runs) else math.inf

    @property
    def best(self):
        return min(self.peers, key=self.seconds, default=None)

    @property
    def best_seconds(self):
        return self.seconds(self.best) if self.peers else math.inf

    @property
    def cartera_seconds(self):
        return statistics.median(run.seconds for run in self.answers)

    @property
    def is_proven(self):
        return all(run.is_proof for run in self.answers)

    @property
    def is_lost(self):
        return not self.is_proven and self.best_seconds < math.inf

    @property
    def ratio(self):
        """Cartera's seconds over the best peer's, where both proved the value."""
        return self.cartera_seconds / self.best_seconds if self.is_proven and self.best_seconds < math.inf else None

    def row(self):
        answer, best = self.answers[0], self.best
        value = "none" if answer.status == "infeasible" else str(answer.value)
        proofs = sum(self.seconds(key) < math.inf for key in self.peers)
        agree = "**NO**" if self.complaints else f"yes, {proofs} proofs" if proofs else "nothing to compare with"
        own, others, other = "", f"none in {self.settings.limit:g} s", ""
        if self.best_seconds < math.inf:
            others, other = " ".join(best), f"{self.best_seconds:.2f}"
            if max(self.cartera_seconds, self.best_seconds) > LONG:
                own = f"{solver_seconds(self.answers)} : {solver_seconds(self.peers[best])}"
        ratio = f"{self.ratio:.2f}" if self.ratio else "not proven" if not self.is_proven else ""
        own_seconds = f"{self.cartera_seconds:.2f}"
        return table_row([self.instance.name, self.instance.seed, value, own_seconds, others, other, ratio, agree, own])


def solver_seconds(runs):
    known = [run.solver_seconds for run in runs if run.solver_seconds is not None]
    return f"{statistics.median(known):.2f}" if known else "?"


def table_row(cells):
    return f"| {' | '.join(map(str, cells))} |"


def table_head(cells):
    return f"{table_row(cells)}\n{table_row(['---'] * len(cells))}"


def prove(instances, settings, root):
    """The table of proofs, and whether all is well."""
    titles = ["instance", "seed", "value", "Cartera, s", "best peer", "its s", "ratio", "values agree"]
    print(table_head([*titles, "solvers alone, s"]), flush=True)
    is_well, ratios, left_out = True, {}, 0
    for instance in instances:
        proofs = Proofs(instance, settings, root)
        proofs.measure()
        print(proofs.row(), flush=True)
        complain(instance, proofs.complaints)
        is_well = is_well and not proofs.complaints and not proofs.is_lost
        if proofs.ratio:
            ratios.setdefault(instance.name, []).append(proofs.ratio)
        else:
            left_out += 1
    print("\n" + table_head(["geometric mean of ratios", "instances", "ratio", "largest"]))
    families = {}
    for name, found in ratios.items():
        families.setdefault(name.split()[0], []).extend(found)
    groups = [*ratios.items(), *((f"all of {family}", found) for family, found in families.items())]
    everything = [ratio for found in ratios.values() for ratio in found]
    for name, found in [*groups, ("all", everything)] if everything else []:
        print(table_row([name, len(found), f"{statistics.geometric_mean(found):.3f}", f"{max(found):.2f}"]))
    if left_out:
        print(f"\n{left_out} without a ratio: not proven by Cartera, or by no peer.")
    return is_well


def race(instances, settings, root):
    """The table of values in equal time, and whether all is well."""
    print(table_head(["instance", "seed", "Cartera", "gap", *settings.peers, "lost by"]), flush=True)
    is_well = True
    good = dict.fromkeys(settings.peers, 0)
    for instance in instances:
        folder, model, models = instance.make(settings.cartera, root, natural=False)
        path = folder / "result.json"
        answer, result = settings.cartera.solve(folder, settings.limit, path, "--ties", "any")
        peers = {peer: run_peer(peer, models["class"], settings.limit) for peer in settings.peers}
        complaints = [words for peer, run in peers.items() for words in contradictions(answer, run, peer)]
        complaints += settings.cartera.complaints(folder, path, answer, result, model)
        own = -math.inf if answer.value is None else answer.value
        lost = {peer: run.value - own for peer, run in peers.items() if run.value is not None and run.value > own}
        for peer in settings.peers:
            good[peer] += peer not in lost
        gap = "proven" if answer.is_proof else f"{answer.bound - answer.value:g}" if answer.value is not None else ""
        values = [f"{run.value}{' proven' if run.is_proof else ''}" for run in peers.values()]
        by = ", ".join(f"{peer} {more}" for peer, more in lost.items())
        print(table_row([instance.name, instance.seed, answer.value, gap, *values, by]), flush=True)
        complain(instance, complaints)
        is_well = is_well and not complaints
    print(f"\nCartera's value is at least as good, of {len(instances)}:")
    for peer, count in good.items():
        print(f"- as {peer}'s in {count}")
    return is_well


def complain(instance, complaints):
    for complaint in complaints:
        print(f"\n**DIFFERENCE** {instance.name}, seed {instance.seed}: {complaint}\n", flush=True)


def parse():
    """The options; exits with 64 when they are wrong, as cartera does."""
    parser = argparse.ArgumentParser(
        prog="python3 Benchmarks/peers",
        usage="%(prog)s [options] [INSTANCE ...]",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=__doc__,
        epilog=HELP,
    )
    parser.error = lambda message: (print(f"Benchmarks/peers: {message}. See --help.", file=sys.stderr), sys.exit(64))
    default = f"default: {' '.join(PROOFS)}; with --race dense, 27 kinds"
    add = parser.add_argument
    add("instances", nargs="*", metavar="INSTANCE", help=default)
    add("--race", action="store_true", help="compare values in equal time instead of times to the proof")
    add("--seeds", type=int, default=3, metavar="K", help="seeds 1 to K of each instance (default: 3)")
    add("--runs", type=int, default=3, metavar="K", help="medians of K runs (default: 3; a race has one)")
    add("--limit", type=float, metavar="S", help="seconds for each run (default: 60; in a race 10)")
    add("--peers", help=f"a list (default: those installed of {','.join(PEERS)})")
    add("--cartera", default=".build/release/cartera", metavar="PATH", help="the program (default: %(default)s)")
    add("--keep", type=Path, metavar="DIR", help="leave the instances and results there")
    settings = parser.parse_args()
    installed = [peer for peer in PEERS if is_installed(peer)]
    settings.peers = settings.peers.split(",") if settings.peers else installed
    for peer in settings.peers:
        if peer not in installed:
            what = f"python3 -m pip install {MODULES[peer][0]}" if peer in MODULES else f"the program {peer}"
            parser.error(f"{peer} is not installed. Install it: {what}")
    if not Path(settings.cartera).is_file():
        parser.error(f"there is no file {settings.cartera}. Build it with: swift build -c release")
    settings.cartera = Cartera(settings.cartera)
    settings.limit = settings.limit or (10 if settings.race else 60)
    try:
        names = settings.instances or (RACES if settings.race else PROOFS)
        instances = [Instance.parse(name, seed) for name in names for seed in range(1, settings.seeds + 1)]
    except (ValueError, IndexError):
        parser.error("an instance is FAMILY:N or dense:N:ROWS:TIGHTNESS")
    return settings, instances


def main():
    settings, instances = parse()
    with tempfile.TemporaryDirectory() as temporary:
        root = settings.keep or Path(temporary)
        root.mkdir(parents=True, exist_ok=True)
        is_well = (race if settings.race else prove)(instances, settings, root)
    sys.exit(0 if is_well else 1)


if __name__ == "__main__":
    main()
