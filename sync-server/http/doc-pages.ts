// The API for people: the OpenAPI document, Swagger UI at /docs and ReDoc at /redoc. Everything that they load comes from
// this server, and their policy lets nothing else in.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
import { refusal } from '#domain/refusal.ts';
import type { AppContext, AppEnv, Routes } from './app-env.ts';
import type { JsonSchema } from './json-schema.ts';
import { operation } from './operation.ts';
import { problem } from './problem.ts';
import { staticFile } from './static-files.ts';

const tag = 'pages';
const require = createRequire(import.meta.url);
const SWAGGER = dirname(require.resolve('swagger-ui-dist/package.json'));
const REDOC = join(dirname(require.resolve('redoc/package.json')), 'bundles');

/** What the pages may load, and from where: both are known file by file. */
const ASSETS: Record<string, { folder: string; file: string }> = {
  'swagger-ui.css': { folder: SWAGGER, file: 'swagger-ui.css' },
  'swagger-ui-bundle.js': { folder: SWAGGER, file: 'swagger-ui-bundle.js' },
  'favicon-32x32.png': { folder: SWAGGER, file: 'favicon-32x32.png' },
  'redoc.standalone.js': { folder: REDOC, file: 'redoc.standalone.js' },
};

const SWAGGER_START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#doc', deepLinking: true, validatorUrl: null });`;
const REDOC_START = `Redoc.init('/openapi.json', { hideDownloadButton: false }, document.getElementById('doc'));`;

const FOREIGN_LOGO = 'https://cdn.redoc.ly/redoc/logo-mini.svg';

/** Both tools write style elements of their own; scripts come from files only. ReDoc's search runs in a blob worker. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** /openapi.json, /docs, /redoc and their assets. `document` is asked at the first request, when all is mounted. */
export function createDocPages(document: () => JsonSchema): Routes {
  let made: JsonSchema | null = null;
  const page = (summary: string) => operation({ who: 'public', tag, summary, replyType: 'text/html' });
  const script = (summary: string) =>
    operation({ who: 'public', tag, summary, replyType: 'text/javascript' });
  return new Hono<AppEnv>()
    .get(
      '/openapi.json',
      operation({ who: 'public', tag, summary: 'This document', reply: z.record(z.string(), z.unknown()) }),
      (c) => {
        made ??= document();
        return c.json(made);
      },
    )
    .get('/docs', page('The API in Swagger UI'), (c) =>
      shown(c, '<link rel="stylesheet" href="/docs/swagger-ui.css">', ['swagger-ui-bundle.js', 'swagger.js']),
    )
    .get('/redoc', page('The API in ReDoc'), (c) => shown(c, '', ['redoc.standalone.js', 'redoc.js']))
    .get('/docs/swagger.js', script('Starts Swagger UI'), (c) => started(c, SWAGGER_START))
    .get('/docs/redoc.js', script('Starts ReDoc'), (c) => started(c, REDOC_START))
    .get(
      '/docs/:file',
      operation({
        who: 'public',
        tag,
        summary: 'What both pages load',
        replyType: '*/*',
      }),
      async (c) => {
        const asset = ASSETS[c.req.param('file')];
        const file = asset ? await staticFile(asset.folder, asset.file) : null;
        if (!file) return problem(c, refusal('not_found'));
        const bytes = asset?.file === 'redoc.standalone.js' ? withLocalLogo(file.bytes) : file.bytes;
        return c.body(bytes, 200, { 'content-type': file.type, 'cache-control': 'public, max-age=86400' });
      },
    );
}

/** ReDoc's foot shows a logo from its maker's network; here it gets a picture of this server. */
const withLocalLogo = (script: Uint8Array): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(
    new TextDecoder().decode(script).replaceAll(FOREIGN_LOGO, '/docs/favicon-32x32.png'),
  );

function shown(c: AppContext, head: string, scripts: string[]): Response {
  c.header('Content-Security-Policy', POLICY);
  const tags = scripts.map((name) => `<script src="/docs/${name}"></script>`).join('');
  return c.html(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Callbook API</title>` +
      `<meta name="viewport" content="width=device-width, initial-scale=1">` +
      `<link rel="icon" href="/docs/favicon-32x32.png">${head}</head><body><div id="doc"></div>${tags}</body></html>`,
  );
}

const started = (c: AppContext, source: string): Response =>
  c.body(source, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' });
