// A real server of the S3 protocol on a free port of this machine, with one bucket; it checks signatures.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';

const BUCKET = 'callbook';
/** The one account that the server knows. */
const KEY = 'S3RVER';

export interface S3Server {
  /** The environment of a server of ours whose files lie in its bucket. */
  env: Record<
    'FILES_URL' | 'AWS_ENDPOINT_URL' | 'AWS_REGION' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY',
    string
  >;
  /** The keys of what lies in the bucket. */
  keys(): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts it on an empty bucket. */
export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'callbook-s3-'));
  const server = new S3rver({
    ...{ address: '127.0.0.1', port: 0, directory, silent: true, vhostBuckets: false },
    configureBuckets: [{ name: BUCKET }],
  });
  const { port } = await server.run();
  return {
    env: {
      FILES_URL: `s3://${BUCKET}`,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: KEY,
      AWS_SECRET_ACCESS_KEY: KEY,
    },
    // It keeps each object as a file whose name ends so.
    keys: async () =>
      (await readdir(join(directory, BUCKET), { recursive: true })).flatMap((path) =>
        path.endsWith('._S3rver_object') ? [path.slice(0, -'._S3rver_object'.length)] : [],
      ),
    close: async () => {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
