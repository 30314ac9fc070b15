"""Build the environment that Binder would build, without Docker, and run the notebooks in it.

    python tests/binder.py [FOLDER]

Binder's own program, repo2docker, reads `.binder/` and says its steps (a Dockerfile). The steps that
concern Python are done here: its Python, the JupyterLab of its base image, its pip command, then the
sources copied in. What the image has beside (Ubuntu, conda) is not there. Prints what was installed
and how much memory each notebook's kernel takes. Needs a network for pip.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
BASE = ("ipykernel", "ipywidgets", "jupyter_server", "jupyterlab", "notebook")
"""What of the base image's packages matters to a notebook."""
RUNNER = Path(__file__).with_name("run_notebooks.py")


def detected(tool, root=ROOT):
    """What repo2docker would do with a folder.

    Parameters
    ----------
    tool : pathlib.Path
        Python that has repo2docker.
    root : pathlib.Path

    Returns
    -------
    dict
        As from `steps`, and `base`: the packages of the base image with their versions.
    """
    command = [tool, "-m", "repo2docker", "--no-build", "--debug", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    plan = steps(done.stdout + done.stderr)
    locate = "import repo2docker.buildpacks.conda as c; print(c.__file__)"
    home = Path(subprocess.run([tool, "-c", locate], capture_output=True, text=True, check=True).stdout.strip()).parent
    lock = home / f"environment.py-{plan['python']}-linux-64.lock"
    return plan | {"base": base_image(lock.read_text(encoding="utf-8"))}


def base_image(lock):
    """The packages of `BASE` in a lock file of conda, as pip writes them."""
    found = dict(re.findall(r"^https?://\S+/([\w-]+?)-(\d[\w.]*)-[\w.]+\.(?:conda|tar\.bz2)", lock, re.M))
    return [f"{name}=={found[name]}" for name in BASE]


def steps(dockerfile):
    """Read the steps that concern Python from a Dockerfile of repo2docker.

    Returns
    -------
    dict
        `python` such as "3.12", `copied` files before the installation, `commands` of pip, `others`:
        each further RUN after the sources came.

    Raises
    ------
    ValueError
        If it has none.
    """
    python = re.search(r"environment-2epy-2d(\d+)-2e(\d+)-2d", dockerfile)
    commands = re.findall(r"^RUN \$\{KERNEL_PYTHON_PREFIX\}/bin/(pip install .+)$", dockerfile, re.M)
    if not python or not commands:
        raise ValueError("The Dockerfile names no Python or installs nothing with pip.")
    copied = re.findall(r"^COPY --chown=0:0 src/(\S+) ", dockerfile, re.M)
    late = dockerfile.partition("COPY --chown=0:0 src/ ")[2]
    others = re.findall(r"^RUN (.+)$", late, re.M)
    return {"python": f"{python[1]}.{python[2]}", "copied": copied, "commands": commands, "others": others}


def find_python(version):
    """An installed Python of this version, or None."""
    homes = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python{version}"))
    for path in (shutil.which(f"python{version}"), *homes):
        if path and subprocess.run([path, "-c", "import ensurepip, venv"], capture_output=True).returncode == 0:
            return str(path)
    return None


def program(folder, name="python"):
    """A program of a virtual environment."""
    return Path(folder, "Scripts" if os.name == "nt" else "bin", name)


def tool_environment(folder):
    """Make an environment with repo2docker; returns its Python."""
    venv.create(folder, with_pip=True)
    python = program(folder)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "jupyter-repo2docker"], check=True)
    return python


