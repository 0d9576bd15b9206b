"""Times the planner's desk beside one solve; called by script/desk, which says how in --help."""

import argparse
import resource
import statistics
import subprocess
import sys
import time

MOST = 50  # times one solve
LIMIT = 300  # seconds for one run

QUESTIONS = {
    "solve": ["solve"],
    "explain": ["explain"],
    "sweep": ["sweep", "--over", "budget=51%:150%:1%"],
    "frontier": ["frontier", "--measures", "beneficiaries,-cost"],
}


def seconds(cartera, scenario, question):
    """The seconds of one run, and those of processors."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    # The limit is the shell's: with one of Python's the end is noticed up to twice as late.
    command = ["timeout", str(LIMIT), cartera, question[0], scenario, *question[1:]]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    took = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(prog="script/desk", add_help=False)
    parser.add_argument("--cartera", default=".build/release/cartera")
    parser.add_argument("--scenario", default="scenarios/los-lagos")
    parser.add_argument("--rounds", type=int, default=5)
    try:
        options = parser.parse_args()
    except SystemExit:
        sys.exit(64)
    times = {name: [] for name in QUESTIONS}
    for _ in range(options.rounds):
        for name, question in QUESTIONS.items():
            times[name].append(seconds(options.cartera, options.scenario, question))
    medians = {
        name: [statistics.median(column) for column in zip(*values)] for name, values in times.items()
    }
    is_slow = False
    for name, (took, processor) in medians.items():
        ratio, work = took / medians["solve"][0], processor / medians["solve"][1]
        is_slow = is_slow or ratio >= MOST
        print(
            f"{name:<10}{took:8.3f} s, {ratio:5.1f} times a solve;"
            f" {processor:7.3f} s of processors, {work:5.1f} times"
        )
    sys.exit(1 if is_slow else 0)


if __name__ == "__main__":
    main()
