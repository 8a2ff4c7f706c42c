import socket
import struct
import threading

import pytest

from thucchat.kernel.errors import Refused
from thucchat.progress.choices import ScanState
from thucchat.progress.scanning import scan


class Scanner(threading.Thread):
    """Speaks clamd's INSTREAM as its manual describes; ``answer`` is what it says of a file."""

    def __init__(self, answer):
        super().__init__(daemon=True)
        self.answer, self.got = answer, b""
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"
        self.start()

    def run(self):
        with self.server:
            link, _ = self.server.accept()
        with link:
            link.settimeout(5)
            assert self.read(link, 10) == b"zINSTREAM\0"
            while size := struct.unpack("!I", self.read(link, 4))[0]:
                self.got += self.read(link, size)
            link.sendall(self.answer + b"\0")

    @staticmethod
    def read(link, count):
        out = b""
        while len(out) < count:
            out += link.recv(count - len(out))
        return out


def test_without_a_scanner_a_file_is_marked_unscanned():
    assert scan(b"abc", name="a.txt", address="") == ScanState.UNSCANNED


def test_a_clean_file_reaches_the_scanner_whole():
    scanner = Scanner(b"stream: OK")
    content = bytes(range(256)) * 700  # more than one piece
    assert scan(content, name="a.bin", address=scanner.address) == ScanState.CLEAN
    scanner.join(5)
    assert scanner.got == content


def test_an_infected_file_is_refused_by_name():
    scanner = Scanner(b"stream: Eicar-Signature FOUND")
    with pytest.raises(Refused, match=r"“a\.pdf”.*Eicar-Signature FOUND") as refused:
        scan(b"x", name="a.pdf", address=scanner.address)
    assert refused.value.code == "progress.virus"


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/khong/co/clamd.sock"])
def test_a_silent_scanner_is_not_taken_for_a_clean_file(address):
    with pytest.raises(Refused) as refused:
        scan(b"x", name="a.pdf", address=address, timeout=1)
    assert refused.value.code == "progress.scanner"


def test_an_answer_cut_off_is_not_clean():
    scanner = Scanner(b"")
    with pytest.raises(Refused):
        scan(b"x", name="a.pdf", address=scanner.address)
