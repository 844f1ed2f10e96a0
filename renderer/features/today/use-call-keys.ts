// The keys of the call, which work from the queue and, where they carry Ctrl, from every field.
import { useShortcut } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';

export interface CallKeys {
  dial(): void;
  noAnswer(): void;
  save(): void;
  snooze(): void;
  order(): void;
  why(): void;
  note(): void;
  openLead(): void;
  leave(): void;
}

/** Registers them while the panel is there. */
export function useCallKeys(keys: CallKeys): void {
  const group = say('The call');
  useShortcut({ id: 'call.dial', keys: ['c'], label: say('Call'), group, run: keys.dial });
  useShortcut({
    id: 'call.save',
    keys: ['Ctrl+Enter'],
    label: say('Log it and go on'),
    group,
    inText: true,
    run: keys.save,
  });
  useShortcut({
    id: 'call.no-answer',
    keys: ['n'],
    label: say('No answer, and go on'),
    group,
    run: keys.noAnswer,
  });
  useShortcut({ id: 'call.order', keys: ['o'], label: say('Take an order'), group, run: keys.order });
  useShortcut({ id: 'call.snooze', keys: ['s'], label: say('Snooze'), group, run: keys.snooze });
  useShortcut({ id: 'call.why', keys: ['?'], label: say('Why is it due?'), group, run: keys.why });
  useShortcut({ id: 'call.lead', keys: ['l'], label: say('Open the lead'), group, run: keys.openLead });
  useShortcut({
    id: 'call.leave',
    keys: ['Escape'],
    label: say('Back to the list'),
    group,
    inText: true,
    run: keys.leave,
  });
  useShortcut({
    id: 'call.note',
    keys: ['Enter'],
    label: say('Write a note'),
    group,
    run: ({ target }) => {
      if (target instanceof Element && target.closest(OWN_ENTER)) return false;
      keys.note();
    },
  });
}

// Controls that are pressed by Enter themselves.
const OWN_ENTER = 'button, a, label, input, summary, [role="menu"]';
