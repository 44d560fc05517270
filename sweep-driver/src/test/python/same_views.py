"""Holds the views of icl_sweep against Spark's: same_views.py DIR ANSWERS ENGINE

ANSWERS is JSON: {view: {"columns": [...], "rows": [...]}}, times in microseconds, numbers that are none by their
names. Prints a line for each view that is the same, and what differs of the first that is not. Exits with 3 where a
library is not installed.
"""

import datetime
import json
import math
import sys

sys.dont_write_bytecode = True

TOLERANCE = 1e-13  # logarithms and powers of two libraries, sums in another order
OF_INTERVALS = 1e-8  # the program's exact intervals are a root that is searched to 1e-9
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def plain(value):
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, datetime.datetime):
        return round((value - EPOCH) / datetime.timedelta(microseconds=1))
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def key(value):
    """Rows stand in no order: by what is no fraction first, then by fractions, which may differ in their last digits."""
    exact, near = [], []

    def walk(each):
        if isinstance(each, dict):
            each = list(each.values())
        if isinstance(each, list):
            for one in each:
                walk(one)
        elif isinstance(each, float):
            near.append(f"{each:.6e}")
        else:
            exact.append(str(each))

    walk(value)
    return exact, near


def alike(mine, theirs, tolerance):
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return list(mine) == list(theirs) and all(alike(mine[name], theirs[name], tolerance) for name in mine)
    if isinstance(mine, list) and isinstance(theirs, list):
        return len(mine) == len(theirs) and all(alike(a, b, tolerance) for a, b in zip(mine, theirs))
    if isinstance(theirs, float) and isinstance(mine, float):
        return abs(mine - theirs) <= tolerance * max(1, abs(theirs))
    return type(mine) is type(theirs) and mine == theirs


def main():
    directory, answers, engine = sys.argv[1:]
    try:
        import numpy, pyarrow  # noqa

        __import__(engine)
    except ImportError as missing:
        print(missing)
        sys.exit(3)
    import icl_sweep

    table = icl_sweep.open(directory, engine=engine, frame="arrow")
    with open(answers, encoding="utf-8") as file:
        expected = json.load(file)
    assert list(table.views) == list(expected), (table.views, list(expected))
    for view, theirs in expected.items():
        mine = getattr(table, view)()
        assert mine.column_names == theirs["columns"], (view, mine.column_names)
        rows = sorted((plain(list(row.values())) for row in mine.to_pylist()), key=key)
        others = sorted(theirs["rows"], key=key)
        assert len(rows) == len(others), f"{view}: {len(rows)} rows, Spark has {len(others)}"
        assert rows, f"{view} is empty, so nothing was compared"
        for row, other in zip(rows, others):
            for column, a, b in zip(theirs["columns"], row, other):
                tolerance = OF_INTERVALS if column in ("share_low", "share_high") else TOLERANCE
                assert alike(a, b, tolerance), f"{view}.{column}: {a!r}, Spark has {b!r}; row {row}"
        print(view, len(rows))


if __name__ == "__main__":
    main()
