"""Compares cartera's optima with HiGHS's; called by script/oracle, which says how in --help.

A result is the optimum's points, "infeasible", or a Failure. Three results agree when they are equal and none
is a failure: a solver that ran out of time has shown nothing.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import highspy

# Numbers of initiatives by family. With four cycles HiGHS needs minutes for the natural model of 120.
SIZES = {
    "budget": [20, 60, 150, 300],
    "table": [20, 60, 150, 300],
    "region": [20, 60, 150, 300],
    "cycles": [20, 40, 60, 80],
    "tickets": [20, 60, 150, 300],
}
GRACE = 10  # seconds that a process may take beyond its time limit, to read and to write


class Failure(str):
    """Why there is no result."""


def solve_mps(path, limit):
    """The largest points of an MPS file, proven by HiGHS.

    MPS files minimize unless they say otherwise, so a file that minimizes holds minus the points.
    """
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", float(limit))
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    # Money and points are integers up to some 10^6 here: a looser tolerance could overspend by a fraction.
    solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
    solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
    if solver.readModel(str(path)) == highspy.HighsStatus.kError:
        return Failure(f"HiGHS cannot read {path.name}")
    sense = 1 if solver.getObjectiveSense()[1] == highspy.ObjSense.kMaximize else -1
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return "infeasible"
    if status != highspy.HighsModelStatus.kOptimal:
        return Failure(f"HiGHS: {solver.modelStatusToString(status)}")
    value = sense * solver.getInfo().objective_function_value
    if abs(value - round(value)) > 1e-3:
        return Failure(f"HiGHS: {value} is not whole")
    return round(value)


def run(command, limit):
    """The standard output of a command, or a failure; cartera exits with 1 when nothing is feasible."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit + GRACE)
    except subprocess.TimeoutExpired:
        return Failure("time limit")
    if done.returncode not in (0, 1):
        return Failure(f"exit {done.returncode}: {done.stderr.strip()[:200]}")
    return done.stdout


def solve_with_cartera(cartera, folder, limit):
    """The points that cartera proves."""
    options = ["--format", "json", "--ties", "any", "--time-limit", str(limit)]
    output = run([cartera, "solve", str(folder), *options], limit)
    if isinstance(output, Failure):
        return output
    try:
        answer = json.loads(output)
        if answer["status"] == "infeasible":
            return "infeasible"
        if answer["status"] != "optimal" or not answer["verified"]:
            return Failure(f"{answer['status']}, verified: {answer['verified']}")
        return answer["objective"]["value"]
    except (ValueError, KeyError, TypeError) as error:
        return Failure(f"not a result: {error!r}")


def solve_export(cartera, folder, limit):
    """The points that HiGHS proves on the model that cartera exports."""
    output = run([cartera, "export", str(folder), "--to", "mps"], limit)
    if isinstance(output, Failure):
        return output
    path = folder / "exported.mps"
    path.write_text(output)
    return solve_mps(path, limit)


def compare(options, family, size, seed, root):
    """Makes an instance, solves it three ways and prints a line; "same", "different" or "undecided"."""
    folder = root / f"{family}-{size}-{seed}"
    made = subprocess.run(
        [sys.executable, options.maker, family, str(size), str(seed), str(folder)], capture_output=True, text=True
    )
    if made.returncode != 0:
        print(f"the maker failed on {folder.name}: {made.stderr.strip()}", file=sys.stderr)
        sys.exit(64)
    solves = {
        "natural": lambda: solve_mps(folder / "natural.mps", options.time_limit),
        "cartera": lambda: solve_with_cartera(options.cartera, folder, options.time_limit),
        "export": lambda: solve_export(options.cartera, folder, options.time_limit),
    }
    results, parts = [], []
    for name, solve in solves.items():
        start = time.monotonic()
        result = solve()
        results.append(result)
        parts.append(f"{name} {result} ({time.monotonic() - start:.2f} s)")
    proven = {result for result in results if not isinstance(result, Failure)}
    verdict = "different" if len(proven) > 1 else "same" if len(proven) == len(set(results)) else "undecided"
    print(f"{folder.name:<16} {verdict:<10} {'  '.join(parts)}", flush=True)
    return verdict


def parse(arguments):
    """The options; exits with 64 when they are wrong, as cartera does."""
    parser = argparse.ArgumentParser(prog="script/oracle", add_help=False)
    parser.error = lambda message: (print(f"script/oracle: {message}. See --help.", file=sys.stderr), sys.exit(64))
    parser.add_argument("--maker", required=True)
    parser.add_argument("--cartera", default=".build/release/cartera")
    parser.add_argument("--families", type=lambda text: text.split(","), default=list(SIZES))
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--time-limit", type=int, default=300)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(arguments)
    unknown = [family for family in options.families if family not in SIZES]
    if unknown:
        parser.error(f"there is no family {unknown[0]}")
    for path, hint in ((options.maker, ""), (options.cartera, "; build it with: swift build -c release")):
        if not Path(path).is_file():
            parser.error(f"there is no file {path}{hint}")
    return options


def main():
    options = parse(sys.argv[1:])
    with tempfile.TemporaryDirectory() as temporary:
        root = options.keep or Path(temporary)
        verdicts = [
            compare(options, family, size, seed, root)
            for family in options.families
            for size in options.sizes or SIZES[family]
            for seed in range(1, options.seeds + 1)
        ]
    different, undecided = verdicts.count("different"), verdicts.count("undecided")
    print(f"{len(verdicts)} instances: {different} differences, {undecided} undecided")
    sys.exit(1 if different or undecided else 0)


if __name__ == "__main__":
    main()
