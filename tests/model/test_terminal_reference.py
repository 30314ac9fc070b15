"""Peer mode against numerical results of the public program, and every row of assertions.csv."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from reuptake.evidence import load
from reuptake.model.terminal import (
    TerminalParameters,
    after_step,
    evoked_response,
    fluxes,
    simulate,
    steady_state,
)
from reuptake.model.terminal_solver import find_rest
from reuptake.model.terminal_system import TerminalSystem

REFERENCE = Path(__file__).parents[1] / "reference"
HOUR = 3600.0

# Column of a reference file: reading of the model, and how many of its units make one of the file's.
COLUMNS = {
    "eht_nM": ("eht_nM", 1),
    "cht_nM": ("cht_nM", 1),
    "vht_uM": ("vht_nM", 1e3),
    "vres_uM": ("vres_nM", 1e3),
    "hiaa_uM": ("hiaa_nM", 1e3),
    "eha_uM": ("eha_nM", 1e3),
    "G5": ("G", 1),
    "SERT_surface": ("SERT_surface", 1),
    "SERT_pool": ("SERT_pool", 1),
    "SERT_inactive": ("SERT_inactive", 1),
    "eht_1h_nM": ("eht_nM", 1),
    "ssri_brain_nM": ("drug_nM", 1),
    # columns of stim_control.csv, which has no units in its head: uM or own units
    "cht": ("cht_nM", 1e3),
    "vht": ("vht_nM", 1e3),
    "vht_reserve": ("vres_nM", 1e3),
    "eht": ("eht_nM", 1e3),
    "T5": ("T", 1),
    "B5": ("B", 1),
    "glia_ht": ("ght_nM", 1e3),
    "Gha": ("GH", 1),
    "SERT_surf_phospho": ("SERT_ph", 1),
    "eha": ("eha_nM", 1e3),
}
METRICS = {
    "peak_nM": "peak_nM",
    "delta_peak_nM": "rise_nM",
    "t_peak_s": "t_peak_s",
    "t50_s": "half_decay_s",
    "min_after_peak_nM": "lowest_nM",
    "t_min_s": "t_lowest_s",
}
RELATIVE = 3e-4  # tighter than any tolerance that assertions.csv states away from the resting state


def table(name):
    """Rows of a reference file."""
    with (REFERENCE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def grouped(name, key):
    """Rows of a reference file by scenario or dose, in the file's order."""
    groups = defaultdict(list)
    for row in table(name):
        groups[row[key]].append(row)
    return groups


def column(rows, name):
    """One column as numbers; an empty cell is NaN."""
    return np.array([float(row[name] or "nan") for row in rows])


def scenario(name):
    """Parameters of one of the reference's scenarios, from its name."""
    parameters = TerminalParameters()
    words = name.replace("no_firing_cap", "uncapped").replace("sert_", "sert").replace("mao_", "mao").split("_")
    for word in words:
        if word.startswith("sertx"):
            parameters = parameters.scaled(transporter=float(word[5:]))
        elif word.startswith("maox"):
            parameters = parameters.scaled(breakdown=float(word[4:]))
        elif word in ("ar0", "gain0"):
            parameters = parameters.scaled(autoreceptor=0.0)
        elif word.endswith("nM"):
            parameters = parameters.scaled(drug_nM=float(word[:-2]))
        elif word == "off":
            parameters = parameters.changed(V_up2=0.0)
        elif word == "uncapped":
            parameters = parameters.changed(F_max=1000.0)
        else:
            assert word in ("control", "ssri", "clamp", "autorec", "uptake2"), word
    return parameters


def together(names):
    """The parameters of several scenarios as settings of one set."""
    sets = [scenario(name).values for name in names]
    default = TerminalParameters().values
    varying = [symbol for symbol in default if any(values[symbol] != default[symbol] for values in sets)]
    return TerminalParameters().changed(**{symbol: [values[symbol] for values in sets] for symbol in varying})


