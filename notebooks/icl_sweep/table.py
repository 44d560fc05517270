"""A results directory, open for questions."""

import difflib
import glob
import os
import re
import sys

import numpy as np
import pyarrow.parquet as pq

from . import described, files, tasks
from .events import Rule
from .forward import Model

OLDER = "the table is older than"

FRAMES = ("polars", "pandas", "arrow")


class TableError(Exception):
    """What is wrong with what was asked, and what to type instead."""


class Table:
    """The views of a results directory as data frames, and its models; `icl_sweep.open` makes one."""

    def __init__(self, directory, engine=None, frame=None, ids=None, learnt=None):
        self.directory = os.fspath(directory)
        self._frame = _one_of("frame", frame or _installed(FRAMES[:2], "arrow"), FRAMES)
        self.files = _files(self.directory)
        self.learnt = learnt or _rule(self.directory)
        name = _one_of("engine", engine or _installed(("duckdb", "polars"), None), ("duckdb", "polars"))
        older = f"{OLDER} the view {{}}: some of its files lack what follows from their columns; to have it computed, rows and digest staying the same: icl-sweep compact {self.directory}"
        self._engine = _engine(name)(self.files, ids, self.learnt, older)
        if ids is None:
            _warn_of_plans(self.directory, self.files)

    views = described.NAMES

    def view(self, name, kind=None):
        """A view by name, as `icl-sweep sql` has it with --all-rows; `kind`: transformer or learner, where it has both."""
        _one_of("view", name, self.views)
        _one_of("kind", kind, (None, "transformer", "learner"))
        if kind is not None and name in described.WITHOUT_KIND:
            raise TableError(f"the view {name} is of trained models alone and has no kind: leave kind out")
        return self._answer(self._engine.view, name, kind)

    def sql(self, query):
        """The answer to a query over the views, in DuckDB's SQL."""
        if self._engine.name != "duckdb":
            raise TableError("queries in SQL need engine='duckdb': pip install duckdb")
        return self._answer(self._engine.sql, query)

    def fixed(self):
        """The parameters that all trained models share, by column."""
        return {name: values[0] for name, values in self._parameters().items() if len(values) == 1}

    def varied(self):
        """The parameters in which trained models differ, by column, each with its values."""
        return {name: values for name, values in self._parameters().items() if len(values) > 1}

    def row(self, id):
        """All that a row has, as Python's own values. The beginning of an id will do where it is the only one."""
        return self._row(id, described.COLUMNS)

    def weights(self, id=None, kind=None):
        """Final weights by name, as 32-bit floats: {"layer0.head1.query": [m, s], "embedding": [w, m], ...}.

        Without an id, the view of that name.
        """
        if id is None:
            return self.view("weights", kind)
        row = self._row(id, ("trial_id", "weights"))
        if not row["weights"]:
            raise TableError(f"trial {row['trial_id']} has left no weights: it did not complete, or is a learner")
        return {_name(each): _matrix(each) for each in row["weights"]}

    def model(self, id):
        """The trained model: `model(tokens)`, `model.stream(tokens)`, `model.products(layer, head)` and more."""
        weights = {name: matrix.astype(float) for name, matrix in self.weights(id).items()}
        return Model(self._row(id, described.PARAMETERS), weights)

    def tokens(self, id, tasks):
        """The tokens [n, T, w] that a model reads of tasks as `tasks` gives them."""
        return self.model(id).tokens(tasks)

    def forward(self, id, tokens):
        """A model's answers to tokens [n, T, w], in 64-bit floats: [n], or [n, T, features] to sequences."""
        return self.model(id)(tokens)

    def tasks(self, id, shift=None, alpha=1.0):
        """The tasks that a model was evaluated on: arrays by name, those of docs/table.md's archive.

        They are read where `./icl-sweep export` has left them and drawn again where it has not, the same bits. With a
        shift, as in shift="input-range", alpha=2, those of that point of its out-of-distribution curve.
        """
        row = self._row(id, described.PARAMETERS)
        archived = None if shift else self._archived(row["trial_id"])
        return archived or self._drawn(row, shift, alpha)

    def _archived(self, id):
        for file in sorted(glob.glob(os.path.join(glob.escape(self.directory), "tasks", "*.npz"))):
            with np.load(file) as archive:
                if id in archive["trial_ids"]:
                    return {name: archive[name] for name in archive.files}
        return None

    def _drawn(self, row, shift, alpha):
        _one_of("shift", shift, (None, *tasks.shifts(row)))
        try:
            return tasks.draw(row, shift, alpha)
        except KeyError as word:  # of a version that knows more
            raise TableError(f"the tasks of {row['trial_id']} are not drawn here, which knows no {word}; to write them: ./icl-sweep export {self.directory} tasks") from None

    def loss(self, id, shift=None, alpha=1.0):
        """A model's loss on the tasks that it was evaluated on, worked out again: `final_loss` up to rounding; or on shifted ones, as `ood` has it."""
        model, drawn = self.model(id), self.tasks(id, shift, alpha)
        return model.loss(model.tokens(drawn), drawn["targets"])

    def to_npz(self, id, path):
        """Writes a model's weights as NumPy's .npz."""
        files.to_npz(path, self.weights(id))

    def to_safetensors(self, id, path):
        """Writes a model's weights as safetensors, its parameters as the file's metadata."""
        parameters = self._row(id, described.PARAMETERS)
        said = {name: value for name, value in parameters.items() if value is not None}
        files.to_safetensors(path, self.weights(id), said)

    def _row(self, id, columns):
        columns = dict.fromkeys(("trial_id", *columns))
        rows = self._engine.rows(columns, id)
        return rows[0] if len(rows) == 1 else self._row_that_begins(id, columns)

    def _row_that_begins(self, id, columns):
        ids = [row["trial_id"] for row in self._engine.rows(("trial_id",))]
        found = [each for each in ids if id and each.startswith(id)]
        if len(found) == 1:
            return self._engine.rows(columns, found[0])[0]
        if len(found) > 1:
            raise TableError(f"{len(found)} rows of {self.directory} have ids that begin with {id}, as {', '.join(found[:2])}: give more of it")
        raise TableError(f"{self.directory} has no row {id}; ids are in trials()['trial_id'], as {min(ids, default='none')}")

    def _parameters(self):
        values = {name: [] for name in described.PARAMETERS}
        for row in self._engine.rows(("kind", *described.PARAMETERS)):
            if row["kind"] == "transformer":
                for name, seen in values.items():
                    if row[name] not in seen:
                        seen.append(row[name])
        return values

    def _answer(self, ask, *question):
        try:
            return self._as_frame(ask(*question))
        except Exception as error:
            if OLDER in str(error):
                raise TableError(str(error)[str(error).index(OLDER) :]) from None
            raise

    def _as_frame(self, table):
        if self._frame == "polars":
            import polars

            return polars.from_arrow(table)
        if self._frame == "pandas":
            return _pandas(table)
        return table

    def __repr__(self):
        return f"Table({self.directory!r}: {len(self.files)} files, {self._engine.name}, frames of {self._frame})"


