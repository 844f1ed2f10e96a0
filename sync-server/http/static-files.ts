// Files of a folder as answers: by their name's ending, never from outside of the folder.
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

export interface StaticFile {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
}

/** The file at a path below the folder, still percent-encoded; null when there is none, or when it would lead out. */
export async function staticFile(folder: string, encodedPath: string): Promise<StaticFile | null> {
  const path = decoded(encodedPath);
  if (path === null || path.includes('\0') || path.includes('\\')) return null;
  const root = resolve(folder);
  const file = resolve(root, `./${path}`);
  if (!file.startsWith(root + sep)) return null;
  try {
    const bytes = new Uint8Array(await readFile(file));
    return { bytes, type: TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream' };
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOTHING_THERE.has(String(error.code))) return null;
    throw error;
  }
}

const NOTHING_THERE = new Set(['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG']);

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
