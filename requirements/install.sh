#!/usr/bin/env bash
# Makes the virtual environment in the folder $1 with exactly the pinned dependencies, and installs the project into it.
set -euo pipefail
venv=$1

python=""
for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Rasd needs Python 3.11 or newer:  apt-get install -y python3 python3-venv   (macOS: brew install python@3.13)" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "This Python cannot make virtual environments:  apt-get install -y python3-venv" >&2
    exit 1
fi

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
# The project itself, with the build tools that the line above installed: nothing more is fetched.
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
