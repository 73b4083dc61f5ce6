"""The servers that are measured, each on a port of 127.0.0.1; all end with the benchmark."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

HOST = "registry.bench"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A process that listens, with its log in a file of the work folder."""

    def __init__(self, name, command, port, work, environment=None):
        self.name = name
        self.command = [str(part) for part in command]
        self.port = port
        self.log = work / f"{name}.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=os.environ | (environment or {}), start_new_session=True)
        try:
            self.wait_until_open()
        except BaseException:
            self.process.kill()
            raise

    @property
    def pid(self):
        return self.process.pid

    def wait_until_open(self):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise SystemExit(f"{self.name} ended at once; its log is {self.log}:\n{self.log.read_text()[-2000:]}")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"{self.name} does not listen on port {self.port}; its log is {self.log}")

    def stop(self, seconds=120):
        """Ends it, and tells how many seconds that took."""
        began = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return time.monotonic() - began


class Certificates:
    """A CA and a certificate of registry.bench and 127.0.0.1, made by openssl."""

    def __init__(self, work):
        self.ca = work / "origin-ca.pem"
        self.key = work / "origin-key.pem"
        self.certificate = work / "origin.pem"
        self.keystore = work / "origin.p12"
        ca_key = work / "origin-ca-key.pem"
        extensions = work / "origin.ext"
        extensions.write_text(f"subjectAltName=DNS:{HOST},IP:127.0.0.1\n")
        request = work / "origin.csr"
        for command in (
            ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", ca_key, "-out", self.ca, "-days", "30",
             "-subj", "/CN=bench CA"],
            ["req", "-newkey", "rsa:2048", "-nodes", "-keyout", self.key, "-out", request, "-subj", f"/CN={HOST}"],
            ["x509", "-req", "-in", request, "-CA", self.ca, "-CAkey", ca_key, "-CAcreateserial", "-days", "30",
             "-extfile", extensions, "-out", self.certificate],
            ["pkcs12", "-export", "-in", self.certificate, "-inkey", self.key, "-out", self.keystore,
             "-passout", "pass:password"],
        ):
            subprocess.run(["openssl", *map(str, command)], check=True, capture_output=True)


NGINX = """
worker_processes 2;
daemon off;
pid {work}/nginx.pid;
error_log {work}/nginx-error.log;
events {{ worker_connections 2048; }}
http {{
  access_log off;
  sendfile on;
  keepalive_requests 100000000;
  client_body_temp_path {work}/nginx-body; proxy_temp_path {work}/nginx-proxy;
  fastcgi_temp_path {work}/nginx-fastcgi; uwsgi_temp_path {work}/nginx-uwsgi; scgi_temp_path {work}/nginx-scgi;
  server {{
    listen 127.0.0.1:{h1} ssl;
    listen 127.0.0.1:{h2} ssl http2;
    listen 127.0.0.1:{plain};
    server_name {host};
    ssl_certificate {certificate};
    ssl_certificate_key {key};
    ssl_protocols TLSv1.2 TLSv1.3;
    root {root};
    location /v2/bench/blobs/ {{ types {{ }} default_type application/octet-stream; }}
    location /v2/bench/manifests/ {{
      types {{ }} default_type application/vnd.oci.image.manifest.v1+json;
      add_header Docker-Content-Digest {digest};
    }}
  }}
}}
"""


class Nginx(Server):
    """The origin: HTTP/1.1 over TLS, HTTP/2 over TLS and plain HTTP, of the same files."""

    def __init__(self, work, root, digest, certificates):
        self.h1, self.h2, self.plain = free_port(), free_port(), free_port()
        configuration = work / "nginx.conf"
        configuration.write_text(NGINX.format(
            work=work, root=root, host=HOST, digest=digest, h1=self.h1, h2=self.h2, plain=self.plain,
            certificate=certificates.certificate, key=certificates.key))
        super().__init__("nginx", ["nginx", "-p", work, "-c", configuration], self.h1, work)


