"""Compares cartera's frontiers with vOptLib's; called by script/frontiers, which says how in --help."""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def numbers(path):
    """All numbers of a file but those of its comments."""
    lines = path.read_text(encoding="latin-1").splitlines()
    return [int(word) for line in lines for word in line.split("#")[0].split()]


def write_scenario(instance, folder):
    """The knapsack of a .dat file (n, 2 objectives, 1 constraint, profits twice, weights, capacity) as a scenario."""
    count, objectives, constraints, *rest = numbers(instance)
    if objectives != 2 or constraints != 1:
        raise ValueError(f"{instance.name}: not two objectives and one constraint")
    first, second, weights = (rest[count * k : count * (k + 1)] for k in range(3))
    (capacity,) = rest[3 * count :]
    rows = ["id,name,cost,first,second"]
    rows += [f"i{i + 1},Item {i + 1},{weights[i]},{first[i]},{second[i]}" for i in range(count)]
    (folder / "initiatives.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "scenario.yaml").write_text(
        f"""cartera: 1
name: {instance.stem}
currency: CLP
initiatives: initiatives.csv
pledges:
  - {{ funder: sack, amount: {capacity} }}
objective:
  terms:
    - {{ measure: first, weight: 1, scale: raw }}
""",
        encoding="utf-8",
    )


def supported(path):
    """The published number of supported points; None where it is not said."""
    if not path.exists():
        return None
    found = re.search(r"nb supported points: (\d+)", path.read_text(encoding="latin-1"))
    return int(found[1]) if found else None


def compare(instance, front, info, options):
    """One line about an instance, and whether it agrees."""
    expected = sorted(zip(*[iter(numbers(front))] * 2), reverse=True)
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        write_scenario(instance, Path(name))
        command = [options.cartera, "frontier", name, "--measures", "first,second", "--format", "json"]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=True, timeout=options.time_limit
            )
        except subprocess.TimeoutExpired:
            return f"not within {options.time_limit} s", False
        except subprocess.CalledProcessError as error:
            return f"ended with {error.returncode}: {error.stderr.strip()}", False
    took = time.perf_counter() - begin
    points = json.loads(done.stdout)["points"]
    found = [tuple(point["values"]) for point in points]
    marked = sum(point["supported"] for point in points)
    published = supported(info)
    is_equal = found == expected and published in (None, marked)
    line = f"{len(found)} points, {len(expected)} published; {marked} supported, {published or '?'} published"
    return f"{line}; {took:.1f} s: {'equal' if is_equal else 'DIFFERENT'}", is_equal


def main():
    parser = argparse.ArgumentParser(prog="script/frontiers", add_help=False)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cartera", default=".build/release/cartera")
    parser.add_argument("--time-limit", type=float, default=300)
    try:
        options = parser.parse_args()
    except SystemExit:
        sys.exit(64)
    pairs = []
    for front in sorted(options.folder.glob("Y/*.min")):
        instances = sorted(options.folder.glob(f"instances/*/{front.stem}.dat"))
        pairs += [(instance, front) for instance in instances]
    if not pairs:
        print(f"script/frontiers: no Y/*.min with its instance in {options.folder}", file=sys.stderr)
        sys.exit(66)
    is_equal = True
    for instance, front in pairs:
        info = options.folder / "analyze" / f"{instance.stem}.info"
        line, agrees = compare(instance, front, info, options)
        print(f"{instance.stem:<12}{line}", flush=True)
        is_equal = is_equal and agrees
    sys.exit(0 if is_equal else 1)


if __name__ == "__main__":
    main()
