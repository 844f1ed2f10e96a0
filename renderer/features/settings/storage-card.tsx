// What this computer keeps: records by kind, files, the room on the disk; to be read, emptied of files, or taken along.
import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { COLLECTIONS, type Collection } from '#domain/sync/collections.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { useResumeShelf } from '../../resume/resume-context.tsx';
import { bytesLabel } from '../../ui/byte-words.ts';
import { countLabel } from '../../ui/day-words.ts';
import { askToLast, type Disk, readDisk } from '../../ui/disk.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import { ExportData } from './export-data-part.tsx';
import css from './storage-card.module.css';

const KINDS: Readonly<Record<Collection, string>> = {
  leads: say('Leads'),
  pocs: say('Contacts'),
  interactions: say('Calls, notes and orders'),
  plan_events: say('Promises and snoozes'),
  customers: say('Customers'),
  metrics: say('Expectations of accounts'),
  users: say('People'),
  settings: say('Settings'),
};

interface Here {
  counts: Readonly<Record<Collection, number>>;
  files: { count: number; bytes: number };
  disk: Disk;
}

/** The section of the settings. */
export function StorageCard() {
  const { contents } = useReplica();
  const shelf = useResumeShelf();
  const toasts = useToasts();
  const [here, setHere] = useState<Here | null>(null);
  const read = useCallback(async () => {
    const [counts, files, disk] = await Promise.all([contents.counts(), shelf.kept(), readDisk()]);
    setHere({ counts, files, disk });
  }, [contents, shelf]);
  useEffect(() => void read(), [read]);
  const forget = async () => {
    await shelf.forget();
    toasts.show({ words: say('The kept files are gone from this computer. The server still has them.') });
    await read();
  };
  return (
    <section className={css.card} aria-label={say('Data on this computer')} aria-busy={here === null}>
      {here && (
        <>
          <dl className={css.facts}>
            {COLLECTIONS.filter((name) => name !== 'settings').map((name) => (
              <div key={name}>
                <dt>{KINDS[name]}</dt>
                <dd>{countLabel(here.counts[name])}</dd>
              </div>
            ))}
            <div>
              <dt>{say('Résumés, to be read without a network')}</dt>
              <dd>
                {say('{n, plural, one {# file} other {# files}}, {size}', {
                  n: here.files.count,
                  size: bytesLabel(here.files.bytes),
                })}
              </dd>
            </div>
            <Room disk={here.disk} />
          </dl>
          <div className={css.acts}>
            <Button
              size="xs"
              variant="default"
              disabled={here.files.count === 0}
              onClick={() => void forget()}
            >
              {say('Forget the kept files')}
            </Button>
            {here.disk.lasting === false && (
              <Button size="xs" variant="default" onClick={() => void askToLast().then(read)}>
                {say('Ask to keep it')}
              </Button>
            )}
          </div>
          <ExportData />
        </>
      )}
    </section>
  );
}

function Room({ disk: { used, most, lasting } }: { disk: Disk }) {
  return (
    <>
      {used !== null && most !== null && (
        <div>
          <dt>{say('Room on the disk')}</dt>
          <dd>{say('about {used} of {most}', { used: bytesLabel(used), most: bytesLabel(most) })}</dd>
        </div>
      )}
      {lasting !== null && (
        <div>
          <dt>{say('When the disk runs short')}</dt>
          <dd>
            {lasting ? say('it is kept') : say('the browser may remove it, what is not sent yet included')}
          </dd>
        </div>
      )}
    </>
  );
}
