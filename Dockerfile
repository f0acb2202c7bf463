# The program as an image. It takes what bin/build left in the checkout; where that is not there, or older than the sources, it
# builds in the image, so that a fresh clone is enough: docker build -t tech-insights-streams .
# BASE_IMAGE: any Java 17 or later with a shell, and curl or wget for the health check. BUILD_IMAGE: any with apt-get.
ARG BASE_IMAGE=eclipse-temurin:17-jre
ARG BUILD_IMAGE=eclipse-temurin:17-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /source
COPY . .
RUN container/build /image

FROM ${BASE_IMAGE}
LABEL org.opencontainers.image.title="Tech Insights Streams" \
      org.opencontainers.image.licenses="Apache-2.0"
# What changes seldom first: the libraries, then the modules, then what starts them.
COPY --from=build /image/lib /opt/tech-insights/lib
COPY --from=build /image/modules /opt/tech-insights/modules
COPY --from=build /image/bin /opt/tech-insights/bin
COPY --from=build /image/demo /opt/tech-insights/demo
COPY --from=build --chown=10001:10001 /image/data /data
USER 10001:10001
WORKDIR /data
ENV APP_CONFIG_techInsights_http_host=0.0.0.0
EXPOSE 7007
HEALTHCHECK --interval=5s --timeout=3s --start-period=120s --retries=3 CMD ["/opt/tech-insights/bin/healthy"]
ENTRYPOINT ["/opt/tech-insights/bin/tech-insights"]
CMD ["--help"]
