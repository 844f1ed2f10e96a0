// One line of the audit: in the list, and beside it in full.
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { AuditLine } from '#domain/audit/audit-line.ts';
import { useDesk, useLive, useReplica } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { bothClocks, momentLabel } from '../../ui/day-words.ts';
import { useMinute } from '../../ui/now.tsx';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { actionWord, entityWord, factsOfLine, fieldsOfLine } from './audit-words.ts';

function useNames(line: AuditLine) {
  const people = useLive(useReplica().users);
  const id = line.entity_id ?? '';
  const row = useDesk(useMemo(() => oncePerVersion((desk) => desk.row(id)), [id]));
  const nameOf = (userId: string | null) =>
    userId === null
      ? say('The server, or the public')
      : (people.find((person) => person.id === userId)?.name ?? say('Somebody who left'));
  const what =
    row?.lead.name ??
    (line.entity === 'user' ? people.find((person) => person.id === id)?.name : null) ??
    null;
  return { by: nameOf(line.actor_id), what, isLead: row !== null };
}

export function AuditRow({ line }: { line: AuditLine }) {
  const zone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  const { by, what } = useNames(line);
  return (
    <div className={css.item}>
      <span className={css.itemName}>
        {actionWord(line.action)}: {what ?? entityWord(line.entity)}
      </span>
      <span className={css.itemWords}>{line.seq}</span>
      <span className={css.itemWords}>{by}</span>
      <span className={css.itemWords}>{momentLabel(line.at, zone, useMinute())}</span>
    </div>
  );
}

export function AuditDetail({ line }: { line: AuditLine }) {
  const zone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  const { by, what, isLead } = useNames(line);
  const fields = fieldsOfLine(line);
  return (
    <>
      <h2>
        {actionWord(line.action)}: {entityWord(line.entity)}
        {what && `, ${what}`}
      </h2>
      <dl className={css.facts}>
        <dt>{say('By')}</dt>
        <dd>{by}</dd>
        <dt>{say('When')}</dt>
        <dd>{bothClocks(line.at, zone, zone)}</dd>
        {isLead && line.entity_id && (
          <>
            <dt>{say('Lead')}</dt>
            <dd>
              <Link to="/leads/$id" params={{ id: line.entity_id }}>
                {what}
              </Link>
            </dd>
          </>
        )}
        {line.app_version && (
          <>
            <dt>{say('Program')}</dt>
            <dd>{line.app_version}</dd>
          </>
        )}
        {line.device_id && (
          <>
            <dt>{say('Device')}</dt>
            <dd>{line.device_id}</dd>
          </>
        )}
        {factsOfLine(line).map(({ name, value }) => (
          <Fact key={name} name={name} value={value} />
        ))}
        <dt>{say('Line')}</dt>
        <dd>
          {line.seq}
          {line.erased_at && say(', personal values erased')}
        </dd>
      </dl>
      {fields.length > 0 && (
        <table className={css.table} aria-label={say('Fields')}>
          <thead>
            <tr>
              <th scope="col">{say('Field')}</th>
              <th scope="col">{say('Before')}</th>
              <th scope="col">{say('After')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td className={css.quiet}>{before}</td>
                <td>{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);
