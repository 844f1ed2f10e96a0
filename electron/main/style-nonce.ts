// The nonce by which one answer's own styles are told from anybody else's.
import { randomBytes } from 'node:crypto';

/** A fresh nonce: 16 random bytes as base64. */
export const newNonce = (): string => randomBytes(16).toString('base64');
