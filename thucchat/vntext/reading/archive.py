"""Opening ZIP files that strangers made: nothing is believed, every read is bounded."""

import io
import zipfile
import zlib

from lxml import etree

from thucchat.vntext.reading import refusals

MAX_ENTRIES = 4000
MAX_PART = 40 * 1024 * 1024
MAX_TOTAL = 120 * 1024 * 1024
MAX_DECLARED = 400 * 1024 * 1024
MAX_RATIO = 150
RATIO_FROM = 4 * 1024 * 1024  # smaller parts may be as regular as they like
_CHUNK = 1024 * 1024


class Archive:
    """The parts of a DOCX or ODT file, read with limits; raises ``Refused`` beyond them."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.total = 0
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise refusals.corrupt(name) from error
        entries = self.zip.infolist()
        if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_DECLARED:
            raise refusals.bomb(name)
        self.names = frozenset(entry.filename for entry in entries)
        if len(self.names) != len(entries):
            raise refusals.corrupt(name)  # two parts of one name: readers would differ
        if any(entry.flag_bits & 1 for entry in entries):
            raise refusals.encrypted(name)

    def read(self, part: str) -> bytes:
        """Return a part's bytes; counts what comes out, whatever the directory says."""
        packed = max(self.zip.getinfo(part).compress_size, 1)
        out = bytearray()
        try:
            with self.zip.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    out += chunk
                    self.total += len(chunk)
                    self._check(len(out), packed)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
            raise refusals.corrupt(self.name) from error
        return bytes(out)

    def _check(self, size: int, packed: int) -> None:
        swollen = size > RATIO_FROM and size > MAX_RATIO * packed
        if swollen or size > MAX_PART or self.total > MAX_TOTAL:
            raise refusals.bomb(self.name)

    def xml(self, part: str) -> "etree._Element | None":
        """Parse a part that may be missing; entities are never expanded, nothing is fetched."""
        if part not in self.names:
            return None
        return parse_xml(self.read(part), self.name)


def parse_xml(data: bytes, name: str) -> "etree._Element":
    """Parse XML without entities, document types, network or endless depth."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise refusals.corrupt(name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True,
        remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refusals.corrupt(name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusals.corrupt(name)
    return root
