# The image of every stage, of `rasd topics` and of `rasd feeds`. `make image` builds and checks it.
#
# Layers of the last stage: the libraries, which change with requirements/image.txt alone, then Rasd itself.
ARG BASE=docker.io/library/python:3.11.14-slim-bookworm

FROM ${BASE} AS installed
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
# gcc compiles the claims engine, binutils has strip; which versions of them does not matter to the result.
# hadolint ignore=DL3008
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends binutils gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY requirements/image.txt requirements/image-build.txt ./
RUN python -m venv --without-pip /opt/rasd \
    && pip --python /opt/rasd/bin/python install --no-cache-dir --no-compile --require-hashes --requirement image.txt \
    && pip install --no-cache-dir --require-hashes --requirement image-build.txt

# The claims engine as machine code, half as fast again (docs/claims.md).
FROM installed AS native
COPY requirements/image-native.txt ./
RUN pip install --no-cache-dir --target /opt/native-tools --require-hashes --requirement image-native.txt
COPY pyproject.toml ./
COPY bench/__init__.py bench/native.py bench/
COPY schemas schemas
COPY services services
RUN PYTHONPATH=/opt/native-tools /opt/rasd/bin/python -m bench.native \
    && mkdir /opt/native \
    && find services -name '*.so' -exec cp --parents {} /opt/native \; \
    && cp ./*.so /opt/native \
    && find /opt/native -name '*.so' -exec strip --strip-unneeded {} +

FROM installed AS libraries
COPY container/slim.sh ./
RUN bash slim.sh /opt/rasd/lib/python3.11/site-packages

FROM libraries AS application
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY schemas schemas
COPY services services
COPY examples examples
# Installed beside the libraries, not among them, so that it becomes a layer of its own. The copy among them is for
# compile_loaded.py, which loads what the commands load.
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir dist . \
    && pip --python /opt/rasd/bin/python install --no-cache-dir --no-compile --no-deps --no-index --prefix /opt/application dist/*.whl
COPY --from=native /opt/native /opt/application/lib/python3.11/site-packages
COPY container/compile_loaded.py ./
RUN PYTHONPATH=/opt/application/lib/python3.11/site-packages /opt/rasd/bin/python compile_loaded.py

FROM ${BASE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Rasd" \
      org.opencontainers.image.description="Stream processing that turns Arabic news into typed, traceable casualty and defection claims" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# No home to write to: the state goes to /var/lib/rasd, which is a volume, and temporary files to /tmp.
RUN install -d -o 10001 -g 10001 /var/lib/rasd
COPY --from=application /opt/stdlib /usr/local/lib/python3.11
COPY --from=application /opt/rasd /opt/rasd
COPY --from=application /opt/application /opt/rasd
ENV PATH=/opt/rasd/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    RASD_DATA_DIR=/var/lib/rasd
WORKDIR /var/lib/rasd
USER 10001:10001
EXPOSE 6066
ENTRYPOINT ["rasd"]
CMD ["worker"]
