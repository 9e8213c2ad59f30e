"""All benches. Run: python -m bench [--quick]"""

import sys

from bench import results
from bench.report import tell

sys.exit(0 if tell(results.cases(quick="--quick" in sys.argv)) else 1)
