"""Checks docs/schemas: script/schemas runs this with the program and an empty folder."""

import copy
import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import referencing
import yaml

PROGRAM, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
SCHEMAS = {path.name.split(".")[0]: json.loads(path.read_text()) for path in sorted(pathlib.Path("docs/schemas").glob("*.json"))}
REGISTRY = referencing.Registry().with_resources(
    (schema["$id"], referencing.Resource.from_contents(schema)) for schema in SCHEMAS.values()
)
FIXTURES = "Tests/CommandTests/Fixtures"
COMPLAINTS = []


def complain(text):
    COMPLAINTS.append(text)
    print(text, file=sys.stderr)


class Loader(yaml.SafeLoader):
    """Dates stay texts, as they do in a scenario."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def validator(name):
    schema = SCHEMAS[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, registry=REGISTRY)


def spoilt(value):
    """Every copy of a JSON value in which one thing is wrong that no schema may let pass, and where.

    A leaf that becomes an object, and an object with one key too many.
    """
    places = []

    def walk(node, path):
        if isinstance(node, dict):
            places.append((path, "key"))
            for key, child in node.items():
                walk(child, path + [key])
        elif isinstance(node, list):
            for index, child in enumerate(node[:2]):
                walk(child, path + [index])
        else:
            places.append((path, "leaf"))

    walk(value, [])
    for path, kind in places:
        bad = copy.deepcopy(value)
        node = bad
        for step in path[:-1]:
            node = node[step]
        if kind == "leaf":
            node[path[-1]] = {"no": 1}
        else:
            target = node[path[-1]] if path else bad
            target["frobnicate"] = 1
        yield path, kind, bad
    for key in value:
        if key not in ("settings", "conflict_minimal"):
            bad = copy.deepcopy(value)
            del bad[key]
            yield [key], "missing", bad


def run(*words):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=300)
    if done.returncode not in (0, 1):
        complain(f"cartera {' '.join(words)}: {done.returncode}: {done.stderr}")
    return done.stdout


SPOILT = set()


def check_answer(name, *words):
    """The answer is valid; spoilt copies of each command's first answer are not."""
    text = run(name, *words, "--format", "json", "--quiet")
    answer = json.loads(text)
    judge = validator(name)
    for error in judge.iter_errors(answer):
        complain(f"{name} {' '.join(words)}: {error.json_path}: {error.message[:300]}")
    count = 0
    if name not in SPOILT:
        SPOILT.add(name)
        for path, kind, bad in spoilt(answer):
            count += 1
            if judge.is_valid(bad):
                complain(f"{name} {' '.join(words)}: a spoilt answer passes: {kind} at {path}")
    print(f"schemas: {name} {' '.join(words)}: valid" + (f"; {count} spoilt copies are not" if count else ""))


def check_result_lies():
    """Results that are well-formed and say what cannot be."""
    good = json.loads(run("solve", "scenarios/mejillones", "--format", "json", "--quiet"))
    judge = validator("solve")
    lies = [
        ("optimal without an objective", lambda r: r.update(objective=None)),
        ("optimal with a gap", lambda r: r["objective"].update(gap=0.1)),
        ("not verified", lambda r: r.update(verified=False)),
        ("a status that is none", lambda r: r.update(status="best")),
        ("infeasible without a conflict", lambda r: r.update(status="infeasible", objective=None, selected=[])),
        ("optimal with a conflict", lambda r: r.update(conflict=["x"])),
        ("a reason that is none", lambda r: r["rejected"][0].update(reason="luck")),
        ("a payment of nothing", lambda r: r["selected"][0]["payments"][0].update(amount=0)),
        ("money with decimals", lambda r: r["totals"].update(cost=1.5)),
        ("a list of values with sum", lambda r: r["objective"].update(value=[1])),
        ("a digest that is cut", lambda r: r["scenario"].update(sha256="abc")),
    ]
    for name, spoil in lies:
        bad = copy.deepcopy(good)
        spoil(bad)
        if judge.is_valid(bad):
            complain(f"solve: passes: {name}")
    print(f"schemas: {len(lies)} results that lie are not valid")


def check_scenarios():
    judge = validator("scenario")
    texts = {str(path): path.read_text() for path in sorted(pathlib.Path("scenarios").glob("*/scenario.yaml"))}
    for path in sorted(pathlib.Path(FIXTURES).rglob("*.yaml")):
        if path.parent.name != "broken":
            texts[str(path)] = path.read_text()
    for page in ("README.md", "docs/format.md"):
        text = pathlib.Path(page).read_text()
        texts[page] = re.search(r"```yaml\n(.*?)```", text, re.S).group(1)
    texts["Spanish"] = """
      cartera: 1
      name: Mesa
      currency: CLP
      initiatives: [{ Código: A, Nombre: Plaza, Costo: "12.500", comuna: Tomé, ODS: [6, 9] }]
      pledges: [{ aportante: mina, Monto: 20000, año: 2024, máximo por iniciativa: 50% }]
      objective: { mode: nash }
      stakeholders: [{ id: a, Peso: 2, tipo de votación: nota, puntaje máximo: 7 }]
      ballots: [{ Iniciativa: A, a: 5 }]
    """
    for name, text in texts.items():
        for error in judge.iter_errors(yaml.load(text, Loader)):
            complain(f"{name}: {error.json_path}: {error.message[:300]}")
    good = yaml.load(texts["README.md"], Loader)
    mistakes = [
        ("an unknown key", lambda s: s.update(funds=1)),
        ("no pledges", lambda s: s.pop("pledges")),
        ("version 2", lambda s: s.update(cartera=2)),
        ("a currency that is none", lambda s: s.update(currency="pesos")),
        ("no initiative", lambda s: s.update(initiatives=[])),
        ("an initiative without a cost", lambda s: s["initiatives"][0].pop("cost")),
        ("an initiative with a negative cost", lambda s: s["initiatives"][0].update(cost=-1)),
        ("a pledge without a funder", lambda s: s["pledges"][0].pop("funder")),
        ("a row that is a list", lambda s: s["pledges"].append([1])),
        ("a gate that tests nothing", lambda s: s["gates"].append({"column": "viability"})),
        ("a limit without a bound", lambda s: s["limits"].append({"measure": "cost"})),
        ("a mode that is none", lambda s: s["objective"].update(mode="best")),
        ("sum without terms", lambda s: s["objective"].pop("terms")),
        ("leximin of a sum", lambda s: s["objective"].update(refine="leximin")),
        ("a scale of three ends", lambda s: s["objective"]["terms"][0].update(scale=[0, 1, 2])),
    ]
    for name, spoil in mistakes:
        bad = copy.deepcopy(good)
        spoil(bad)
        if judge.is_valid(bad):
            complain(f"scenario: passes: {name}")
    print(f"schemas: {len(texts)} scenarios are valid; {len(mistakes)} spoilt ones are not")


