"""Makes a run upload its folder once more, with a file in it that has to go in parts.

    enlarge.py DATABASE FOLDER
"""

import random
import sqlite3
import sys
from hashlib import sha256
from pathlib import Path

database, folder = sys.argv[1], Path(sys.argv[2])
(folder / "findings.csv").write_bytes(random.Random(1).randbytes(20 * 2**20 + 5))
names = [line[66:] for line in (folder / "SHA256SUMS").read_text().splitlines()]
sums = [f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
(folder / "SHA256SUMS").write_text("".join(sums))
with sqlite3.connect(database) as connection:
    connection.execute("UPDATE cell SET state = 'pending' WHERE step = 'upload'")
    connection.execute("UPDATE run SET state = 'running'")
