"""What no comparison can be faster than: read and parse the same files, and keep nothing.

python only_read.py rtoml|toml_rs|tomli|tomllib FOLDER
"""

import sys
from importlib import import_module
from pathlib import Path

parse = import_module(sys.argv[1]).loads
for path in Path(sys.argv[2]).glob("runder/*/besvarelser/*.toml"):
    parse(path.read_text("utf-8"))
