// Stored files in a bucket of S3, or of whatever speaks its language. The client is loaded where a bucket is configured only.
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Config } from '../config.ts';
import { StartRefused } from '../start-refused.ts';
import type { Shelf } from './shelf.ts';

/** The parts of the configuration that say where the bucket is and who we are there. */
export type S3Config = Pick<
  Config,
  'AWS_REGION' | 'AWS_ENDPOINT_URL' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY' | 'AWS_SESSION_TOKEN'
>;

export interface BucketPlace {
  bucket: string;
  /** Before each key: "folder/", or nothing. */
  prefix: string;
  /** Null: that of AWS in this region. */
  endpoint: string | null;
  region: string;
}

/** A bucket that is not reached, or says nothing, for so long is not there. Milliseconds. */
const CONNECT_MS = 5000;
const SILENCE_MS = 60_000;

/**
 * Where `s3://bucket/folder?endpoint=…` is. Throws StartRefused where it names no bucket, or no region is known: servers of
 * other makers have one name for theirs or none, AWS has many.
 */
export function bucketOf(url: string, config: S3Config): BucketPlace {
  const { hostname, pathname, searchParams } = new URL(url);
  if (hostname === '')
    throw new StartRefused('FILES_URL: names no bucket: it must be like s3://bucket/folder');
  const endpoint = searchParams.get('endpoint') ?? config.AWS_ENDPOINT_URL;
  if (endpoint !== null && !/^https?:\/\//.test(endpoint))
    throw new StartRefused('FILES_URL: its endpoint must be an http(s) address');
  const region = searchParams.get('region') ?? config.AWS_REGION ?? (endpoint === null ? null : 'us-east-1');
  if (region === null)
    throw new StartRefused(
      'AWS_REGION: must be set where FILES_URL is a bucket of AWS, for example eu-central-1',
    );
  if (config.AWS_ACCESS_KEY_ID !== null && config.AWS_SECRET_ACCESS_KEY === null)
    throw new StartRefused('AWS_SECRET_ACCESS_KEY: must be set too: it belongs to AWS_ACCESS_KEY_ID');
  const folder = folderOf(pathname);
  return { bucket: hostname, prefix: folder === '' ? '' : `${folder}/`, endpoint, region };
}

function folderOf(pathname: string): string {
  try {
    return decodeURIComponent(pathname).replaceAll(/^\/+|\/+$/g, '');
  } catch (cause) {
    throw new StartRefused('FILES_URL: its folder is not understood: write % as %25', { cause });
  }
}

/**
 * The shelf in this bucket. Access keys that are not configured are looked for where the client does: a profile, the role of
 * the machine.
 */
export function createS3Shelf({ bucket, prefix, ...where }: BucketPlace, config: S3Config): Shelf {
  let connecting: ReturnType<typeof connect> | null = null;
  const connected = () => {
    connecting ??= connect(where, config);
    return connecting;
  };
  const at = (key: string) => ({ Bucket: bucket, Key: `${prefix}${key}` });
  const open = async (key: string, range?: { start: number; end: number }): Promise<Readable | null> => {
    const { client, sdk } = await connected();
    const what = { ...at(key), ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}) };
    const found = await asked(() => client.send(new sdk.GetObjectCommand(what)));
    return found?.Body instanceof Readable ? found.Body : null;
  };
  return {
    put: async (key, { path, size }) => {
      const { client, sdk } = await connected();
      const Body = createReadStream(path);
      const what = { ...at(key), Body, ContentLength: size, ContentType: 'application/octet-stream' };
      try {
        await asked(() => client.send(new sdk.PutObjectCommand(what)));
      } finally {
        Body.destroy();
      }
    },
    get: async (key) => {
      const content = await open(key);
      return content && buffer(content);
    },
    read: async function* (key, range) {
      const content = await open(key, range);
      if (!content) throw new Error('the bucket has no such file');
      yield* content;
    },
    stat: async (key) => {
      const { client, sdk } = await connected();
      const found = await asked(() => client.send(new sdk.HeadObjectCommand(at(key))));
      return found && { size: found.ContentLength ?? 0 };
    },
    remove: async (key) => {
      const { client, sdk } = await connected();
      await asked(() => client.send(new sdk.DeleteObjectCommand(at(key))));
    },
  };
}

/** The bucket's answer, or null where it has no such key; any other no of it is a fault. */
async function asked<T>(send: () => Promise<T>): Promise<T | null> {
  try {
    return await send();
  } catch (cause) {
    if (cause instanceof Error && ['NoSuchKey', 'NotFound'].includes(cause.name)) return null;
    throw new Error('the bucket does not do it', { cause });
  }
}

async function connect(
  { endpoint, region }: Pick<BucketPlace, 'endpoint' | 'region'>,
  config: S3Config,
): Promise<{ client: S3Client; sdk: typeof import('@aws-sdk/client-s3') }> {
  const sdk = await import('@aws-sdk/client-s3');
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = config;
  const keys = AWS_ACCESS_KEY_ID !== null &&
    AWS_SECRET_ACCESS_KEY !== null && {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN === null ? {} : { sessionToken: AWS_SESSION_TOKEN }),
    };
  const client = new sdk.S3Client({
    region,
    // What goes wrong is thrown; beside that it would write to the console.
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    ...(keys ? { credentials: keys } : {}),
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    // Servers of other makers: one host for all buckets, and none of the newer checksums, which many of them refuse.
    ...(endpoint === null
      ? {}
      : {
          endpoint,
          forcePathStyle: true,
          requestChecksumCalculation: 'WHEN_REQUIRED' as const,
          responseChecksumValidation: 'WHEN_REQUIRED' as const,
        }),
  });
  return { client, sdk };
}

const silent = () => undefined;
