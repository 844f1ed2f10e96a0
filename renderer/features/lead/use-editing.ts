// Whether a part of the screen is being edited; the focus comes back to its button afterwards.
import { useState } from 'react';

/**
 * `returned` says that the button appears because a form was closed: it then takes the focus. `atOnce`: the form is open
 * from the start.
 */
export function useEditing(atOnce = false) {
  const [state, setState] = useState<'never' | 'open' | 'closed'>(atOnce ? 'open' : 'never');
  return {
    editing: state === 'open',
    returned: state === 'closed',
    open: () => setState('open'),
    close: () => setState('closed'),
  };
}
