"""The peers, each on an MPS file, and cartera on a scenario: every run is a process of its own.

`python3 solvers.py PEER MODEL SECONDS` is such a process, for the peers that come as Python modules. All solve to
gap 0 with the tightest tolerances they take: money and points are whole numbers up to some 10⁹ here, and a looser
tolerance overspends by a fraction and reports more points than there are. One thread each, but CP-SAT, which is a
portfolio of searches, gets all cores.
"""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Optional

TOLERANCE = 1e-9
GRACE = 30  # seconds that a process may take beyond its limit, to read and to write


@dataclass
class Run:
    """What a process said and how long it took; numbers as a maximizing model has them."""

    status: str  # optimal, infeasible, limit, or what went wrong
    value: Optional[int] = None
    bound: Optional[float] = None
    solver_seconds: Optional[float] = None
    seconds: float = 0.0

    @property
    def is_proof(self):
        return self.status in ("optimal", "infeasible")


def whole(value):
    """The number of points that a peer means: minimized, in floating point."""
    points = -float(value)
    if abs(points) >= 1e15:
        return None
    if abs(points - round(points)) > 1e-3:
        raise ValueError(f"{points} points are not whole")
    return round(points)


def minimized_bound(bound):
    return None if bound is None or abs(bound) >= 1e15 else -bound


# The peers that are Python modules


def highs(path, limit, presolves=True):
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    for name, value in {
        "threads": 1,
        "presolve": "on" if presolves else "off",
        "time_limit": float(limit),
        "mip_rel_gap": 0.0,
        "mip_abs_gap": TOLERANCE,
        "mip_feasibility_tolerance": TOLERANCE,
        "primal_feasibility_tolerance": TOLERANCE,
    }.items():
        if solver.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise ValueError(f"HiGHS does not take {name} = {value}")
    if solver.readModel(str(path)) == highspy.HighsStatus.kError:
        raise ValueError(f"HiGHS cannot read {path}")
    start = time.monotonic()
    solver.run()
    seconds = time.monotonic() - start
    status, info = solver.getModelStatus(), solver.getInfo()
    if status == highspy.HighsModelStatus.kInfeasible:
        return Run("infeasible", solver_seconds=seconds)
    name = "optimal" if status == highspy.HighsModelStatus.kOptimal else "limit"
    has_value = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    value = whole(info.objective_function_value) if has_value else None
    return Run(name, value, minimized_bound(info.mip_dual_bound), seconds)


def scip(path, limit):
    import pyscipopt

    model = pyscipopt.Model()
    model.hideOutput()
    model.readProblem(str(path))
    model.setParam("limits/time", float(limit))
    model.setParam("numerics/feastol", TOLERANCE)
    start = time.monotonic()
    model.optimize()
    seconds = time.monotonic() - start
    status = model.getStatus()
    if status in ("infeasible", "inforunbd"):
        return Run("infeasible", solver_seconds=seconds)
    value = whole(model.getObjVal()) if model.getNSols() else None
    return Run("optimal" if status == "optimal" else "limit", value, minimized_bound(model.getDualbound()), seconds)


def cpsat(path, limit):
    from ortools.linear_solver.python import model_builder

    model = model_builder.Model()
    model.import_from_mps_file(str(path))
    solver = model_builder.Solver("sat")
    solver.set_time_limit_in_seconds(limit)
    solver.set_solver_specific_parameters(f"num_workers:{os.cpu_count()} relative_gap_limit:0 absolute_gap_limit:0")
    start = time.monotonic()
    status = solver.solve(model).name
    seconds = time.monotonic() - start
    if status == "INFEASIBLE":
        return Run("infeasible", solver_seconds=seconds)
    if status not in ("OPTIMAL", "FEASIBLE"):
        return Run("limit", solver_seconds=seconds)
    bound = minimized_bound(solver.best_objective_bound)
    return Run("optimal" if status == "OPTIMAL" else "limit", whole(solver.objective_value), bound, seconds)


# The peers that are programs


def cbc(path, limit, program="cbc"):
    command = [program, str(path)]
    for option in ("ratioGap 0", "allowableGap 0", f"primalTolerance {TOLERANCE}", f"integerTolerance {TOLERANCE}"):
        command += option.split()
    start = time.monotonic()
    text = output([*command, "timeMode", "elapsed", "seconds", str(limit), "solve"], limit)
    is_late = time.monotonic() - start > 0.9 * limit
    value, bound = re.findall(r"Objective value:\s+(\S+)", text), re.findall(r"Lower bound:\s+(\S+)", text)
    seconds = re.findall(r"Total time .*Wallclock seconds\):\s+(\S+)", text)
    run = Run("limit", solver_seconds=float(seconds[-1]) if seconds else None)
    if re.search(r"infeasible", text) and "Objective value" not in text:
        # Stopped while it simplifies a model, it calls that infeasible too.
        return run if is_late else replace(run, status="infeasible")
    if value:
        run = replace(run, value=whole(value[-1]))
    if "Result - Optimal solution found" in text:
        return replace(run, status="optimal", bound=run.value)
    return replace(run, bound=minimized_bound(float(bound[-1])) if bound else None)