def at(readings, name, setting, times=...):
    """A reading of one setting in the unit of the reference's column."""
    reading, factor = COLUMNS[name]
    return readings[reading][setting][times] / factor


def numbered(name):
    """Parametrise over the rows of a summary: place and row, named by scenario."""
    rows = table(name)
    return {
        "argnames": ("number", "row"),
        "argvalues": list(enumerate(rows)),
        "ids": [row["scenario"] for row in rows],
    }


def picked(all_times, times):
    """Where `times` lie in `all_times`."""
    places = np.searchsorted(all_times, times - 1e-9)
    assert np.allclose(all_times[places], times, atol=1e-6)
    return places


FINE = np.concatenate([np.arange(601) / 10.0, np.arange(61.0, 591.0)])


@pytest.fixture(scope="module")
def chronic():
    """Chronic scenarios: names, states at rest, train courses."""
    names = [row["scenario"] for row in table("scenario_summary.csv")]
    state = steady_state(together(names), mode="peer")
    return names, state, simulate(state.parameters, FINE, train="standard", state=state)


@pytest.fixture(scope="module")
def acute():
    """Acute scenarios: names, one hour minute by minute, train courses afterwards."""
    names = [row["scenario"] for row in table("acute1h_summary.csv")] + ["control"]
    rest = steady_state(TerminalParameters(), mode="peer")
    hour = simulate(together(names), np.arange(61) * 60.0, state=rest)
    times = FINE  # only the control is followed beyond 120 s
    return names, hour, simulate(hour.parameters, times, train="standard", state=hour.state(-1))


@pytest.fixture(scope="module")
def doses():
    """Escitalopram 1, 10 and 30 mg/kg: doses, a day, the train at one hour."""
    groups = grouped("ssri_dose_timecourse.csv", "dose_mg_per_kg")
    t = column(groups["1"], "t_h") * HOUR
    t[0] = 1.0  # printed as 0.000277778 h: the end of the injection
    amounts = [float(dose) for dose in groups]
    day = simulate(TerminalParameters(), t, dose=amounts, mode="peer")
    one_hour = after_step(TerminalParameters(), HOUR, dose=amounts, mode="peer")
    return list(groups), day, simulate(TerminalParameters(), FINE, train="standard", state=one_hour)


@pytest.fixture(scope="module")
def control_course():
    """Course mode: the control train, every 0.1 s."""
    return simulate(TerminalParameters(), FINE, train="standard")


def assert_close(found, expected, relative, absolute=0.0):
    """Compare, and name the largest deviation."""
    scale = np.maximum(np.abs(expected), absolute / relative if absolute else 0.0)
    deviation = np.abs(found - expected) / np.where(scale > 0, scale, 1.0)
    assert deviation.max() <= relative, f"largest relative deviation {deviation.max():.2e}"


# ----- files -----


def test_resting_state_is_the_reference_one():
    """Every state of ss_nodrug.csv; the equations must stay where they are put, and come back from ten per cent off."""
    state = steady_state(TerminalParameters(), mode="peer")
    system = TerminalSystem(state.parameters.namespace(()), "peer", 1)
    back, left = find_rest(system, 1.1 * state._internal, np.maximum(state._internal, 1e-3))
    assert not left.size
    # The histamine reserve is cut off at rest and stays as it is put.
    fixed = system.names.index("vhares")
    np.testing.assert_allclose(np.delete(back, fixed, 0), np.delete(state._internal, fixed, 0), rtol=1e-7, atol=1e-12)
    for row in table("ss_nodrug.csv"):
        if row["in_equations"] == "1":
            symbol, expected = row["symbol"], float(row["value"])
            name = symbol if symbol in state.names else f"{symbol}_{'ug' if row['unit'] == 'ug' else 'nM'}"
            factor = 1e3 if name.endswith("_nM") else 1.0
            assert state[name] / factor == pytest.approx(expected, rel=1e-6, abs=1e-12), symbol


