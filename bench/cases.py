"""What is measured. Each function gives figures as plain dictionaries; rounds take the contestants in turn."""

import statistics
import subprocess
import time

import machine
from clients import ClientFailed, curl, curl_at_once, wrk
from servers import HOST, Nginx, Plimsoll, mitmproxy, wiremock

URL = f"https://{HOST}"


def through(proxy, ca):
    return ["-x", f"http://127.0.0.1:{proxy.port}", "--cacert", ca]


def at(port, ca):
    return ["--connect-to", f"{HOST}:443:127.0.0.1:{port}", "--cacert", ca]


class Contestant:
    """Somebody whose runs are measured: ``run`` gives figures, ``pid`` is whose CPU time and memory count."""

    def __init__(self, name, run, server=None):
        self.name, self.run, self.server = name, run, server
        self.rounds = []

    def round(self, counted, gigabytes=None):
        before, client_before = self._cpu(), machine.children_cpu_seconds()
        figures = self.run()
        if self.server and "count" in figures:
            # The exchanges that warmed it up cost something as well, and are a fifth of the time.
            figures["CPU ms each"] = (self._cpu() - before) * 1000 / (figures["count"] * 1.25)
        if gigabytes:
            figures["CPU s/GB"] = (self._cpu() - before) / gigabytes
            figures["client CPU s/GB"] = (machine.children_cpu_seconds() - client_before) / gigabytes
        if counted:
            self.rounds.append(figures)

    def _cpu(self):
        return machine.cpu_seconds(self.server.pid) if self.server else 0

    def result(self):
        keys = [key for key, value in self.rounds[0].items() if isinstance(value, (int, float))]
        told = {key: {"median": statistics.median([one[key] for one in self.rounds]),
                      "min": min(one[key] for one in self.rounds),
                      "max": max(one[key] for one in self.rounds)} for key in keys}
        if "http" in self.rounds[0]:
            told["http"] = self.rounds[0]["http"]
        if self.server:
            told["peak RSS MiB"] = machine.peak_rss_mib(self.server.pid)
        return told


def in_turns(contestants, rounds, dropped, notes, gigabytes=None, say=print):
    """Every contestant once a round, beginning with another one each time; the first rounds are not counted."""
    for number in range(rounds + dropped):
        notes.append({"round": number, "load": machine.load(), "busy before": round(machine.busy_share(), 3)})
        shift = number % len(contestants)
        for contestant in contestants[shift:] + contestants[:shift]:
            contestant.round(number >= dropped, gigabytes)
        say(f"  round {number}{' (dropped)' if number < dropped else ''}: load {notes[-1]['load']:.2f}, "
            f"{notes[-1]['busy before']:.0%} busy before", flush=True)
    return {contestant.name: contestant.result() for contestant in contestants}


