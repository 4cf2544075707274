# One image for web, worker and `manage.py`. It runs as a user without rights and holds no secret.
FROM python:3.11-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock .
RUN python -m venv /packages && /packages/bin/pip install --quiet --require-hashes --requirement requirements.lock

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /app library \
    && install --directory --owner library /app /app/.data /app/.data/media
COPY --from=packages /packages /packages
WORKDIR /app
COPY . .
ENV PATH=/packages/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/app/static \
    LISTEN_ON=0.0.0.0
# Reads settings but neither database nor secret; both are named only so that none is made.
RUN SECRET_KEY=for-collecting-only DATABASE_URL=postgresql://nowhere/nothing \
    python manage.py collectstatic --no-input --verbosity 0
USER library
ENV LIBRARY_ENV=production PROMETHEUS_MULTIPROC_DIR=/tmp
EXPOSE 8000
VOLUME /app/.data/media
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "-m", "config.healthcheck"]
CMD ["python", "-m", "config.web"]
