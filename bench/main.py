"""Runs the benchmark; see README.md."""

import argparse
import datetime
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import machine
import report
from cases import Bench
from clients import Load
from servers import Certificates, Nginx, Plimsoll

HERE = Path(__file__).resolve().parent
WIREMOCK = "org.wiremock:wiremock-standalone:3.13.2"
PARTS = ("recorders", "memory", "replay")


@dataclass
class Sizes:
    """Bytes, rounds and seconds of a run."""

    blob: int = 1 << 30
    long: int = 8 << 30
    part: int = 64 << 20
    at_once: int = 64
    rounds: int = 5
    dropped: int = 2
    seconds: int = 6
    small_rounds: int = 3
    singles: int = 1000


QUICK = Sizes(blob=128 << 20, long=256 << 20, part=1 << 20, rounds=2, dropped=1, seconds=1, small_rounds=1, singles=200)


@dataclass
class Tools:
    mitmdump: str
    wiremock: Path
    load: Load


class Files:
    """What nginx serves: a random blob, a long sparse one, one of many, and a small manifest."""

    def __init__(self, work, sizes):
        self.root = work / "www"
        blobs = self.root / "v2/bench/blobs"
        manifests = self.root / "v2/bench/manifests"
        blobs.mkdir(parents=True)
        manifests.mkdir(parents=True)
        self.blob = self._random(blobs, sizes.blob)
        self.part = self._random(blobs, sizes.part)
        self.long = "/v2/bench/blobs/long"
        with open(blobs / "long", "wb") as file:
            file.truncate(sizes.long)
        text = json.dumps({
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "size": 2,
                       "digest": "sha256:" + hashlib.sha256(b"{}").hexdigest()},
            "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "size": sizes.blob,
                        "digest": self.blob.rsplit("/", 1)[1]}]}).encode()
        (manifests / "1").write_bytes(text)
        self.manifest = "/v2/bench/manifests/1"
        self.manifest_digest = "sha256:" + hashlib.sha256(text).hexdigest()
        self.manifest_size, self.blob_size = len(text), sizes.blob

    def _random(self, folder, size):
        digest = hashlib.sha256()
        part = folder / "part"
        with open(part, "wb") as file:
            for offset in range(0, size, 1 << 20):
                block = os.urandom(min(1 << 20, size - offset))
                digest.update(block)
                file.write(block)
        name = "sha256:" + digest.hexdigest()
        part.rename(folder / name)
        return f"/v2/bench/blobs/{name}"


def wiremock_jar(tools):
    jar = tools / "wiremock-standalone-3.13.2.jar"
    if not jar.exists():
        subprocess.run(["mvn", "-B", "-q", "dependency:copy", f"-Dartifact={WIREMOCK}", f"-DoutputDirectory={tools}"],
                       cwd=tempfile.gettempdir(), check=True)
    return jar


def arguments():
    parser = argparse.ArgumentParser(prog="bench/run", description="Measures Plimsoll beside nginx, mitmproxy, WireMock.")
    parser.add_argument("--quick", action="store_true", help="small sizes, under two minutes: shows that it runs")
    parser.add_argument("--anyway", action="store_true", help="measure though others are busy on this machine")
    parser.add_argument("--only", choices=PARTS, action="append", help="a part of it; may be repeated")
    parser.add_argument("--rounds", type=int, help="counted rounds of the blob")
    parser.add_argument("--jar", type=Path, default=HERE.parent / "cli/target/plimsoll.jar")
    parser.add_argument("--java-option", action="append", default=[], help="for our commands, besides -Xmx128m")
    parser.add_argument("--work", type=Path, help="a folder for what is served and recorded (about 12 GiB)")
    parser.add_argument("--tools", type=Path, default=Path.home() / ".cache/plimsoll-bench", help="where jars are kept")
    parser.add_argument("--mitmdump", default=os.environ.get("MITMDUMP", "mitmdump"))
    parser.add_argument("--results", type=Path, default=HERE / "results")
    parser.add_argument("--name", help="of the result's files; by default the date (with -quick)")
    return parser.parse_args()


def told_of(words):
    """The arguments without folders, which are nobody's business."""
    private = {"--work", "--tools", "--mitmdump", "--jar", "--results"}
    return [word for before, word in zip(["", *words], words) if word not in private and before not in private]


def require(options):
    for program in ("java", "nginx", "curl", "javac", "wrk", "openssl", options.mitmdump):
        if not shutil.which(program):
            raise SystemExit(f"{program} is missing: apt-get install nginx curl wrk openssl mitmproxy "
                             "(or pip install mitmproxy in a venv, and MITMDUMP=its mitmdump)")
    if not options.jar.exists():
        raise SystemExit(f"{options.jar} is missing: mvn -pl cli -am package")
    if machine.load() > machine.BUSY and not options.anyway:
        raise SystemExit(f"the load average is {machine.load():.2f}: others are at work here; wait, or say --anyway")


def main():
    # So that servers end and folders go when this is ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = arguments()
    require(options)
    sizes = QUICK if options.quick else Sizes()
    if options.rounds:
        sizes.rounds = options.rounds
    now = datetime.datetime.now(datetime.timezone.utc)
    run = {
        "date": now.strftime("%Y-%m-%d %H:%M UTC"), "arguments": told_of(sys.argv[1:]), "sizes": asdict(sizes),
        "commit": machine.first_line("git", "-C", str(HERE), "rev-parse", "--short", "HEAD"),
        "load": machine.load(), "machine": machine.describe(options.mitmdump), "results": {},
    }
    options.tools.mkdir(parents=True, exist_ok=True)
    jar = wiremock_jar(options.tools)
    with tempfile.TemporaryDirectory(prefix="plimsoll-bench-", dir=options.work) as folder:
        work = Path(folder)
        # The workers of nginx have another user.
        work.chmod(0o755)
        tools = Tools(options.mitmdump, jar, Load(HERE / "Load.java", work))
        print("making what is served", flush=True)
        files = Files(work, sizes)
        certificates = Certificates(work)
        nginx = Nginx(work, files.root, files.manifest_digest, certificates)
        try:
            plimsoll = Plimsoll(options.jar, work, options.java_option)
            bench = Bench(plimsoll, nginx, certificates, files, work, tools, sizes)
            run["rounds"] = bench.notes
            for part in options.only or PARTS:
                print(part, flush=True)
                told = getattr(bench, part)()
                run["results"].update({part: told} if part == "memory" else told)
        finally:
            nginx.stop()
    run["seconds"] = (datetime.datetime.now(datetime.timezone.utc) - now).seconds
    run["targets"] = report.targets(run["results"])
    options.results.mkdir(parents=True, exist_ok=True)
    name = options.name or now.strftime("%Y-%m-%d") + ("-quick" if options.quick else "")
    (options.results / f"{name}.json").write_text(json.dumps(run, indent=1) + "\n")
    page = options.results / f"{name}.md"
    page.write_text(report.page(run))
    print(page.read_text())
    print(f"{run['seconds']} s; written to {page}")


if __name__ == "__main__":
    main()
