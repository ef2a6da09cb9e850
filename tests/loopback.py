"""A server on the loopback interface that answers as a test says, also in ways that no server should."""

import contextlib
import socket
import ssl
import threading

OK = b"HTTP/1.1 200 OK\r\n"
HTML = b"Content-Type: text/html\r\n"


def answer(body, *headers, status=b"200 OK"):
    """Return an answer as it should be."""
    lines = [b"HTTP/1.1 " + status, b"Content-Length: %d" % len(body), *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


@contextlib.contextmanager
def served(answers, *, certificate=None, host="127.0.0.1"):
    """Give the address of a server and the requests that it got.

    *answers* has by path the bytes to send, or what yields them one after the other.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, 0), family=family)
    requests = []
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)

    def serve():
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=reply, args=(listening.accept()[0],), daemon=True).start()

    def reply(connection):
        # Whoever asks may have gone.
        with (
            contextlib.suppress(OSError),
            connection,
            context.wrap_socket(connection, server_side=True) if context else connection as connection,
        ):
            request = b""
            while b"\r\n\r\n" not in request:
                received = connection.recv(65536)
                request += received
                if not received or request.startswith(b"\x16"):
                    # Nobody is there any more, or somebody who takes this for a server of TLS.
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    return
            requests.append(request.decode())
            sent = answers[request.split()[1].decode()]
            for piece in [sent] if isinstance(sent, bytes) else sent():
                connection.sendall(piece)
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_WR)

    threading.Thread(target=serve, daemon=True).start()
    port = listening.getsockname()[1]
    try:
        yield f"{'https' if certificate else 'http'}://{f'[{host}]' if ':' in host else host}:{port}", requests
    finally:
        # Closing alone does not wake up who waits for a connection.
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
