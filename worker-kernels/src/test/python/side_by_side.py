#!/usr/bin/env python3
"""Times one training step in this kernel, JAX and PyTorch on one core, and prints the ratios.

Same shapes, same work: drawing the tasks, forward, backward, clipping by the global norm, Adam, in
float32, at batch 2048; sequences at batch 256. All take turns, round after round, so that a busy machine hits all alike. JAX and
PyTorch run every model in the two formulations of models.py and sequences.py; `--check` shows that they do the same work.

The interpreter of --python needs `pip install jax optax torch`; what is missing there is left out.

examples:
  side_by_side.py                                       this kernel on the java of JAVA_HOME or PATH
  side_by_side.py --java /jdk-25/bin/java --java java   two JDKs; ratios are the first one's
  side_by_side.py --models 1t1,copy --rounds 5
  side_by_side.py --check                               no times: the peers' losses and gradients

exit codes: 0 done, 1 something could not be measured or a check failed, 2 usage
"""

import argparse
import datetime
import functools
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile

import checks
import steps

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[3]
LIBRARIES = {"JAX": ("peer_jax.py", "jax, optax"), "PyTorch": ("peer_torch.py", "torch")}
ONE_THREAD = dict(os.environ, OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")


class Peer:
    """A process that has one library and one model loaded and waits for requests."""

    def __init__(self, library, python, model):
        self.library = library
        self.errors = tempfile.TemporaryFile("w+")
        command = [python, str(HERE / LIBRARIES[library][0]), model]
        pipe = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors)
        self.process = subprocess.Popen(command, env=ONE_THREAD, universal_newlines=True, **pipe)
        self.version = self.answer()["version"]

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()
        self.errors.close()

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def times(self, by_hand, seconds):
        answer = self.ask(do="times", by_hand=by_hand, iterations=3, seconds=seconds)
        self.version = "%s (%s)" % (self.version.split(" (")[0], answer["mode"])
        return answer["ms"]

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            self.errors.seek(0)
            raise RuntimeError("%s ended: %s" % (self.library, self.errors.read().strip()[-2000:]))
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError("%s: %s" % (self.library, answer["error"]))
        return answer


class Kernel:
    """StepBenchmark on one JDK."""

    def __init__(self, java, arguments):
        self.command = [java] + arguments
        version = subprocess.run([java, "-version"], stderr=subprocess.PIPE, universal_newlines=True, check=True)
        self.version = "JDK " + re.search('version "([^"]+)"', version.stderr).group(1)
        listing = run(self.command + ["-lp"])
        self.offered = re.search(r'"model" = \{([^}]*)\}', listing).group(1).split(", ")

    def times(self, model):
        """Milliseconds a step in each second measured, in a fresh JVM that has its code by then."""
        with tempfile.TemporaryDirectory() as folder:
            result = pathlib.Path(folder, "result.json")
            length = "-f 1 -wi 25 -w 1 -i 3 -r 1 -foe true -tu ms -rf json".split()
            run(self.command + length + ["-p", "model=" + model, "-rff", str(result)])
            return json.loads(result.read_text())[0]["primaryMetric"]["rawData"][0]


