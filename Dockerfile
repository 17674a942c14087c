# syntax=docker/dockerfile:1
# One image with the one binary, its pages inside. Built in two steps, so that no compiler is in the result.

FROM rust:1.95-bookworm AS build
# The optimiser of the pages runs on Node.js, and Debian's own is too old for it.
COPY --from=node:22-bookworm-slim /usr/local/bin/ /usr/local/bin/
COPY --from=node:22-bookworm-slim /usr/local/lib/node_modules/ /usr/local/lib/node_modules/
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/source/target \
    cargo xtask setup --only-run \
 && cargo xtask pages --release \
 && cargo build --release --locked --package anteroom-api --bin anteroom \
 && cp target/release/anteroom /anteroom

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/anteroom --create-home anteroom
COPY --from=build /anteroom /usr/local/bin/anteroom
USER anteroom
WORKDIR /var/lib/anteroom
ENV ANTEROOM__DATA_DIR=/var/lib/anteroom \
    ANTEROOM__HTTP__LISTEN=0.0.0.0:8080
VOLUME /var/lib/anteroom
EXPOSE 8080
# The program stops in order within five seconds of this signal.
STOPSIGNAL SIGTERM
ENTRYPOINT ["anteroom"]
CMD ["serve"]
