// The ways on from the list: leads that stand there twice, and many at once from a file.
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../../session/use-may.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';

export function LeadsWays() {
  const navigate = useNavigate();
  const mayImport = useMay('leads.import');
  const duplicates = () => void navigate({ to: '/duplicates' });
  const bringIn = () => (mayImport ? void navigate({ to: '/import' }) : false);
  const group = 'Leads';
  useShortcut({
    id: 'leads.duplicates',
    keys: ['Shift+d'],
    label: 'Find duplicates',
    group,
    run: duplicates,
  });
  useShortcut({ id: 'leads.import', keys: ['Shift+i'], label: 'Import a file', group, run: bringIn });
  return (
    <>
      <Button variant="default" title="Shift + D" onClick={duplicates}>
        Duplicates
      </Button>
      {mayImport && (
        <Button variant="default" title="Shift + I" onClick={bringIn}>
          Import
        </Button>
      )}
    </>
  );
}
