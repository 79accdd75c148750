"""Everything that is tried, as the program runs: with one thread for numpy's matrices.

More of them wait for each other wherever a core is busy, which here it always is: fitting the matcher
for a test took five times as long.
"""

import os

# Read when numpy is first imported; what tests start inherits it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
