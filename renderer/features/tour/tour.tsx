// The tour: a few steps, each about a part of the frame that is ringed meanwhile. It is a dialog with the focus kept inside
// and given back; the arrows go on and back, Esc ends it, and nothing moves.
import { Button, Modal } from '@mantine/core';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { keyWords } from '../../ui/shortcut-keys.ts';
import { useChosenKey, useShortcut } from '../../ui/shortcuts.tsx';
import { readingKey } from '../../words/direction.ts';
import { say } from '../../words/say.ts';
import css from './tour.module.css';
import { TOUR_STEPS } from './tour-steps.ts';

/** `end` is called however it ends. */
export function Tour({ open, end }: { open: boolean; end(): void }) {
  useFocusAfter(open);
  return (
    <Modal
      opened={open}
      onClose={end}
      withCloseButton={false}
      overlayProps={{ backgroundOpacity: 0.12 }}
      transitionProps={{ duration: 0 }}
      size={460}
      classNames={{ content: css.content ?? '' }}
      title={say('Tour')}
    >
      {open && <Steps end={end} />}
    </Modal>
  );
}

function Steps({ end }: { end(): void }) {
  const [at, setAt] = useState(0);
  const title = useId();
  const chosenKey = useChosenKey();
  const step = TOUR_STEPS[at];
  useRing(step?.place);
  const last = at === TOUR_STEPS.length - 1;
  const next = () => (last ? end() : setAt(at + 1));
  const back = () => setAt(Math.max(0, at - 1));
  useShortcut({
    id: 'tour.next',
    keys: [readingKey('ArrowRight')],
    label: say('Next'),
    group: 'Dialog',
    run: () => (last ? false : next()),
  });
  useShortcut({
    id: 'tour.back',
    keys: [readingKey('ArrowLeft')],
    label: say('Back'),
    group: 'Dialog',
    run: back,
  });
  if (step === undefined) return null;
  return (
    <section aria-labelledby={title} className={css.step}>
      <div aria-live="polite">
        <p className={css.count}>{say('{n} of {all}', { n: at + 1, all: TOUR_STEPS.length })}</p>
        <h3 id={title}>{step.title}</h3>
        <p>{step.words}</p>
        <dl className={css.keys}>
          {step.keys.map(({ key, id, does }) => (
            <div key={key}>
              <dt>
                <kbd>{keyWords(chosenKey(id, key))}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className={css.foot}>
        <Button variant="subtle" color="gray" onClick={end}>
          {say('End the tour')}
        </Button>
        <Button variant="default" className={css.back} disabled={at === 0} onClick={back}>
          {say('Back')}
        </Button>
        <Button data-autofocus onClick={next}>
          {last ? say('Begin to work') : say('Next')}
        </Button>
      </div>
    </section>
  );
}

/** Rings the part of the page while the step stands. */
function useRing(place: string | undefined): void {
  useEffect(() => {
    const part = place === undefined ? null : document.querySelector<HTMLElement>(place);
    if (part === null) return;
    part.dataset['toured'] = '';
    return () => {
      delete part.dataset['toured'];
    };
  }, [place]);
}

/** The dialog gives the focus back to where it was; what offered the tour is gone by then, and the screen's list gets it. */
function useFocusAfter(open: boolean): void {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (!open) return;
    before.current = document.activeElement;
    return () => {
      requestAnimationFrame(() => {
        if (before.current?.isConnected) return;
        const screen = document.querySelector<HTMLElement>('main');
        (screen?.querySelector<HTMLElement>('[role="listbox"]') ?? screen)?.focus();
      });
    };
  }, [open]);
}
