// What the desktop program does on this computer: whether it starts with it, and what it can tell when something is
// wrong. Diagnostics are shown whole before they are saved; nothing is sent.
import { Button, Modal, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useDesk, useSync } from '../../replica/replica-context.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { say } from '../../words/say.ts';
import css from './computer-card.module.css';

/** The section of the settings; nothing in a browser. */
export function ComputerCard() {
  if (window.callbook === undefined) return null;
  return (
    <>
      <h2>{say('This computer')}</h2>
      <section className={css.card} aria-label={say('This computer')}>
        <StartsWithIt />
        <Diagnostics />
      </section>
    </>
  );
}

const isOn = async (): Promise<boolean | null> => (await window.callbook?.launchAtLogin()) ?? null;

function StartsWithIt() {
  const [on, setOn] = useState<boolean | null>(null);
  useEffect(() => void isOn().then(setOn), []);
  if (on === null) return null;
  const change = async (next: boolean) => {
    await window.callbook?.setLaunchAtLogin(next).catch(() => undefined);
    setOn(await isOn());
  };
  return (
    <Switch
      size="xs"
      label={say('Start Callbook when I sign in to this computer')}
      checked={on}
      onChange={({ currentTarget }) => void change(currentTarget.checked)}
    />
  );
}

function Diagnostics() {
  const [text, setText] = useState<string | null>(null);
  const counts = useCounts();
  const [problem, setProblem] = useState<string | null>(null);
  const look = () =>
    window.callbook
      ?.diagnostics(counts)
      .then((read) => {
        setProblem(null);
        setText(read);
      })
      .catch(() => setProblem(say('They could not be read. Restart Callbook and try again.')));
  const save = () =>
    saveFile('callbook-diagnostics.txt', new TextEncoder().encode(text ?? ''))
      .then((saved) => saved && setText(null))
      .catch(() => setProblem(say('They could not be saved there. Choose another place.')));
  return (
    <div>
      <Button size="xs" variant="default" onClick={() => void look()}>
        {say('Diagnostics …')}
      </Button>
      {problem && text === null && <p role="alert">{problem}</p>}
      <Modal
        opened={text !== null}
        onClose={() => {
          setText(null);
          setProblem(null);
        }}
        title={say('Diagnostics')}
        size={720}
        closeButtonProps={{ 'aria-label': say('Close') }}
      >
        <p className={css.words}>
          {say(
            'This is all that would be saved. Names, addresses, numbers and passwords are left out. Nothing is sent.',
          )}
        </p>
        {problem && <p role="alert">{problem}</p>}
        <textarea
          className={css.text}
          rows={16}
          readOnly
          aria-label={say('What would be saved')}
          value={text ?? ''}
        />
        <Button size="xs" onClick={() => void save()}>
          {say('Save as a file')}
        </Button>
      </Modal>
    </div>
  );
}

/** How much there is on this device, by name. */
function useCounts(): Record<string, number> {
  const leads = useDesk((desk) => desk.list());
  const today = useDesk((desk) => desk.today());
  const pending = useSync((status) => status.pending);
  const attention = useSync((status) => status.attention);
  return {
    leads: leads.length,
    'calls due today': today.queue.length,
    'changes waiting': pending,
    'needs attention': attention,
  };
}