def glpsol(path, limit, program="glpsol"):
    with tempfile.TemporaryDirectory() as folder:
        report, limit = Path(folder) / "report", max(1, round(limit))
        text = output([program, "--freemps", path, "--cuts", "--tmlim", str(limit), "--write", report], limit)
        line = re.search(r"^s mip \d+ \d+ (\w) (\S+)", report.read_text(), re.MULTILINE) if report.exists() else None
    seconds = re.search(r"Time used:\s+(\S+)", text)
    run = Run("limit", solver_seconds=float(seconds[1]) if seconds else None)
    if "NO PRIMAL FEASIBLE" in text or "NO INTEGER FEASIBLE" in text or line and line[1] == "n":
        return replace(run, status="infeasible")
    if line and line[1] in "of":
        run = replace(run, value=whole(line[2]))
    return replace(run, status="optimal", bound=run.value) if line and line[1] == "o" else run


def output(command, limit):
    return subprocess.run(command, capture_output=True, text=True, timeout=limit + GRACE).stdout


MODULES = {"highs": ("highspy", highs), "scip": ("pyscipopt", scip), "cpsat": ("ortools", cpsat)}
PROGRAMS = {"cbc": cbc, "glpsol": glpsol}
PEERS = ["cbc", "highs", "scip", "cpsat", "glpsol"]


def is_installed(peer):
    return shutil.which(peer) if peer in PROGRAMS else importlib.util.find_spec(MODULES[peer][0])


def run_peer(peer, path, limit):
    """One peer on one model, in a process of its own that is measured as a whole."""
    start = time.monotonic()
    try:
        if peer in PROGRAMS:
            run = PROGRAMS[peer](path, limit)
        else:
            text = output([sys.executable, __file__, peer, str(path), str(limit)], limit)
            run = Run(**json.loads(text.splitlines()[-1])) if text else Run("it crashed")
    except subprocess.TimeoutExpired:
        run = Run("limit")
    except ValueError as error:
        run = Run(str(error))
    return replace(run, seconds=time.monotonic() - start)


class Cartera:
    """The program, and what is wrong with its answers."""

    def __init__(self, program):
        self.program = program

    def call(self, *arguments, timeout=600):
        command = [self.program, *map(str, arguments), "--lang", "en"]
        return subprocess.run(command, capture_output=True, text=True, timeout=timeout)

    def generate(self, family, initiatives, seed, folder, *options):
        size = ("--family", family, "--initiatives", initiatives, "--seed", seed)
        self.must(self.call("generate", *size, *options, "--output", folder))

    def export(self, folder, path):
        """Writes the class model."""
        self.must(self.call("export", folder, "--to", "mps", "--output", path))

    def must(self, done):
        if done.returncode:
            raise SystemExit(f"{' '.join(map(str, done.args))}: exit {done.returncode}\n{done.stderr}")

    def solve(self, folder, limit, path, *options):
        """A solve as a whole process, and its result, which stays in a file."""
        start = time.monotonic()
        command = ("solve", folder, *options, "--time-limit", limit, "--format", "json")
        try:
            done = self.call(*command, timeout=limit + GRACE)
        except subprocess.TimeoutExpired:
            return Run("it did not stop at its limit", seconds=time.monotonic() - start), None
        seconds = time.monotonic() - start
        if done.returncode not in (0, 1) or not done.stdout:
            return Run(f"exit {done.returncode}: {done.stderr.strip()[:200]}", seconds=seconds), None
        Path(path).write_text(done.stdout)
        result = json.loads(done.stdout)
        status = result["status"] if result["status"] in ("optimal", "infeasible") else "limit"
        objective = result.get("objective") or {}
        run = Run(status, objective.get("value"), objective.get("bound"), result["solver"]["seconds"], seconds)
        return run, result

    def complaints(self, folder, path, run, result, model):
        """What went wrong in a run, or what `cartera verify` and the natural model find wrong with its result."""
        if result is None:
            return [f"cartera: {run.status}"]
        if run.value is None:
            return []
        done = self.call("verify", folder, path)
        found = [] if done.returncode == 0 else [f"cartera verify: {(done.stdout + done.stderr).strip()}"]
        if not result["verified"]:
            found.append("the result is not marked as verified")
        return found + model.broken(result)


def contradictions(cartera, peer, name):
    """Why a run of cartera and one of a peer cannot both be right; a peer that failed is said too."""
    if peer.status not in ("optimal", "infeasible", "limit"):
        return [f"{name}: {peer.status}"]
    found = []
    for one, other in (("cartera", cartera), (name, peer)), ((name, peer), ("cartera", cartera)):
        bound = one[1].value if one[1].status == "optimal" else one[1].bound
        if other[1].value is None:
            continue
        if one[1].status == "infeasible":
            found.append(f"{one[0]} finds no portfolio, {other[0]} one of {other[1].value} points")
        elif bound is not None and other[1].value > bound + 0.5:
            found.append(f"{one[0]} proves that none has more than {bound} points, {other[0]} has {other[1].value}")
    return found


if __name__ == "__main__":
    peer, path, seconds = sys.argv[1:]
    print(json.dumps(asdict(MODULES[peer][1](path, float(seconds)))))
