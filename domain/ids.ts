// Ids: UUIDv7 for what is new (sortable by time), UUIDv5 for what two devices must name alike.
import { v5, v7 } from 'uuid';
import { z } from 'zod';

const CALLBOOK = '6f1c1f36-2b0e-5d7a-9c55-0d6a8b7f3c11';

/** An id: 36 characters of UUID text, lower case. */
export const idSchema = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, 'must be a UUID')
  .transform((id) => id.toLowerCase())
  .meta({ type: 'string', format: 'uuid', maxLength: 36 });

/** A source of new ids. Tests give one that counts. */
export interface Ids {
  /** A new UUIDv7, lower case. */
  next(): string;
}

/** Ids from the platform's random source. */
export const createIds = (): Ids => ({ next: () => v7() });

/** The UUIDv5 of `name` in Callbook's own name space: the same on every device. */
export const derivedId = (name: string): string => v5(name, CALLBOOK);

/** The id of the one customer that a won lead has. */
export const customerIdOf = (leadId: string): string => derivedId(leadId);

/** The id of the one metric document of a lead. Collections are separate, so it may equal the customer's. */
export const metricIdOf = (leadId: string): string => derivedId(leadId);
