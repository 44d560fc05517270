"""Holds what icl_sweep does beside views: table_checks.py DIR FOLDER

DIR is the study of NotebooksTest, its tasks exported; files are written to FOLDER. Exits with 3 where a library is not
installed.
"""

import json
import os
import struct
import sys

sys.dont_write_bytecode = True


def refused(function, *parts):
    import icl_sweep

    try:
        function()
    except icl_sweep.TableError as error:
        for part in parts:
            assert part in str(error), (part, str(error))
    else:
        raise AssertionError(f"not refused: {parts}")


LATER = ("probes", "theory", "kept_step")  # a list, one that follows from others, a number


def write_older(directory, folder):
    """The table as a version would have left it that knew some columns less, and no penalty of learners."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    os.makedirs(os.path.join(folder, "trials"))
    for number, name in enumerate(sorted(os.listdir(os.path.join(directory, "trials")))):
        if not name.endswith(".parquet") or name.startswith("."):
            continue
        rows = pq.read_table(os.path.join(directory, "trials", name))
        if number % 2:
            place = rows.schema.get_field_index("learners")
            fields = [field for field in rows.schema.field(place).type.value_type if field.name != "penalty"]
            less = [[{f.name: each[f.name] for f in fields} for each in row or ()] for row in rows["learners"].to_pylist()]
            rows = rows.set_column(place, "learners", pa.array(less, pa.list_(pa.struct(fields)))).drop_columns(list(LATER))
        pq.write_table(rows, os.path.join(folder, "trials", name))


def main():
    try:
        import duckdb, numpy as np, polars, pyarrow  # noqa
    except ImportError as missing:
        print(missing)
        sys.exit(3)
    import icl_sweep

    directory, folder = sys.argv[1:]
    write_older(directory, os.path.join(folder, "older"))
    for engine in "duckdb", "polars":
        table = icl_sweep.open(directory, engine=engine, frame="arrow")
        trials = table.trials().to_pylist()
        first = min(trials, key=lambda trial: trial["trial_id"])
        id = first["trial_id"]

        weights = table.weights(id)
        size = first["dim"] + 1
        assert weights["layer0.head0.query"].shape == (size, size) and weights["layer0.head0.query"].dtype == np.float32
        assert len(weights) == 4 * first["heads"], list(weights)
        assert abs(table.loss(id) - first["final_loss"]) < 1e-6 * first["final_loss"]

        npz, safe = os.path.join(folder, "w.npz"), os.path.join(folder, "w.safetensors")
        table.to_npz(id, npz)
        with np.load(npz) as stored:
            assert all((stored[name] == weights[name]).all() for name in weights) and len(stored.files) == len(weights)
        table.to_safetensors(id, safe)
        with open(safe, "rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            header, values = json.loads(file.read(length)), file.read()
        assert length % 8 == 0 and header["__metadata__"]["trial_id"] == id
        for name, matrix in weights.items():
            begin, end = header[name]["data_offsets"]
            assert header[name]["shape"] == list(matrix.shape) and header[name]["dtype"] == "F32"
            assert values[begin:end] == matrix.astype("<f4").tobytes()

        model = table.model(id)
        tokens = table.tokens(id, table.tasks(id))[:3]
        stream, looks = model.stream(tokens), model.looks(tokens, 0)
        assert len(stream) == first["depth"] + 1 and looks.shape == (3, first["heads"], tokens.shape[1], tokens.shape[1] - 1)
        mixed = sum(looks[:, h] @ (stream[0][:, :-1] @ model.products(0, h)[1]) for h in range(first["heads"]))
        assert np.allclose(stream[1], stream[0] + mixed, atol=1e-12)
        assert np.allclose(table.forward(id, tokens), -stream[1][:, -1, -1])

        assert table.varied()["heads"] == [1, 2] or table.varied()["heads"] == [2, 1]
        assert table.fixed()["dim"] == first["dim"] and "dim" not in table.varied()
        assert table.learnt == icl_sweep.Rule("gd", 1.05, 10), table.learnt
        assert set(table.ood("learner").column("kind").to_pylist()) == {"learner"}
        some = icl_sweep.open(directory, engine=engine, ids=[id])
        assert len(some.trials()) == 1
        never = icl_sweep.open(directory, engine=engine, frame="arrow", learnt=icl_sweep.Rule(1e-9))
        assert set(never.transitions().column("fate").to_pylist()) <= {"late", "between"}
        ids = [row["trial_id"] for row in table.records().to_pylist()]
        unique = next(id[:n] for n in range(1, 33) if sum(each.startswith(id[:n]) for each in ids) == 1)
        assert table.row(unique)["trial_id"] == id
        shared = next(digit for digit in "0123456789abcdef" if sum(each[0] == digit for each in ids) > 1)
        refused(lambda: table.row(shared), f"begin with {shared}", "give more of it")

        older = icl_sweep.open(os.path.join(folder, "older"), engine=engine, frame="arrow")
        assert older.learners().num_rows == table.learners().num_rows
        assert older.learners().column_names == table.learners().column_names
        assert older.probes().num_rows == table.probes().num_rows
        refused(lambda: older.theory(), "the table is older than the view theory", "icl-sweep compact")

        refused(lambda: table.view("curve"), "view is 'curve'", "Did you mean curves?")
        refused(lambda: table.view("phases", "learner"), "has no kind")
        refused(lambda: table.weights("zz"), "has no row zz", "trials()['trial_id']")
        refused(lambda: table.weights(next(t["trial_id"] for t in table.records().to_pylist() if t["kind"] == "learner")), "left no weights")
        if engine == "polars":
            refused(lambda: table.sql("SELECT 1"), "pip install duckdb")
    refused(lambda: icl_sweep.open(folder), "has no trials/*.parquet", "./icl-sweep run")
    refused(lambda: icl_sweep.open(os.path.join(folder, "nowhere")), "is not there")
    refused(lambda: icl_sweep.open(directory, engine="spark"), "duckdb, polars")
    archived = table.tasks(id)
    os.rename(os.path.join(directory, "tasks"), os.path.join(directory, "tasks.away"))
    drawn = table.tasks(id)
    os.rename(os.path.join(directory, "tasks.away"), os.path.join(directory, "tasks"))
    assert "trial_ids" not in drawn and all((drawn[name] == archived[name]).all() for name in drawn)
    refused(lambda: table.tasks(id, "input-rang"), "Did you mean input-range?")
    row = table.row(id)
    refused(lambda: table._drawn(row | {"inputs": "cauchy"}, None, 1), "knows no 'cauchy'", f"./icl-sweep export {directory} tasks")
    refused(lambda: table._drawn(row | {"task": "dynamics"}, "input-range", 1), "one of None")
    for frame, module in ("polars", "polars"), ("pandas", "pandas"):
        try:
            __import__(module)
        except ImportError:
            continue
        assert type(icl_sweep.open(directory, frame=frame).trials()).__module__.startswith(module)


if __name__ == "__main__":
    main()
