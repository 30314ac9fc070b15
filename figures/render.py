"""Render every picture of the course for a page and for a lecture, with a manifest, a gallery and playable pictures.

    python figures/render.py [folder]

The pictures come from the explorers and scenes that the notebooks use. With the versions of
tests/constraints.txt the files are the same, byte for byte, in every run.
"""

import argparse
import csv
import html
import importlib
import io
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

FIGURES = Path(__file__).parent
sys.path.insert(0, str(FIGURES.parent / "notebooks"))

from PIL import Image  # noqa: E402
from reuptake.draw.frames import static_png, static_svg  # noqa: E402
from reuptake.draw.lecture import LecturePicture  # noqa: E402
from reuptake.draw.style import SVG_DPI  # noqa: E402
from reuptake.draw.synapse import SERT_SITS, SOURCES, SynapseScene, SynapseState  # noqa: E402
from reuptake.evidence import cite  # noqa: E402
from reuptake.lecture import playable  # noqa: E402

LICENCE = "CC BY 4.0"
COLUMNS = ("file", "lecture_file", "title", "notebook", "alt_text", "long_description", "source_keys", "licence")
VARIANTS = ("page", "lecture")
# A lecture picture is 1920 pixels wide; a table of so many colours is enough for what it draws and a third of the size.
LECTURE_PX, PALETTE = 1920, 128
# Pictures that a process takes at a time; those of one explorer stand together and share it.
CHUNK = 8


@cache
def _explorer(name):
    module = importlib.import_module(f"reuptake.explore.{name}")
    return module, module.explorer()


class _Named:
    """A picture's names."""

    @property
    def stem(self):
        """File name without its ending."""
        return f"{self.notebook[:2]}-{self.idea}"


@dataclass(frozen=True)
class Picture(_Named):
    """One picture: the notebook it belongs to, its idea, and the explorer's preset or setting that shows it."""

    notebook: str
    idea: str
    explorer: str
    settings: dict = field(default_factory=dict)
    preset: str = ""

    def drawn(self):
        """Scene, state and source keys."""
        module, explorer = _explorer(self.explorer)
        explorer.reset()
        if self.preset:
            explorer.preset(self.preset)
        for key, value in self.settings.items():
            explorer.controls[key] = value
        return explorer.scene, explorer.state, module.SOURCES or ("thiscourse",)


@dataclass(frozen=True)
class Plate(_Named):
    """The plate of the synapse by itself: the notebook it belongs to, its idea, and what it shows."""

    notebook: str
    idea: str
    state: SynapseState
    explorer: str = ""

    def drawn(self):
        """Scene, state and source keys."""
        return SynapseScene(self.state), self.state, SOURCES


