"""Answers questions to a results table: answer.py DIR duckdb|polars < questions

Standard input has the questions as a JSON list of texts, standard output the answers: a JSON list of
lists of rows. Exits with 3 where the library is not installed.
"""

import json
import sys


def main():
    directory, engine = sys.argv[1:]
    files = directory + "/trials/*.parquet"
    try:
        if engine == "duckdb":
            import duckdb

            def answer(question):
                return duckdb.sql(question.replace("results/quickstart/trials/*.parquet", files)).fetchall()

        else:
            import polars as pl

            def answer(question):
                return eval(question, {"pl": pl, "t": pl.scan_parquet(files)}).collect().rows()

    except ImportError as missing:
        print(missing, file=sys.stderr)
        sys.exit(3)
    json.dump([[list(row) for row in answer(question)] for question in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
