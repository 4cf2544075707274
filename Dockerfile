# One image for web, worker and `manage.py`. It runs as a user without rights and holds no secret.
FROM python:3.11-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock .
RUN python -m venv /packages && /packages/bin/pip install --quiet --require-hashes --requirement requirements.lock

# Faces for scripts that FiraGO lacks and people in the United Kingdom read. Few, because each render child loads them all.
FROM debian:bookworm-slim AS fonts
RUN apt-get update --quiet=2 && apt-get install --yes --quiet=2 --no-install-recommends fonts-noto-core \
    && install --directory /fonts \
    && for script in Bengali Ethiopic Gujarati Gurmukhi Tamil; do \
         cp /usr/share/fonts/truetype/noto/NotoSans$script-Regular.ttf /usr/share/fonts/truetype/noto/NotoSans$script-Bold.ttf /fonts; \
       done

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /app library \
    && install --directory --owner library /app /app/.data /app/.data/media /app/.data/tombstones
COPY --from=packages /packages /packages
COPY --from=fonts /fonts /usr/share/fonts/leaflets
WORKDIR /app
COPY . .
ENV PATH=/packages/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/app/static \
    LEAFLET_FONT_PATHS=/usr/share/fonts/leaflets \
    LISTEN_ON=0.0.0.0
# Reads settings but neither database nor secret; both are named only so that none is made.
RUN SECRET_KEY=for-collecting-only DATABASE_URL=postgresql://nowhere/nothing \
    python manage.py collectstatic --no-input --verbosity 0
USER library
ENV LIBRARY_ENV=production PROMETHEUS_MULTIPROC_DIR=/tmp
EXPOSE 8000
VOLUME /app/.data/media /app/.data/tombstones
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "-m", "config.healthcheck"]
CMD ["python", "-m", "config.web"]
