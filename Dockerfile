# Front Desk as a container: not root, nothing to write to but the volume /data.
# Python 3.11 is what requirements.lock was made for.
FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /opt/frontdesk \
 && /opt/frontdesk/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
RUN /opt/frontdesk/bin/pip install --no-cache-dir --no-deps .

FROM python:3.11-slim
COPY --from=build /opt/frontdesk /opt/frontdesk
COPY run_bot.py /opt/frontdesk/
RUN install -d -o 10001 -g 10001 -m 700 /data
ENV PATH=/opt/frontdesk/bin:$PATH \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONFAULTHANDLER=1 \
    DESK_DATABASE=/data/frontdesk.db \
    DESK_METRICS_PORT=9100
USER 10001:10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=2m --retries=4 \
    CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:9100/healthz', timeout=8)"]
ENTRYPOINT ["python", "/opt/frontdesk/run_bot.py"]
