"""The natural model of a scenario that `cartera generate` wrote.

It has a variable for what each pledge pays for each initiative, as a user
would write it first for another solver (docs/model.md, section 4). It is made from the scenario's files
alone and shares nothing with cartera, so it also judges cartera's answers: `broken` puts an answer into it and tests
every row in whole numbers.
"""

import csv
import re
from itertools import product


class Model:
    """An integer program that maximizes, with rows `lower <= sum of terms <= upper` of whole numbers."""

    def __init__(self):
        self.points, self.uppers, self.integers = [], [], []
        self.rows = []

    def column(self, points=0, upper=None, integer=False):
        """A column from 0 to `upper`; None: no bound."""
        self.points.append(points)
        self.uppers.append(upper)
        self.integers.append(integer)
        return len(self.points) - 1

    def binary(self, points=0):
        return self.column(points, upper=1, integer=True)

    def row(self, terms, lower=None, upper=None):
        self.rows.append((terms, lower, upper))

    def write_mps(self, path):
        """MPS, which minimizes: minus the points. In the columns of the fixed format, so that all read it."""
        entries = [[] for _ in self.points]
        for number, (terms, _, _) in enumerate(self.rows):
            for column, coefficient in terms:
                entries[column].append((f"r{number}", coefficient))
        with open(path, "w") as file:

            def line(head, name, value, kind=""):
                file.write(f" {kind:<2} {head:<8}  {name:<8}  {value:>12}\n")

            def mark(number):
                kind = "INTEND" if number % 2 else "INTORG"
                file.write(f"    {f'M{number}':<8}  'MARKER'                 '{kind}'\n")

            file.write("NAME          natural\nROWS\n N  points\n")
            for number, (_, lower, upper) in enumerate(self.rows):
                file.write(f" {'E' if lower == upper else 'L' if upper is not None else 'G'}  r{number}\n")
            file.write("COLUMNS\n")
            markers = 0
            for column, points in enumerate(self.points):
                if self.integers[column] != markers % 2:
                    mark(markers)
                    markers += 1
                if points or not entries[column]:
                    line(f"c{column}", "points", -points)
                for name, coefficient in entries[column]:
                    line(f"c{column}", name, coefficient)
            if markers % 2:
                mark(markers)
            file.write("RHS\n")
            for number, (_, lower, upper) in enumerate(self.rows):
                line("RHS", f"r{number}", lower if upper is None else upper)
            ranges = [
                (number, upper - lower)
                for number, (_, lower, upper) in enumerate(self.rows)
                if lower is not None and upper not in (None, lower)
            ]
            file.write("RANGES\n" if ranges else "")
            for number, width in ranges:
                line("RNG", f"r{number}", width)
            file.write("BOUNDS\n")
            for column, upper in enumerate(self.uppers):
                if upper is not None:
                    line("BND", f"c{column}", upper, "UP")
            file.write("ENDATA\n")


