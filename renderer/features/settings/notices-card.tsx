// What I am told of, and where: on this computer by a notice, by mail from the server. The browser is asked for its leave
// only here, at a click.
import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import { NOTICE_EVENTS, type NoticeEvent } from '#domain/notice/notice.ts';
import { useLive } from '../../replica/replica-context.tsx';
import { type NoticeChoices, useNoticeChoices } from '../../session/notice-choices.ts';
import { useMay } from '../../session/use-may.ts';
import { type NoticesAre, systemNotices } from '../../ui/system-notices.ts';
import { say } from '../../words/say.ts';
import css from './notices-card.module.css';

const EVENTS: Readonly<Record<NoticeEvent, { label: string; mail: string | null }>> = {
  call: { label: say('A call that I promised or put off is due'), mail: null },
  answer: { label: say('The first answer to a lead is due soon'), mail: say('always') },
  assigned: { label: say('A lead is given to me'), mail: say('always') },
  attention: { label: say('Work of mine was not taken by the server'), mail: null },
  mail: { label: say('A mail could not be sent'), mail: null },
};

function areWords(are: NoticesAre): string {
  if (are === 'ask') return say('Your browser has not been asked yet whether it may show them.');
  if (are === 'refused')
    return say('Your browser does not show them. Allow notifications for this page in its settings.');
  return window.callbook
    ? say('Shown by your system. If none appears, allow Callbook in its notification settings.')
    : say('Your browser shows them while Callbook is open in it.');
}

/** The section of the settings. */
export function NoticesCard() {
  const live = useNoticeChoices();
  const choices = useLive(live);
  const seesMails = useMay('outbox.read');
  const change = (part: Partial<NoticeChoices>) => live.set({ ...choices, ...part });
  const turn = (event: NoticeEvent, on: boolean) => {
    const others = choices.off.filter((other) => other !== event);
    change({ off: on ? others : [...others, event] });
  };
  return (
    <section className={css.card} aria-label={say('Notices')}>
      <FromSystem />
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{say('When')}</th>
            <th scope="col">{say('Notice here')}</th>
            <th scope="col">{say('Mail')}</th>
          </tr>
        </thead>
        <tbody>
          {NOTICE_EVENTS.filter((event) => event !== 'mail' || seesMails).map((event) => (
            <tr key={event}>
              <th scope="row">{EVENTS[event].label}</th>
              <td>
                <Switch
                  size="xs"
                  aria-label={say('{what}: notice here', { what: EVENTS[event].label })}
                  checked={!choices.off.includes(event)}
                  onChange={({ currentTarget }) => turn(event, currentTarget.checked)}
                />
              </td>
              <td>{EVENTS[event].mail ?? say('none')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Switch
        size="xs"
        label={say('Outside my working hours, keep what can wait')}
        description={say('A first answer that is due and a call at a promised hour are told at any time.')}
        checked={choices.quiet}
        onChange={({ currentTarget }) => change({ quiet: currentTarget.checked })}
      />
      <Switch
        size="xs"
        label={say('Name leads in notices')}
        description={say('While Callbook is locked it tells nothing, and takes back the notices that stand.')}
        checked={choices.names}
        onChange={({ currentTarget }) => change({ names: currentTarget.checked })}
      />
    </section>
  );
}

function FromSystem() {
  const [notices] = useState(systemNotices);
  const [are, setAre] = useState(notices.are);
  const [tried, setTried] = useState<boolean | null>(null);
  const test = async () => {
    const shown = await notices.show({
      ...{ id: 'test', route: '/settings', title: say('This is a test notice') },
      body: say('Callbook tells you here what is due.'),
    });
    setAre(notices.are());
    setTried(shown);
  };
  return (
    <div className={css.system}>
      <p>{areWords(are)}</p>
      {are === 'ask' && (
        <Button size="xs" onClick={() => void notices.ask().then(setAre)}>
          {say('Ask the browser')}
        </Button>
      )}
      {are === 'shown' && (
        <Button size="xs" variant="default" onClick={() => void test()}>
          {say('Show a test notice')}
        </Button>
      )}
      <p role="status">
        {tried === true && say('It was handed to the system.')}
        {tried === false && say('The system shows no notices here.')}
      </p>
    </div>
  );
}
