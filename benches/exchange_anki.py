"""How long the real Anki needs to take in all.csv and all.apkg of a folder, and to write its notes as text.

Prints seconds, the best of three, as JSON. Needs the package `anki` from PyPI.
"""

import json
import pathlib
import sys
import tempfile
import time

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.import_export_pb2 import ImportCsvRequest

FOLDER = pathlib.Path(sys.argv[1])
best = {}


def timed(what, work):
    start = time.perf_counter()
    work()
    best[what] = min(best.get(what, 1e9), time.perf_counter() - start)


def take_csv(collection):
    path = str(FOLDER / "all.csv")
    metadata = collection.get_csv_metadata(path=path, delimiter=None)
    collection.import_csv(ImportCsvRequest(path=path, metadata=metadata))


def take_apkg(collection):
    options = ImportAnkiPackageOptions()
    path = str(FOLDER / "all.apkg")
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options))


for _ in range(3):
    with tempfile.TemporaryDirectory() as home:
        collection = Collection(home + "/csv.anki2")
        timed("csv", lambda: take_csv(collection))
        timed(
            "export",
            lambda: collection.export_note_csv(
                out_path=home + "/notes.txt", limit=None, with_html=True, with_tags=True,
                with_deck=True, with_notetype=True, with_guid=True,
            ),
        )
        collection.close()
        collection = Collection(home + "/apkg.anki2")
        timed("apkg", lambda: take_apkg(collection))
        collection.close()
print(json.dumps(best))