def test_every_reference_file_is_compared():
    """No file of the terminal model should lie there unread."""
    code = Path(__file__).read_text(encoding="utf-8")
    files = {path.name for path in REFERENCE.glob("*.csv") if not path.name.startswith("closed_form_")}
    assert len(files) == 10
    assert not [name for name in files if f'"{name}"' not in code]


def test_table_of_starting_values_is_the_reference_one():
    """terminal_states.csv holds the very numbers of ss_nodrug.csv."""
    ours = {row.symbol: row.value for row in load("terminal_states") if row.kind == "state"}
    theirs = {row["symbol"]: float(row["value"]) for row in table("ss_nodrug.csv") if row["in_equations"] == "1"}
    assert ours == theirs


@pytest.mark.parametrize(**numbered("scenario_summary.csv"))
def test_chronic_scenarios(chronic, number, row):
    """Chronic steady states of every scenario."""
    _, state, _ = chronic
    for name in row:
        base = name.replace("_ss", "")
        if "_ss" in name:
            assert_close(at(state, base, number), float(row[name]), 1e-6, absolute=1e-9)


@pytest.mark.parametrize("name", grouped("stim_all.csv", "scenario"))
def test_trains_after_chronic_changes(chronic, name):
    """Whole train courses of stim_all.csv."""
    names, _, course = chronic
    rows = grouped("stim_all.csv", "scenario")[name]
    places = picked(FINE, column(rows, "t_s"))
    for quantity in ("eht_nM", "vht_uM", "G5", "SERT_surface"):
        assert_close(at(course, quantity, names.index(name), places), column(rows, quantity), RELATIVE)


def test_control_train_in_all_its_states(chronic):
    """All fifteen columns of stim_control.csv."""
    names, _, course = chronic
    rows = table("stim_control.csv")
    places = picked(FINE, column(rows, "t_s"))
    for quantity in set(rows[0]) - {"t_s"}:
        found = at(course, quantity, names.index("control"), places)
        assert_close(found, column(rows, quantity), 1e-5, absolute=1e-9)


def check_metrics(response, number, row):
    """Height, half-decay and undershoot of one scenario against its summary row."""
    flat = float(row["delta_peak_nM"]) < 0.01
    for name, field in METRICS.items():
        found, expected = getattr(response, field)[number], float(row[name] or "nan")
        if flat and name in ("t_peak_s", "t50_s", "t_min_s", "delta_peak_nM"):
            continue  # without a rise the place of the highest sample is rounding
        assert found == pytest.approx(expected, rel=RELATIVE, abs=0.11 if name.startswith("t") else 1e-3), name
    if flat:
        assert response.rise_nM[number] < 0.01


@pytest.mark.parametrize(**numbered("scenario_summary.csv"))
def test_train_metrics_after_chronic_changes(chronic, number, row):
    """Peak, half-decay and undershoot in scenario_summary.csv."""
    _, _, course = chronic
    check_metrics(evoked_response(course), number, row)
    assert_close(course.eht_nM[number, -1], float(row["eht_590s_nM"]), RELATIVE)


@pytest.mark.parametrize("name", grouped("acute1h_timecourse.csv", "scenario"))
def test_first_hour_of_a_change(acute, name):
    """Whole courses of acute1h_timecourse.csv."""
    names, hour, _ = acute
    rows = grouped("acute1h_timecourse.csv", "scenario")[name]
    for quantity in ("eht_nM", "cht_nM", "vht_uM", "vres_uM", "hiaa_uM", "G5", "SERT_surface", "eha_uM"):
        assert_close(at(hour, quantity, names.index(name)), column(rows, quantity), RELATIVE)


@pytest.mark.parametrize("name", grouped("acute1h_stim.csv", "scenario"))
def test_trains_after_acute_changes(acute, name):
    """Whole train courses of acute1h_stim.csv."""
    names, _, course = acute
    rows = grouped("acute1h_stim.csv", "scenario")[name]
    places = picked(course.t_s, column(rows, "t_s"))
    for quantity in ("eht_nM", "vht_uM", "G5", "SERT_surface"):
        assert_close(at(course, quantity, names.index(name), places), column(rows, quantity), RELATIVE)


