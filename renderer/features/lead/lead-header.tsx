// The strip above the lead: its state, the clock where it is, and the ways to reach it.
import { ActionIcon, Button, Menu, Modal, TextInput, Tooltip } from '@mantine/core';
import {
  IconArrowLeft,
  IconCopy,
  IconDots,
  IconFileText,
  IconMail,
  IconPhone,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { usePerform } from '../../replica/acts/perform.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { ResumePreview } from '../../resume/resume-preview.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { LocalClock } from '../../ui/local-clock.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { ToneChip } from '../../ui/tone-chip.tsx';
import { say } from '../../words/say.ts';
import { BesideButtons } from './beside-buttons.tsx';
import css from './lead.module.css';
import { useLeadView } from './lead-context.tsx';
import { StateMenu } from './state-menu.tsx';
import { type DialQuestion, useDial } from './use-dial.ts';

const ICON = { size: 15, stroke: 1.8, 'aria-hidden': true } as const;

/** `onCalling` is told when a number has been handed over to the telephone. */
export function LeadHeader({ onCalling }: { onCalling(override: string | null): void }) {
  const { detail, timeZone, zoneAssumed } = useLeadView();
  const { lead } = detail;
  const dialling = useDial(onCalling);
  return (
    <div className={css.header}>
      <div className={css.strip}>
        <BackButton />
        <BesideButtons leadId={lead.id} />
        <StateMenu />
        {lead.tier && <ToneChip tone="later">{say('Tier {tier}', { tier: lead.tier })}</ToneChip>}
        {lead.do_not_call && <ToneChip tone="overdue">{say('Do not call')}</ToneChip>}
        <LocalClock lead={lead} timeZone={timeZone} assumed={zoneAssumed} />
        <ul className={css.tags} aria-label={say('Tags')}>
          {lead.tags.map((tag) => (
            <li key={tag} className={css.tag}>
              {tag}
            </li>
          ))}
        </ul>
        <div className={css.reach}>
          <ReachButtons dial={dialling.dial} />
          <ResumeButton />
          <MoreMenu />
        </div>
      </div>
      {dialling.question && (
        <OddHour question={dialling.question} dismiss={dialling.dismiss} dialAnyway={dialling.dialAnyway} />
      )}
    </div>
  );
}

function BackButton() {
  const { history } = useRouter();
  const navigate = useNavigate();
  const back = () => (history.canGoBack() ? history.back() : void navigate({ to: '/leads' }));
  useShortcut({
    id: 'lead.back',
    keys: ['Escape'],
    label: say('Back'),
    group: say('Lead'),
    run: ({ target }) => {
      // Esc in a menu closes the menu.
      if (target instanceof Element && target.closest('[role=menu], [role=dialog]')) return false;
      back();
    },
  });
  return (
    <Tooltip label={say('Back (Esc)')}>
      <ActionIcon variant="subtle" color="gray" aria-label={say('Back')} onClick={back}>
        <IconArrowLeft data-points size={17} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}

function ReachButtons({ dial }: { dial(phone: string): void }) {
  const { lead, pocs } = useLeadView().detail;
  const toasts = useToasts();
  const primary = pocs.find((poc) => poc.is_primary);
  const phone = lead.phone ?? primary?.phone ?? pocs.find((poc) => poc.phone !== null)?.phone ?? null;
  const email = lead.email ?? primary?.email ?? null;
  const copy = async (text: string) =>
    toasts.show({
      words: (await copyText(text))
        ? say('{text} copied', { text })
        : say('The clipboard is not allowed here'),
    });
  useShortcut(
    {
      id: 'lead.dial',
      keys: ['c'],
      label: say('Call'),
      group: say('Lead'),
      run: () => phone !== null && dial(phone),
    },
    phone !== null,
  );
  return (
    <>
      {phone !== null && (
        <Button.Group>
          <Button
            leftSection={<IconPhone {...ICON} />}
            title={say('Call (key C)')}
            aria-label={say('Call {phone}', { phone })}
            disabled={lead.do_not_call}
            onClick={() => dial(phone)}
          >
            {phone}
          </Button>
          <Tooltip label={say('Copy the number')}>
            <Button
              variant="default"
              px={7}
              aria-label={say('Copy {phone}', { phone })}
              onClick={() => void copy(phone)}
            >
              <IconCopy {...ICON} />
            </Button>
          </Tooltip>
        </Button.Group>
      )}
      {email !== null && <MailButton email={email} />}
    </>
  );
}

function MailButton({ email }: { email: string }) {
  const open = () => {
    if (window.callbook) void window.callbook.openExternal(`mailto:${email}`);
    else window.location.assign(`mailto:${email}`);
  };
  return (
    <Tooltip label={email}>
      <Button variant="default" px={9} aria-label={say('Write to {email}', { email })} onClick={open}>
        <IconMail {...ICON} />
      </Button>
    </Tooltip>
  );
}

function ResumeButton() {
  const { lead } = useLeadView().detail;
  const [shown, setShown] = useState(false);
  const { resume } = lead;
  if (resume === null) return null;
  return (
    <>
      <Tooltip label={resume.name}>
        <Button variant="default" leftSection={<IconFileText {...ICON} />} onClick={() => setShown(true)}>
          {say('Résumé')}
        </Button>
      </Tooltip>
      <Modal
        opened={shown}
        onClose={() => setShown(false)}
        title={say('Résumé of {name}', { name: lead.name })}
        size={760}
        closeButtonProps={{ 'aria-label': say('Close') }}
        classNames={{ content: css.resumeBox ?? '', body: css.resumeBody ?? '' }}
      >
        <ResumePreview lead={lead} />
      </Modal>
    </>
  );
}

function MoreMenu() {
  const { lead } = useLeadView().detail;
  const { acts } = useReplica();
  const perform = usePerform();
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={say('More')}>
          <IconDots size={17} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconTrash {...ICON} />}
          onClick={() => void perform(acts.removeLead(lead.id))}
        >
          {say('Delete the lead')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function OddHour({
  question,
  dismiss,
  dialAnyway,
}: {
  question: DialQuestion;
  dismiss(): void;
  dialAnyway(reason: string): void;
}) {
  const [reason, setReason] = useState('');
  return (
    <form
      className={css.oddHour}
      aria-label={say('Call outside the hours')}
      onSubmit={(event) => {
        event.preventDefault();
        dialAnyway(reason);
      }}
      {...{ onKeyDown: (event: { key: string }) => event.key === 'Escape' && dismiss() }}
    >
      <p>{say('{words} Call anyway?', { words: question.guard.words })}</p>
      <TextInput
        autoFocus
        aria-label={say('Why now')}
        placeholder={say('Why now? Kept in the note')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit">{say('Call anyway')}</Button>
      <Button variant="default" onClick={dismiss}>
        {say('Not now')}
      </Button>
    </form>
  );
}