def check_every_command_has_one():
    words = re.search(r"SUBCOMMANDS:\n(.*)\n\n", run("--help"), re.S).group(1)
    names = [name for name in re.findall(r"^  (\w+)", words, re.M) if name != "help"]
    writers = [name for name in names if re.search(r"^  --format <(?:(?!^  -).)*values:[^)]*json", run(name, "--help"), re.S | re.M)]
    assert "solve" in writers and "export" not in writers, writers
    for name in writers:
        if name not in SCHEMAS:
            complain(f"{name} writes JSON but has no docs/schemas/{name}.schema.json")
    print(f"schemas: each of {len(writers)} commands that write JSON has one")


check_scenarios()
check_result_lies()
check_every_command_has_one()
MEJILLONES, LAGOS = "scenarios/mejillones", "scenarios/los-lagos"
for scenario in (MEJILLONES, LAGOS, "scenarios/santa-barbara", f"{FIXTURES}/rich", f"{FIXTURES}/square", f"{FIXTURES}/impossible", f"{FIXTURES}/nash.yaml"):
    check_answer("solve", scenario)
    check_answer("check", scenario)
check_answer("solve", MEJILLONES, "--lock", "VI-02", "--exclude", "AP-01", "--budget", "80.5%")
RESULT = str(FOLDER / "result.json")
for scenario in (MEJILLONES, LAGOS):
    run("solve", scenario, "--format", "json", "--output", RESULT, "--quiet")
    check_answer("verify", scenario, RESULT)
    check_answer("audit", scenario, RESULT)
check_answer("verify", MEJILLONES, RESULT)  # Los Lagos' result: many violations
check_answer("explain", MEJILLONES, "EP-03", "EP-04", "VI-03")
check_answer("explain", f"{FIXTURES}/square")
check_answer("explain", f"{FIXTURES}/impossible")
check_answer("sweep", MEJILLONES, "--over", "budget=90%:110%:10%", "--breakpoints", "--nested")
check_answer("sweep", f"{FIXTURES}/square", "--over", "budget=0%:100%:50%")
check_answer("sweep", f"{FIXTURES}/square", "--over", "budget=0%:100%:50%", "--shard", "2/2")
check_answer("solve", f"{FIXTURES}/rich", "--risk", "cvar=0.9", "--samples", "100")
check_answer("simulate", MEJILLONES)
check_answer("simulate", f"{FIXTURES}/rich", "--shard", "1/2")
check_answer("compare", MEJILLONES, "scenarios/santa-barbara")
check_answer("solve", MEJILLONES, "--alternatives", "2", "--differ", "3")
check_answer("robust", MEJILLONES, "--spread", "50%", "--samples", "50")
check_answer("robust", MEJILLONES, "--spread", "50%", "--samples", "50", "--shard", "2/2")
check_answer("robust", MEJILLONES, "--samples", "20", "--scores", "10%", "--costs", "10%")
check_answer("robust", MEJILLONES, "--samples", "20", "--costs", "10%", "--awards", "--shard", "1/2")
check_answer("robust", LAGOS, "--spread", "5%", "--exact", "--against", RESULT)
check_answer("robust", f"{FIXTURES}/square", "--deviation", "10%")
check_answer("robust", f"{FIXTURES}/square", "--deviation", "10%", "--gamma", "2", "--shard", "1/2")
check_answer("frontier", MEJILLONES, "--measures", "beneficiaries,-cost")
for rule in ("equal_shares", "phragmen", "greedy"):
    check_answer("vote", MEJILLONES, "--rule", rule)
check_answer("vote", "scenarios/santa-barbara", "--rule", "utilitarian")
check_answer("vote", MEJILLONES, "--completion", "add1", "--explain", "AP-01")
JUDGEMENTS = FOLDER / "judgements.csv"
JUDGEMENTS.write_text("a;b;council\npreference;cost;3\npreference;hours;5\ncost;hours;9\n")
check_answer("weights", str(JUDGEMENTS), "--method", "ahp")
JUDGEMENTS.write_text("measure;council;companies\npreference;100;60\ncost;60;100\n")
check_answer("weights", str(JUDGEMENTS), "--method", "swing")
if COMPLAINTS:
    sys.exit(f"schemas: {len(COMPLAINTS)} complaints")
print("schemas: no complaints")