class NaturalModel(Model):
    """The model of one scenario, and what its columns stand for."""

    def __init__(self, folder):
        super().__init__()
        self.cycles, limits = read_rules(folder / "scenario.yaml")
        self.initiatives = {row["id"]: row for row in read_table(folder / "initiatives.csv")}
        self.pledges = read_table(folder / "pledges.csv")
        self.starts = {
            (i, t): self.binary(int(row["value"]))
            for i, row in self.initiatives.items()
            for t in range(len(self.cycles))
        }
        self.payments, self.tickets = {}, {}
        self.add_choices()
        for limit in limits:
            self.add_limit(limit)
        self.add_payments()

    def chosen(self, i, until=None):
        """The terms that add up to 1 if the initiative starts, in or before a cycle."""
        return [(self.starts[i, t], 1) for t in range(len(self.cycles) if until is None else until + 1)]

    def add_choices(self):
        """Once at most, after what is required, and one of each group at most."""
        groups = {}
        for i, row in self.initiatives.items():
            if len(self.cycles) > 1:
                self.row(self.chosen(i), upper=1)
            for needed, t in product(split(row.get("requires")), range(len(self.cycles))):
                before = [(column, -1) for column, _ in self.chosen(needed, until=t)]
                self.row([(self.starts[i, t], 1), *before], upper=0)
            if row.get("group"):
                groups.setdefault(row["group"], []).append(i)
        for members in groups.values():
            if len(members) > 1:
                self.row([term for i in members for term in self.chosen(i)], upper=1)

    def add_limit(self, limit):
        """One row, or one for each value of the category after which the limit is counted."""
        members = self.initiatives.values()
        if "where" in limit:
            column, values = limit["where"]
            members = [row for row in members if row[column] in values]
        parts = {}
        for row in members:
            parts.setdefault(row[limit["per"]] if "per" in limit else None, []).append(row)
        cycles = [self.cycles.index(limit["cycle"])] if "cycle" in limit else range(len(self.cycles))
        for part in parts.values():
            terms = [
                (self.starts[row["id"], t], 1 if limit["measure"] == "count" else int(row[limit["measure"]]))
                for row in part
                for t in cycles
            ]
            self.row(terms, limit.get("min"), limit.get("max"))

    def add_payments(self):
        """Paid in full, no pledge overspent or spent before it comes, shares and tickets kept."""
        paid = {start: [] for start in self.starts}
        for p, pledge in enumerate(self.pledges):
            amount = int(pledge["amount"])
            first = self.cycles.index(pledge["cycle"]) if pledge.get("cycle") else 0
            share = int(pledge["max_share"].rstrip("%")) if pledge.get("max_share") else None
            ticket = int(pledge["min_ticket"]) if pledge.get("min_ticket") else None
            spent = []
            for i, row in self.initiatives.items():
                if not may_pay(pledge, row):
                    continue
                cost = int(row["cost"])
                most = cost if share is None else -(-share * cost // 100)
                payments = []
                for t in range(first, len(self.cycles)):
                    payment = self.column()
                    self.payments[p, i, t] = payment
                    payments.append((payment, 1))
                    paid[i, t].append((payment, 1))
                    if share is not None:
                        self.row([(payment, 1), (self.starts[i, t], -most)], upper=0)
                if ticket is not None:
                    pays = self.tickets[p, i] = self.binary()
                    self.row(payments + [(pays, -ticket)], lower=0)
                    self.row(payments + [(pays, -min(most, amount))], upper=0)
                spent += payments
            self.row(spent, upper=amount)
        for (i, t), payments in paid.items():
            self.row(payments + [(self.starts[i, t], -int(self.initiatives[i]["cost"]))], lower=0, upper=0)

    def broken(self, result):
        """What is wrong with a result of `cartera solve --format json`: rows that it breaks, or a wrong value."""
        values = [0] * len(self.points)
        for chosen in result["selected"]:
            # Without cycles, a result names none that the model knows.
            t = self.cycles.index(chosen["cycle"]) if len(self.cycles) > 1 else 0
            values[self.starts[chosen["id"], t]] = 1
            for payment in chosen["payments"]:
                p = self.position(payment["pledge"])
                column = self.payments.get((p, chosen["id"], t))
                if column is None:
                    return [f"{payment['pledge']} must not pay for {chosen['id']} in cycle {t + 1}"]
                values[column] += payment["amount"]
                if (p, chosen["id"]) in self.tickets and payment["amount"] > 0:
                    values[self.tickets[p, chosen["id"]]] = 1
        complaints = []
        points = sum(value * points for value, points in zip(values, self.points))
        if points != result["objective"]["value"]:
            complaints.append(f"the chosen have {points} points, not {result['objective']['value']}")
        for number, (terms, lower, upper) in enumerate(self.rows):
            activity = sum(coefficient * values[column] for column, coefficient in terms)
            if lower is not None and activity < lower or upper is not None and activity > upper:
                complaints.append(f"row {number} is {activity}, not in {lower}…{upper}")
        return complaints

    def position(self, pledge):
        """The row of a pledge that a result names `FUNDER#1`: here each funder has one."""
        funder = pledge.rsplit("#", 1)[0]
        return next(p for p, row in enumerate(self.pledges) if row["funder"] == funder)


def split(cell):
    return [part for part in (cell or "").split(";") if part]


def may_pay(pledge, initiative):
    """Whether the initiative has one of the values in each column that earmarks the pledge."""
    earmarks = [column for column in ("region", "commune", "sector") if pledge.get(column)]
    return all(initiative[column] in split(pledge[column]) for column in earmarks)


def read_table(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def read_rules(path):
    """The cycles' names and the limits of a scenario.yaml as `cartera generate` writes it; no other can be read."""
    cycles, limits = [""], []
    plain = ("cartera:", "name:", "currency:", "initiatives:", "pledges:", "objective:", "limits:", "#")
    aim = ("mode: sum", "terms:", "- { measure: value, scale: raw }")
    for line in path.read_text().splitlines():
        if line.startswith("cycles: "):
            cycles = line[len("cycles: ") :].strip("[]").split(", ")
        elif line.startswith("  - { measure: "):
            limits.append(read_limit(line))
        elif not line.startswith(plain) and line.strip() not in aim:
            raise SystemExit(f'{path}: "{line}" is not what cartera generate writes; the natural model knows no more')
    return cycles, limits


def read_limit(line):
    limit = {}
    for key, value in re.findall(r"(\w+): (\{[^}]*\}|[^,{}]+)", line):
        value = value.strip()
        if key in ("min", "max"):
            limit[key] = int(value)
        elif key == "where":
            column, one = value.strip("{} ").split(": ")
            limit[key] = (column, [one])
        elif key in ("measure", "per", "cycle"):
            limit[key] = value
        else:
            raise SystemExit(f'"{line.strip()}": the natural model does not know "{key}"')
    return limit
