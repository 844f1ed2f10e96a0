// What an address shows that leads nowhere.

import { say } from '../words/say.ts';
import { EmptyState } from './empty-state.tsx';
import { ScreenFrame } from './screen-frame.tsx';

/** Plain words; the rail beside it leads on. */
export function UnknownPlace() {
  return (
    <ScreenFrame title={say('Nothing here')}>
      <EmptyState title={say('This address leads nowhere')}>{say('Choose a place on the left.')}</EmptyState>
    </ScreenFrame>
  );
}
