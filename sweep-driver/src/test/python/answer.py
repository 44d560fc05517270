"""Answers questions to a results table: answer.py DIR duckdb|polars TABLE < questions

TABLE is what makes the table `t`, with results/quickstart where DIR is. Standard input has the questions as a JSON
list of texts, standard output the answers: a JSON list of lists of rows, without NaN and infinities, which are an
error. Exits with 3 where the library is not installed.
"""

import json
import sys


def main():
    directory, engine, table = sys.argv[1:]
    table = table.replace("results/quickstart", directory)
    try:
        if engine == "duckdb":
            import duckdb

            duckdb.sql(table)

            def answer(question):
                return duckdb.sql(question).fetchall()

        else:
            names = {}
            exec(table, names)

            def answer(question):
                return eval(question, names).collect().rows()

    except ImportError as missing:
        print(missing, file=sys.stderr)
        sys.exit(3)
    answers = [[list(row) for row in answer(question)] for question in json.load(sys.stdin)]
    json.dump(answers, sys.stdout, allow_nan=False)


if __name__ == "__main__":
    main()
