"""The comparisons of script/spreadsheets.

strip BOOK COPY           copies a workbook without the values of its formulas
compare RESULT FOLDER     compares a result file with the CSV files that a workbook became
same RESULT RESULT        compares two result files, but for the digest, time and the search's work
"""

import csv
import json
import re
import sys
import zipfile
from pathlib import Path


def strip(book, copy):
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(copy, "w") as target:
        for part in source.infolist():
            text = source.read(part)
            target.writestr(part, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", text))


def sheet(folder, name):
    (file,) = Path(folder).glob(f"*-{name}.csv")
    with open(file, encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter=";"))
    return rows[1:]


def number(cell):
    return float(cell.replace(",", ".")) if cell else 0.0


def compare(result, folder):
    answer = json.loads(Path(result).read_text(encoding="utf-8"))
    portfolio = sheet(folder, "Portfolio")
    cycles = 1 if any(choice["cycle"] for choice in answer["selected"]) else 0
    for choice, row in zip(answer["selected"], portfolio):
        assert row[0] == choice["id"], (row, choice)
        assert number(row[2 + cycles]) == choice["cost"], (row, choice)
    assert number(portfolio[-1][2 + cycles]) == answer["totals"]["cost"], portfolio[-1]
    payments = sheet(folder, "Payments")
    for choice, row in zip(answer["selected"], payments):
        assert row[0] == choice["id"]
        assert sum(map(number, row[2:-1])) == choice["cost"] == number(row[-1]), row
    paid = [funder["paid"] for funder in answer["funders"]]
    assert [number(cell) for cell in payments[-1][2:-1]] == paid, payments[-1]
    assert [row[0] for row in sheet(folder, "Rejected")] == [r["id"] for r in answer["rejected"]]
    funders = sheet(folder, "Funders")
    for funder, row in zip(answer["funders"], funders):
        assert list(map(number, row[2:])) == [funder["pledged"], funder["paid"], funder["left"]], row
    assert number(funders[-1][3]) == sum(paid)
    for limit, row in zip(answer["limits"], sheet(folder, "Limits"), strict=True):
        assert abs(number(row[2]) - limit["activity"]) < 1e-6 * max(1, abs(limit["activity"])), row
    print(f"{Path(folder).name}: {len(portfolio) - 1} initiatives, {len(paid)} funders")


def same(one, other):
    answers = [json.loads(Path(file).read_text(encoding="utf-8")) for file in (one, other)]
    for answer in answers:
        del answer["scenario"]["sha256"], answer["solver"]
    assert answers[0] == answers[1], "the scenario changed on its way through LibreOffice"


if __name__ == "__main__":
    {"strip": strip, "compare": compare, "same": same}[sys.argv[1]](*sys.argv[2:])
