"""A small client of a language server: JSON-RPC with headers, over the standard streams of a process."""

import contextlib
import json
import queue
import subprocess
import threading

# What an editor would have in its settings; nothing is fetched from the network.
SETTINGS = {
    "yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}},
    "redhat": {"telemetry": {"enabled": False}},
}
SECONDS = 30


class Client:
    """A running server; `request` waits for its answer, `diagnostics` for what it finds in a file."""

    def __init__(self, command, folder):
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder
        )
        self._inbox = queue.Queue()
        self._number = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        root = folder.as_uri()
        self.request(
            "initialize",
            processId=None,
            rootUri=root,
            workspaceFolders=[{"uri": root, "name": "claims"}],
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {
                    "hover": {"contentFormat": ["markdown", "plaintext"]},
                    "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                },
            },
        )
        self.notify("initialized")
        self.notify("workspace/didChangeConfiguration", settings=SETTINGS)

    def close(self):
        """End the server as the protocol has it."""
        with contextlib.suppress(OSError, queue.Empty):
            self.request("shutdown")
            self.notify("exit")
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._process.stdin.close()
        self._process.stdout.close()

    def open(self, file, text):
        """Open a file with a text, which need not be what stands on the disk; returns its diagnostics."""
        uri = file.as_uri()
        self.notify(
            "textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        )
        return self.diagnostics(uri)

    def diagnostics(self, uri):
        """Wait for the next list of what is wrong in a file."""
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return message["params"]["diagnostics"]

    def at(self, method, file, line, character):
        """Ask about a place in a file, counted from 0."""
        position = {"line": line, "character": character}
        return self.request(f"textDocument/{method}", textDocument={"uri": file.as_uri()}, position=position)

    def request(self, method, **params):
        """Send a request and return the result."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def notify(self, method, **params):
        """Tell the server something."""
        self._send({"method": method, "params": params})

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _next(self):
        """Return the next message, after answering what the server itself asks."""
        message = self._inbox.get(timeout=SECONDS)
        assert message is not None, "the server has ended"
        if "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, message):
        if message["method"] == "workspace/configuration":
            return [SETTINGS.get(item.get("section"), {}) for item in message["params"]["items"]]
        return None

    def _read(self):
        stream = self._process.stdout
        while header := stream.readline():
            length = None
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = stream.readline()
            self._inbox.put(json.loads(stream.read(length)))
        self._inbox.put(None)