@pytest.mark.parametrize(**numbered("acute1h_summary.csv"))
def test_summary_of_acute_changes(acute, number, row):
    """Values at one hour and train metrics of acute1h_summary.csv."""
    _, hour, course = acute
    for name in row:
        if name in COLUMNS:
            assert_close(at(hour, name, number, -1), float(row[name]), RELATIVE, absolute=1e-7)
    check_metrics(evoked_response(course), number, row)
    end = picked(course.t_s, np.array([120.0]))
    assert_close(course.eht_nM[number, end], float(row["eht_120s_nM"]), RELATIVE)


@pytest.mark.parametrize("dose", grouped("ssri_dose_timecourse.csv", "dose_mg_per_kg"))
def test_a_day_after_escitalopram(doses, dose):
    """Whole courses of ssri_dose_timecourse.csv."""
    names, day, _ = doses
    rows = grouped("ssri_dose_timecourse.csv", "dose_mg_per_kg")[dose]
    for quantity in ("ssri_brain_nM", "eht_nM", "SERT_surface", "SERT_inactive", "G5"):
        found = at(day, quantity, names.index(dose))
        assert_close(found, column(rows, quantity), RELATIVE, absolute=1e-7)


@pytest.mark.parametrize("dose", grouped("ssri_dose_stim_1h.csv", "dose_mg_per_kg"))
def test_train_one_hour_after_escitalopram(doses, dose):
    """Whole train courses of ssri_dose_stim_1h.csv; the drug keeps moving."""
    names, _, course = doses
    rows = grouped("ssri_dose_stim_1h.csv", "dose_mg_per_kg")[dose]
    places = picked(FINE, column(rows, "t_after_s"))
    for quantity in ("eht_nM", "SERT_surface"):
        assert_close(at(course, quantity, names.index(dose), places), column(rows, quantity), RELATIVE)


# ----- assertions.csv -----


