#!/usr/bin/env bash
# Makes the image $1 from Debian's packages and this machine's Python 3.11: a stand-in for the public python:3.11-slim
# where no registry of images can be reached. Needs root, buildah, debootstrap; set PYTHON_HOME to a CPython 3.11 with a
# prefix of its own (pyenv, or built from source) where `python3.11` is the distribution's.
set -euo pipefail
image=$1
mirror=${MIRROR:-http://deb.debian.org/debian}
for tool in debootstrap buildah; do
    command -v "$tool" >/dev/null || { echo "$tool is missing:  apt-get install -y buildah debootstrap" >&2; exit 1; }
done
python=${PYTHON_HOME:-$(python3.11 -c 'import sys; print(sys.base_prefix)')}
if [ "$python" = /usr ]; then
    echo "python3.11 is the distribution's: set PYTHON_HOME to a CPython 3.11 with a prefix of its own" >&2
    exit 1
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
root=$folder/root

libraries=ca-certificates,netbase,tzdata,libbz2-1.0,libexpat1,libffi8,libgdbm6,liblzma5,libncursesw6,libreadline8,libsqlite3-0,libssl3,libuuid1,zlib1g
debootstrap --variant=minbase --include="$libraries" bookworm "$root" "$mirror" >"$folder/log" 2>&1 || { tail -20 "$folder/log"; exit 1; }
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root"/usr/share/{doc,man,locale}/* "$root"/var/log/*

# The interpreter where the public image has it, without tests and the packages of this machine.
mkdir -p "$root/usr/local/lib/python3.11"
cp -a "$python/bin/python3.11" "$root/usr/local/bin/"
mkdir -p "$root/usr/local/include" && cp -a "$python/include/python3.11" "$root/usr/local/include/"  # the build compiles
cp -a "$python"/lib/libpython3*.so* "$root/usr/local/lib/" 2>/dev/null || true
tar -C "$python/lib/python3.11" -c --exclude=__pycache__ --exclude='test' --exclude=tests --exclude=./idlelib \
    --exclude='./config-3.11*' --exclude='./site-packages/*' . | tar -C "$root/usr/local/lib/python3.11" -x
find "$root/usr/local" -type f \( -name '*.so*' -o -name python3.11 \) -exec strip --strip-unneeded {} + 2>/dev/null || true
for name in python3 python; do ln -sf python3.11 "$root/usr/local/bin/$name"; done
chroot "$root" /sbin/ldconfig
chroot "$root" /usr/local/bin/python3.11 -m ensurepip >/dev/null 2>&1
ln -sf pip3 "$root/usr/local/bin/pip"

container=$(buildah from scratch)
buildah add --quiet "$container" "$root" / >/dev/null
buildah config --env PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin --env LANG=C.UTF-8 --cmd '["python3"]' "$container"
buildah commit --quiet --rm "$container" "$image" >/dev/null
