"""Compares cartera vote with reference outcomes, a line for each file and rule. See script/pabulib."""

import argparse
import csv
import json
import math
import pathlib
import subprocess
import sys
import tempfile

CASES = {
    "maxwelfare": ["--rule", "utilitarian"],
    "greedy": ["--rule", "greedy"],
    "mes": ["--rule", "equal_shares"],
    "mes_add1": ["--rule", "equal_shares", "--completion", "add1"],
    "mes_add1u": ["--rule", "equal_shares", "--completion", "add1u"],
}
UTILITIES = {"cost": "cost", "card": "cardinality", "points": "ballot", "borda": "ballot"}


def options(key):
    """The options for a key of the references, None if it is none of a rule."""
    if key == "phragmen":
        return ["--rule", "phragmen"]
    name, _, utility = key.rpartition("_")
    if name not in CASES:
        return None
    return CASES[name] + ["--utility", UTILITIES[utility]]


def vote(program, file, arguments):
    command = [program, "vote", str(file), "--format", "json", "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip() or f"exit code {done.returncode}")
    return json.loads(done.stdout)


def compare(key, reference, answer):
    """What differs, '' if nothing does, None if the reference has no outcome."""
    if "timeout_seconds" in reference:
        reference = reference.get("independent_result")
        if not isinstance(reference, dict):
            return None
    if key.startswith("maxwelfare"):
        wanted = reference["cpsat_optimal_welfare"]
        return "" if answer["welfare"] == wanted else f"welfare {answer['welfare']}, not {wanted}"
    order = reference.get("independent_order") if key == "phragmen" else reference.get("order")
    if order is None or key.startswith("mes_add1u"):
        found, wanted = sorted(answer["selected"]), sorted(reference["selected"])
    else:
        found, wanted = answer["selected"], order
    if found != wanted:
        return f"{found}, not {wanted}"
    ties = reference.get("ties", reference.get("ties_in_final_run"))
    if key.startswith("mes") and ties is not None and not key.startswith("mes_add1u"):
        mine = [tie["tied"] for tie in answer["ties"]]
        theirs = [tie["tied"] for tie in ties if "tied" in tie]
        if len(theirs) == len(ties) and mine != theirs:
            return f"ties {mine}, not {theirs}"
    return ""


class OutOfTime(Exception):
    pass


def reference_seconds(file, cap):
    """pabutools' time for add1, and whether it was stopped at the cap."""
    import signal
    import time

    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import method_of_equal_shares

    def stop(*_):
        raise OutOfTime

    instance, profile = parse_pabulib(str(file))
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(cap)
    begin = time.perf_counter()
    try:
        method_of_equal_shares(
            instance, profile.as_multiprofile(), sat_class=Cost_Sat, voter_budget_increment=1
        )
        return time.perf_counter() - begin, False
    except OutOfTime:
        return float(cap), True
    finally:
        signal.alarm(0)


def race(data, program, cap):
    """Prints both times for each file, and the geometric mean of their ratio."""
    logarithms = []
    longest = 0.0
    for file in sorted(data.glob("*.pb")):
        theirs, stopped = reference_seconds(file, cap)
        mine = vote(program, file, CASES["mes_add1"])["seconds"]
        longest = max(longest, mine)
        logarithms.append(math.log(theirs / max(mine, 1e-6)))
        note = " (stopped)" if stopped else ""
        print(f"{file.stem}: pabutools {theirs:.4f} s{note}, cartera {mine:.6f} s", flush=True)
    mean = math.exp(sum(logarithms) / len(logarithms))
    print(f"{len(logarithms)} files; pabutools takes {mean:.1f} times as long in the geometric mean")
    print(f"cartera's longest: {longest:.3f} s; pabutools was stopped after {cap} s")
    return 0 if mean >= 50 and longest <= 60 else 1


def cells(text):
    """The sections of a .pb file as lists of rows of cells, without blanks at the ends of cells."""
    sections, rows = {}, []
    for row in csv.reader(text.splitlines(keepends=True), delimiter=";"):
        row = [cell.strip() for cell in row]
        if not any(row):
            continue
        if row[0].upper() in ("META", "PROJECTS", "VOTES") and not any(row[1:]):
            rows = sections[row[0].upper()] = []
        else:
            rows.append(row[: len(rows[0])] if rows else row)
    return sections


def meaning(sections):
    """Budget, costs and votes; numbers as numbers, approvals without their order."""
    meta = dict(row[:2] for row in sections["META"][1:])
    kind = meta["vote_type"].lower()
    project = {name: column for column, name in enumerate(sections["PROJECTS"][0])}
    vote = {name: column for column, name in enumerate(sections["VOTES"][0])}
    votes = []
    for row in sections["VOTES"][1:]:
        ids = [part.strip() for part in row[vote["vote"]].split(",") if part.strip()]
        points = [float(part) for part in row[vote["points"]].split(",")] if "points" in vote and ids else None
        ids = list(dict(zip(ids, points or ids)).items()) if points else list(dict.fromkeys(ids))
        votes.append((row[vote["voter_id"]], ids if kind == "ordinal" else sorted(ids)))
    costs = [(r[project["project_id"]], float(r[project["cost"]])) for r in sections["PROJECTS"][1:]]
    return float(meta["budget"]), kind.replace("choose-1", "approval"), costs, votes


def round_trip(data, program):
    """Imports and exports each file: every cell with original.pb, what it means without."""
    differences = 0
    files = sorted(data.glob("*.pb"))
    for file in files:
        found = []
        with tempfile.TemporaryDirectory() as folder:
            scenario = pathlib.Path(folder) / "scenario"
            run = lambda *arguments: subprocess.run(
                [program, *map(str, arguments), "--quiet"], check=True, capture_output=True, text=True
            ).stdout
            before = cells(file.read_text(encoding="utf-8-sig"))
            try:
                run("import", file, "--output", scenario)
                if cells(run("export", scenario, "--to", "pb")) != before:
                    found.append("a cell differs")
                (scenario / "original.pb").unlink()
                if meaning(cells(run("export", scenario, "--to", "pb"))) != meaning(before):
                    found.append("without original.pb the election differs")
            except subprocess.CalledProcessError as error:
                found.append(error.stderr.strip())
        differences += len(found)
        print(f"{file.stem} round trip: {'; '.join(found) or 'equal'}", flush=True)
    print(f"{len(files)} files; differences: {differences}")
    return 1 if differences or not files else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--cartera", default=".build/release/cartera")
    parser.add_argument("--race", type=int, metavar="CAP")
    parser.add_argument("--round-trip", action="store_true")
    arguments = parser.parse_args()
    if arguments.round_trip:
        return round_trip(arguments.data, arguments.cartera)
    if arguments.race:
        return race(arguments.data, arguments.cartera, arguments.race)
    differences = cases = without = 0
    slowest = (0.0, "")
    references = sorted((arguments.data / "expected").glob("*.json"))
    for path in references:
        results = json.loads(path.read_text()).get("results")
        file = arguments.data / (path.stem + ".pb")
        if results is None or not file.exists():
            continue
        for key, reference in results.items():
            chosen = options(key)
            if chosen is None:
                continue
            try:
                answer = vote(arguments.cartera, file, chosen)
                difference = compare(key, reference, answer)
                slowest = max(slowest, (answer["seconds"], f"{path.stem} {key}"))
                seconds = f"{answer['seconds']:.4f} s"
            except RuntimeError as error:
                difference, seconds = str(error), "-"
            if difference is None:
                without += 1
                print(f"{path.stem} {key}: no reference ({seconds})")
                continue
            cases += 1
            differences += difference != ""
            print(f"{path.stem} {key}: {difference or 'equal'} ({seconds})", flush=True)
    official = arguments.data / "expected" / "official_equal_shares.json"
    if official.exists():
        for name, entry in json.loads(official.read_text()).items():
            answer = vote(arguments.cartera, arguments.data / name, CASES["mes_add1"])
            same = sorted(answer["selected"]) == sorted(entry["official_selected"])
            cases += 1
            differences += not same
            print(f"{name} official: {'equal' if same else answer['selected']}")
    print(f"{cases} comparisons, {without} without a reference, slowest {slowest[1]}: {slowest[0]:.3f} s")
    print(f"differences: {differences}")
    return 1 if differences or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
