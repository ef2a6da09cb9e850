"""Claim files with a marked text in every field that can be withheld, and what looks for these in an output."""

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
import zlib

import pyarrow as pa
import pyarrow.parquet as pq

from borderclash.model import WITHHELD_ALONG
from borderclash.reading.sources import claims_schema

# No word has these letters, in capitals or not.
MARK = "zqx"
SAVED = f"Killed {MARK}saved 58 of them.\n"
SHA256 = hashlib.sha256(SAVED.encode()).hexdigest()
DEFINITIONS = claims_schema()["definitions"]


def names(noun):
    """Return the fields that a claim, or a source, can withhold."""
    return DEFINITIONS[noun]["properties"]["withheld"]["items"]["enum"]


# What each field holds, by its name; a field that is new to the schema has to get its own here.
OF_CLAIM = {
    "speaker": f"{MARK}speaker of the staff",
    "quote": f"they killed {MARK}quote 58 men",
    "translation": f"{MARK}translation",
    "note": f"{MARK}note",
    "source": f"{MARK}memo",
    "via": f"{MARK}via",
    "locator": f"{MARK}locator",
}
OF_SOURCE = {
    "title": f"{MARK}title of the day",
    "author": f"{MARK}author",
    "publisher": f"{MARK}publisher",
    "url": f"https://{MARK}url.example/a",
    "archived": f"https://archive.example/{MARK}archived",
    "retrieved": "1987-03-17",
    "snapshot": f"{MARK}snapshot.txt",
    "sha256": SHA256,
    "language": f"en-{MARK}lang",
    "derived-from": f"{MARK}agency",
    "note": f"{MARK}remark",
}


def everything(noun, values, version=""):
    """Return all fields of a noun that can be withheld, and that they are."""
    along = [each for name in names(noun) for each in WITHHELD_ALONG[noun].get(name, ())]
    fields = {}
    for name in dict.fromkeys([*names(noun), *along]):
        value = values[name]
        told = name not in ("snapshot", "source", "derived-from")
        fields[name] = value.replace(MARK, f"{MARK}{version}") if told else value
    return {**fields, "withheld": names(noun)}


def claim_file(version="", **more):
    """Return a claim file in which all that can be withheld is; *version* is in each text, *more* in a claim."""
    withheld = everything("claim", OF_CLAIM, version)
    source = everything("source", OF_SOURCE, version)
    voice = {"party": "voices", "source": "open", "withheld": ["speaker"]}
    claims = [
        {"party": "north", "value": 58, "id": "first", **withheld, **more},
        {"party": "north", "value": 61, "stated": "2025-10-14", "source": f"{MARK}copy", "withheld": ["source"]},
        {"party": "south", "value": "at least 18", "source": ["partly", "open"], "speaker": "B. Open"},
        {"party": "south", "stance": "denies", "value": 60, "of": "north", **withheld, "stated": "2025-10-15"},
        {"party": "voices", "value": 40, **voice, "speaker": f"{MARK}one"},
        {"party": "voices", "value": 40, **voice, "speaker": f"{MARK}two"},
        {"party": "voices", "stance": "declines", **withheld, "stated": "2025-10-16"},
        {"party": "north", "value": 30, "scope": "the near bank", **withheld},
        {"party": "north", "value": 28, "scope": "the far bank", **withheld},
        {"party": "north", "value": 3, "subject": "south", **withheld},
        {"party": "south", "value": 4, "subject": "north", **withheld},
    ]
    total = [
        {"party": "north", "value": 5, "stated": "2025-10-13", **withheld},
        {"party": "north", "value": 9, "stated": "2025-10-15", **withheld},
        {"party": "south", "value": "about 4", "stated": "2025-10-14", "withheld": ["source"]},
    ]
    words = [{"party": party, "value": "They came at night.", **withheld} for party in ("north", "south")]
    data = {
        "borderclash": 1,
        "title": "Two accounts",
        "by": ["The desk"],
        "parties": {
            "north": {"name": "North"},
            "south": {"name": "South"},
            "voices": {"name": "Voices", "pooled": True},
        },
        "sources": {
            "open": {"title": "An open report", "published": "2025-10-12", "url": "https://open.example/a"},
            "partly": {"published": "2025-10-12", **source},
            f"{MARK}memo": {**source, "published": "2025-10-12", "derived-from": f"{MARK}agency"},
            f"{MARK}copy": {"title": f"{MARK}copy", "published": "2025-10-13", "derived-from": f"{MARK}agency"},
            f"{MARK}agency": {"title": f"{MARK}wire"},
            f"{MARK}inherited": {"title": f"{MARK}inherited", "published": "2025-10-12"},
        },
        "events": {
            "clash": {
                "title": "Clash at the bridge",
                "date": "2025-10-11",
                "source": "open",
                "questions": {
                    "killed": {"label": "Killed", "kind": "count", "parts": ["the near bank", "the far bank"], "claims": claims},
                    "total": {
                        "label": "Missing", "kind": "count", "cumulative": True, "source": f"{MARK}inherited",
                        "claims": total,
                    },
                    "told": {"label": "What was seen", "kind": "text", "claims": words},
                },
            }
        },
    }  # fmt: skip
    return json.dumps(data, indent=1)


