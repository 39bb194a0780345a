"""python -m monitor.api prints docs/api.md."""

from monitor.api.table import OPERATIONS
from monitor.openapi.reference import reference

if __name__ == "__main__":
    print(reference(OPERATIONS), end="")