class Bench:
    """Everything that is started once, and the sizes of a quick or a full run."""

    def __init__(self, plimsoll: Plimsoll, nginx: Nginx, certificates, files, work, tools, sizes):
        self.plimsoll, self.nginx, self.certificates = plimsoll, nginx, certificates
        self.files, self.work, self.tools, self.sizes = files, work, tools, sizes
        self.notes = {}

    def _notes(self, name):
        return self.notes.setdefault(name, [])

    def recorders(self):
        """Blobs and small exchanges: direct, through our front ends, through mitmproxy."""
        size, blob = self.files.blob_size, self.files.blob
        forward = self.plimsoll.forward(self.nginx, self.certificates)
        mirror = self.plimsoll.mirror(self.nginx, self.certificates)
        mitm = mitmproxy(self.tools.mitmdump, self.work, self.nginx, self.certificates)
        proxies = {"forward": forward, "mirror": mirror, "mitmproxy": mitm}
        if self.plimsoll.has_engines:
            proxies["browserup"] = self.plimsoll.forward(
                self.nginx, self.certificates, "browserup", more=("--engine", "browserup"))
        for proxy in (forward, proxies.get("browserup")):
            if proxy:
                proxy.ca = self.plimsoll.ca

        def blob_through(name, proxy):
            if name == "mirror":
                return lambda: curl([f"http://127.0.0.1:{proxy.port}{blob}"], size)
            return lambda: curl([*through(proxy, proxy.ca), URL + blob], size)

        try:
            blobs = [Contestant("direct", lambda: curl([*at(self.nginx.h1, self.certificates.ca), URL + blob], size),
                                self.nginx)]
            blobs += [Contestant(name, blob_through(name, proxy), proxy) for name, proxy in proxies.items()]
            told = {"blob": in_turns(blobs, self.sizes.rounds, self.sizes.dropped, self._notes("blob"), size / 1e9)}
            told["blob"]["direct"].pop("peak RSS MiB")
            told.update(self._small(proxies))
            for name, proxy in proxies.items():
                told["blob"][name]["peak RSS MiB"] = machine.peak_rss_mib(proxy.pid)
            return told
        finally:
            for proxy in proxies.values():
                proxy.stop()

    def _small(self, proxies):
        manifest, seconds = self.files.manifest, self.sizes.seconds

        def way(name):
            if name == "direct":
                return "tls", self.nginx.h1, False, manifest
            return "plain" if name == "mirror" else "tls", proxies[name].port, name != "mirror", manifest

        load = self.tools.load
        names = ["direct", *proxies]
        rates = [Contestant(name, lambda way=way(name): load.run(*way, seconds=seconds), proxies.get(name, self.nginx))
                 for name in names]
        single = [Contestant(name, lambda way=way(name): load.run(*way, clients=1, count=self.sizes.singles))
                  for name in names]
        told = {"small": in_turns(rates, self.sizes.small_rounds, 1, self._notes("small")),
                "latency": in_turns(single, self.sizes.small_rounds, 1, self._notes("latency"))}
        for figures in told["small"].values():
            figures.pop("peak RSS MiB", None)
        base = told["latency"]["direct"]["median ms"]["median"]
        for figures in told["latency"].values():
            figures["added ms"] = figures["median ms"]["median"] - base
        return told

    def memory(self):
        """Peak RSS of a fresh forward recorder for one long blob and for many at once."""
        told = {}
        for bodies in ("manifests", "all"):
            told[f"one blob of {self.sizes.long >> 20} MiB, --bodies {bodies}"] = self._peak(
                bodies, lambda via: curl([*via, URL + self.files.long], self.sizes.long))
            told[f"{self.sizes.at_once} blobs of {self.sizes.part >> 20} MiB at once, --bodies {bodies}"] = self._peak(
                bodies, lambda via: curl_at_once(via, URL + self.files.part, self.sizes.part, self.sizes.at_once))
        return told

    def _peak(self, bodies, run):
        proxy = self.plimsoll.forward(self.nginx, self.certificates, "memory", bodies)
        out = proxy.out
        try:
            figures = run(through(proxy, self.plimsoll.ca))
            figures["peak RSS MiB"] = machine.peak_rss_mib(proxy.pid)
        except ClientFailed as failed:
            figures = {"failed": str(failed), "peak RSS MiB": machine.peak_rss_mib(proxy.pid)}
        finally:
            seconds = proxy.stop()
        figures["seconds to close"] = seconds
        subprocess.run(["rm", "-rf", out], check=True)
        print(f"  {bodies}: {figures}", flush=True)
        return figures

    def replay(self):
        """A capture that the recorder makes, served beside nginx and WireMock."""
        size, blob, manifest = self.files.blob_size, self.files.blob, self.files.manifest
        recorder = self.plimsoll.forward(self.nginx, self.certificates, "for-replay")
        capture = recorder.out
        via = through(recorder, self.plimsoll.ca)
        curl([*via, URL + blob], size)
        curl([*via, URL + manifest], self.files.manifest_size)
        recorder.stop()
        ours = self.plimsoll.replay(capture)
        stub = wiremock(self.tools.wiremock, self.work, self.files.root, manifest, blob, self.certificates)
        servers = {"nginx": self.nginx, "replay": ours, "WireMock": stub}
        try:
            until = time.monotonic() + 20
            while not ours.ca.exists() and time.monotonic() < until:
                time.sleep(0.1)
            ways = {"nginx": at(self.nginx.h1, self.certificates.ca), "replay": at(ours.port, ours.ca),
                    "WireMock": at(stub.port, stub.ca)}
            second = ways | {"nginx": at(self.nginx.h2, self.certificates.ca)}
            told = {}
            for key, version, to in (("replay h1", "--http1.1", ways), ("replay h2", "--http2", second)):
                told[key] = in_turns(
                    [Contestant(name, lambda name=name, version=version, to=to:
                                curl([*to[name], URL + blob], size, version), servers[name]) for name in servers],
                    self.sizes.rounds, self.sizes.dropped, self._notes(key), size / 1e9)
            tls = {"nginx": self.nginx.h1, "replay": ours.port, "WireMock": stub.port}
            plain = {"nginx": self.nginx.plain, "replay": ours.plain, "WireMock": stub.plain}
            for key, scheme, ports in (("manifests TLS", "https", tls), ("manifests plain", "http", plain)):
                told[key] = in_turns(
                    [Contestant(name, lambda name=name, scheme=scheme, ports=ports:
                                wrk(f"{scheme}://127.0.0.1:{ports[name]}{manifest}", self.sizes.seconds))
                     for name in servers],
                    self.sizes.small_rounds, 1, self._notes(key))
            return told
        finally:
            ours.stop()
            stub.stop()
            subprocess.run(["rm", "-rf", capture], check=True)
