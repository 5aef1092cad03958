#!/usr/bin/env python3
"""Compares figures with their floors; exits with 1 where one is below.

    score_profiles.py --json GOLD PARSED | floors.py NAME
    score_run.py QRELS RUN | floors.py NAME
    ... | floors.py NAME --raise

Reads what a scorer prints. The floors of NAME are those in floors.json. With
--raise, floors that lie more than MARGIN under their figure are lifted to
that; none is ever lowered.
"""
import json
import pathlib
import re
import sys

FLOORS = pathlib.Path(__file__).with_name("floors.json")
MARGIN = 0.005


def figures(printed):
    """The figures over all documents, or over all sets of queries, in 0..1."""
    try:
        everything = json.loads(printed)["all"]
    except json.JSONDecodeError:
        macro = next(
            line for line in printed.splitlines() if line.startswith("macro")
        )
        pairs = re.findall(r"(\S+) (\d+\.\d+)", macro)
        return {name: float(value) / 100 for name, value in pairs}
    return {k: v for k, v in everything.items() if isinstance(v, float)}


def main():
    name, raises = sys.argv[1], "--raise" in sys.argv[2:]
    reached = figures(sys.stdin.read())
    floors = json.loads(FLOORS.read_text())
    wanted = floors.setdefault(name, {})
    if raises:
        for figure, value in reached.items():
            floor = round(value - MARGIN, 4)
            wanted[figure] = max(floor, wanted.get(figure, floor))
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n")
    below = False
    print(f"{name:18} figure   floor")
    for figure, floor in wanted.items():
        value = reached.get(figure)
        fails = value is None or value < floor
        below |= fails
        shown = "missing" if value is None else f"{value:7.4f}"
        print(f"  {figure:16} {shown} {floor:7.4f}{'  BELOW' if fails else ''}")
    sys.exit(below)


if __name__ == "__main__":
    main()