class Plimsoll:
    """The jar under test, and how its commands are started. Its heap is that of the issue: 128 MiB."""

    def __init__(self, jar, work, java_options):
        self.work = work
        self.java = ["java", "-Xmx128m", *java_options, "-jar", jar]
        self.environment = {"XDG_STATE_HOME": str(work / "state")}
        self.ca = work / "state" / "plimsoll" / "ca.pem"
        helped = subprocess.run([*self.java, "record", "--help"], capture_output=True, text=True)
        self.has_engines = "--engine" in helped.stdout

    def _record(self, name, nginx, certificates, port, *more, origin=None):
        self.out = self.work / f"capture-{name}-{port}"
        server = Server(name, [
            *self.java, "record", "--out", self.out, "--upstream-ca", certificates.ca,
            "--connect-to", f"{HOST}:443:127.0.0.1:{origin or nginx.h1}", *more], port, self.work, self.environment)
        server.out = self.out
        return server

    def forward(self, nginx, certificates, name="forward", bodies="all", more=(), origin=None):
        port = free_port()
        return self._record(name, nginx, certificates, port, "--proxy", f"127.0.0.1:{port}", "--bodies", bodies, *more,
                            origin=origin)

    def mirror(self, nginx, certificates, name="mirror", bodies="all"):
        port = free_port()
        return self._record(name, nginx, certificates, port, "--mirror-of", f"https://{HOST}",
                            "--listen", f"127.0.0.1:{port}", "--bodies", bodies)

    def replay(self, capture):
        port, mirror = free_port(), free_port()
        ca = self.work / "replay-ca.pem"
        server = Server("replay", [
            *self.java, "replay", capture, "--port", port, "--ca-out", ca,
            "--listen", f"127.0.0.1:{mirror}", "--as", HOST], port, self.work, self.environment)
        server.ca, server.plain = ca, mirror
        return server


def mitmproxy(mitmdump, work, nginx, certificates):
    port = free_port()
    state = work / "mitmproxy"
    server = Server("mitmproxy", [
        mitmdump, "-q", "--listen-host", "127.0.0.1", "-p", port, "--set", f"confdir={state}",
        "--set", f"ssl_verify_upstream_trusted_ca={certificates.ca}",
        "--set", "flow_detail=0", "-s", Path(__file__).with_name("hashing_addon.py")],
        port, work, {"BENCH_ORIGIN_PORT": str(nginx.h1)})
    server.ca = state / "mitmproxy-ca-cert.pem"
    return server


def wiremock(jar, work, files, manifest, blob, certificates):
    """As fast as its options make it: no journal, bodies not logged, no gzip, HTTP/2 on."""
    import json

    root = work / "wiremock"
    (root / "mappings").mkdir(parents=True, exist_ok=True)
    (root / "__files").mkdir(exist_ok=True)
    for name, path, type_ in (("manifest.json", manifest, "application/vnd.oci.image.manifest.v1+json"),
                              ("blob", blob, "application/octet-stream")):
        source = files / path.lstrip("/")
        link = root / "__files" / name
        link.unlink(missing_ok=True)
        os.link(source, link)
        (root / "mappings" / f"{name}.json").write_text(json.dumps({
            "request": {"method": "GET", "urlPath": path},
            "response": {"status": 200, "bodyFileName": name, "headers": {
                "Content-Type": type_, "Content-Length": str(source.stat().st_size)}}}))
    port, plain = free_port(), free_port()
    server = Server("wiremock", [
        "java", "-Xmx2g", "-jar", jar, "--bind-address", "127.0.0.1", "--port", plain, "--https-port", port,
        "--root-dir", root, "--no-request-journal", "--logged-response-body-size-limit", "1000", "--disable-gzip",
        "--disable-banner", "--https-keystore", certificates.keystore, "--keystore-type", "PKCS12",
        "--keystore-password", "password"], port, work)
    server.ca, server.plain = certificates.ca, plain
    return server
