"""The clients: curl for blobs, Load.java and wrk for small exchanges. Each tells figures of one run."""

import json
import re
import subprocess

from servers import HOST

CURL = ["curl", "-q", "-sS", "--fail", "--max-time", "600", "-o", "/dev/null"]


class ClientFailed(Exception):
    pass


def curl(arguments, size, version="--http1.1", times=1):
    """MB/s of one download (or of several at once together), and the seconds that it took."""
    command = [*CURL, version, *map(str, arguments), "-w", "%{size_download} %{time_total} %{http_version}\n"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise ClientFailed(f"curl ended with {done.returncode}: {done.stderr.strip()[-300:]}: {' '.join(command)}")
    rows = [line.split() for line in done.stdout.splitlines()]
    total = sum(int(row[0]) for row in rows)
    if total != size * times:
        raise ClientFailed(f"{total} bytes came, not {size * times}: {' '.join(command)}")
    seconds = max(float(row[1]) for row in rows)
    return {"MB/s": total / seconds / 1e6, "seconds": seconds, "http": rows[0][2]}


def curl_at_once(arguments, url, size, count):
    """Downloads the same URL several times side by side, each on a connection of its own."""
    urls = []
    for _ in range(count):
        urls += ["-o", "/dev/null", url]
    return curl([*arguments, "--parallel", "--parallel-immediate", "--parallel-max", count, *urls], size, times=count)


class Load:
    """Load.java, compiled: small exchanges of clients that each keep a connection."""

    def __init__(self, source, work):
        self.classes = work / "load"
        subprocess.run(["javac", "-d", self.classes, source], check=True)

    def run(self, scheme, port, proxied, path, clients=8, seconds=None, count=None):
        """Exchanges a second, and the median, 99th percentile and worst time in ms."""
        much = str(seconds) if seconds else f"{count}x"
        command = ["java", "-Xmx256m", "-cp", self.classes, "Load", scheme, port, "proxy" if proxied else "no", HOST, path,
                   clients, much]
        command = [str(part) for part in command]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=(seconds or 60) + 60)
        except subprocess.TimeoutExpired:
            raise ClientFailed(f"no end: {' '.join(command)}") from None
        if done.returncode != 0:
            raise ClientFailed(f"{done.stderr.strip()[-600:]}: {' '.join(command)}")
        return json.loads(done.stdout)


def wrk(url, seconds, clients=8):
    """Exchanges a second over kept connections, by wrk."""
    command = ["wrk", "-t", "1", "-c", str(clients), "-d", f"{seconds}s", "-H", f"Host: {HOST}", url]
    done = subprocess.run(command, capture_output=True, text=True)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", done.stdout)
    if done.returncode != 0 or not rate or bad:
        raise ClientFailed(f"wrk: {done.stdout[-400:]}{done.stderr[-200:]}: {url}")
    return {"per second": float(rate.group(1))}
