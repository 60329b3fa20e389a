# The page, with the Telegram bot where a token is set. The steps of the first stage are those of an install by hand (README.vi.md), in this order.
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /opt/hoi
COPY requirements.lock ./
RUN /opt/hoi/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY knowledge ./knowledge
COPY nlp ./nlp
COPY bot ./bot
RUN /opt/hoi/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --system --uid 922 --home-dir /var/lib/hoi --shell /usr/sbin/nologin hoi \
    && install --directory --owner hoi --group hoi --mode 700 /var/lib/hoi
COPY --from=build /opt/hoi /opt/hoi
ENV PATH=/opt/hoi/bin:$PATH \
    HOI_DATABASE_URL=sqlite:////var/lib/hoi/hoi.db
USER hoi
WORKDIR /var/lib/hoi
# All that is written: the database, and the key of its hashes beside it. The rest may be read-only.
VOLUME /var/lib/hoi
EXPOSE 8922
# Whether the page answers, the database with it, and no message of the bot's waits for long.
HEALTHCHECK --interval=1m --timeout=30s --start-period=1m CMD ["python", "-c", "import http.client; page = http.client.HTTPConnection('127.0.0.1', 8922, timeout=20); page.request('GET', '/healthz'); raise SystemExit(page.getresponse().status != 200)"]
ENTRYPOINT ["hoi"]
CMD ["serve", "--host", "0.0.0.0"]
