# The desk as a container. Built from the sources; runs as nobody in particular, over a PostgreSQL of yours.
FROM swift:6.3-bookworm AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends pkg-config libpq-dev libxml2-dev \
    libcurl4-openssl-dev libargon2-dev libxlsxwriter-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN swift build -c release --static-swift-stdlib --product speelveld \
 && strip --strip-unneeded .build/release/speelveld

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpq5 libxml2 libcurl4 libargon2-1 libxlsxwriter4 \
    coinor-libcbc3 tzdata ca-certificates curl \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 990 speelveld
COPY --from=build /source/.build/release/speelveld /usr/bin/speelveld
COPY config /usr/share/speelveld/config
COPY db/migrations /usr/share/speelveld/db/migrations
ENV SPEELVELD_HOME=/usr/share/speelveld
USER speelveld
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s CMD ["curl", "-fsS", "http://127.0.0.1:8080/health/ready"]
# Inside a container the network is the container's own; the address below is not the host's.
ENTRYPOINT ["/usr/bin/speelveld"]
CMD ["serve", "--listen", "0.0.0.0:8080", "--allow-remote"]
