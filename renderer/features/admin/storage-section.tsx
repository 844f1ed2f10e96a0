// What the workspace takes up on the server, and how much room is left.
import { Button, Progress } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { type Storage, storageSchema } from '#domain/storage/storage.ts';
import { bytesLabel } from '../../ui/byte-words.ts';
import { countLabel } from '../../ui/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { ToneChip } from '../../ui/tone-chip.tsx';
import css from './admin.module.css';
import { useAnswer } from './use-answer.ts';

/** The section of Admin. */
export function StorageSection() {
  const { value, asking, refused, reload } = useAnswer(storageSchema, '/api/storage');
  useShortcut({ id: 'storage.reload', keys: ['r'], label: 'Read anew', group: 'Storage', run: reload });
  if (value === null)
    return (
      refused !== null && (
        <EmptyState icon={<IconCloudOff size={30} stroke={1.3} />} title="Not read yet">
          {refused}
          <Button variant="light" mt="sm" loading={asking} onClick={reload}>
            Try again
          </Button>
        </EmptyState>
      )
    );
  return (
    <div className={css.page}>
      <h2>Storage</h2>
      <p className={css.intro}>
        What the workspace takes up on the server. Each laptop holds its own copy of what its user may see.
      </p>
      <Disk disk={value.disk} />
      <dl className={css.facts}>
        <dt>Database</dt>
        <dd>
          {bytesLabel(value.database.bytes)}, {ENGINES[value.database.engine]}
        </dd>
        <dt>Files</dt>
        <dd>
          {counted(value.files, 'file')}, {PLACES[value.files.place]}
        </dd>
        <dt>Installers</dt>
        <dd>{counted(value.installers, 'file')}</dd>
      </dl>
      <table className={css.table}>
        <caption className={css.intro}>Rows in the database</caption>
        <thead>
          <tr>
            <th scope="col">Of</th>
            <th scope="col">How many</th>
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
        Read anew
      </Button>
      <p role="alert" className={css.refused}>
        {refused}
      </p>
    </div>
  );
}

const GIGABYTE = 1_000_000_000;

function Disk({ disk }: { disk: Storage['disk'] }) {
  if (disk === null) return <p className={css.quiet}>The system does not say how much room is left.</p>;
  const used = disk.total - disk.free;
  const tight = disk.free < GIGABYTE;
  return (
    <>
      <p>
        {bytesLabel(disk.free)} of {bytesLabel(disk.total)} are free.{' '}
        {tight && <ToneChip tone="overdue">Make room: the next import may fill it</ToneChip>}
      </p>
      <Progress
        value={(100 * used) / disk.total}
        aria-label="Room taken"
        mb="md"
        {...(tight && { color: 'red' })}
      />
    </>
  );
}

const counted = ({ count, bytes }: { count: number; bytes: number }, what: string): string =>
  `${countLabel(count)} ${count === 1 ? what : `${what}s`}, ${bytesLabel(bytes)}`;

const ENGINES = { pglite: 'embedded in the server', postgres: 'on a PostgreSQL server' } as const;
const PLACES = { folder: 'in the server’s folder', bucket: 'in a bucket' } as const;

const TABLES: Readonly<Record<string, string>> = {
  leads: 'Leads',
  pocs: 'Contacts',
  interactions: 'Calls, notes and orders',
  plan_events: 'Changes of plans',
  customers: 'Customers',
  metrics: 'Figures of accounts',
  audit_logs: 'Lines of the audit',
  outbox: 'Mails',
  feed: 'Changes kept for laptops',
};
