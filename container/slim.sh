#!/usr/bin/env bash
# Takes out of the libraries in the folder $1 what nothing loads: 244 MB become 130, Rasd and bytecode among them.
set -euo pipefail
cd "$1"

# Their own tests, and the sources of compiled modules.
find . -type d -name tests -prune -exec rm -rf {} +
find . -type f \( -name '*.c' -o -name '*.cpp' -o -name '*.h' -o -name '*.hpp' -o -name '*.pxd' -o -name '*.pxi' -o -name '*.pyi' -o -name '*.pyx' \) -delete
# Numpy's interface to Fortran compilers.
rm -rf numpy/f2py
# Month names and the like in 1,000 languages; trafilatura asks for the names of languages alone.
find babel/locale-data -name '*.dat' ! -name root.dat ! -name 'ar*.dat' ! -name 'en*.dat' -delete
# Symbols for debuggers. Files in *.libs have been rearranged so that strip breaks them ("not page-aligned").
find . -name '*.so' -type f ! -path '*.libs/*' -exec strip --strip-unneeded {} +
