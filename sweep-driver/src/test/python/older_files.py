"""Reads a table with a snippet of docs/table.md: older_files.py DIR duckdb|polars|pandas SNIPPET

SNIPPET is the text, with results/my-study where DIR is. Standard output has the rows as a JSON list of objects of
what the test looks at. Exits with 3 where a library is not installed.
"""

import json
import sys


def rows(engine, snippet):
    if engine == "duckdb":
        import duckdb

        answer = duckdb.sql(snippet)
        return [dict(zip(answer.columns, row)) for row in answer.fetchall()]
    names = {}
    exec(snippet, names)
    if engine == "polars":
        return names["t"].to_dicts()
    return [
        {name: value if present(value) else None for name, value in row.items()}
        for row in names["t"].to_dict("records")
    ]


def present(value):
    return hasattr(value, "__len__") or value == value and value is not None


def asked(row):
    learners = row["learners"]
    first = None if learners is None or len(learners) == 0 else learners[0]
    return {
        "columns": len(row),
        "trial_id": row["trial_id"],
        "seed": None if row["seed"] is None else int(row["seed"]),
        "final_loss": row["final_loss"],
        "transition_step": row["transition_step"],
        "functions": None if row["functions"] is None else len(row["functions"]),
        "loss": None if first is None else first["loss"],
        "penalty": None if first is None else first["penalty"],
    }


def main():
    directory, engine, snippet = sys.argv[1:]
    try:
        found = rows(engine, snippet.replace("results/my-study", directory))
    except ImportError as missing:
        print(missing, file=sys.stderr)
        sys.exit(3)
    json.dump([asked(row) for row in found], sys.stdout, allow_nan=False)


if __name__ == "__main__":
    main()
