"""Runs a notebook from the beginning: run_notebook.py NOTEBOOK

One in Python runs in a kernel of this Python, another in the kernel that it names. It runs in the notebook's own folder,
with the environment as it is. Prints what its cells say on stdout; an error is that of the cell, and ends with 1. Exits
with 3 where a library or the kernel is not installed.
"""

import os
import sys

sys.dont_write_bytecode = True


def main():
    try:
        import duckdb, ipykernel, matplotlib, nbclient, nbformat, numpy, polars, pyarrow  # noqa

        if "pyspark" in os.path.basename(sys.argv[1]):
            import pandas, pyspark  # noqa
    except ImportError as missing:
        print(missing)
        sys.exit(3)
    import json

    import jupyter_client.kernelspec

    path = sys.argv[1]
    folder = os.path.abspath(os.path.dirname(path))
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    spec = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "this Python",
        "language": "python",
    }
    kernels = os.path.join(os.environ["JUPYTER_DATA_DIR"], "kernels", "this-python")
    os.makedirs(kernels, exist_ok=True)
    with open(os.path.join(kernels, "kernel.json"), "w", encoding="utf-8") as file:
        json.dump(spec, file)
    notebook = nbformat.read(path, as_version=4)
    kernel = notebook.metadata.kernelspec
    client = nbclient.NotebookClient(
        notebook, kernel_name="this-python" if kernel.language == "python" else kernel.name, timeout=1800, startup_timeout=600, resources={"metadata": {"path": folder}}
    )
    try:
        client.execute()
    except jupyter_client.kernelspec.NoSuchKernel as missing:
        print(missing, "(of Java: pip install jjava)")
        sys.exit(3)
    except nbclient.exceptions.CellExecutionError as error:
        print(error)
        sys.exit(1)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            print(output.get("text") or data.get("text/plain") or "", *(["(picture)"] if "image/png" in data else []))


if __name__ == "__main__":
    main()
