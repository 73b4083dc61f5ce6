"""The results as a page: tables, and each target beside what was reached."""


def _cell(figures, key, digits=0):
    value = figures.get(key)
    if value is None:
        return "–"
    if isinstance(value, dict):
        return f"{value['median']:.{digits}f} ({value['min']:.{digits}f}–{value['max']:.{digits}f})"
    return f"{value:.{digits}f}"


def _table(title, results, columns):
    lines = ["", f"### {title}", "", "| | " + " | ".join(label for label, _, _ in columns) + " |",
             "|---|" + "---:|" * len(columns)]
    for name, figures in results.items():
        lines.append(f"| {name} | " + " | ".join(_cell(figures, key, digits) for _, key, digits in columns) + " |")
    return lines


def _median(results, group, name, key):
    return results[group][name][key]["median"]


def targets(results):
    """Each target: what it says, what was reached, whether that is enough."""
    told = []

    def add(text, value, unit, enough):
        told.append({"target": text, "reached": f"{value:.2f} {unit}".strip(), "met": bool(enough)})

    if "blob" in results:
        direct, mitm = (_median(results, "blob", name, "MB/s") for name in ("direct", "mitmproxy"))
        for name in ("forward", "mirror"):
            ours = _median(results, "blob", name, "MB/s")
            add(f"blob, {name} ≥ 2 × mitmproxy", ours / mitm, "×", ours >= 2 * mitm)
            add(f"blob, {name} ≥ 0.5 × direct", ours / direct, "×", ours >= direct / 2)
        for name in ("forward", "mirror"):
            added = results["latency"][name]["added ms"]
            add(f"small exchange, {name}: ≤ 2 ms added (median, one client)", added, "ms", added <= 2)
    for name, figures in results.get("memory", {}).items():
        peak = figures["peak RSS MiB"]
        add(f"RSS ≤ 300 MiB: {name}" + (" (FAILED)" if "failed" in figures else ""), peak, "MiB",
            peak <= 300 and "failed" not in figures)
    for key in ("replay h1", "replay h2"):
        if key in results:
            share = _median(results, key, "replay", "MB/s") / _median(results, key, "nginx", "MB/s")
            add(f"{key} over TLS ≥ 0.8 × nginx", share, "×", share >= 0.8)
    for key in ("manifests TLS", "manifests plain"):
        if key in results:
            share = _median(results, key, "replay", "per second") / _median(results, key, "WireMock", "per second")
            add(f"{key}: replay ≥ 3 × WireMock", share, "×", share >= 3)
    return told


def page(run):
    results = run["results"]
    lines = [f"# {run['date']}", "", f"`bench/run {' '.join(run['arguments'])}` at {run['commit']}. "
             "Medians (min–max) of the counted rounds; the contestants take turns within each round.", ""]
    lines += [f"- {name}: {value}" for name, value in run["machine"].items()]
    lines += [f"- sizes: {run['sizes']}", f"- load average before the run: {run['load']:.2f}"]
    worst = max((note["busy before"] for notes in run["rounds"].values() for note in notes), default=0)
    lines += [f"- machine busy before a round, with nothing of ours at work: up to {worst:.0%}"]
    if worst > 0.25:
        lines += ["", "**Others were at work on this machine: the ratios within a round mean something, the absolute "
                  "figures less.**"]
    lines += ["", "## Targets", "", "| target | reached | |", "|---|---:|---|"]
    lines += [f"| {one['target']} | {one['reached']} | {'met' if one['met'] else '**missed**'} |"
              for one in run["targets"]]
    lines += ["", "## Figures"]
    blob = [("MB/s", "MB/s", 0), ("CPU s/GB", "CPU s/GB", 2), ("of curl", "client CPU s/GB", 2),
            ("peak RSS MiB", "peak RSS MiB", 0)]
    small = [("per second", "per second", 0), ("median ms", "median ms", 2), ("p99 ms", "p99 ms", 2),
             ("CPU ms each", "CPU ms each", 3)]
    if "blob" in results:
        lines += _table("One blob over TLS, HTTP/1.1", results["blob"], blob)
        lines += _table("Small exchanges, 8 clients, kept connections", results["small"], small)
        lines += _table("Small exchanges, 1 client", results["latency"],
                        [("median ms", "median ms", 3), ("added ms", "added ms", 3), ("p99 ms", "p99 ms", 2)])
    if "memory" in results:
        lines += _table("Memory of the forward recorder at -Xmx128m", results["memory"],
                        [("peak RSS MiB", "peak RSS MiB", 0), ("MB/s", "MB/s", 0), ("s to close", "seconds to close", 1)])
    for key, title in (("replay h1", "Replay of one blob over TLS, HTTP/1.1"),
                       ("replay h2", "Replay of one blob over TLS, HTTP/2")):
        if key in results:
            lines += _table(title, results[key], blob)
    for key in ("manifests TLS", "manifests plain"):
        if key in results:
            lines += _table(f"Replay of a small manifest, 8 clients: {key.split()[1]}", results[key],
                            [("per second", "per second", 0)])
    return "\n".join(lines) + "\n"
