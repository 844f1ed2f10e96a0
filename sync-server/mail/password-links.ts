// The address with which a person chooses his password. Its secret part is made from the server's own secret when the mail
// is sent, so neither the database nor the outbox holds a link that works.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { idSchema } from '#domain/ids.ts';

export interface PasswordLinks {
  /** The address of a link without its secret part: what the outbox keeps. */
  unfinished(publicUrl: string, linkId: string): string;
  /** The text with the secret part put to that address, wherever it stands. */
  completed(text: string, linkId: string): string;
  /** The id of the link whose token we made; null for anything else. */
  read(token: string): string | null;
}

/** Links under `secret`, that of the access tokens: who changes it ends them too. */
export function createPasswordLinks(secret: string): PasswordLinks {
  const proofOf = (linkId: string) =>
    createHmac('sha256', secret).update(`password link ${linkId}`).digest('base64url');
  return {
    unfinished: (publicUrl, linkId) => `${publicUrl}/set-password?token=${linkId}`,
    completed: (text, linkId) =>
      text.replaceAll(`/set-password?token=${linkId}`, `/set-password?token=${linkId}.${proofOf(linkId)}`),
    read: (token) => {
      const [given = '', proof = ''] = token.split('.', 2);
      const id = idSchema.safeParse(given);
      if (!id.success) return null;
      const [ours, theirs] = [Buffer.from(proofOf(id.data)), Buffer.from(proof)];
      return ours.length === theirs.length && timingSafeEqual(ours, theirs) ? id.data : null;
    },
  };
}
