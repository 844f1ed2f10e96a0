import { describe, expect, it } from 'vitest';
import { createPasswords } from './passwords.ts';

describe('passwords', () => {
  it('are kept as argon2id at the cost that OWASP names, each with a salt of its own', async () => {
    const passwords = createPasswords();
    const [one, other] = await Promise.all([passwords.hash('three words'), passwords.hash('three words')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{20,}\$[\w+/]{40,}$/);
    expect(one).not.toBe(other);
    expect(await passwords.matches(one, 'three words')).toBe(true);
    expect(await passwords.matches(one, 'three word')).toBe(false);
  });

  it('of nobody match nothing, not even that of whom the same work is done for', async () => {
    expect(await createPasswords().matches(null, 'the password of nobody')).toBe(false);
  });
});
