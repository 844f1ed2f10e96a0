// Unsent work as a file, for the worst case: saved from a computer that cannot reach the server any more, and opened on
// another one of the same person.
import { Button } from '@mantine/core';
import { IconFileDownload, IconFileUpload } from '@tabler/icons-react';
import { type ChangeEvent, useRef, useState } from 'react';
import { useReplica, useSync } from '../../replica/replica-context.tsx';
import type { ImportReport } from '../../replica/replica-types.ts';
import { saveFile } from '../../ui/save-file.ts';
import { say } from '../../words/say.ts';
import { reportWords } from './queue-words.ts';
import css from './sync-screen.module.css';

type Told = { words: string; refused?: ImportReport['refused'] };

export function UnsentFiles() {
  const { sync } = useReplica();
  const pending = useSync((status) => status.pending);
  const [told, setTold] = useState<Told | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const save = async () => {
    const file = await sync.exportUnsent();
    if (await saveFile(file.name, file.bytes))
      setTold({ words: say('Saved as {name}.', { name: file.name }) });
  };
  const open = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const file = currentTarget.files?.[0];
    // The same file can be chosen again.
    currentTarget.value = '';
    if (file) setTold(await takeIn(sync.importUnsent, file));
  };
  return (
    <section aria-label={say('Unsent work as a file')} className={css.files}>
      <h2>{say('Unsent work as a file')}</h2>
      <p className={css.quiet}>
        {say(
          'For when this computer cannot reach the server for good: save what is unsent, and open the file where you are signed in elsewhere. It can be opened more than once without doing anything twice.',
        )}
      </p>
      <div className={css.fileButtons}>
        <Button
          variant="default"
          leftSection={<IconFileDownload size={15} stroke={1.8} />}
          disabled={pending === 0}
          onClick={() => void save()}
        >
          {say('Save unsent work as a file')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileUpload size={15} stroke={1.8} />}
          onClick={() => picker.current?.click()}
        >
          {say('Open a file of unsent work')}
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          aria-label={say('File of unsent work')}
          hidden
          onChange={(event) => void open(event)}
        />
      </div>
      <div role="status" aria-label={say('File')}>
        {told && <Report told={told} />}
      </div>
    </section>
  );
}

async function takeIn(importUnsent: (text: string) => Promise<ImportReport>, file: File): Promise<Told> {
  const report = await importUnsent(await file.text());
  const whole = report.refused.find(({ collection }) => collection === null);
  if (whole)
    return {
      words: say('{name} was not taken in. {detail}', { name: file.name, detail: whole.detail ?? '' }),
    };
  return { words: reportWords(report), refused: report.refused };
}

function Report({ told: { words, refused = [] } }: { told: Told }) {
  const reasons = new Map<string, number>();
  for (const { code, detail } of refused) {
    const why = detail || code.replaceAll('_', ' ');
    reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  return (
    <>
      <p>{words}</p>
      {reasons.size > 0 && (
        <ul className={css.refused}>
          {[...reasons].map(([why, count]) => (
            <li key={why}>
              {count}: {why}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