PICTURES = (
    Picture("01-neurotransmission", "sequence-spike", "sequence"),
    Picture("01-neurotransmission", "sequence-fusion", "sequence", {"step": 3}),
    Picture("01-neurotransmission", "sequence-receptors", "sequence", {"step": 5}),
    Picture("01-neurotransmission", "sequence-reuptake", "sequence", {"step": 7}),
    Picture("01-neurotransmission", "action-potential-no-spike", "action_potential"),
    Picture("01-neurotransmission", "action-potential-firing", "action_potential", {"current_uA_cm2": 10}),
    Picture("01-neurotransmission", "calcium-halved", "calcium", {"calcium": 0.5}),
    Picture("01-neurotransmission", "release-rare", "release"),
    Picture("01-neurotransmission", "release-likely", "release", {"probability": 0.5}),
    Picture("01-neurotransmission", "diffusion-one-micrometre", "diffusion"),
    Picture("01-neurotransmission", "diffusion-five-micrometres", "diffusion", {"distance_um": 5, "time_ms": 20}),
    Picture("01-neurotransmission", "binding-brief-and-high", "binding", {"height_nM": 1e6, "duration_ms": 0.1}),
    Picture("01-neurotransmission", "binding-long-and-low", "binding", {"height_nM": 20, "duration_ms": 1000}),
    Picture("02-serotonin-synapse", "where-serotonin-is", "places"),
    Picture("02-serotonin-synapse", "life-cycle-at-rest", "life_cycle"),
    Picture("02-serotonin-synapse", "life-cycle-mao-nearly-off", "life_cycle", {"breakdown": 0.1}),
    Picture("02-serotonin-synapse", "life-cycle-twice-the-synthesis", "life_cycle", {"synthesis": 2}),
    Picture("02-serotonin-synapse", "autoreceptor-brake", "autoreceptor", {"brake": 1}),
    Picture("02-serotonin-synapse", "autoreceptor-no-brake", "autoreceptor", {"brake": 0}),
    Picture("02-serotonin-synapse", "receptor-families", "receptors", {"sort_by": "coupling"}),
    Picture("02-serotonin-synapse", "methods-fast-samples", "methods"),
    Picture("02-serotonin-synapse", "methods-ten-minutes-a-sample", "methods", {"sample_s": 600}),
    Plate(
        "03-reuptake",
        "where-sert-sits",
        SynapseState(highlight=frozenset({"transporter"}), carried=1, caption=SERT_SITS),
    ),
    Picture("03-reuptake", "cycle-binding", "transport_cycle"),
    Picture("03-reuptake", "cycle-release-inside", "transport_cycle", {"step": 3}),
    Picture("03-reuptake", "cycle-blocked", "transport_cycle", {"inhibitor": "a reuptake inhibitor (SSRI)", "step": 3}),
    Picture("03-reuptake", "clearance-small-pulse", "clearance"),
    Picture("03-reuptake", "clearance-inhibited", "clearance", {"inhibitor_ki": 4}),
    Picture("03-reuptake", "clearance-flood", "clearance", {"c0_nM": 5000}),
    Picture("03-reuptake", "knockout-normal", "knockout"),
    Picture("03-reuptake", "knockout-four-fifths-blocked", "knockout", {"activity": 0.2}),
    Picture("03-reuptake", "knockout-twice-the-transporters", "knockout", {"activity": 2}),
    Picture("04-drugs", "ways-to-act-none", "actions"),
    Picture("04-drugs", "not-mirror-images-blocked", "mirror", {"activity": 0.2}),
    Picture("04-drugs", "not-mirror-images-doubled", "mirror", {"activity": 2}),
    Picture("04-drugs", "dose-to-occupancy", "dose"),
    Picture("04-drugs", "dose-missed", "dose", {"schedule": "one dose missed"}),
    Picture("04-drugs", "who-binds-what", "binding_profile", {"shown": "all drugs"}),
    Picture("04-drugs", "tianeptine-file", "tianeptine_file", preset="Where it stands"),
    Picture("04-drugs", "real-enhancement", "enhancement"),
    Picture("04-drugs", "weeks-first-day", "weeks"),
    Picture("04-drugs", "weeks-three-weeks", "weeks", {"day": 21}),
    Picture("04-drugs", "many-virtual-terminals", "people"),
    Picture("05-therapeutic-uses", "effect-size-none", "effect_size"),
    Picture("05-therapeutic-uses", "effect-size-largest-network", "effect_size", {"smd": 0.3}),
    Picture("05-therapeutic-uses", "forest-first-trial", "forest"),
    Picture("05-therapeutic-uses", "forest-all-trials", "forest", {"rows": 19}),
    Picture("05-therapeutic-uses", "tianeptine-trials", "tianeptine_trials", {"shown": 9}),
    Picture("05-therapeutic-uses", "drawer-closed", "drawer"),
    Picture("05-therapeutic-uses", "drawer-open", "drawer", {"opened": 23, "version": "as registered"}),
    Picture("05-therapeutic-uses", "placebo-and-time", "placebo_time", {"cut_off": 26}),
    Picture("05-therapeutic-uses", "ocd-and-anxiety", "ocd_gad", {"sign": "one sign: right is better"}),
    Picture("05-therapeutic-uses", "network-by-drug", "network"),
    Picture("06-emerging-uses", "evidence-ladder", "ladder", {"reached": 6}),
    Picture("06-emerging-uses", "p-values-twenty-outcomes", "four_p", {"outcomes": 20}),
    Picture("06-emerging-uses", "blood-and-brain", "ala56", {"transport": 2, "beside": "SERT Ala56 mice"}),
    Picture("06-emerging-uses", "descending-drive", "descending", {"amount": 2, "driving_percent": 80}),
    Picture("06-emerging-uses", "excess-serotonin", "excess", {"show": "and what is really done"}),
    Picture("07-safety", "rare-is-not-never", "frequency", preset="Rare, among 100 people"),
    Picture("07-safety", "common-beside-placebo", "frequency", preset="Headache beside placebo"),
    Picture("07-safety", "side-effects-difference", "side_effects", preset="All differences"),
    Picture("07-safety", "age-and-suicidality", "age", preset="At 70"),
    Picture("07-safety", "weighing-sertraline", "weighing", preset="Common harms count too"),
    Picture(
        "07-safety", "weighing-like-the-commission", "weighing", preset="Tianeptine, like the commission (illustrative)"
    ),
    Picture(
        "07-safety", "weighing-like-the-bulletin", "weighing", preset="Tianeptine, like the bulletin (illustrative)"
    ),
    Picture("07-safety", "heart-qtc-by-design", "heart", preset="All of QTc"),
    Picture("07-safety", "heart-valves-by-receptor", "heart", preset="Valves: the receptor"),
    Picture("07-safety", "toxicity-rules", "hunter", preset="Tremor and brisk reflexes"),
    Picture("07-safety", "toxicity-base-rate", "base_rate", preset="One in a hundred"),
    Picture("07-safety", "stopping-side-by-side", "stopping", preset="The dispute"),
    Picture("07-safety", "poison-centre-calls", "poison_calls", preset="All we have"),
    Picture("08-weighing-claims", "agreement-of-an-invented-reader", "agreement", preset="Example: an invented reader"),
    Picture("08-weighing-claims", "doubled-few-have-it", "absolute", preset="Doubled, few have it"),
    Picture("08-weighing-claims", "doubled-many-have-it", "absolute", preset="Doubled, many have it"),
    Picture("09-keeping-up-to-date", "what-changed", "what_changed", preset="All records"),
    Picture("09-keeping-up-to-date", "signal-after-a-warning", "noisy_signal", preset="A warning in the news"),
    Picture("09-keeping-up-to-date", "signal-of-a-true-risk", "noisy_signal", preset="A true risk, no warning"),
    Picture("09-keeping-up-to-date", "pipeline-by-mechanism", "pipeline", preset="All entries"),
)


