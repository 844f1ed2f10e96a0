import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createLog, errorFacts } from './log.ts';

const NOW = '2026-03-09T09:00:00.000Z';

describe('the log', () => {
  it('writes one line of JSON per event', () => {
    const lines: string[] = [];
    createLog(
      'info',
      (line) => lines.push(line),
      () => NOW,
    ).info('listening', { url: 'http://x' });
    expect(lines).toEqual([`{"level":"info","at":"${NOW}","event":"listening","url":"http://x"}`]);
  });

  it('writes its level and what is worse', () => {
    const lines: string[] = [];
    const log = createLog('warn', (line) => lines.push(JSON.parse(line).event));
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    expect(lines).toEqual(['c', 'd']);
    createLog('silent', (line) => lines.push(line)).error('e');
    expect(lines).toHaveLength(2);
  });

  it('keeps what people wrote out of the facts of a database error', () => {
    const cause = Object.assign(new Error('Key (email)=(anna@example.com) already exists'), {
      name: 'DatabaseError',
      code: '23505',
      severity: 'ERROR',
    });
    const error = new Error('Failed query: insert … params: anna@example.com', { cause });
    const facts = errorFacts(error);
    expect(facts).toMatchObject({ error: 'DatabaseError', code: '23505' });
    expect(facts).not.toHaveProperty('message');
    expect(JSON.stringify(facts)).not.toContain('anna');
  });

  it('keeps it out as well where the database had nothing to say, because it is gone', () => {
    const gone = new DrizzleQueryError('insert …', ['anna@example.com'], new Error('it is closed'));
    for (const error of [gone, new Error('wrapped', { cause: gone })])
      expect(JSON.stringify(errorFacts(error))).not.toContain('anna');
    expect(errorFacts(gone)).not.toHaveProperty('message');
  });

  it('says where a defect of ours happened', () => {
    const facts = errorFacts(new TypeError('x is not a function'));
    expect(facts).toMatchObject({ error: 'TypeError', message: 'x is not a function' });
    expect(facts['frames']).toEqual(expect.arrayContaining([expect.stringContaining('log.test.ts')]));
    expect(errorFacts('thrown text')).toEqual({ error: 'string' });
  });
});
