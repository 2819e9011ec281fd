FROM node:24-bookworm-slim AS source
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM source AS build
RUN npm ci --ignore-scripts
COPY . .
# What the package holds is listed once, in package.json.
RUN npm run build \
 && npm pack --ignore-scripts --pack-destination / \
 && mkdir /packed && tar --extract --file /photoplay-*.tgz --directory /packed --strip-components=1

# Debian's ffmpeg does the encoding here, so node-av and its own copy of FFmpeg stay out.
FROM source AS production
COPY bin/slim.js bin/
RUN npm pkg delete optionalDependencies && npm ci --ignore-scripts --omit=dev && rm -r node_modules/esbuild node_modules/@esbuild
RUN node bin/slim.js

FROM node:24-bookworm-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ffmpeg tini \
 && rm -rf /var/lib/apt/lists/* \
 && ln -s /app/bin/photoplay.js /usr/local/bin/photoplay \
 && install --directory --owner=node --group=node /data
COPY --from=production /app/node_modules /app/node_modules
COPY --from=build /packed /app
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 8787
HEALTHCHECK --timeout=5s --start-period=30s CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT || 8787}/livez`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# tini passes signals on and buries what a killed encoder leaves behind.
ENTRYPOINT ["tini", "-s", "--", "photoplay"]
CMD ["start"]
