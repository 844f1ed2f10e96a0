// The mails that could not be sent, asked of the server now and then by who may see them: no replica holds them.
import { type OutboxItem, outboxItemSchema } from '#domain/mail/outbox-item.ts';
import { pageSchema } from '#domain/page.ts';
import { createLive } from '../../replica/live.ts';
import type { Live } from '../../replica/replica-types.ts';
import type { Api } from '../../session/api.ts';

const pageOfMails = pageSchema(outboxItemSchema);
const FIRST_MS = 60_000;
const EVERY_MS = 10 * 60_000;

/** Live; asks while somebody listens and `wanted` says so. Out of reach, what was known stands. */
export function followFailedMails(deps: {
  api: Api;
  wanted(): boolean;
  first_ms?: number;
}): Live<readonly OutboxItem[]> {
  const live = createLive<readonly OutboxItem[]>([], () => {
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const ask = async () => {
      const answer = deps.wanted()
        ? await deps.api.call(pageOfMails, '/api/outbox?status=failed&page_size=50')
        : null;
      if (stopped) return;
      if (answer?.ok) live.set(answer.value.items);
      timer = setTimeout(ask, EVERY_MS);
    };
    timer = setTimeout(ask, deps.first_ms ?? FIRST_MS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  });
  return live;
}
