// Reads a Dockerfile of the plain kind that this project has: no heredocs, no shell form of CMD.
// Source: https://docs.docker.com/reference/dockerfile/
// @ts-check

/** @typedef {{ name: string, text: string }} Step `name` in capitals; `text` as written after it. */
/** @typedef {{ image: string, name: string | null, steps: Step[] }} Stage */

/** The stages with their steps. @param {string} source @returns {Stage[]} */
export function stagesOf(source) {
  /** @type {Stage[]} */
  const stages = [];
  const lines = source.replace(/\s*\\\n\s*/g, ' ').split('\n');
  for (const line of lines) {
    const [, name = '', text = ''] = /^\s*([A-Za-z]+)\s+(.+?)\s*$/.exec(line) ?? [];
    if (name.toUpperCase() === 'FROM') {
      const [image = '', as, stage] = text.split(/\s+/);
      stages.push({ image, name: as?.toUpperCase() === 'AS' ? (stage ?? null) : null, steps: [] });
    } else if (name !== '') {
      stages.at(-1)?.steps.push({ name: name.toUpperCase(), text });
    }
  }
  return stages;
}

/** What COPY copies. @param {string} text @returns {{ stage: string | null, from: string[], to: string }} */
export function copyOf(text) {
  const parts = text.split(/\s+/);
  const [, stage] = /^--from=(.+)$/.exec(parts[0] ?? '') ?? [];
  const paths = stage === undefined ? parts : parts.slice(1);
  return { stage: stage ?? null, from: paths.slice(0, -1), to: paths.at(-1) ?? '.' };
}

/** Whether .dockerignore keeps a path (relative, with slashes) out. @param {string} ignore @param {string} path */
export function isIgnored(ignore, path) {
  return ignore
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .some((pattern) => regexOf(pattern).test(path));
}

/** @param {string} pattern */
function regexOf(pattern) {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\//g, '\u0000')
    .replace(/\*/g, '[^/]*')
    .replaceAll('\u0000', '(.*/)?');
  return new RegExp(`^${escaped}(/|$)`);
}
