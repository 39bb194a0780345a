# The service with its web desk on loopback; docker-compose.yml says how to reach it. `docker build -t farwatch .`
FROM python:3.11-slim

RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin farwatch \
    && install --directory --owner=farwatch /data
WORKDIR /opt/farwatch

# Dependencies first: they change less often than the code, and stay in the cache.
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock --no-cache-dir

COPY monitor/ monitor/
COPY spiders/ spiders/
COPY config/ config/
COPY seeds/ seeds/
RUN python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . --no-cache-dir
# The container's file system is read-only: compiled once, here; so the dictionaries.
RUN python -m compileall -q monitor spiders && python -m monitor.text.languages

ENV FARWATCH_CONFIG=/opt/farwatch/config \
    FARWATCH_DATABASE=sqlite:////data/farwatch.sqlite3 \
    PYTHONUNBUFFERED=1
USER farwatch
# Relative paths of digests kept as files belong to the data, too.
WORKDIR /data
VOLUME /data
EXPOSE 8765

# Unhealthy where the database cannot be used, too; docs/operating.md.
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8765/ready', timeout=5)"]
CMD ["farwatch", "run"]