def draw(picture, variants=VARIANTS, png=True):
    """Draw one picture.

    Parameters
    ----------
    picture : Picture or Plate
    variants : sequence of str
        Which to draw, of `VARIANTS`: for a page, and with the large letters of a lecture.
    png : bool
        Whether to draw the PNG files too.

    Returns
    -------
    files : dict of str to bytes
        Content by file name.
    row : dict of str to str
        What the manifest says about the picture.
    """
    scene, state, sources = picture.drawn()
    files = {}
    for variant in variants:
        files |= _DRAW[variant](picture.stem, scene, state, png)
    return files, _row(picture, scene, state, sources)


def render(*, png=True, variants=VARIANTS, workers=1):
    """Draw all pictures.

    Parameters
    ----------
    png : bool
        Whether to draw the PNG files too, which takes half of the time.
    variants : sequence of str
        Which to draw, of `VARIANTS`.
    workers : int
        Processes that share the work.

    Returns
    -------
    dict of str to bytes
        Content by file name: pictures, manifest and gallery.
    """
    task = partial(draw, variants=variants, png=png)
    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            drawn = list(pool.map(task, PICTURES, chunksize=CHUNK))
    else:
        drawn = [task(picture) for picture in PICTURES]
    files = {name: content for part, _ in drawn for name, content in part.items()}
    rows = [row for _, row in drawn]
    return {**files, "manifest.csv": _manifest(rows), "README.md": _gallery(rows)}


