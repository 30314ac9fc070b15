"""A molecule with its mechanisms, or its measured activities at one target, from ChEMBL."""

from reuptake.watch.client import Client, wanted
from reuptake.watch.shape import Fields, Many, Maybe, Scalar, Text, Token, Whole
from reuptake.watch.transport import joined

_META = Fields(next=Maybe(Token()), total_count=Whole())
_STATUS = Fields(chembl_db_version=Text(40), chembl_release_date=Maybe(Text(20)))
_MOLECULE = Fields(molecule_chembl_id=Text(pattern=r"CHEMBL\d+"), pref_name=Maybe(Text()), max_phase=Maybe(Scalar(10)))
_MECHANISM = Fields(
    mec_id=Whole(),
    mechanism_of_action=Maybe(Text()),
    action_type=Maybe(Text(80)),
    target_chembl_id=Maybe(Text(40)),
    max_phase=Maybe(Scalar(10)),
)
_ACTIVITY = Fields(
    activity_id=Whole(),
    standard_type=Maybe(Text(60)),
    standard_value=Maybe(Scalar(40)),
    standard_units=Maybe(Text(40)),
    pchembl_value=Maybe(Scalar(20)),
    document_year=Maybe(Whole()),
)


class Chembl(Client):
    """A query is a molecule, or target and molecule. Pages are followed by the address of the next one."""

    name = "chembl"

    def collect(self, line, base, query, since, found):
        """Follow the pages."""
        what = "an identifier such as CHEMBL1289110, or target and molecule such as CHEMBL228 CHEMBL1289110"
        first, second = wanted(r"(CHEMBL\d{1,9})(?: (CHEMBL\d{1,9}))?", query, what).groups()
        status = _STATUS.read(line.json(f"{base}/status.json")[1])
        found.version = f"{status['chembl_db_version']} {status['chembl_release_date'] or ''}".strip()
        if second:
            asked = {"target_chembl_id": first, "molecule_chembl_id": second, "limit": 100}
            self._pages(line, f"{base}/activity.json", asked, "activities", _ACTIVITY, _add_activity, found)
        else:
            self._molecule(line, base, first, query, found)
            asked = {"molecule_chembl_id": first, "limit": 100}
            self._pages(line, f"{base}/mechanism.json", asked, "mechanisms", _MECHANISM, _add_mechanism, found)

    def _molecule(self, line, base, key, query, found):
        status, answer = line.json(f"{base}/molecule/{key}.json", also=(404,))
        if status == 404:
            raise self.nothing(query)
        molecule = _MOLECULE.read(answer)
        phase = _text(molecule["max_phase"])
        found.add(molecule["molecule_chembl_id"], title=molecule["pref_name"], max_phase=phase)

    def _pages(self, line, address, asked, name, shape, add, found):
        before = len(found.records)
        page_shape = Fields(page_meta=_META, **{name: Many(shape, 1000)})
        for _ in range(self.pages):
            page = page_shape.read(line.json(address, asked)[1])
            found.total = before + page["page_meta"]["total_count"]
            for item in page[name]:
                add(found, item)
            if not page["page_meta"]["next"]:
                found.ended = True
                return
            # The service gives a path; whatever it gives, the transport lets nothing but its own host pass.
            address, asked = joined(address, page["page_meta"]["next"]), None


def _text(value):
    return None if value is None else str(value)


def _add_mechanism(found, item):
    found.add(
        f"mechanism-{item['mec_id']}",
        title=item["mechanism_of_action"],
        mechanism=item["mechanism_of_action"],
        action=item["action_type"],
        target=item["target_chembl_id"],
        max_phase=_text(item["max_phase"]),
    )


def _add_activity(found, item):
    found.add(
        f"activity-{item['activity_id']}",
        title=item["standard_type"],
        type=item["standard_type"],
        value=_text(item["standard_value"]),
        units=item["standard_units"],
        pchembl=_text(item["pchembl_value"]),
        year=item["document_year"],
    )
