// The mails that wait, were sent or failed; a failed one is tried again.
import { Button, SegmentedControl } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { MAIL_STATUSES, type OutboxItem, outboxItemSchema } from '#domain/mail/outbox-item.ts';
import { pageSchema } from '#domain/page.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { useApi } from '../../session/use-api.ts';
import { bothClocks, momentLabel } from '../../ui/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useMinute } from '../../ui/now.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { ToneChip } from '../../ui/tone-chip.tsx';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { mailWords, STATUS_WORDS } from './outbox-words.ts';
import { ServedList } from './served-list.tsx';
import { usePages } from './use-pages.ts';
import { useRequest } from './use-request.ts';

const pageOfMails = pageSchema(outboxItemSchema);
const TONES = { queued: 'waiting', sent: 'now', failed: 'overdue' } as const;

/** The section of Admin. */
export function OutboxSection() {
  const [status, setStatus] = useState('');
  const pages = usePages(pageOfMails, `/api/outbox${status && `?status=${status}`}`);
  return (
    <ServedList
      label={say('Outbox')}
      id="outbox"
      pages={pages}
      bar={
        <SegmentedControl
          size="xs"
          aria-label={say('Mails that')}
          data={[
            { value: '', label: say('All') },
            ...MAIL_STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] })),
          ]}
          value={status}
          onChange={setStatus}
        />
      }
      row={(mail) => <MailRow mail={mail} />}
      detail={(mail) => <MailDetail mail={mail} put={pages.put} />}
      empty={
        <EmptyState
          icon={<IconMailCheck size={30} stroke={1.3} />}
          title={status === 'failed' ? say('Nothing has failed') : say('No mail')}
        >
          {status === 'failed'
            ? say('Every mail was sent or waits for its turn.')
            : say('What the server writes to people stands here.')}
        </EmptyState>
      }
    />
  );
}

function MailRow({ mail }: { mail: OutboxItem }) {
  const zone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  return (
    <div className={css.item}>
      <span className={css.itemName}>{mail.to}</span>
      <ToneChip tone={TONES[mail.status]}>{STATUS_WORDS[mail.status]}</ToneChip>
      <span className={css.itemWords}>{mailWords(mail.template)}</span>
      <span className={css.itemWords}>{momentLabel(mail.created_at, zone, useMinute())}</span>
    </div>
  );
}

function MailDetail({ mail, put }: { mail: OutboxItem; put(mail: OutboxItem): void }) {
  const api = useApi();
  const toasts = useToasts();
  const zone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  const { busy, refused, run } = useRequest();
  const retry = async () => {
    const again = await run(api.call(outboxItemSchema, `/api/outbox/${mail.id}/retry`, { method: 'POST' }));
    if (!again) return;
    put(again);
    toasts.show({ words: say('It goes to {to} again.', { to: mail.to }) });
  };
  const failed = mail.status === 'failed';
  useShortcut({
    id: 'outbox.retry',
    keys: ['t'],
    label: say('Try a failed mail again'),
    group: say('Outbox'),
    run: () => (failed ? void retry() : false),
  });
  return (
    <>
      <h2>{mailWords(mail.template)}</h2>
      <dl className={css.facts}>
        <dt>{say('To')}</dt>
        <dd>{mail.to}</dd>
        <dt>{say('Status')}</dt>
        <dd>{STATUS_WORDS[mail.status]}</dd>
        <dt>{say('Written')}</dt>
        <dd>{bothClocks(mail.created_at, zone, zone)}</dd>
        {mail.sent_at && (
          <>
            <dt>{say('Sent')}</dt>
            <dd>{bothClocks(mail.sent_at, zone, zone)}</dd>
          </>
        )}
        <dt>{say('Attempts')}</dt>
        <dd>{mail.attempts}</dd>
        {mail.last_error && (
          <>
            <dt>{say('Last error')}</dt>
            <dd>{mail.last_error}</dd>
          </>
        )}
        {mail.lead_id && (
          <>
            <dt>{say('About')}</dt>
            <dd>
              <Link to="/leads/$id" params={{ id: mail.lead_id }}>
                {say('the lead')}
              </Link>
            </dd>
          </>
        )}
      </dl>
      {failed && (
        <Button loading={busy} title="T" onClick={() => void retry()}>
          {say('Try again')}
        </Button>
      )}
      {mail.status === 'queued' && (
        <p className={css.quiet}>{say('It is tried by itself; nothing has to be done.')}</p>
      )}
      <p role="alert" className={css.refused}>
        {refused}
      </p>
    </>
  );
}
