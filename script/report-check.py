"""Checks a report; prints what is wrong and ends with 1 if anything is.

report-check.py PAGE LANGUAGE      the page's HTML5, and the rules of accessibility that its text shows
report-check.py --axe PAGE         writes the page to standard output with axe-core in it, which puts what it
                                   finds into the title; ends with 3 if axe-core is not installed
report-check.py --axe-found PAGE   says what stands in that title, of the browser's page on standard input
"""

import html
import importlib.util
import json
import re
import sys
from pathlib import Path

import html5lib

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


def luminance(color):
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def problems(text, language):
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=False)
    tree = parser.parse(text)
    for position, error, data in parser.errors:
        yield f"{position}: {error} {data}"
    if tree.get("lang") != language:
        yield f"lang is {tree.get('lang')}"
    level = 0
    for element in tree.iter():
        heading = re.fullmatch(re.escape(XHTML) + "h([1-6])", str(element.tag))
        if heading:
            if int(heading[1]) > level + 1:
                yield f"h{heading[1]} follows h{level}"
            level = int(heading[1])
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    if len(ids) != len(set(ids)):
        yield "an id stands twice"
    for element in tree.iter():
        for name in (element.get("aria-labelledby") or "").split():
            if name not in ids:
                yield f"there is no {name}"
    hidden = {inner for e in tree.iter() if e.get("aria-hidden") == "true" for inner in e.iter()}
    for svg in tree.iter(SVG + "svg"):
        if svg in hidden:
            continue
        if svg.get("role") != "img" or svg.find(SVG + "title") is None or svg.find(SVG + "desc") is None:
            yield "a picture without role, title or desc"
    for table in tree.iter(XHTML + "table"):
        if table.find(XHTML + "caption") is None:
            yield "a table without a caption"
        for head in table.iter(XHTML + "th"):
            if head.get("scope") not in ("col", "row", "rowgroup"):
                yield "a th without a scope"
            if head not in hidden and not "".join(head.itertext()).strip():
                yield "an empty th"
    for name in ("main", "header", "footer", "title"):
        if len(list(tree.iter(XHTML + name))) != 1:
            yield f"not one {name}"
    colors = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", text))
    for ink in ("ink", "soft", "deep"):
        for paper in ("#ffffff", colors["tint"], "#fbf5ec", "#faf0ef"):
            if contrast(colors[ink], paper) < 4.5:
                yield f"{ink} on {paper}: contrast {contrast(colors[ink], paper):.2f}"
    for address in re.findall(r"https?://[^\"' <]*", text):
        if address != "http://www.w3.org/2000/svg":
            yield f"an address: {address}"
    if re.search(r"<(script|link|img|iframe|object|embed)\b", text):
        yield "something from elsewhere, or that runs"


# What a browser runs in the page: all of axe-core's rules, best practices too.
AXE = """<script>%s</script><script>
axe.run(document).then(
  found => { document.title = "axe " + JSON.stringify({
    passes: found.passes.length, unsure: found.incomplete.map(rule => rule.id + " " + rule.nodes.length),
    violations: found.violations.map(rule =>
      rule.id + ": " + rule.help + ": " + rule.nodes.map(node => node.target.join(" ")).join(", ")) }); },
  error => { document.title = "axe failed: " + error; });
</script></body>"""


def with_axe(text):
    # Its package carries axe.min.js; nothing of the package itself is run.
    package = importlib.util.find_spec("axe_playwright_python")
    if package is None:
        sys.exit(3)
    script = (Path(package.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")
    return text.replace("</body>", AXE % script.replace("</script", "<\\/script"))


def axe_found(page, text):
    title = re.search(r"<title>(axe [^<]*)</title>", text)
    if title is None or not title[1].startswith("axe {"):
        return [f"axe-core did not run: {title[1] if title else 'no result'}"]
    found = json.loads(html.unescape(title[1]).removeprefix("axe "))
    unsure = ", ".join(found["unsure"]) or "nothing"
    print(f"{page}: axe-core: {found['passes']} rules kept, {len(found['violations'])} broken; not decided: {unsure}")
    return found["violations"]


if __name__ == "__main__":
    mode, page = sys.argv[1:] if sys.argv[1].startswith("--") else ("", sys.argv[1])
    if mode == "--axe":
        sys.stdout.write(with_axe(Path(page).read_text(encoding="utf-8")))
        sys.exit(0)
    if mode == "--axe-found":
        found = axe_found(Path(page).name, sys.stdin.read())
    else:
        found = list(problems(Path(page).read_text(encoding="utf-8"), sys.argv[2]))
        print(f"{Path(page).name}: {len(found)} problems")
    for problem in found:
        print(f"{page}: {problem}", file=sys.stderr)
    sys.exit(1 if found else 0)
