#!/usr/bin/env python3
"""Fits the weights of the alignment on gold links, and tells by cross-validation how well such weights do on rounds unseen.

usage: fit.py [--shared ../shared] [--bin target/release/examples/features] [--cv] [--table]

Needs numpy, scipy and scikit-learn; build the program with `cargo build --release --example features`. Everything is
measured through the program itself: it prints the evidence for each candidate pair, and with given weights the links.

  --cv     leaves out one pair of communiques at a time (and one sixth of the drafts), fits on the rest, scores the rest
  --series the same, but leaves out all pairs that share a series of rounds
  --table  prints the weights fitted on everything, as they stand in src/align/weights.rs

Labels: 1 for a link that both annotators are sure of, POSSIBLE for one that either defends, 0 for every other candidate.
Drafts count for DRAFTS of a communique's pair, because there are ten times as many and they are all of one kind.
ORDER is what leaving the order costs at most; LINK and JOIN are the odds that a link and a further link need where rounds
have no order and where they keep it throughout. All were chosen by trying a few values under cross-validation.
"""
import argparse, collections, importlib.util, json, pathlib, subprocess, sys, tempfile
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

POSSIBLE, POSSIBLE_WEIGHT, DRAFTS, C = 0.85, 0.5, 0.1, 3.0
ORDER, LINK, JOIN = 6.0, (-0.6, -0.25), (-0.25, -1.0)


class Gold:
    """One pair of rounds with its links, and the evidence that the program gathers for it."""

    def __init__(self, gold, kind):
        self.gold, self.kind, self.id = gold, kind, gold["id"]
        ids = [[s["id"] for sec in gold[side]["sections"] for s in sec["statements"]] for side in ("old", "new")]
        at = [{name: k for k, name in enumerate(side)} for side in ids]
        self.sizes = [len(side) for side in ids]
        self.links = {(at[0][l["old"]], at[1][l["new"]]): bool(l["sure"]) for l in gold["links"]}
        self.series = gold["id"].split("-")[0] if kind == "communique" else gold["id"].split("-")[1]


def load(shared):
    links = [Gold(json.loads(p.read_text()), "communique") for p in sorted((shared / "gold/links").glob("*.json"))]
    drafts = [Gold(json.loads(l), "draft") for p in sorted((shared / "gold").glob("argrewrite-*.jsonl")) for l in p.read_text().splitlines()]
    return links + drafts


def run(binary, golds, weights=None):
    """Returns for each pair its candidates (pairs, values alone, values around), what could be joined, the links chosen, and
    which of them are sure."""
    lines = "\n".join(json.dumps({k: g.gold[k] for k in ("id", "old", "new")}) for g in golds)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        argv = [str(binary)]
        if weights:
            json.dump(weights, file)
            file.flush()
            argv.append(file.name)
        out = subprocess.run(argv, input=lines, capture_output=True, text=True, check=True).stdout
    for line in out.splitlines():
        row = json.loads(line)
        c = row["candidates"]
        pairs = [(a, b) for a, b, *_ in c]
        alone = np.array([r[2] for r in c]).reshape(len(c), -1)
        around = np.array([r[3] for r in c]).reshape(len(c), -1)
        joins = [(p, r[4]) for p, r in zip(pairs, c) if r[4] is not None]
        links = {(a, b): sure for a, b, sure in row["links"]}
        yield pairs, alone, np.hstack([alone, around]) if len(c) else alone, joins, links


def logistic(golds, tables):
    """Fits one table; a link that is only possible counts as partly a link and partly none."""
    xs, ys, ws = [], [], []
    for g, (pairs, values) in zip(golds, tables):
        marks = [g.links.get(p) for p in pairs]
        y = np.array([0.0 if m is None else 1.0 if m else POSSIBLE for m in marks])
        w = np.array([POSSIBLE_WEIGHT if m is False else 1.0 for m in marks]) * (DRAFTS if g.kind == "draft" else 1.0)
        if len(pairs):
            xs.append(np.array(values)); ys.append(y); ws.append(w)
    x, y, w = np.concatenate(xs), np.concatenate(ys), np.concatenate(ws)
    scaler = StandardScaler().fit(x)
    z = scaler.transform(x)
    model = LogisticRegression(C=C, max_iter=5000)
    model.fit(np.r_[z, z], np.r_[np.ones(len(y)), np.zeros(len(y))], np.r_[w * y, w * (1 - y)])
    weights = model.coef_[0] / scaler.scale_
    return [float(model.intercept_[0] - weights @ scaler.mean_), *map(float, weights)]


