"""Tables for following a target as record classes: open services, identifiers, what is being developed."""

from dataclasses import dataclass

from reuptake.evidence.record import Record, column


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenService(Record):
    """One open database: where it answers, in which shape, and which fields are worth comparing."""

    service: str = column("text")
    base_url: str = column("text")
    example_calls: str = column("text")
    response_shape: str = column("text")
    paging: str = column("text")
    stable_id: str = column("text")
    fields_to_compare: str = column("text")
    api_key: str = column("text")
    python_client: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier(Record):
    """The name under which one database knows a target or a drug."""

    entity: str = column("text")
    namespace: str = column("text")
    identifier: str = column("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineEntry(Record):
    """One compound near the serotonin transporter and how far it was reported to have come."""

    compound: str = column("text")
    target_or_class: str = column("text")
    indication: str = column("optional text")
    status_reported: str = column("text")
    date: str = column("text")


WATCH_TABLES = {
    "api_endpoints": OpenService,
    "identifiers": Identifier,
    "pipeline": PipelineEntry,
}
"""The record class of every table for the watch, by the stem of its file name."""
