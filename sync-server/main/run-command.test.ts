import { describe, expect, it } from 'vitest';
import { type CommandHost, runCommand } from './run-command.ts';

describe('a command beside the server', () => {
  const recording = (env: Record<string, string>) => {
    const said: string[] = [];
    const host: CommandHost = { env, stderr: { write: (text) => said.push(text) } };
    return { said, host };
  };

  it('works with the checked environment', async () => {
    const { said, host } = recording({ PORT: '4000' });
    let port = 0;
    await runCommand(async (config) => {
      port = config.PORT;
    }, host);
    expect({ port, said, code: host.exitCode }).toEqual({ port: 4000, said: [], code: undefined });
  });

  it.each([
    ['a wrong environment', { PORT: 'x' }, 'callbook: PORT: must be a whole number from 0 to 65535\n'],
    ['what the work throws', {}, 'callbook: no such folder\n'],
  ])('says %s in one line and ends with 1', async (_, env, line) => {
    const { said, host } = recording(env);
    await runCommand(() => Promise.reject(new Error('no such folder')), host);
    expect(said).toEqual([line]);
    expect(host.exitCode).toBe(1);
  });
});
