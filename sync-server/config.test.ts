import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const read = (env: Record<string, string>) => {
  const config = readConfig(env);
  if (!config.ok) throw new Error(config.error);
  return config.value;
};

describe('the environment', () => {
  it('needs nothing: every variable has its default', () => {
    const config = read({});
    expect(config).toMatchObject({
      PORT: 4780,
      HOST: '127.0.0.1',
      DATABASE_URL: null,
      PUBLIC_URL: 'http://127.0.0.1:4780',
      CORS_ORIGINS: [],
      JWT_SECRET: null,
      REGISTRATION: 'approval',
      DEVICE_LEASE_DAYS: 14,
      SMTP_HOST: null,
      SMTP_TLS: 'false',
      SMTP_PORT: 25,
      DEFAULT_SLA_DURATION_MINUTES: 120,
      SLA_REMINDER_MINUTES: 30,
      JOBS_INTERVAL_SECONDS: 300,
      MAIL_RETRY_SECONDS: [0, 60, 300],
      RESUME_MAX_BYTES: 10_485_760,
      RATE_LIMIT: 'on',
      LOG_LEVEL: 'info',
      TRUSTED_PROXIES: [],
    });
    expect(config.DATA_DIR).toBe(`${process.cwd()}/data`);
  });

  it.each([
    ['SMTP_USERNAME', 'SMTP_USER', 'someone'],
    ['JWT_SECRET_KEY', 'JWT_SECRET', 'Zq8-long-and-random-enough-Kw3xB7vN'],
    ['APP_URL', 'PUBLIC_URL', 'https://crm.example.com'],
    ['BACKEND_URL', 'PUBLIC_URL', 'https://crm.example.com'],
  ])('takes %s for %s', (alias, name, value) => {
    expect(read({ [alias]: value })).toMatchObject({ [name]: value });
  });

  it('prefers a variable to its alias, and takes an empty one for unset', () => {
    expect(read({ SMTP_USER: 'own', SMTP_USERNAME: 'alias' }).SMTP_USER).toBe('own');
    expect(read({ SMTP_USER: ' ', SMTP_USERNAME: 'alias' }).SMTP_USER).toBe('alias');
    expect(read({ PORT: '' }).PORT).toBe(4780);
  });

  it('keeps the blanks of a password', () => {
    expect(read({ SMTP_PASSWORD: ' with blanks ' }).SMTP_PASSWORD).toBe(' with blanks ');
  });

  it.each([
    ['TRUE', 'true', 465],
    ['StartTls', 'starttls', 587],
    ['False', 'false', 25],
  ])('reads SMTP_TLS=%s in any case and knows its port', (given, tls, port) => {
    expect(read({ SMTP_TLS: given })).toMatchObject({ SMTP_TLS: tls, SMTP_PORT: port });
  });

  it('writes from the SMTP user where he is an address, else from nobody', () => {
    expect(read({ SMTP_USER: 'desk@example.com' }).SMTP_FROM_EMAIL).toBe('desk@example.com');
    expect(read({ SMTP_USER: 'apikey' }).SMTP_FROM_EMAIL).toBe('callbook@callbook.invalid');
    expect(read({ SMTP_FROM_EMAIL: 'Desk <desk@example.com>' }).SMTP_FROM_EMAIL).toBe(
      'Desk <desk@example.com>',
    );
  });

  it('makes an address that can be opened of the one it listens on', () => {
    expect(read({ HOST: '0.0.0.0', PORT: '80' }).PUBLIC_URL).toBe('http://127.0.0.1:80');
    expect(read({ HOST: '::1' }).PUBLIC_URL).toBe('http://[::1]:4780');
    expect(read({ PUBLIC_URL: 'https://crm.example.com/' })).toMatchObject({
      PUBLIC_URL: 'https://crm.example.com',
      TRUSTED_PROXIES: ['127.0.0.0/8', '::1'],
    });
    expect(read({ PUBLIC_URL: 'http://localhost:4780' }).TRUSTED_PROXIES).toEqual([]);
    expect(read({ TRUSTED_PROXIES: '10.0.0.2, fd00::/8' }).TRUSTED_PROXIES).toEqual(['10.0.0.2', 'fd00::/8']);
  });

  it('splits lists', () => {
    expect(read({ CORS_ORIGINS: 'https://a.example, http://localhost:3000' }).CORS_ORIGINS).toEqual([
      'https://a.example',
      'http://localhost:3000',
    ]);
    expect(read({ MAIL_RETRY_SECONDS: '0, 1,1' }).MAIL_RETRY_SECONDS).toEqual([0, 1, 1]);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['HOST', 'not a host'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['PUBLIC_URL', 'crm.example.com'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://a.example/path'],
    ['JWT_SECRET', 'short'],
    ['JWT_SECRET', 'a'.repeat(64)],
    ['JWT_SECRET', 'change-me-change-me-change-me-change-me'],
    ['REGISTRATION', 'maybe'],
    ['SMTP_PORT', '0'],
    ['SMTP_TLS', 'yes'],
    ['SMTP_FROM_EMAIL', 'nobody'],
    ['INTAKE_NOTIFY_EMAIL', 'nobody'],
    ['MAIL_RETRY_SECONDS', '0;60'],
    ['MAIL_RETRY_SECONDS', '60,0'],
    ['DEFAULT_SLA_DURATION_MINUTES', '0'],
    ['RESUME_MAX_BYTES', '10MB'],
    ['DEVICE_LEASE_DAYS', '366'],
    ['RATE_LIMIT', 'sometimes'],
    ['TRUSTED_PROXIES', 'nginx'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', ','],
    ['LOG_LEVEL', 'loud'],
    ['FILES_URL', 'ftp://x'],
    ['ADMIN_EMAIL', 'admin'],
  ])('refuses %s=%s in one line that names it', (name, value) => {
    const config = readConfig({ [name]: value });
    expect(config.ok).toBe(false);
    if (config.ok) return;
    expect(config.error).toMatch(new RegExp(`^${name}: \\S`));
    expect(config.error).not.toContain('\n');
  });

  it('names a bad value by the name under which it was written, and never shows a secret', () => {
    const config = readConfig({ JWT_SECRET_KEY: 'hunter2' });
    expect(config).toMatchObject({ ok: false, error: expect.stringMatching(/^JWT_SECRET_KEY: is too weak/) });
    expect(JSON.stringify(config)).not.toContain('hunter2');
  });

  it('wants both halves of the bootstrap admin', () => {
    expect(readConfig({ ADMIN_EMAIL: 'a@example.com' })).toMatchObject({
      error: expect.stringMatching(/^ADMIN_PASSWORD:/),
    });
    expect(readConfig({ ADMIN_PASSWORD: 'long enough it is' })).toMatchObject({
      error: expect.stringMatching(/^ADMIN_EMAIL:/),
    });
    expect(read({ ADMIN_EMAIL: 'a@example.com', ADMIN_PASSWORD: 'long enough it is' }).ADMIN_EMAIL).toBe(
      'a@example.com',
    );
  });
});
