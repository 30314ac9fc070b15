"""Routes that change the activity of the transporter: what each does to Vmax, Km, uptake and, asked for, behaviour."""

import textwrap
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from reuptake.draw.scene import Scene
from reuptake.draw.style import COLOURS, TEXT_COLOURS

# Layout, in inches from the lower left corner.
WIDTH, HEIGHT, TOP, PITCH = 10.0, 6.25, 5.42, 0.278
NAME_X, PREPARATION_X, VMAX_X, KM_X, UPTAKE_X, BEHAVIOUR_X = 0.2, 2.75, 4.2, 4.95, 5.75, 6.45
HEADS = (
    (NAME_X, "route", "left"), (PREPARATION_X, "seen in", "left"), (VMAX_X, "Vmax", "center"), (KM_X, "Km", "center"),
    (UPTAKE_X, "uptake", "center"), (BEHAVIOUR_X, "behaviour (· none in our table)", "left"),
)  # fmt: skip
# Marker, colour and fill of what a column says; nothing is drawn where a source reports nothing.
MARKS = {
    "up": ("^", COLOURS["serotonin"], COLOURS["serotonin"]),
    "down": ("v", TEXT_COLOURS["inhibitor"], "white"),
    "unchanged": ("_", "black", "black"),
}


@dataclass(frozen=True)
class Route:
    """One way in which the transporter becomes more or less active.

    Attributes
    ----------
    name, full_name, preparation, full_preparation : str
        Short for the row, and as in the table.
    vmax, km : str
        "up", "down", "unchanged" or "" where it is not reported.
    uptake : str
        "up", "down" or "down to normal".
    numbers, behaviour, note, source : str
    """

    name: str
    full_name: str
    preparation: str
    full_preparation: str
    vmax: str
    km: str
    uptake: str
    numbers: str
    behaviour: str
    note: str
    source: str


@dataclass(frozen=True)
class EnhancementState:
    """What the picture of one setting shows.

    Attributes
    ----------
    routes : tuple of Route
        In the order of the table.
    order : tuple of int
        Positions of the routes from the top row down.
    chosen : int
    sorted_by : str
    behaviour_shown : bool
    """

    routes: tuple
    order: tuple
    chosen: int
    sorted_by: str
    behaviour_shown: bool

    @property
    def choice(self):
        """The chosen route."""
        return self.routes[self.chosen]


class EnhancementScene(Scene):
    """A matrix of routes; the chosen one is framed and told below."""

    name = "enhancement"
    title = "What changes the activity of the transporter, and what animals do then"
    size_in = (WIDTH, HEIGHT)

    def build(self, state):
        """Draw the heads of the columns; make rows, marks, frame and detail."""
        ax = self.figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(0, WIDTH), ylim=(0, HEIGHT))
        ax.set_axis_off()
        ax.text(NAME_X, 6.0, "Does faster uptake have one sign?", fontsize=13, weight="bold", va="center")
        ax.text(9.8, 6.0, "▲ up   ▽ down   – unchanged   empty: not reported", fontsize=11, va="center", ha="right")
        for x, head, side in HEADS:
            ax.text(x, TOP + 0.27, head, fontsize=12, weight="bold", va="center", ha=side)
        frame = Rectangle((0.08, 0), WIDTH - 0.16, PITCH, fc="#eaf2fa", ec=COLOURS["serotonin"], lw=2.2, zorder=2)
        self.frame = self.moves(ax.add_patch(frame))
        self.marks = {
            word: self.moves(ax.plot([], [], marker, ls="", ms=10, color=colour, mfc=fill, mew=2, zorder=5)[0])
            for word, (marker, colour, fill) in MARKS.items()
        }
        self.rows = [self._build_row(ax, route) for route in state.routes]
        self.heading = self._text(ax, (NAME_X, 1.02), fontsize=12.5, weight="bold", color=COLOURS["serotonin"])
        self.detail = self._text(ax, (NAME_X, 0.82), fontsize=11.5, va="top", linespacing=1.25)

    def update(self, state):
        """Put the rows in order, and the frame round the chosen one."""
        points = {word: [] for word in MARKS}
        for place, index in enumerate(state.order):
            route, y = state.routes[index], TOP - PITCH * place
            for text in self.rows[index]:
                text.set_y(y)
            self.rows[index][-1].set_text(_behaviour(route, state.behaviour_shown))
            for x, word in ((VMAX_X, route.vmax), (KM_X, route.km), (UPTAKE_X, route.uptake.split()[0])):
                if word:
                    points[word].append((x, y))
        for word, line in self.marks.items():
            line.set_data([x for x, _ in points[word]], [y for _, y in points[word]])
        self.frame.set_y(TOP - PITCH * state.order.index(state.chosen) - PITCH / 2)
        route = state.choice
        told = _told(route, state.behaviour_shown)
        self.heading.set_text(f"{_capital(route.full_name)} ({route.source})")
        self.detail.set_text(textwrap.fill(_capital(told), 108))

    def describe(self, state):
        """Say what the chosen route does and, if asked for, what the animals did."""
        route = state.choice
        place = state.order.index(state.chosen) + 1
        said = (
            f"{_capital(route.full_name)}, row {place} of {len(state.routes)} sorted by {state.sorted_by}: "
            f"{_told(route, state.behaviour_shown)}"
        )
        if state.behaviour_shown:
            low = [r.name for r in state.routes if "anxiety" in r.behaviour]
            high = [r.name for r in state.routes if r.uptake == "up" and r.behaviour and r.name not in low]
            said += (
                f" No simple sign: uptake is up with low anxiety ({', '.join(low)}), and up in {' and '.join(high)}."
            )
        return said

    def numbers(self, state):
        """The rows in the order shown."""
        header = ("route", "preparation", "Vmax", "Km", "uptake", "when or how much", "behaviour", "source", "chosen")
        rows = []
        for index in state.order:
            r = state.routes[index]
            behaviour = (r.behaviour or "not in our table") if state.behaviour_shown else "hidden"
            mark = "chosen" if index == state.chosen else "–"
            known = [word or "not reported" for word in (r.vmax, r.km, r.uptake, r.numbers)]
            rows.append((r.full_name, r.full_preparation, *known, behaviour, r.source, mark))
        return header, rows

    def _build_row(self, ax, route):
        texts = [self._text(ax, (NAME_X, 0), fontsize=11.5), self._text(ax, (PREPARATION_X, 0), fontsize=11)]
        for text, words in zip(texts, (route.name, route.preparation), strict=True):
            text.set_text(words)
        return [*texts, self._text(ax, (BEHAVIOUR_X, 0), fontsize=11)]

    def _text(self, ax, place, **look):
        return self.moves(ax.text(*place, "", **({"va": "center", "zorder": 6} | look)), ghost=False)


def _capital(text):
    """Start with a capital, but for the kinase p38, which is written small everywhere."""
    return text if text.startswith("p38") else f"{text[0].upper()}{text[1:]}"


def _behaviour(route, shown):
    if not route.behaviour:
        return "·"
    return route.behaviour if shown else "?"


def _told(route, shown):
    """The row in words; the note holds the behaviour and waits where that is hidden."""
    changes = [f"{name} {word}" for name, word in (("Vmax", route.vmax), ("Km", route.km)) if word]
    said = ", ".join([f"uptake {route.uptake}", *changes, *([route.numbers] if route.numbers else [])])
    said = f"{said} (preparation: {route.full_preparation})."
    if route.behaviour and not shown:
        return f"{said} What did the animals do? Predict, then show it."
    return f"{said} {_capital(route.note.rstrip('.'))}." if route.note else said
