"""The API asked by schemathesis, as its document says and against it; the same requests at every run."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ensure_resource_availability,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    use_after_free,
)

from monitor.api.table import OPERATIONS
from monitor.openapi.document import document
from tests.api.conftest import Api

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
# A body that is too long may also be too large; then it is not looked at.
REJECTED = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "429"]
CONFIG = schemathesis.Config.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": REJECTED}}})
# A test message by the channel "folder" would make whatever folder it is told.
schema = schemathesis.openapi.from_dict(document(OPERATIONS), config=CONFIG).exclude(operation_id="tryChannel")
SETTINGS = settings(
    max_examples=10,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


@schema.parametrize()
@SETTINGS
def test_every_operation_keeps_its_word(shared: Api, case: schemathesis.Case) -> None:
    # The first look at a concept reads the dictionaries of its languages.
    case.call_and_validate(base_url=f"{shared.address}/api/v1", checks=CHECKS, timeout=120)


@pytest.mark.parametrize("own_database", ["sqlite"], indirect=True)
def test_one_answer_leads_to_the_next(api: Api) -> None:
    """What is made, found, changed and removed by following the document's links."""
    linked = schemathesis.openapi.from_dict(document(OPERATIONS), config=CONFIG).exclude(operation_id="tryChannel")
    linked.config.update(base_url=f"{api.address}/api/v1")

    class Links(linked.as_state_machine()):  # type: ignore[misc]
        def get_call_kwargs(self, case: schemathesis.Case) -> dict[str, object]:
            return {"timeout": 120}

        def validate_response(self, response: object, case: schemathesis.Case, **_: object) -> None:
            case.validate_response(response, checks=[*CHECKS, use_after_free, ensure_resource_availability])

    Links.run(settings=settings(SETTINGS, max_examples=8, stateful_step_count=6))