def _page_files(stem, scene, state, png):
    files = {f"{stem}.svg": static_svg(scene, state).encode()}
    if png:
        files[f"{stem}.png"] = static_png(scene, state, scale=2)
    return files


def _lecture_files(stem, scene, state, png):
    large = LecturePicture(type(scene), state)
    files = {f"lecture/{stem}.svg": static_svg(large, state).encode()}
    if png:
        scale = LECTURE_PX / (large.figure.get_figwidth() * SVG_DPI)
        files[f"lecture/{stem}.png"] = _fewer_colours(static_png(large, state, scale=scale))
    return files


_DRAW = {"page": _page_files, "lecture": _lecture_files}


def _fewer_colours(png):
    """The same picture with a table of colours; each pixel takes the nearest, so that flat areas stay flat."""
    page = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(PALETTE, dither=Image.Dither.NONE).save(page, "PNG", optimize=True)
    return page.getvalue()


def _row(picture, scene, state, sources):
    return {
        "file": picture.stem,
        "lecture_file": f"lecture/{picture.stem}",
        "title": scene.title,
        "notebook": f"{picture.notebook}.ipynb",
        "alt_text": scene.alt_text(state),
        "long_description": scene.long_description(state),
        "source_keys": "; ".join(sources),
        "licence": LICENCE,
    }


def render_playable():
    """Write the playable pictures.

    Returns
    -------
    dict of str to bytes
        Content by file name, in the folder `playable`.
    """
    return {f"playable/{name}": document.encode() for name, document in playable.pages().items()}


def _manifest(rows):
    page = io.StringIO()
    writer = csv.DictWriter(page, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return page.getvalue().encode()


def _gallery(rows):
    parts = [
        "# Pictures of the course\n\n"
        "Each picture is here as SVG (sharp at any size) and as PNG (1440 pixels wide), made by "
        "`python figures/render.py` from the same code as the live pictures. For a hall, `lecture/` holds the same "
        "pictures with larger letters: at least 18 points where a picture is 1280 pixels wide (PNG: 1920 pixels wide). "
        "Licence: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/); please name the course and keep the "
        "sources with a picture. `manifest.csv` lists files, title, notebook, text alternative, all numbers in words, "
        "and sources. Education, not medical advice; not clinically reviewed.\n"
    ]
    for picture, row in zip(PICTURES, rows, strict=True):
        sources = "; ".join(cite(key) for key in row["source_keys"].split("; "))
        name = row["file"]
        parts.append(
            f"## {name}\n\n![{row['alt_text']}]({name}.svg)\n\n{row['alt_text']}\n\n"
            f"For a lecture: [{name}, large letters, SVG](lecture/{name}.svg), "
            f"[{name}, large letters, PNG](lecture/{name}.png){_playable(picture)}.\n\n"
            f"<details><summary>All numbers of {name} in words</summary>\n\n"
            f"{html.escape(row['long_description'], quote=False)}\n\n</details>\n\n"
            f"Notebook: [{row['notebook']}](../notebooks/{row['notebook']}). Sources: {sources}.\n"
        )
    return "\n".join(parts).encode()


def _playable(picture):
    if picture.explorer not in playable.explorer_names():
        return ""
    name = playable.stem(picture.explorer)
    return f", [{name}, to play with](playable/{name}.html)"


if __name__ == "__main__":
    given = argparse.ArgumentParser(description="Render every picture of the course.")
    given.add_argument("folder", nargs="?", type=Path, default=FIGURES, help="where to (default: here)")
    folder = given.parse_args().folder
    for part in ("lecture", "playable"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name, content in (render(workers=min(61, os.cpu_count() or 1)) | render_playable()).items():
        (folder / name).write_bytes(content)
        print(f"rendered {name}")
