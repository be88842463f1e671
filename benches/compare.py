#!/usr/bin/env python3
"""Times travaux beside other tools on the same files, in one run, and prints a table in Markdown.

    cargo build --release && cargo build --example documents && benches/compare.py

Real rounds are read from the folder in TRAVAUX_SHARED (../shared without it) and skipped where it is absent; generated
rounds come from the example `documents`. Tools that are not installed are left out. Needs nothing but Python.
"""

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = {
    "git": ["git", "diff", "--no-index", "--word-diff"],
    "wdiff": ["wdiff"],
    "difft": ["difft", "--color=never"],
}


def measured(command, output=os.devnull):
    """Runs a command; returns its wall time in seconds and its peak memory in MB."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [(os.POSIX_SPAWN_OPEN, 1, str(output), flags, 0o644)]
    start = time.perf_counter()
    pid = os.posix_spawn(shutil.which(command[0]), command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"failed: {' '.join(command)}")
    return wall, usage.ru_maxrss / 1024


def medians(commands, times):
    """Runs each command so many times, in turn, so that what slows the machine slows all; returns medians."""
    runs = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            runs[name].append(measured(command))
    return {name: [statistics.median(column) for column in zip(*all)] for name, all in runs.items()}


def generated(folder, kind, size):
    """Writes rounds of the ladder unless they are there; returns both files."""
    place = folder / f"{kind}-{size}"
    maker = ROOT / "target/debug/examples/documents"
    subprocess.run([maker, kind, str(size), place], check=True)
    return place / "old.txt", place / "new.txt"


def found(travaux, old, new):
    """Returns the share of the generator's links that the change log has, and the share of its links that are true."""
    output = old.parent / "log.json"
    measured([*travaux, str(old), str(new)], output)
    truth = {tuple(map(int, line.split("\t"))) for line in open(old.parent / "links.tsv")}
    links = set()
    for change in json.loads(output.read_text())["changes"]:
        lines = [{s["id"]: s["line"] for s in change[side]} for side in ("old", "new")]
        links |= {(lines[0][link["old"]], lines[1][link["new"]]) for link in change["links"]}
    right = len(truth & links)
    return right / len(truth), right / len(links)


def table(title, rows):
    print(f"\n{title}\n")
    names = list(rows[0])
    print("| " + " | ".join(names) + " |")
    print("| --- |" + " ---: |" * (len(names) - 1))
    for row in rows:
        print("| " + " | ".join(row[name] for name in names) + " |")


def rivals(travaux, pairs):
    """Prints each pair of files with all tools."""
    tools = {"travaux": travaux[:2], "travaux, change log": travaux}
    tools |= {n: c for n, c in TOOLS.items() if shutil.which(n)}
    rows = []
    for name, (old, new, times) in pairs.items():
        commands = {tool: [*command, str(old), str(new)] for tool, command in tools.items()}
        for tool, (wall, peak) in medians(commands, times).items():
            own = wall if tool == "travaux" else own
            rows.append({
                "rounds": name,
                "tool": tool,
                "time (ms)": f"{wall * 1000:.1f}",
                "travaux takes": f"{own / wall:.2f} ×",
                "peak (MB)": f"{peak:.0f}",
            })
    table("Beside other tools", rows)


def ladder(travaux, folder, times):
    """Prints how time grows with size, and how many links are found."""
    rows, points = [], []
    for size in (1_000, 3_000, 10_000, 20_000, 30_000, 100_000):
        old, new = generated(folder, "ladder", size)
        walls = [measured([*travaux, str(old), str(new)]) for _ in range(times if size < 30_000 else 1)]
        wall, peak = map(statistics.median, zip(*walls))
        recall, precision = found(travaux, old, new) if size <= 20_000 else (None, None)
        points.append((math.log(size), math.log(wall)))
        rows.append({
            "statements a side": f"{size:,}",
            "time (ms)": f"{wall * 1000:.0f}",
            "µs a statement": f"{wall * 1e6 / size:.0f}",
            "peak (MB)": f"{peak:.0f}",
            "links found": f"{recall:.2%}" if recall else "",
            "of its links true": f"{precision:.2%}" if precision else "",
        })
    table("The ladder", rows)
    slope = statistics.linear_regression(*zip(*points)).slope
    ends = (points[-1][1] - points[0][1]) / (points[-1][0] - points[0][0])
    print(f"\nTime grows with an exponent of {slope:.2f} (fitted), {ends:.2f} (from first to last).")


def degenerate(travaux, folder, times):
    """Prints the time of rounds that could lead an algorithm astray, beside that of plain ones of their size."""
    size, rows = 5_000, []
    commands = {
        kind: [*travaux, *map(str, generated(folder, kind, size))]
        for kind in ("ladder", "repeated", "strangers")
    }
    results = medians(commands, times)
    for kind, (wall, _) in results.items():
        text = sum(Path(path).stat().st_size for path in commands[kind][-2:]) / 1e6
        rows.append({
            "rounds": f"{kind}, {size:,} a side",
            "text (MB)": f"{text:.1f}",
            "time (ms)": f"{wall * 1000:.0f}",
            "beside the ladder": f"{wall / results['ladder'][0]:.2f} ×",
        })
    table("Degenerate rounds", rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", default=ROOT / "target/release/travaux", help="the program to be timed")
    parser.add_argument("--times", type=int, default=15, help="how often small files are compared")
    options = parser.parse_args()
    travaux = [str(options.bin), "diff", "--format", "json"]
    corpus = Path(os.environ.get("TRAVAUX_SHARED", ROOT / "../shared")) / "corpus"
    few = max(options.times // 5, 1)
    with tempfile.TemporaryDirectory() as folder:
        folder, pairs = Path(folder), {}
        for series, old, new in (
            ("counter-ransomware", "2022-11-01", "2023-11-01"),
            ("us-eu-ttc", "2022-12-05", "2023-05-31"),
        ):
            files = [corpus / series / f"{date}.md" for date in (old, new)]
            if all(file.exists() for file in files):
                pairs[f"{series} {old[:4]} → {new[:4]}"] = (*files, options.times)
            else:
                print(f"skipped: there is no {series} in {corpus}")
        pairs["ladder, 20,000 a side"] = (*generated(folder, "ladder", 20_000), few)
        rivals(travaux, pairs)
        ladder(travaux, folder, few)
        degenerate(travaux, folder, few)


if __name__ == "__main__":
    main()
