"""Holds the tasks that icl_sweep draws against those that the program exported: drawn_tasks.py DIR

Prints a line a trained model: its id, how many numbers were held, how many of them differ, how many losses on shifted
tasks were held, and the largest of their relative errors. Exits with 3 where a library is not installed.
"""

import sys

sys.dont_write_bytecode = True


def main():
    try:
        import duckdb, numpy as np, polars, pyarrow  # noqa
    except ImportError as missing:
        print(missing)
        sys.exit(3)
    import icl_sweep
    from icl_sweep import described, draws, tasks

    # from the published vectors of known answers of Random123
    pi = [np.array([word]) for word in (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344)]
    answer = draws.threefry((0xA4093822, 0x299F31D0, 0x082EFA98, 0xEC4E6C89), pi)
    assert answer[:, 0].tolist() == [0x59CD1DBB, 0xB8879579, 0x86B5D00C, 0xAC8B6D84], answer

    # just below the middle of two floats, which 64 bits take for it
    one, below = np.float32(1 + 2.0**-23), np.float32(2.0**-24 * (1 + 2.0**-20))
    for sign in 1, -1:
        assert draws.fma(sign * below, np.float32(1 - 2.0**-20), sign * one) == sign * one

    tasks.BLOCK = 128
    table = icl_sweep.open(sys.argv[1], frame="arrow")
    points = {}
    for point in table.ood("transformer").to_pylist():
        if point["predictor"] == "transformer":
            points.setdefault(point["trial_id"], []).append(point)
    for id in sorted(table.trials().column("trial_id").to_pylist()):
        archived, drawn = table.tasks(id), tasks.draw(table._row(id, described.PARAMETERS))
        assert set(drawn) == set(archived) - {"trial_ids"}, list(drawn)
        held = other = 0
        for name, array in drawn.items():
            assert array.shape == archived[name].shape and array.dtype == archived[name].dtype, (name, array.shape)
            held += array.size
            # 0 and -0 are the same number
            other += int((array != archived[name]).sum())
        errors = [abs(table.loss(id, point["shift"], point["alpha"]) / point["loss"] - 1) for point in points.get(id, [])]
        print(id, held, other, len(errors), max(errors, default=0.0))


if __name__ == "__main__":
    main()
