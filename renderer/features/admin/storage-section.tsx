// What the workspace takes up on the server, and how much room is left.
import { Button, Progress } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { type Storage, storageSchema } from '#domain/storage/storage.ts';
import { bytesLabel } from '../../ui/byte-words.ts';
import { countLabel } from '../../ui/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { ToneChip } from '../../ui/tone-chip.tsx';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { useAnswer } from './use-answer.ts';

/** The section of Admin. */
export function StorageSection() {
  const { value, asking, refused, reload } = useAnswer(storageSchema, '/api/storage');
  useShortcut({
    id: 'storage.reload',
    keys: ['r'],
    label: say('Read anew'),
    group: say('Storage'),
    run: reload,
  });
  if (value === null)
    return (
      refused !== null && (
        <EmptyState icon={<IconCloudOff size={30} stroke={1.3} />} title={say('Not read yet')}>
          {refused}
          <Button variant="light" mt="sm" loading={asking} onClick={reload}>
            {say('Try again')}
          </Button>
        </EmptyState>
      )
    );
  return (
    <div className={css.page}>
      <h2>{say('Storage')}</h2>
      <p className={css.intro}>
        {say(
          'What the workspace takes up on the server. Each laptop holds its own copy of what its user may see.',
        )}
      </p>
      <Disk disk={value.disk} />
      <dl className={css.facts}>
        <dt>{say('Database')}</dt>
        <dd>
          {bytesLabel(value.database.bytes)}, {ENGINES[value.database.engine]}
        </dd>
        <dt>{say('Files')}</dt>
        <dd>
          {counted(value.files)}, {PLACES[value.files.place]}
        </dd>
        <dt>{say('Installers')}</dt>
        <dd>{counted(value.installers)}</dd>
      </dl>
      <table className={css.table}>
        <caption className={css.intro}>{say('Rows in the database')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('Of')}</th>
            <th scope="col">{say('How many')}</th>
          </tr>
        </thead>
        <tbody>
          {value.rows.map(({ table, count }) => (
            <tr key={table}>
              <th scope="row">{TABLES[table] ?? table}</th>
              <td>{countLabel(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button variant="default" loading={asking} onClick={reload}>
        {say('Read anew')}
      </Button>
      <p role="alert" className={css.refused}>
        {refused}
      </p>
    </div>
  );
}

const GIGABYTE = 1_000_000_000;

function Disk({ disk }: { disk: Storage['disk'] }) {
  if (disk === null)
    return <p className={css.quiet}>{say('The system does not say how much room is left.')}</p>;
  const used = disk.total - disk.free;
  const tight = disk.free < GIGABYTE;
  return (
    <>
      <p>
        {say('{bytes} of {bytes2} are free.', {
          bytes: bytesLabel(disk.free),
          bytes2: bytesLabel(disk.total),
        })}{' '}
        {tight && <ToneChip tone="overdue">{say('Make room: the next import may fill it')}</ToneChip>}
      </p>
      <Progress
        value={(100 * used) / disk.total}
        aria-label={say('Room taken')}
        mb="md"
        {...(tight && { color: 'red' })}
      />
    </>
  );
}

const counted = ({ count, bytes }: { count: number; bytes: number }): string =>
  say('{count, plural, one {# file} other {# files}}, {size}', { count, size: bytesLabel(bytes) });

const ENGINES = { pglite: say('embedded in the server'), postgres: say('on a PostgreSQL server') } as const;
const PLACES = { folder: say('in the server’s folder'), bucket: say('in a bucket') } as const;

const TABLES: Readonly<Record<string, string>> = {
  leads: say('Leads'),
  pocs: say('Contacts'),
  interactions: say('Calls, notes and orders'),
  plan_events: say('Changes of plans'),
  customers: say('Customers'),
  metrics: say('Figures of accounts'),
  audit_logs: say('Lines of the audit'),
  outbox: say('Mails'),
  feed: say('Changes kept for laptops'),
};
