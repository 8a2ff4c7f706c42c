"""The one outside system of this package: a clamd virus scanner, when one is connected."""

import socket
import struct

from thucchat.kernel.errors import Refused
from thucchat.progress.choices import ScanState

CHUNK = 1 << 16


def scan(content: bytes, *, name: str, address: str, timeout: float = 30) -> ScanState:
    """
    Ask the scanner at ``address`` (``host:port`` or a socket path) about a file.

    An empty address: UNSCANNED, shown as such. An infected file, and a scanner that does
    not answer, are refused (``progress.virus``, ``progress.scanner``): a file is never
    taken for clean because nobody looked.
    """
    if not address:
        return ScanState.UNSCANNED
    try:
        answer = _ask(content, address, timeout)
    except OSError as error:
        raise Refused(
            "progress.scanner",
            "Bộ quét mã độc không trả lời nên chưa nhận được tệp. Hãy thử lại sau ít phút.",
        ) from error
    if answer.endswith("OK"):
        return ScanState.CLEAN
    raise Refused(
        "progress.virus",
        f"Tệp “{name}” bị bộ quét mã độc từ chối ({answer.removeprefix('stream: ')}). "
        "Hãy kiểm tra máy tính đã tạo tệp này.",
    )


def _ask(content: bytes, address: str, timeout: float) -> str:
    """Send the file by clamd's INSTREAM command and return its one-line answer."""
    with _connect(address, timeout) as link:
        link.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            piece = content[start : start + CHUNK]
            link.sendall(struct.pack("!I", len(piece)) + piece)
        link.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0"):
            more = link.recv(4096)
            if not more:
                break
            answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connect(address: str, timeout: float) -> socket.socket:
    if address.startswith("/"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(timeout)
        try:
            link.connect(address)
        except OSError:
            link.close()
            raise
        return link
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=timeout)
