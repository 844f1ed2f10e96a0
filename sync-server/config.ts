// The server's environment, read once at start: names as in the contract, checked, with defaults. A bad value becomes
// one line that names the variable and says what would be right.
import { resolve } from 'node:path';
import { z } from 'zod';
import { emailSchema } from '#domain/fields.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { isStrongSecret } from './secret-strength.ts';
import { isNetwork, LOOPBACK } from './trusted-proxies.ts';

/** Older names of a variable; the variable's own name wins. */
const ALIASES: Record<string, string[]> = {
  SMTP_USER: ['SMTP_USERNAME'],
  JWT_SECRET: ['JWT_SECRET_KEY'],
  PUBLIC_URL: ['APP_URL', 'BACKEND_URL'],
};

const wholeText = (min: number, max: number) =>
  z.string().refine((text) => /^\d{1,12}$/.test(text) && Number(text) >= min && Number(text) <= max, {
    message: `must be a whole number from ${min} to ${max}`,
  });

const whole = (min: number, max: number, fallback: number) =>
  wholeText(min, max).default(String(fallback)).transform(Number);

const unset = <T extends z.ZodType>(schema: T) =>
  schema.optional().transform((value) => (value === undefined ? null : value));

const urlOf = (protocols: string[]) => (text: string) =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol);

const isPublicKey = (text: string) =>
  /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, 'base64').byteLength === 32;

const webUrl = z
  .string()
  .refine(urlOf(['http:', 'https:']), 'must be an http(s) address, for example https://crm.example.com')
  .transform((text) => text.replace(/\/+$/, ''));

const origins = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])))
  .refine((list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin), {
    message: 'must be a list of origins with commas, for example https://a.example.com,https://b.example.com',
  });

const networks = z
  .string()
  .transform((text) => text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])))
  .refine((list) => list.length > 0 && list.every(isNetwork), {
    message: 'must be a list of addresses or networks with commas, for example 10.0.0.2,172.16.0.0/12',
  });

const retries = z
  .string()
  .default('0,60,300')
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.length <= 20 && parts.every((part) => /^\d{1,7}$/.test(part)), {
    message: 'must be seconds with commas, for example 0,60,300',
  })
  .transform((parts) => parts.map(Number))
  .refine((seconds) => seconds.every((value, at) => at === 0 || value >= (seconds[at - 1] ?? 0)), {
    message: 'must be seconds in growing order, for example 0,60,300',
  });

const oneOf = <const T extends [string, ...string[]]>(names: T, fallback: T[number]) =>
  z
    .string()
    .default(fallback)
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(names, { error: `must be ${names.slice(0, -1).join(', ')} or ${names.at(-1)}` }));

const sender = z
  .string()
  .max(300)
  .refine((text) => emailSchema.safeParse(/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).success, {
    message: 'must be an e-mail address, for example desk@example.com',
  });

const environmentSchema = z.object({
  PORT: whole(0, 65_535, 4780),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'must be a host name or address')
    .default('127.0.0.1'),
  /** Absolute. */
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((path) => resolve(path)),
  DATABASE_URL: unset(
    z
      .string()
      .refine(
        urlOf(['postgres:', 'postgresql:']),
        'must be a PostgreSQL address, for example postgres://user:password@localhost:5432/callbook',
      ),
  ),
  /** Without a slash at its end. */
  PUBLIC_URL: unset(webUrl),
  CORS_ORIGINS: origins,
  TRUSTED_PROXIES: unset(networks),
  JWT_SECRET: unset(
    z
      .string()
      .refine(
        isStrongSecret,
        'is too weak: give at least 32 random characters (openssl rand -base64 48), or leave it unset',
      ),
  ),
  ADMIN_EMAIL: unset(emailSchema),
  ADMIN_PASSWORD: unset(
    z.string().min(8, 'must have at least 8 characters').max(200, 'must have at most 200 characters'),
  ),
  REGISTRATION: oneOf(['approval', 'open', 'closed'], 'approval'),
  /** Days that a device opens what lies on it without reaching the server; 0: without an end. */
  DEVICE_LEASE_DAYS: whole(0, 365, 14),
  SMTP_HOST: unset(z.string()),
  SMTP_PORT: unset(wholeText(1, 65_535).transform(Number)),
  SMTP_USER: unset(z.string()),
  SMTP_PASSWORD: unset(z.string()),
  SMTP_TLS: oneOf(['true', 'false', 'starttls'], 'false'),
  SMTP_FROM_EMAIL: unset(sender),
  INTAKE_NOTIFY_EMAIL: unset(emailSchema),
  DEFAULT_SLA_DURATION_MINUTES: whole(1, 525_600, 120),
  SLA_REMINDER_MINUTES: whole(0, 525_600, 30),
  JOBS_INTERVAL_SECONDS: whole(1, 86_400, 300),
  /** Seconds after queueing at which each attempt is made. */
  MAIL_RETRY_SECONDS: retries,
  RESUME_MAX_BYTES: whole(1, 1_073_741_824, 10_485_760),
  RATE_LIMIT: oneOf(['on', 'off'], 'on'),
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent'], 'info'),
  /** Of who publishes the desktop program: his Ed25519 key, 32 bytes in base64. Without it no release is taken. */
  UPDATE_PUBLIC_KEY: unset(
    z
      .string()
      .refine(isPublicKey, 'must be the public key that `npm run release -- --new-key` prints, or unset'),
  ),
  FILES_URL: unset(z.string().refine(urlOf(['s3:']), 'must be an address like s3://bucket/folder, or unset')),
  /** Of the bucket; the names are those that all programs for S3 read. */
  AWS_REGION: unset(z.string()),
  AWS_ENDPOINT_URL: unset(webUrl),
  AWS_ACCESS_KEY_ID: unset(z.string()),
  AWS_SECRET_ACCESS_KEY: unset(z.string()),
  AWS_SESSION_TOKEN: unset(z.string()),
  /** Folder of the built browser edition; unset: out/renderer beside the server. */
  RENDERER_DIR: unset(z.string().transform((path) => resolve(path))),
});

