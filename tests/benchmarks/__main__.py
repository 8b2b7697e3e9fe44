"""Speed and memory of Vigie beside tools that do a part of its work, on the same texts, in one run.

    python -m tests.benchmarks [--sizes 1000,20000,100000] [--repeat 3] [--only reading] [--quick]

Every measurement is a process of its own, warmed up on other texts; the contenders take turns, so that a slow moment of
the machine hits all of them. Slow ones run on the smallest size only. The ratio is speed over that of TfidfVectorizer
(min over min). Memory is that of the whole process, its texts included; «before» is what it holds, imports, lists and
texts, when the clock starts.
"""

from __future__ import annotations

import argparse
import sys

from tests.benchmarks import report
from tests.benchmarks.contenders import BASE, CONTENDERS
from tests.benchmarks.measure import Measurement, measure, measure_start_up
from tests.benchmarks.texts import measured_beta, read_texts, sizes


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,20000,100000", help="numbers of articles, with commas")
    parser.add_argument("--repeat", type=int, default=3, help="repetitions, of which minimum and median are shown")
    parser.add_argument("--only", default="", help="contenders whose name holds these words, and TfidfVectorizer")
    parser.add_argument("--quick", action="store_true", help="200 articles, once: shows that everything runs")
    options = parser.parse_args(arguments)
    if options.quick:
        options.sizes, options.repeat = "200", 1
    options.sizes = sorted({int(size) for size in options.sizes.split(",")})
    return options


def main() -> None:
    options = parse()
    real, texts, warm_up = read_texts(options.sizes[-1])
    of = sizes(texts, options.sizes)
    show(*report.texts_report(real, of, measured_beta(of)), "")
    by_size: dict = {}
    for size in of:
        names = [
            name
            for name, contender in CONTENDERS.items()
            if (options.only in name or name == BASE) and not (contender.slow and size != of[0])
        ]
        results: dict[str, list[Measurement]] = {name: [] for name in names}
        for _ in range(options.repeat):
            for name in names:
                results[name].append(measure(name, size.n_articles, texts=texts, warm_up=warm_up))
        by_size[size] = results
        show(*report.speed_report(size, results), "")
    if len(of) > 1:
        show(*report.growth_report(by_size), "")
    show(report.start_up_report(measure_start_up(2 if options.quick else 10)))


def show(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
