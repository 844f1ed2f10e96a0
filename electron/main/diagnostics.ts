// What a person can hand over when something is wrong: versions, memory, counts and the end of the log, as text that he
// reads before he saves it. Personal data and secrets are blotted out once more; content of the work is never in it.
import { redactText } from './redaction.ts';

const LOG_LINES = 400;

export type DiagnosticsDeps = {
  version: string;
  platform: string;
  arch: string;
  /** Of Electron, Chromium and Node. */
  versions: Readonly<Record<string, string | undefined>>;
  packaged: boolean;
  now: () => Date;
  server: () => string;
  insecureStorage: () => boolean;
  updates: () => { status: string; problem: string | null };
  /** Each process of the program; its memory in kB. */
  processes: () => { type: string; memory: { workingSetSize: number } }[];
  gpu: () => Readonly<Record<string, string>>;
  /** The whole log, empty where there is none. */
  readLog: () => Promise<string>;
};

/** The text. `counts` are the page's own, by name: how many of something, never what. */
export async function diagnosticsText(
  deps: DiagnosticsDeps,
  counts: Readonly<Record<string, number>>,
): Promise<string> {
  const { status, problem } = deps.updates();
  const lines = (await deps.readLog()).trimEnd().split('\n').slice(-LOG_LINES);
  const parts: [string, string[]][] = [
    [
      'Program',
      [
        `Callbook ${deps.version}${deps.packaged ? '' : ', run from its source'}, ${deps.platform} ${deps.arch}`,
        ...['electron', 'chrome', 'node'].map((name) => `${name} ${deps.versions[name] ?? 'unknown'}`),
        `server ${deps.server()}`,
        `keyring ${deps.insecureStorage() ? 'missing' : 'used'}`,
        `updates ${problem === null ? status : `${status}, ${problem}`}`,
        `written ${deps.now().toISOString()}`,
      ],
    ],
    [
      'Memory',
      deps.processes().map(({ type, memory }) => `${type} ${Math.round(memory.workingSetSize / 1024)} MB`),
    ],
    ['Graphics', Object.entries(deps.gpu()).map(([feature, state]) => `${feature} ${state}`)],
    ['Counts', Object.entries(counts).map(([name, count]) => `${name} ${count}`)],
    [`Log, the last ${LOG_LINES} lines`, lines],
  ];
  return redactText(
    parts.map(([title, body]) => `${title}\n${body.map((line) => `  ${line}\n`).join('')}`).join('\n'),
  );
}