def _view_method(name):
    if name in described.WITHOUT_KIND:

        def view(self):
            return self.view(name)

    else:

        def view(self, kind=None):
            return self.view(name, kind)

    view.__name__ = name
    view.__doc__ = f"The view {name} as a data frame; docs/table.md has its columns."
    return view


for _view in described.NAMES:
    if not hasattr(Table, _view):
        setattr(Table, _view, _view_method(_view))


def _pandas(table):
    """Numbers that may be missing stay what they are."""
    import pandas as pd
    import pyarrow as pa

    types = {
        pa.int32(): pd.Int32Dtype(),
        pa.int64(): pd.Int64Dtype(),
        pa.float64(): pd.Float64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
        pa.string(): pd.StringDtype(),
    }
    return table.to_pandas(types_mapper=types.get)


def _name(weight):
    where = "" if weight["layer"] is None else f"layer{weight['layer']}."
    return where + ("" if weight["head"] is None else f"head{weight['head']}.") + weight["name"]


def _matrix(weight):
    return np.array(weight["values"], np.float32).reshape(weight["rows"], weight["cols"])


def _one_of(what, word, words):
    if word in words:
        return word
    near = difflib.get_close_matches(str(word), map(str, words), 1)
    meant = f"Did you mean {near[0]}? It has to be " if near else "It has to be "
    raise TableError(f"{what} is {word!r}. {meant}one of {', '.join(map(str, words))}")


def _installed(names, otherwise):
    import importlib.util

    for name in names:
        if importlib.util.find_spec(name):
            return name
    if otherwise:
        return otherwise
    raise TableError(f"needs one of {', '.join(names)}: pip install {names[0]}")


def _engine(name):
    if name == "duckdb":
        from .duck import Duck

        return Duck
    from .polar import Polar

    return Polar


def _files(directory):
    found = sorted(glob.glob(os.path.join(glob.escape(directory), "trials", "*.parquet")))
    found = [file for file in found if os.path.basename(file)[0] not in "._"]
    if found:
        return found
    what = "has no trials/*.parquet" if os.path.isdir(directory) else "is not there"
    raise TableError(f"{directory} {what}: expected a directory of results, as ./icl-sweep run conf/quickstart.conf leaves in results/quickstart")


def _rule(directory):
    """When models have learnt, as the study says that ran last."""
    file = os.path.join(directory, "_study", "study.conf")
    if not os.path.exists(file):
        return Rule()
    with open(file, encoding="utf-8") as study:
        said = dict(re.findall(r"^measure\.learnt-(at|within|for) = (.*)$", study.read(), re.MULTILINE))
    at = said.get("at", Rule.at).strip('"')
    try:
        at = float(at)
    except ValueError:
        pass  # the word for a learner
    return Rule(at, float(said.get("within", Rule.within)), int(float(said.get("for", Rule.lasting))))


def _warn_of_plans(directory, files):
    """`icl-sweep sql` keeps to the rows of the study that ran last, whose identities only the program works out."""
    plans = [plans for plans in map(_plans_of_models, files) if plans is not None]
    if any(plans) and not frozenset.intersection(*plans):
        print(
            f"icl_sweep: several plans ran into {directory}, and rows of all of them are spoken of, also those that the last one"
            f" does not have; for its rows alone, open(..., ids=...) with the answer of: ./icl-sweep sql {directory}"
            ' "SELECT trial_id FROM records" --format csv',
            file=sys.stderr,
        )


def _plans_of_models(file):
    """The plans that a file's rows are of, by its footer; None of a file of learners alone."""
    footer = pq.read_metadata(file)
    column = footer.schema.names.index("kind")
    bounds = [footer.row_group(group).column(column).statistics for group in range(footer.num_row_groups)]
    if all(each is not None and each.has_min_max and each.min == each.max == "learner" for each in bounds):
        return None
    return frozenset(key for key in footer.metadata or () if key.startswith(b"icl-sweep.plan."))