def run(command):
    done = subprocess.run(command, cwd=str(ROOT), universal_newlines=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise RuntimeError("%s ended with %d:\n%s" % (command[0], done.returncode, done.stdout[-2000:]))
    return done.stdout


def benchmark_arguments():
    """Compiles, and has the bench profile say what it would run instead of running it."""
    goals = ["test-compile", "exec:exec@benchmarks", "-Dbench=StepBenchmark.step"]
    goals.append("-Djvm=%s" % (HERE / "print_arguments.py"))
    output = run(["mvn", "-q", "-B", "-P", "bench", "-pl", "worker-kernels"] + goals)
    return json.loads(re.search(r'\["--add-modules.*\]', output).group())


def installed(library, python):
    modules = LIBRARIES[library][1]
    probe = subprocess.run([python, "-c", "import " + modules], stderr=subprocess.PIPE, universal_newlines=True)
    if probe.returncode:
        reason = (probe.stderr.strip().splitlines() or ["exit %d" % probe.returncode])[-1]
        install = "%s -m pip install %s" % (python, modules.replace(",", ""))
        print("%s is missing (%s): it is left out. To have it: %s" % (library, reason, install))
    return not probe.returncode


def turns(model, kernels, peers, seconds):
    """What each column of the table measures in its turn; None where there is no such model."""
    columns = {k.version: functools.partial(k.times, model) if model in k.offered else None for k in kernels}
    for peer in peers:
        columns[peer.library] = functools.partial(peer.times, False, seconds)
        columns[peer.library + " by hand"] = functools.partial(peer.times, True, seconds)
    return columns


def take_turns(model, columns, rounds):
    times = {column: [] if turn else None for column, turn in columns.items()}
    for number in range(rounds):
        for column, turn in columns.items():
            if turn:
                taken = turn()
                progress = (model, number + 1, rounds, column, statistics.median(taken))
                print("%s, round %d of %d: %s %.3f ms" % progress, file=sys.stderr, flush=True)
                times[column] += taken
    return times


def cell(times):
    if times is None:
        return "not available"
    return "%.*f (%.*f)" % tuple(v for t in (statistics.median(times), min(times)) for v in (3 if t < 1 else 1, t))


def ratio(times, own, by_hand):
    """How many of this kernel's steps fit into one of the faster peer's."""
    peers = [t for column, t in times.items() if column.startswith(tuple(LIBRARIES)) and column.endswith("by hand") == by_hand]
    if times[own] is None or not peers:
        return "-"
    return "%.1f" % (min(map(statistics.median, peers)) / statistics.median(times[own]))


def compare(options, libraries):
    arguments = benchmark_arguments()
    kernels = [Kernel(java, arguments) for java in options.java]
    pin(options.cpu)
    rows = []
    for model in options.models:
        peers = [Peer(library, options.python, model) for library in libraries]
        times = take_turns(model, turns(model, kernels, peers, options.seconds), options.rounds)
        for peer in peers:
            peer.close()
        ratios = [ratio(times, kernels[0].version, by_hand) for by_hand in (False, True)]
        rows.append(["%s, batch %d" % (steps.MODELS[model].title, steps.MODELS[model].batch)] + [cell(t) for t in times.values()] + ratios)
    header = ["model"] + list(times) + ["best peer / kernel", "best by hand / kernel"]
    print("Versions: " + "; ".join([k.version for k in kernels] + [p.version for p in peers]))
    print("Milliseconds a training step, drawing the tasks included: median (minimum)\n")
    print_table([header] + rows)
    if len(libraries) < len(LIBRARIES):
        print("\nNot installed, so not compared with: " + ", ".join(sorted(set(LIBRARIES) - set(libraries))))


def print_table(rows):
    widths = [max(map(len, column)) for column in zip(*rows)]
    rows.insert(1, ["-" * width for width in widths])
    for row in rows:
        print("| " + " | ".join(text.ljust(width) for text, width in zip(row, widths)) + " |")


def pin(cpu):
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {cpu})  # children inherit it
    else:
        print("This system cannot pin a process to a core: the figures may use more than one.")


def print_machine(options):
    load = os.getloadavg()[0]
    cpuinfo = pathlib.Path("/proc/cpuinfo")
    name = re.search("model name\\s*: (.*)", cpuinfo.read_text()) if cpuinfo.exists() else None
    now = datetime.datetime.now().strftime("%Y-%m-%d %H:%M")
    print("%s, %s, core %d of %d" % (now, name.group(1) if name else platform.processor(), options.cpu, os.cpu_count()))
    print("Load average at the start: %.2f" % load)
    if load > 0.5:
        print("Warning: the machine is busy, which slows JAX and PyTorch more than this kernel. Repeat on a quiet one.")


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    own_java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    parser.add_argument("--java", action="append", metavar="PATH", help="a JDK's java; may be repeated")
    parser.add_argument("--python", default=sys.executable, metavar="PATH", help="interpreter that has JAX and PyTorch")
    parser.add_argument("--models", default=",".join(steps.MODELS), help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each (default %(default)s)")
    parser.add_argument("--seconds", type=float, default=1.0, help="of one of a peer's three measurements in a turn")
    parser.add_argument("--cpu", type=int, default=os.cpu_count() - 1, help="core to run on (default: the last)")
    parser.add_argument("--check", action="store_true", help="check that the peers do the same work")
    options = parser.parse_args()
    options.java = options.java or [own_java]
    options.models = options.models.split(",")
    unknown = [name for name in options.models if name not in steps.MODELS]
    if unknown:
        parser.error("unknown model %s; there are %s" % (", ".join(unknown), ", ".join(steps.MODELS)))
    if options.rounds < 1 or not 0 <= options.cpu < os.cpu_count():
        parser.error("--rounds is at least 1, --cpu from 0 to %d" % (os.cpu_count() - 1))
    return options


def main():
    options = parse()
    print_machine(options)
    libraries = [library for library in LIBRARIES if installed(library, options.python)]
    try:
        if not options.check:
            return compare(options, libraries)
        pin(options.cpu)
        open_peers = lambda model: [Peer(library, options.python, model) for library in libraries]
        return checks.check(options.models, open_peers)
    except (RuntimeError, OSError) as failure:
        print("side_by_side: %s" % failure, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