class Found:
    """What the model says to each row of assertions.csv; a list where both modes or many settings count."""

    def __init__(self, chronic, acute, doses, course):
        self.names, self.state, self.trains = chronic
        self.acute_names, self.hour, self.acute_trains = acute
        self.doses, self.day, self.dose_trains = doses
        self.course = course
        self.course_state = steady_state(TerminalParameters())
        transporter = np.linspace(0.0, 4.0, 21)
        self.course_settings = steady_state(TerminalParameters().scaled(transporter=transporter))

    def value(self, row):
        """The quantity of a row."""
        number = row["id"]
        rest = {"1a": "eht_nM", "1b": "cht_nM", "1c": "vht_uM", "1d": "vres_uM", "1f": "G5", "1g": "SERT_surface"}
        if number == "1e":
            return self.state.htp_nM[self.names.index("control")] / 1e3
        if number in rest:
            return at(self.state, rest[number], self.names.index("control"))
        return getattr(self, f"row_{number[0]}")(number)

    def row_2(self, number):
        """Conserved quantities and identities, in both modes."""
        if number == "2f":
            courses = (self.trains, self.hour, self.acute_trains, self.day, self.dose_trains, self.course)
            return np.array([min(course[n].min() for n in course.names) for course in courses])
        found = []
        for state in (self.state, self.course_state, self.course_settings):
            p, f = state.parameters, fluxes(state)
            if number == "2a":
                made = f.TPH_nM_s
                found.append((made - f.REM_nM_s - f.hiaa_loss_nM_s) / made)
            elif number == "2b":
                found.append((state.bh2_nM + state.bh4_nM) / 1e3 - 1)
            elif number == "2c":
                total = state.SERT_surface + state.SERT_pool + state.SERT_inactive
                found.append(total / p.SERT_tot - 1)
            elif number == "2d":
                difference = f.M_vres_nM_s - f.TR_nM_s
                # Where nothing is refilled both are zero, and so must be the difference.
                found.append(difference / np.where(f.TR_nM_s > 0, f.TR_nM_s, 1.0))
            else:
                eht = state.eht_nM / 1e3
                found.append(state.B / (p.B_tot * eht / (eht + p.k_B_off / p.k_B_on)) - 1)
        return np.concatenate([np.ravel(values) for values in found])

    def row_3(self, number):
        """The control train in peer mode."""
        response = evoked_response(self.trains)
        field = dict(a="rise_nM", b="t_peak_s", c="half_decay_s", d="lowest_nM", e="t_lowest_s")[number[1]]
        return getattr(response, field)[self.names.index("control")]

    def row_4(self, number):
        """Escitalopram at one hour."""
        hour = picked(self.day.t_s / HOUR, np.array([1.0]))[0]
        if number == "4g":
            both = simulate(TerminalParameters(), [0, HOUR], dose=[1.0, 30.0]).drug_nM[:, -1]
            return np.array([self.day.drug_nM[2, hour] / self.day.drug_nM[0, hour], both[1] / both[0]])
        quantity = "drug_nM" if number in ("4a", "4b", "4c") else "eht_nM"
        place = dict(a="1", b="10", c="30", d="1", e="10", f="30")[number[1]]
        return self.day[quantity][self.doses.index(place), hour]

    def row_5(self, number):
        """Chronic transporter factors."""
        name = dict(a="sert_x1.25", b="sert_x1.5", c="sert_x2", d="sert_x4")[number[1]]
        return self.state.eht_nM[self.names.index(name)]

    def row_6(self, number):
        """Less transporter for an hour."""
        name = dict(a="sert_x0.5", b="sert_x0.5_ar0", c="sert_x0.25", d="sert_x0.25_ar0")[number[1]]
        return self.hour.eht_nM[self.acute_names.index(name), -1]

    def row_7(self, number):
        """Less breakdown."""
        if number in ("7a", "7b", "7c", "7d"):
            place = self.names.index("mao_x0.1" if number in ("7a", "7b") else "mao_x0")
            return at(self.state, "eht_nM" if number in ("7a", "7c") else "hiaa_uM", place)
        place = self.acute_names.index("mao_x0.1" if number in ("7e", "7f") else "mao_x0")
        return at(self.hour, "eht_nM" if number in ("7e", "7g") else "hiaa_uM", place, -1)

    def row_8(self, number):
        """The control train in course mode, against experiments."""
        response = evoked_response(self.course)
        if number == "8a":
            return response.rise_nM
        if number == "8b":
            return response.half_decay_s
        if number == "8c":
            return response.t_lowest_s - TerminalParameters().t_on
        return response.baseline_nM - response.lowest_nM

    def row_9(self, number):
        """The ambient level, in both modes."""
        return np.array([self.state.eht_nM[self.names.index("control")], self.course_state.eht_nM])


@pytest.fixture(scope="module")
def found(chronic, acute, doses, control_course):
    """The model's answer to every row."""
    return Found(chronic, acute, doses, control_course)


@pytest.mark.parametrize("row", table("assertions.csv"), ids=lambda row: row["id"])
def test_assertion(found, row):
    """One row of assertions.csv, with the tolerance it states."""
    values = np.atleast_1d(found.value(row)).astype(float)
    expected, tolerance, kind = float(row["value"]), float(row["tolerance"]), row["tolerance_type"].split()[0]
    assert np.isfinite(values).all()
    if kind == "relative":
        assert (np.abs(values - expected) <= tolerance * abs(expected)).all(), values
    elif kind == "absolute":
        assert (np.abs(values - expected) <= tolerance).all(), values
    elif kind == "at_least":
        assert (values >= expected - tolerance).all(), values
    else:
        assert kind == "greater_than" and (values > expected).all(), values
