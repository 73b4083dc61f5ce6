"""mitmproxy: streams every body and hashes it on its way; leads registry.bench to nginx (BENCH_ORIGIN_PORT)."""

import hashlib
import os


def server_connect(data):
    data.server.address = ("127.0.0.1", int(os.environ["BENCH_ORIGIN_PORT"]))


def responseheaders(flow):
    digest = hashlib.sha256()

    def chunk(data: bytes) -> bytes:
        digest.update(data)
        if not data:
            flow.metadata["sha256"] = digest.hexdigest()
        return data

    flow.response.stream = chunk
