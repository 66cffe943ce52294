#!/usr/bin/env bash
# Builds the image $1 with what this machine has: docker, podman, or buildah, which needs no service and no registry.
# Prints the name of the tool that holds the image on standard output, everything else on standard error.
set -euo pipefail
image=$1
cd "$(dirname "$0")/.."
base=$(sed -n 's/^ARG BASE=//p' Dockerfile)
revision=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
arguments=(--build-arg "VERSION=$version" --build-arg "REVISION=$revision" --tag "$image" .)

for engine in docker podman; do
    if "$engine" info >/dev/null 2>&1; then
        "$engine" build "${arguments[@]}" >&2
        echo "$engine"
        exit
    fi
done

if [ "$(id -u)" != 0 ] || ! command -v buildah >/dev/null; then
    echo "No docker or podman answers. Without them the image is built by root with:  apt-get install -y buildah debootstrap" >&2
    exit 1
fi
# Whole copies instead of overlays: works on every file system, inside of containers too.
export STORAGE_DRIVER=${STORAGE_DRIVER:-vfs}
if ! buildah inspect --type image "$base" >/dev/null 2>&1 && ! buildah pull --quiet "$base" >/dev/null 2>&1; then
    echo "$base cannot be fetched: a stand-in for it is made from Debian's packages." >&2
    bash container/stand_in_base.sh "$base" >&2
fi
# How this machine reaches the package registries, for the build alone.
mounts=()
for path in /etc/ssl/certs /etc/pip.conf; do
    [ -e "$path" ] && mounts+=(--volume "$path:$path:ro")
done
buildah bud --isolation chroot --pull-never --network host --format docker "${mounts[@]}" "${arguments[@]}" >&2
echo buildah