type Environment = z.output<typeof environmentSchema>;

/** The checked configuration. Its keys are the variables' own names; what is unset and has no default is null. */
export interface Config
  extends Omit<Environment, 'PUBLIC_URL' | 'SMTP_PORT' | 'SMTP_FROM_EMAIL' | 'TRUSTED_PROXIES'> {
  /** Where people reach the server, without a slash at the end; of HOST and PORT when unset. */
  PUBLIC_URL: string;
  SMTP_PORT: number;
  SMTP_FROM_EMAIL: string;
  /** Networks of the proxies whose X-Forwarded-For is believed. Unset: this machine, where PUBLIC_URL is not on it. */
  TRUSTED_PROXIES: readonly string[];
}

/** Reads and checks the environment. The refusal is one line for the person who starts the server. */
export function readConfig(env: Record<string, string | undefined>): Result<Config, string> {
  const given = withAliases(env);
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0] ?? 'environment');
    return refuse(`${spelled(env, name)}: ${issue?.message ?? 'not understood'}`);
  }
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = parsed.data;
  if ((ADMIN_EMAIL === null) !== (ADMIN_PASSWORD === null)) {
    const missing = ADMIN_EMAIL === null ? 'ADMIN_EMAIL' : 'ADMIN_PASSWORD';
    return refuse(`${missing}: must be set too: ADMIN_EMAIL and ADMIN_PASSWORD belong together`);
  }
  return ok(withDerived(parsed.data));
}

function withAliases(env: Record<string, string | undefined>): Record<string, string> {
  const names = Object.keys(environmentSchema.shape);
  return Object.fromEntries(
    names.flatMap((name) => {
      const given = [name, ...(ALIASES[name] ?? [])].map((key) => env[key]).find((value) => value?.trim());
      if (!given) return [];
      return [[name, name.endsWith('_PASSWORD') ? given : given.trim()]];
    }),
  );
}

/** The name under which the person wrote it. */
const spelled = (env: Record<string, string | undefined>, name: string): string =>
  [name, ...(ALIASES[name] ?? [])].find((key) => env[key]?.trim()) ?? name;

function withDerived({ TRUSTED_PROXIES, ...read }: Environment): Config {
  const host = read.HOST.includes(':') ? `[${read.HOST}]` : read.HOST;
  const reachable = ['0.0.0.0', '[::]'].includes(host) ? '127.0.0.1' : host;
  const PUBLIC_URL = read.PUBLIC_URL ?? `http://${reachable}:${read.PORT}`;
  const behindProxy = read.PUBLIC_URL !== null && !isLoopback(new URL(read.PUBLIC_URL).hostname);
  return {
    ...read,
    PUBLIC_URL,
    SMTP_PORT: read.SMTP_PORT ?? { true: 465, starttls: 587, false: 25 }[read.SMTP_TLS],
    SMTP_FROM_EMAIL:
      read.SMTP_FROM_EMAIL ?? (emailSchema.safeParse(read.SMTP_USER).data || 'callbook@callbook.invalid'),
    TRUSTED_PROXIES: TRUSTED_PROXIES ?? (behindProxy ? LOOPBACK : []),
  };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127\./.test(host);
