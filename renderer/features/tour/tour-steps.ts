// What the tour shows: a part of the frame each, with what it is for and its keys.
import { say } from '../../words/say.ts';

export interface TourStep {
  title: string;
  words: string;
  /** Of that part of the page, which is ringed. */
  place: string;
  /** `id` names the shortcut, for whoever has given it another key. */
  keys: readonly { key: string; id?: string; does: string }[];
}

/** In the order of a day. Each has a part of the frame, which stands on every screen. */
export const TOUR_STEPS: readonly TourStep[] = [
  {
    title: say('Today says whom to call'),
    words: say(
      'The most pressing call is selected already, with why it is due and what was said last. A call takes three keys; then the next one is selected.',
    ),
    place: 'nav a[href$="/today"]',
    keys: [
      { key: 'c', id: 'call.dial', does: say('Call') },
      { key: '1', does: say('Connected; other digits are other outcomes') },
      { key: 'Ctrl+Enter', id: 'call.save', does: say('Log it and go on') },
    ],
  },
  {
    title: say('Find anybody, do anything'),
    words: say(
      'Three letters of a name, a city, a contact or digits of a number are enough, and typing errors are forgiven. It also does what the screen behind it can do.',
    ),
    place: '[aria-keyshortcuts="Control+K"]',
    keys: [{ key: 'Ctrl+k', id: 'find', does: say('Find anything') }],
  },
  {
    title: say('Work without a network'),
    words: say(
      'Everything is on this computer. What you do is sent by itself when there is a network, and here it says whether all of it has arrived.',
    ),
    place: '[role="status"] a[href$="/sync"]',
    keys: [{ key: 'Alt+5', id: 'go.sync', does: say('Sync') }],
  },
  {
    title: say('Nothing is lost'),
    words: say(
      'Everything can be taken back, days later too. What the server did not take waits here with both sides until you decide.',
    ),
    place: 'nav a[href$="/attention"]',
    keys: [
      { key: 'Ctrl+z', id: 'undo', does: say('Undo the last thing done') },
      { key: 'Shift+z', id: 'history', does: say('What was done, to undo or redo') },
    ],
  },
  {
    title: say('Every act has a key'),
    words: say(
      'All keys of a screen are on one sheet. In the settings each can be changed; notices, density and language are there too.',
    ),
    place: '[data-tour="keys"]',
    keys: [
      { key: 'Ctrl+/', id: 'cheat-sheet', does: say('All keys') },
      { key: 'Shift+h', id: 'tour', does: say('Take the tour') },
    ],
  },
];
