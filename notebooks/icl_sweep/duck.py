"""The views in DuckDB: the program's own SQL, and its functions as Python has them."""

import os

import duckdb

from . import described, events, valleys

HELD = 256 << 20  # bytes of files that are read once; larger tables are read anew by every question

TYPES = {
    "string": "VARCHAR",
    "boolean": "BOOLEAN",
    "int": "INTEGER",
    "bigint": "BIGINT",
    "float": "FLOAT",
    "double": "DOUBLE",
    "timestamp": "TIMESTAMP WITH TIME ZONE",
}

def type_of(described_type):
    """The SQL of a type: a word, a list in brackets, or fields in braces."""
    if isinstance(described_type, str):
        return TYPES[described_type]
    if isinstance(described_type, list):
        return type_of(described_type[0]) + "[]"
    return "STRUCT(" + ", ".join(f'"{name}" {type_of(each)}' for name, each in described_type.items()) + ")"


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def names(columns):
    return ", ".join(f'"{column}"' for column in columns)


class Duck:
    """A table's views, each made when it is first asked."""

    name = "duckdb"

    def __init__(self, files, ids, rule, older):
        self.older = older
        self.connection = duckdb.connect()
        self.connection.execute("SET TimeZone = 'UTC'")
        self._functions(rule)
        self._records(files, ids)
        for view in described.VIEWS:
            self.connection.execute(f"CREATE VIEW {view} AS {self._query(view)}")

    def _functions(self, rule):
        add = self.connection.create_function
        column = described.COLUMNS

        def learning_events(steps, losses, zero_loss, learners, learner_losses, learner_errors, diverged_at):
            curve = steps, losses, zero_loss, learners, learner_losses, learner_errors, diverged_at
            return events.learning_events(*curve, rule)

        def exact_interval(successes, trials):
            return dict(zip(("low", "high"), events.exact_interval(successes, trials))) if trials else None

        lists = ["INTEGER[]", "DOUBLE[]", "DOUBLE", "VARCHAR[]", "DOUBLE[]", "DOUBLE[]", "INTEGER"]
        interval, watched = {"low": "double", "high": "double"}, [events.EVENTS["watched"]]
        parameters = {name: column[name] for name in described.PARAMETERS}
        of_valleys = [type_of(each) for each in (parameters, column["distances"], "int", column["stationary"])]
        for name, function, taken, given in (
            ("learning_events", learning_events, lists, events.EVENTS),
            ("exact_interval", exact_interval, ["BIGINT", "BIGINT"], interval),
            ("survival_of", events.survival, [type_of(watched)], [events.FALL]),
            ("valley_of", valleys.valley, of_valleys, valleys.VALLEY),
        ):
            add(name, function, taken, type_of(given), null_handling="special")
        for macro in "get(list, i) AS list[i + 1]", "try_divide(a, b) AS a / nullif(b, 0)", "text_of(x) AS CAST(x AS VARCHAR)":
            self.connection.execute("CREATE MACRO " + macro)

    def _records(self, files, ids):
        """Columns and fields that some files lack are null, and a folder like seed=3 is no column."""
        every = ", ".join(f'"{name}" {type_of(of)}' for name, of in described.COLUMNS.items())
        self.connection.execute(f"CREATE TABLE none_yet ({every})")
        those = ", ".join(quoted(file) for file in files)
        where = "" if ids is None else f" WHERE trial_id IN ({', '.join(quoted(id) for id in ids) or 'NULL'})"
        held = "TABLE" if sum(map(os.path.getsize, files)) < HELD else "VIEW"
        self.connection.execute(
            f"CREATE {held} records AS SELECT {names(described.COLUMNS)} FROM (SELECT * FROM none_yet UNION ALL BY NAME"
            f" SELECT * FROM read_parquet([{those}], union_by_name = true, hive_partitioning = false)){where}"
        )

    def _query(self, view):
        parameters, setting = described.PARAMETERS, [name for name in described.PARAMETERS if name != "seed"]
        if view in described.QUERIES:
            query = described.QUERIES[view]
            return query.replace("${parameters}", names(parameters)).replace("${setting}", names(setting))
        column, fields = described.MEASURES[view]
        flat = ", ".join(f'point."{field}" AS "{shown}"' for field, shown in fields.items())
        listed = f'"{column}"'
        if view in described.DERIVED:
            listed = f"coalesce({listed}, error({quoted(self.older.format(view))}))"
        return f"SELECT trial_id, kind, {names(parameters)}, {flat} FROM records, unnest({listed}) AS each(point)"

    def view(self, view, kind):
        where = "" if kind is None else f" WHERE kind = {quoted(kind)}"
        return self.sql(f"SELECT * FROM {view}{where}")

    def sql(self, query):
        return self.connection.sql(query).to_arrow_table()

    def rows(self, columns, id=None):
        """Rows of records as dicts."""
        where = "" if id is None else f" WHERE trial_id = {quoted(id)}"
        return self.sql(f"SELECT {names(columns)} FROM records{where}").to_pylist()