def build(plan, folder, root=ROOT):
    """Do the steps in an empty folder, in their order.

    Parameters
    ----------
    plan : dict
        From `detected`.
    folder : pathlib.Path
    root : pathlib.Path

    Returns
    -------
    dict
        `python` of the environment, `version`, `seconds`, `megabytes` that the course adds to the base image.
    """
    environment, home = Path(folder, "environment"), Path(folder, "home")
    if environment.exists() or home.exists():
        raise ValueError(f"folder is {str(folder)!r}; it must be empty, and holds an earlier environment.")
    home.mkdir(parents=True)
    chosen = find_python(plan["python"]) or sys.executable
    subprocess.run([chosen, "-m", "venv", environment], check=True)
    pip = [program(environment), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, *plan["base"]], env=environ({"PIP_CONSTRAINT": None}), check=True)
    for name in plan["copied"]:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, home / name)
    empty, began = size(environment), time.perf_counter()
    for command in plan["commands"]:
        words = command.replace('"', "").split()
        given = environ({"PIP_CONSTRAINT": constraint(program(environment), folder)})
        subprocess.run([*pip, *words[2:]], cwd=home, env=given, check=True)
    seconds = time.perf_counter() - began
    for name in tracked(root):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, home / name)
    version = subprocess.run([program(environment), "--version"], capture_output=True, text=True).stdout.split()[1]
    megabytes = (size(environment) - empty) / 1e6
    return {"python": program(environment), "version": version, "seconds": seconds, "megabytes": megabytes}


def environ(changes):
    """The environment with some variables changed, those with None left out."""
    return {key: value for key, value in {**os.environ, **changes}.items() if value is not None}


def constraint(python, folder):
    """Constraints for pip where any are set, without the packages that the base image brings; else None."""
    held = os.environ.get("PIP_CONSTRAINT")
    if not held:
        return None
    frozen = subprocess.run([python, "-m", "pip", "freeze"], capture_output=True, text=True, check=True).stdout
    brought = {_plain(line) for line in frozen.splitlines()}
    lines = [line for line in Path(held).read_text(encoding="utf-8").splitlines() if _plain(line) not in brought]
    path = Path(folder, "constraints.txt")
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def _plain(line):
    """Name of the package of a line, as names are compared."""
    return re.sub(r"[-_.]+", "-", re.split(r"[=<>~! ]", line)[0]).lower()


def tracked(root):
    """Names of the files that a copy of the repository has."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout
    return [name for name in listed.decode().split("\0") if (root / name).is_file()]


def size(folder):
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file() and not path.is_symlink())


def run(python, home, *words):
    """Run notebooks in the environment, each in a kernel of its own.

    Parameters
    ----------
    python : pathlib.Path
    home : pathlib.Path
        The copy of the repository.
    *words : str
        File names, all if left out; "--moved" moves each control over its range.

    Returns
    -------
    dict of str to dict
        For each notebook `megabytes` of its kernel, `seconds`, `errors`; under "server" those of JupyterLab.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "JUPYTER", "REUPTAKE"))}
    with tempfile.TemporaryDirectory() as private:
        kept |= {"HOME": private, "JUPYTER_PREFER_ENV_PATH": "1", "JUPYTER_PLATFORM_DIRS": "1"}
        done = subprocess.run(
            [python, RUNNER, Path(home, "notebooks"), *words], env=kept, capture_output=True, text=True
        )
    if done.returncode:
        raise RuntimeError(f"The notebooks could not be run:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def main(folder=None):
    """Do it all and print it."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(folder or temporary, "binder")
        plan = detected(tool_environment(Path(temporary, "tool")))
        print(f"repo2docker takes Python {plan['python']} and runs: {'; '.join(plan['commands'])}")
        print(f"on {', '.join(plan['base'])}")
        built = build(plan, place)
        print(f"installed {built['megabytes']:.0f} MB in {built['seconds']:.0f} s on Python {built['version']}")
        found = run(built["python"], place / "home", "--moved")
    server = found.pop("server")["megabytes"]
    for name, one in found.items():
        print(f"{name}: kernel {one['megabytes']:.0f} MB, with JupyterLab {one['megabytes'] + server:.0f} MB")
        for error in one["errors"]:
            print(f"  {error}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
