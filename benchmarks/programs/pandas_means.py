"""What an analyst would write: the mean of the persons' scores by round, from the long CSV.

python pandas_means.py FOLDER
"""

import sys
from pathlib import Path

import pandas as pd

files = Path(sys.argv[1]).glob("svar/**/*.csv")
answers = pd.concat(pd.read_csv(path) for path in files)
answers["vaerdi"] = pd.to_numeric(answers["vaerdi"], errors="coerce")
persons = answers.groupby(["runde", "pejlemaerke", "person"])["vaerdi"].mean()
print(persons.groupby(["pejlemaerke", "runde"]).mean().unstack())
