// Whether the leads stand there as a table or as a board.
import { SegmentedControl } from '@mantine/core';
import { useShortcut } from '../../ui/shortcuts.tsx';

export function ViewSwitch({ board, show }: { board: boolean; show(board: boolean): void }) {
  useShortcut({
    id: 'leads.board',
    keys: ['b'],
    label: 'Table or board',
    group: 'Leads',
    run: () => show(!board),
  });
  return (
    <SegmentedControl
      size="xs"
      aria-label="Show as"
      title="Table or board (key B)"
      data={[
        { value: 'table', label: 'Table' },
        { value: 'board', label: 'Board' },
      ]}
      value={board ? 'board' : 'table'}
      onChange={(value) => show(value === 'board')}
    />
  );
}