def fit(binary, golds, first=None):
    """Fits the tables one after the other: surroundings depend on how probable neighbours are, joins on what is linked."""
    first = first or list(run(binary, golds))
    alone = logistic(golds, [(p, a) for p, a, *_ in first])
    weights = {"alone": alone, "around": alone + [0.0] * 6, "join": [-9.0] + [0.0] * 7, "order": ORDER, "loose": LINK[0], "steady": LINK[1]}
    for _ in range(2):
        second = list(run(binary, golds, weights))
        weights["around"] = logistic(golds, [(p, b) for p, _, b, *_ in second])
    third = list(run(binary, golds, weights))
    weights["join"] = logistic(golds, [([p for p, _ in j], [v for _, v in j]) for *_, j, _ in third])
    weights["join"][0] -= JOIN[0]
    weights["join"][-1] -= JOIN[1] - JOIN[0]
    return weights


def count(gold, links):
    """Counts one pair as score.py does."""
    sure = {p for p, s in gold.links.items() if s}
    t = collections.Counter(tpp=sum(p in gold.links for p in links), np=len(links), tps=sum(p in sure for p in links), ns=len(sure))
    for side, name in ((0, "drop"), (1, "add")):
        s, p, l = ({k[side] for k in x} for x in (sure, gold.links, links))
        for u in range(gold.sizes[side]):
            if u in p and u not in s:
                continue
            t[name + "tp"] += u not in p and u not in l
            t[name + "fp"] += u in p and u not in l
            t[name + "fn"] += u not in p and u in l
    return t


def report(title, golds, links, summary, verbose):
    total = collections.defaultdict(collections.Counter)
    for g, l in zip(golds, links):
        one = count(g, l)
        total[g.kind].update(one)
        if verbose and g.kind == "communique":
            print(f"  {g.id:20s}", "  ".join(f"{k} {v:.3f}" for k, v in summary(one).items() if k != "unaccounted"))
    for kind, t in total.items():
        print(title, kind, "  ".join(f"{k} {v}" for k, v in summary(t).items() if k != "unaccounted"))
    for kind in total:
        for sure, name in ((True, "sure"), (False, "not sure")):
            marks = [g.links.get(p) for g, l in zip(golds, links) if g.kind == kind for p, s in l.items() if s == sure]
            print(title, kind, f"{name}: {len(marks)} links, of which {marks.count(False)} only possible and {marks.count(None)} wrong")


def folds(golds, by_series):
    """Returns lists of positions to leave out together."""
    links = [k for k, g in enumerate(golds) if g.kind == "communique"]
    name = (lambda k: golds[k].series) if by_series else (lambda k: golds[k].id)
    groups = collections.defaultdict(list)
    for k in links:
        groups[name(k)].append(k)
    writers = sorted({g.series for g in golds if g.kind == "draft"}, key=int)
    drafts = [[k for k, g in enumerate(golds) if g.kind == "draft" and writers.index(g.series) % 6 == f] for f in range(6)]
    return list(groups.values()) + drafts


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--shared", default="../shared", type=pathlib.Path)
    a.add_argument("--bin", default="target/release/examples/features")
    for part in ("cv", "series", "table", "verbose"):
        a.add_argument("--" + part, action="store_true")
    o = a.parse_args()
    spec = importlib.util.spec_from_file_location("score", o.shared / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    golds = load(o.shared)
    report("as built ", golds, [l for *_, l in run(o.bin, golds)], score.summary, False)
    first = list(run(o.bin, golds))
    if o.cv or o.series:
        links = [None] * len(golds)
        for out in folds(golds, o.series):
            kept = [k for k in range(len(golds)) if k not in out]
            weights = fit(o.bin, [golds[k] for k in kept], [first[k] for k in kept])
            for k, (*_, l) in zip(out, run(o.bin, [golds[k] for k in out], weights)):
                links[k] = l
        report("unseen   ", golds, links, score.summary, o.verbose)
    weights = fit(o.bin, golds, first)
    report("fitted   ", golds, [l for *_, l in run(o.bin, golds, weights)], score.summary, False)
    if o.table:
        for name in ("alone", "around", "join"):
            print(name, "[" + ", ".join(f"{w:.3f}" for w in weights[name]) + "]")


if __name__ == "__main__":
    sys.exit(main())
