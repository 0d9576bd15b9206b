"""Times the planner's desk beside one solve; called by script/desk, which says how in --help."""

import argparse
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
    begin = time.perf_counter()
    command = [cartera, question[0], scenario, *question[1:]]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, timeout=LIMIT)
    return time.perf_counter() - begin


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
    medians = {name: statistics.median(values) for name, values in times.items()}
    is_slow = False
    for name, median in medians.items():
        ratio = median / medians["solve"]
        is_slow = is_slow or ratio >= MOST
        print(f"{name:<10}{median:8.3f} s{ratio:8.1f} times a solve")
    sys.exit(1 if is_slow else 0)


if __name__ == "__main__":
    main()
