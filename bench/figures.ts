// All figures, in the order in which they are measured.
import { dueList } from './due-list.ts';
import { dueToday } from './due-today.ts';
import { find } from './find.ts';
import { firstScreen } from './first-screen.ts';
import { firstSync } from './first-sync.ts';
import type { Figure } from './harness/figure.ts';
import { indexedQuery } from './indexed-query.ts';
import { intake } from './intake.ts';
import { largeSync } from './large-sync.ts';
import { leadList } from './lead-list.ts';
import { localWrite } from './local-write.ts';
import { queueDrain } from './queue-drain.ts';
import { reassign } from './reassign.ts';
import { serverRate } from './server-rate.ts';
import { soak } from './soak.ts';
import { streams } from './streams.ts';
import { twoDevices } from './two-devices.ts';

export const FIGURES: readonly Figure[] = [
  firstSync,
  firstScreen,
  largeSync,
  localWrite,
  indexedQuery,
  twoDevices,
  queueDrain,
  reassign,
  serverRate,
  intake,
  leadList,
  dueToday,
  streams,
  dueList,
  find,
  soak,
];
