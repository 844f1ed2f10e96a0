// Carries out the stages of a Dockerfile in folders, with this machine's Node in place of the image: each container's
// root is a folder of its own. What only a container can do is left out, and said.
// @ts-check
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { copyOf, isIgnored, stagesOf } from './dockerfile.mjs';

/** @typedef {{ root: string, workdir: string, env: Record<string, string>, command: string[], health: string[] }} Container */

/**
 * Builds all stages below `folder` from the project in `context`; gives the last one.
 * @param {{ context: string, folder: string, say(line: string): void }} options
 * @returns {Container}
 */
export function runStages({ context, folder, say }) {
  const ignore = readFileSync(join(context, '.dockerignore'), 'utf8');
  /** @type {Map<string, Container>} */
  const named = new Map();
  /** @type {Container | null} */
  let last = null;
  for (const [at, stage] of stagesOf(readFileSync(join(context, 'Dockerfile'), 'utf8')).entries()) {
    const container = { root: join(folder, `stage-${at}`), workdir: '/', env: {}, command: [], health: [] };
    mkdirSync(container.root, { recursive: true });
    for (const step of stage.steps) carryOut(step, container, { context, ignore, named, say });
    if (stage.name !== null) named.set(stage.name, container);
    last = container;
  }
  if (last === null) throw new Error('the Dockerfile has no stage');
  return last;
}

/**
 * @param {import('./dockerfile.mjs').Step} step @param {Container} container
 * @param {{ context: string, ignore: string, named: Map<string, Container>, say(line: string): void }} given
 */
function carryOut({ name, text }, container, given) {
  const { root } = container;
  const inside = () => join(root, container.workdir);
  switch (name) {
    case 'WORKDIR':
      container.workdir = text;
      mkdirSync(inside(), { recursive: true });
      break;
    case 'ENV':
      for (const [, key = '', value = ''] of text.matchAll(/(\w+)=(\S+)/g)) container.env[key] = value;
      break;
    case 'COPY':
      given.say(`COPY ${text}`);
      copy(copyOf(text), inside(), given);
      break;
    case 'RUN':
      // Absolute paths are the container's own.
      if (/\s\//.test(text)) given.say(`left out, as only a container can: RUN ${text}`);
      else {
        given.say(`RUN ${text}`);
        execFileSync('sh', ['-c', text], { cwd: inside(), stdio: ['ignore', 'ignore', 'inherit'] });
      }
      break;
    case 'HEALTHCHECK':
      container.health = JSON.parse(text.slice(text.indexOf('[')));
      break;
    case 'CMD':
      container.command = JSON.parse(text);
      break;
    default:
      given.say(`left out, as only a container can: ${name} ${text}`);
  }
}

/**
 * @param {ReturnType<typeof copyOf>} what @param {string} inside
 * @param {{ context: string, ignore: string, named: Map<string, Container> }} given
 */
function copy({ stage, from, to }, inside, { context, ignore, named }) {
  const source = stage === null ? context : named.get(stage)?.root;
  if (source === undefined) throw new Error(`there is no stage ${stage}`);
  const isFolder = from.length > 1 || to.endsWith('/') || to === '.';
  for (const path of from) {
    const origin = join(source, path);
    const toFolder = isFolder && !statSync(origin).isDirectory();
    cpSync(origin, toFolder ? join(inside, to, path.split('/').at(-1) ?? '') : join(inside, to), {
      recursive: true,
      filter: (file) => {
        const relativePath = relative(source, file).split(sep).join('/');
        return stage !== null || relativePath === '' || !isIgnored(ignore, relativePath);
      },
    });
  }
}
