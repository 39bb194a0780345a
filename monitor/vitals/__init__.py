"""What happened in the process comes in; the state of its work and its metrics go out.

Everything here is of one process and begins anew with it; what must survive a restart stands in the database. It may
not know a table, nor decide when a verb runs.
"""

from monitor.vitals.failures import Failure, failed_again
from monitor.vitals.heartbeat import beat
from monitor.vitals.measures import Measures
from monitor.vitals.vitals import Vitals

__all__ = ["Failure", "Measures", "Vitals", "beat", "failed_again"]
