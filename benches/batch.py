#!/usr/bin/env python3
"""Times `travaux batch`: pairs a second, what a second core brings, and memory by the number of pairs; prints Markdown.

    cargo build --release && benches/batch.py

The pairs are neighbouring rounds of counter-ransomware in the folder TRAVAUX_SHARED (../shared without it), both ways
round, 8 to 9 kB a side; without that folder, made-up texts of that size. Needs nothing but Python, and takes some minutes:
--most 10000 leaves out the longest run.
"""

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

from compare import table

ROOT = Path(__file__).resolve().parent.parent


def measured(command):
    """Runs a command; returns wall and processor time in seconds, and peak memory in MB."""
    actions = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def made_up(folder):
    """Writes three rounds of about 8 kB, each from the one before it: one statement in ten is new."""
    words = ["".join(random.choices("abdeiklmnorstu", k=random.randint(2, 9))) for _ in range(900)]
    sentence = lambda: "We will " + " ".join(random.choices(words, k=24)) + "."
    statements, files = [sentence() for _ in range(50)], []
    for year in (2021, 2022, 2023):
        statements = [sentence() if random.random() < 0.1 else s for s in statements]
        files.append(folder / f"{year}.md")
        files[-1].write_text("\n\n".join(statements))
    return files


def pairs(folder, files, count, inline=False):
    """Writes so many pairs of neighbours, both ways round; returns the file."""
    neighbours = list(zip(files, files[1:])) + list(zip(files[1:], files))
    side = lambda file: {"text": file.read_text(), "name": str(file)} if inline else str(file)
    lines = [json.dumps({"id": 0, "old": side(old), "new": side(new)})[9:] for old, new in neighbours]
    path = folder / f"{count}{'-inline' if inline else ''}.jsonl"
    with path.open("w") as out:
        for at in range(count):
            out.write(f'{{"id": {at},{lines[at % len(lines)]}\n')
    return str(path)


def speed(travaux, folder, files, options):
    """Prints pairs a second on one core and on more; runs take turns, so that what slows the machine slows all."""
    count, cores = options.pairs, len(os.sched_getaffinity(0))
    batch = lambda source, jobs: [travaux, "batch", "--jobs", str(jobs), source]
    paths, texts = pairs(folder, files, count), pairs(folder, files, count, inline=True)
    commands = {("paths", 1): batch(paths, 1)}
    if cores > 1:
        commands |= {("paths", cores): batch(paths, cores), ("texts", cores): batch(texts, cores)}
    runs = {key: [] for key in commands}
    for _ in range(options.times):
        for key, command in commands.items():
            runs[key].append(measured(command)[:2])
    single = [measured([travaux, "diff", "--format", "json", *map(str, files[:2])])[:2] for _ in range(50)]
    wall, busy = map(statistics.median, zip(*single))
    rows = [{
        "pairs": "one process each",
        "jobs": "",
        "pairs a second": f"{1 / wall:.0f}",
        "beside one job": "",
        "processor time a pair (ms)": f"{busy * 1000:.1f}",
    }]
    for (kind, jobs), times in runs.items():
        wall, busy = map(statistics.median, zip(*times))
        # What slows both runs of a round alike does not show in their ratio.
        ratio = statistics.median(one[0] / own[0] for one, own in zip(runs["paths", 1], times))
        rows.append({
            "pairs": f"{count:,} by {kind}",
            "jobs": str(jobs),
            "pairs a second": f"{count / wall:.0f}",
            "beside one job": f"{ratio:.2f} ×",
            "processor time a pair (ms)": f"{busy / count * 1000:.1f}",
        })
    sizes = ", ".join(f"{file.stat().st_size / 1000:.1f}" for file in files)
    table(f"Many pairs of rounds of {sizes} kB, medians of {options.times}", rows)


def memory(travaux, folder, files, most):
    """Prints peak memory by the number of pairs; it counts from what this script has when it starts the program."""
    rows = []
    for count in (count for count in (100, 1_000, 10_000, 100_000) if count <= most):
        wall, _, peak = measured([travaux, "batch", pairs(folder, files, count)])
        rows.append({"pairs": f"{count:,}", "peak (MB)": f"{peak:.1f}", "pairs a second": f"{count / wall:.0f}"})
    table("Memory by the number of pairs", rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", default=ROOT / "target/release/travaux", help="the program to be timed")
    parser.add_argument("--pairs", type=int, default=2_000, help="how many pairs a run compares for speed")
    parser.add_argument("--times", type=int, default=5, help="how often each run is repeated for speed")
    parser.add_argument("--most", type=int, default=100_000, help="how many pairs are compared for memory at most")
    options = parser.parse_args()
    corpus = Path(os.environ.get("TRAVAUX_SHARED", ROOT / "../shared")) / "corpus/counter-ransomware"
    random.seed(20141205)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        files = sorted(corpus.resolve().glob("20*.md"))
        if len(files) < 2:
            print(f"there is no {corpus}: made-up texts take its place")
            files = made_up(folder)
        speed(str(options.bin), folder, files, options)
        if options.most:
            memory(str(options.bin), folder, files, options.most)


if __name__ == "__main__":
    main()