def written(folder, name="claims.yaml", text=None):
    """Write a claim file, with the saved text that it names beside it, and return its path."""
    folder.mkdir(exist_ok=True)
    (folder / OF_SOURCE["snapshot"]).write_text(SAVED, encoding="utf-8")
    path = folder / name
    path.write_text(claim_file() if text is None else text, encoding="utf-8")
    return path


def table_of(sheet, file):
    """Write the rows of a sheet as a table of columns, and return it."""
    header, *rows = csv.reader(io.StringIO(sheet.read_text(encoding="utf-8-sig")))
    columns = dict(zip(header, map(list, zip(*rows, strict=True)), strict=True))
    pq.write_table(pa.table(columns), file)
    return file


def hashes():
    """Return what would let a guess of a text be tested: its hashes, alone and with the name of its field."""
    said = [(name, value) for values in (OF_CLAIM, OF_SOURCE) for name, value in values.items()]
    for name, value in said:
        for text in (value, f"{name}: {value}", f"{name}={value}", json.dumps(value), repr(value)):
            for number, hash in enumerate((hashlib.sha256, hashlib.sha1, hashlib.md5, hashlib.blake2b)):
                yield (name, text, number), hash(text.encode()).hexdigest()[:12]
            yield (name, text, 4), hashlib.blake2b(text.encode(), digest_size=16).hexdigest()[:12]


NEEDLES = [
    *(
        MARK,
        SHA256,
        OF_SOURCE["retrieved"],
        MARK.encode().hex(),
    ),
    *dict(hashes()).values(),
]


def leaks(content):
    """Return what an output, as bytes or as text, gives away: what was found, with some of what stands around it."""
    found = []
    for text in unpacked(content.encode(errors="surrogatepass") if isinstance(content, str) else content):
        for each in (text, text.replace(b"\0", b"")) if b"\0" in text else (text,):
            said = each.decode(errors="replace").lower()
            found += [said[max(0, said.find(needle) - 60) :][:120] for needle in NEEDLES if needle in said]
    return found


def unpacked(content):
    """Yield the bytes of an output, and those of what is packed in it."""
    yield content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name))
    elif content[:4] == b"PAR1":
        table = pq.read_table(io.BytesIO(content))
        yield repr((table.to_pylist(), table.schema.metadata)).encode()
    elif content[:6] == b"SQLite":
        with sqlite3.connect(":memory:") as database:
            database.deserialize(content)
            yield "\n".join(database.iterdump()).encode()
    elif content[:4] == b"\x89PNG":
        at = 8
        while at < len(content):
            length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
            data = content[at + 8 : at + 8 + length]
            yield kind + data
            if kind in (b"zTXt", b"iTXt"):
                yield zlib.decompress(data.partition(b"\0\0")[2])
            at += 12 + length
