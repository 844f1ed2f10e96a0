// The ways on from the list: leads that stand there twice, and many at once from a file.
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../../session/use-may.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';

export function LeadsWays() {
  const navigate = useNavigate();
  const mayImport = useMay('leads.import');
  const duplicates = () => void navigate({ to: '/duplicates' });
  const bringIn = () => (mayImport ? void navigate({ to: '/import' }) : false);
  const group = say('Leads');
  useShortcut({
    id: 'leads.duplicates',
    keys: ['Shift+d'],
    label: say('Find duplicates'),
    group,
    run: duplicates,
  });
  useShortcut({ id: 'leads.import', keys: ['Shift+i'], label: say('Import a file'), group, run: bringIn });
  return (
    <>
      <Button variant="default" title="Shift + D" onClick={duplicates}>
        {say('Duplicates')}
      </Button>
      {mayImport && (
        <Button variant="default" title="Shift + I" onClick={bringIn}>
          {say('Import')}
        </Button>
      )}
    </>
  );
}
