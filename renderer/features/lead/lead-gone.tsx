// A lead that is not here: never was, was given to somebody else, or was put away. What was being typed can be taken
// along.
import { Button, Textarea } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Lead } from '#domain/lead/lead.ts';
import { usePerform } from '../../replica/acts/perform.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import css from './lead.module.css';
import { PartButton } from './same-lead-line.tsx';

/** `name` is what the lead was called while it was here; `typed` is unsaved text. */
export function LeadGone({ name, typed, lead }: { name: string | null; typed: string; lead: Lead | null }) {
  const navigate = useNavigate();
  const leave = () => void navigate({ to: '/leads' });
  useShortcut({ id: 'lead.back', keys: ['Escape'], label: say('Back'), group: say('Lead'), run: leave });
  return (
    <ScreenFrame title={name ?? say('Lead')}>
      <div className={css.gone}>
        <EmptyState
          icon={<IconUserOff size={34} stroke={1.3} />}
          title={
            lead
              ? lead.merged_into_id
                ? say('{name} was merged', { name: lead.name })
                : say('{name} was deleted', { name: lead.name })
              : say('This lead is not here')
          }
          action={<Ways lead={lead} leave={leave} />}
        >
          {goneWords(name, lead)}
        </EmptyState>
        {typed !== '' && <Typed text={typed} />}
      </div>
    </ScreenFrame>
  );
}

function goneWords(name: string | null, lead: Lead | null): string {
  if (lead?.merged_into_id) return say('Its history stands with the lead that it was merged into.');
  if (lead) return say('It can be brought back for 30 days.');
  if (name === null)
    return say('It may belong to somebody else, or have been removed, or not have arrived yet.');
  return say('{name} was given to somebody else or removed. What you had saved is with it and not lost.', {
    name,
  });
}

function Ways({ lead, leave }: { lead: Lead | null; leave(): void }) {
  const { acts } = useReplica();
  const perform = usePerform();
  return (
    <div className={css.inline}>
      {lead?.merged_into_id && (
        <Link to="/leads/$id" params={{ id: lead.merged_into_id }}>
          {say('Open that lead')}
        </Link>
      )}
      {lead?.merged_into_id && <PartButton leadId={lead.id} />}
      {lead?.deleted_at && !lead.merged_into_id && (
        <Button variant="light" onClick={() => void perform(acts.editLead(lead.id, { deleted_at: null }))}>
          {say('Bring it back')}
        </Button>
      )}
      <Button variant="default" onClick={leave}>
        {say('All leads')}
      </Button>
    </div>
  );
}

function Typed({ text }: { text: string }) {
  const toasts = useToasts();
  const copy = async () =>
    toasts.show({ words: (await copyText(text)) ? say('Copied') : say('The clipboard is not allowed here') });
  return (
    <div className={css.kept}>
      <Textarea label={say('What you were typing')} readOnly autosize minRows={3} maxRows={12} value={text} />
      <Button variant="light" onClick={() => void copy()}>
        {say('Copy the text')}
      </Button>
    </div>
  );
}
