// Holds .env.example to the variables that the server reads, and to their defaults.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../sync-server/config.ts';

/** Asked for by developers only. */
const LEFT_OUT = ['RENDERER_DIR'];

const lines = readFileSync(`${import.meta.dirname}/../.env.example`, 'utf8').split('\n');
const assignments = lines.flatMap((line) => {
  const [, commented = '', name = '', value = ''] = /^(# )?([A-Z][A-Z_]*)=(.*)$/.exec(line) ?? [];
  return name === '' ? [] : [{ name, value, commented: commented !== '' }];
});

const config = (env: Record<string, string>) => {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.error);
  return read.value;
};

describe('the example of the environment', () => {
  it('names no variable that the server does not know, and leaves none out', () => {
    const known = Object.keys(config({}));
    const named = assignments.map(({ name }) => name);
    expect(named.toSorted()).toEqual(known.filter((name) => !LEFT_OUT.includes(name)).toSorted());
  });

  it('sets each variable that is not commented out to its default', () => {
    const set = assignments.filter(({ commented }) => !commented).map(({ name, value }) => [name, value]);
    expect(set.length).toBeGreaterThan(5);
    expect(config(Object.fromEntries(set))).toEqual(config({}));
  });

  it('suggests values that the server takes', () => {
    const suggested = assignments.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]);
    const secrets = { ADMIN_PASSWORD: 'long enough it is' };
    expect(readConfig({ ...Object.fromEntries(suggested), ...secrets })).toMatchObject({ ok: true });
  });
});
