"""All benches. Run: python -m bench"""

import sys

from bench import results
from bench.report import tell

sys.exit(0 if tell(results.cases()) else 1)
