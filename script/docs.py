"""What script/docs needs done with texts: `check PROGRAM` and `catalogue FOLDER`."""

import difflib
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import textwrap

DOCS = pathlib.Path("docs")
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
# A block, and the file that it is if its line says so: `table/pledges.csv`, as it came:
NAMED = re.compile(r"(?:^`([\w./-]+)`[^\n]*\n\n)?^```(\w*)\n(.*?)^```$", re.M | re.S)
# Pages whose `console` blocks are run, each in a folder with nothing but the files that the page shows.
RUN = ["facilitador.md", "facilitator.md"]


def outside_code(text):
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))


def anchors(path):
    """The anchors of a page's headings, as code hosts make them."""
    found = set()
    for title in re.findall(r"^#+ +(.*?) *$", FENCE.sub("", path.read_text()), re.M):
        title = re.sub(r"[^\w\- ]", "", title.replace("`", "").lower())
        found.add(title.replace(" ", "-"))
    return found


def check_links():
    files = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"], capture_output=True, text=True, check=True)
    count = 0
    for name in filter(None, files.stdout.split("\0")):
        page = pathlib.Path(name)
        for _, words, target in LINK.findall(outside_code(page.read_text())):
            if re.match(r"[a-z]+:", target):
                continue
            count += 1
            file, _, anchor = target.partition("#")
            goal = page if not file else page.parent / file
            if not goal.exists():
                yield f"{page}: [{words}]({target}): there is no {goal}"
            elif anchor and anchor not in anchors(goal):
                yield f"{page}: [{words}]({target}): {goal} has no such heading"
    print(f"docs: {count} relative links")


def check_snippets():
    """Swift in library.md is a region of an example program."""
    regions = set()
    for source in pathlib.Path("Examples").glob("*/*.swift"):
        for region in re.findall(r"^ *// snippet: \w+\n(.*?)^ *// end$", source.read_text(), re.M | re.S):
            regions.add(textwrap.dedent(region))
    manifest = pathlib.Path("Examples/Package.swift").read_text()
    blocks = [text for language, text in FENCE.findall((DOCS / "library.md").read_text()) if language == "swift"]
    for block in blocks:
        if block not in regions and textwrap.indent(block, "  ") not in manifest and block not in manifest:
            yield f"docs/library.md: this is no region of an example:\n{block}"
    output = pathlib.Path("Examples/BudgetMeeting/output.txt").read_text()
    for language, text in FENCE.findall((DOCS / "library.md").read_text()):
        if language == "text" and not shows(text, output):
            yield f"docs/library.md: the example does not print:\n{text}"
    print(f"docs: {len(blocks)} snippets")


def shows(text, output):
    """Whether the output has these lines together, where a line … stands for any lines left out."""
    parts = [re.escape(part) for part in re.split(r"^…\n", text, flags=re.M)]
    return re.search(r"^" + r"(?:.*\n)*?".join(parts), output, re.M) is not None


def check_runs(program):
    count = 0
    for name in RUN:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            for file, language, block in NAMED.findall((DOCS / name).read_text()):
                if file and language in ("csv", "yaml"):
                    (folder / file).parent.mkdir(exist_ok=True)
                    (folder / file).write_text(block)
                if language != "console":
                    continue
                for call, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M):
                    count += 1
                    words = shlex.split(call)
                    assert words[0] == "cartera", call
                    done = subprocess.run([program, *words[1:]], cwd=folder, capture_output=True, text=True, timeout=300)
                    printed = done.stdout + done.stderr
                    whole = re.fullmatch(r"(?:.*\n)*?".join(re.escape(part) for part in re.split(r"^…\n", shown, flags=re.M)), printed)
                    if not whole:
                        difference = difflib.unified_diff(shown.splitlines(), printed.splitlines(), "shown", "printed", lineterm="")
                        yield f"docs/{name}: $ {call}\n" + "\n".join(difference)
    print(f"docs: {count} runs")


def check(program):
    complaints = [*check_links(), *check_snippets(), *check_runs(program)]
    if complaints:
        sys.exit("\n".join(complaints) + f"\ndocs: {len(complaints)} complaints")


def catalogue(folder):
    """A DocC catalogue of docs/: links between pages become DocC's, other files are named."""
    folder.mkdir(parents=True)
    pages = {path.resolve(): path.stem for path in [*DOCS.glob("*.md"), *(DOCS / "decisions").glob("*.md")]}

    def page(path):
        def link(match):
            bang, words, target = match.groups()
            if re.match(r"[a-z]+:", target):
                return match[0]
            goal = (path.parent / target.partition("#")[0]).resolve() if not target.startswith("#") else path.resolve()
            if bang:
                shutil.copy(goal, folder / goal.name)
                return f"![{words}]({goal.name})"
            if goal in pages:
                return f"[{words}](doc:{pages[goal]})"
            return f"{words} (`{goal.relative_to(pathlib.Path.cwd())}`)"

        text = path.read_text()
        pieces = re.split(r"(^```.*?^```$)", text, flags=re.M | re.S)
        return "".join(piece if index % 2 else LINK.sub(link, piece) for index, piece in enumerate(pieces))

    for path, stem in pages.items():
        (folder / f"{stem}.md").write_text(page(path))
    root = (DOCS / "Cartera.docc" / "Cartera.md").read_text()
    decisions = "\n".join(f"- <doc:{path.stem}>" for path in sorted((DOCS / "decisions").glob("*.md")))
    (folder / "Cartera.md").write_text(root.replace("DECISIONS", decisions))


if sys.argv[1] == "check":
    check(sys.argv[2])
else:
    catalogue(pathlib.Path(sys.argv[2]))
