// Whether the leads stand there as a table or as a board.
import { SegmentedControl } from '@mantine/core';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';

export function ViewSwitch({ board, show }: { board: boolean; show(board: boolean): void }) {
  useShortcut({
    id: 'leads.board',
    keys: ['b'],
    label: say('Table or board'),
    group: say('Leads'),
    run: () => show(!board),
  });
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('Show as')}
      title={say('Table or board (key B)')}
      data={[
        { value: 'table', label: say('Table') },
        { value: 'board', label: say('Board') },
      ]}
      value={board ? 'board' : 'table'}
      onChange={(value) => show(value === 'board')}
    />
  );
}
