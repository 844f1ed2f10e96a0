// Reads a signed feed as it comes from the build machine. The server has the public half of the publisher's key only: it
// can hand out what he has signed, or not, and nothing else.
import { createPublicKey, verify } from 'node:crypto';
import { load } from 'js-yaml';
import { invalid, type Refusal, refusal } from '#domain/refusal.ts';
import { type Feed, feedSchema, signedParts } from '#domain/release/feed.ts';
import { ok, type Result, refuse } from '#domain/result.ts';

const wrong = (message: string): Result<never, Refusal> =>
  refuse(refusal('invalid', { errors: [{ path: 'feed', message }] }));

/**
 * What a feed says that this key (raw Ed25519, 32 bytes in base64) has signed. Refusal `invalid`: it is not signed, by
 * somebody else, no YAML, or does not say what a feed has to. Read by the library that the laptops read it with, so that
 * the two cannot understand different things.
 */
export function readFeed(signed: string, publicKey: string): Result<Feed, Refusal> {
  const parts = signedParts(signed);
  if (parts === null) return wrong('has no signature as its last line');
  const { text, signature } = parts;
  if (!verify(null, Buffer.from(text), keyOf(publicKey), Buffer.from(signature, 'base64')))
    return wrong('is not signed by the key of UPDATE_PUBLIC_KEY');
  const said = feedSchema.safeParse(parsed(text));
  return said.success ? ok(said.data) : refuse(invalid(said.error.issues));
}

function parsed(text: string): unknown {
  try {
    return load(text);
  } catch {
    return null;
  }
}

const keyOf = (raw: string) =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw, 'base64').toString('base64url') },
    format: 'jwk',
  });
