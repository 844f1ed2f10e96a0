# The sync server with the browser edition. `npm run check:image` runs these steps in a clean folder without an engine.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY sync-server/package.json sync-server/
RUN npm install --no-save --no-audit --no-fund --loglevel=error --ignore-scripts
COPY . .
RUN npm run build

FROM node:22-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY sync-server/package.json sync-server/
RUN npm install --no-save --no-audit --no-fund --loglevel=error --ignore-scripts --omit=dev --workspace sync-server

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4780 DATA_DIR=/data
COPY --from=packages /app ./
COPY --from=build /app/out/renderer out/renderer
COPY --from=build /app/sync-server/dist sync-server/dist
COPY scripts scripts
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4780
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "sync-server/dist/main.js"]
