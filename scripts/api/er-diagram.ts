// The tables as a Mermaid entity-relationship diagram, read off the typed tables. The database has few foreign keys,
// as replicas write in any order; which table a column points to is told by its name.
// Source: https://mermaid.js.org/syntax/entityRelationshipDiagram.html
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';

/** What columns point to whose names do not say it: `lead_id` points to leads. */
const BY_NAME: Record<string, string> = {
  call_id: 'interactions',
  assignee_id: 'users',
  actor_id: 'users',
  created_by: 'users',
  from_id: 'users',
  to_id: 'users',
  by_id: 'users',
  resend_of: 'outbox',
  merged_into_id: 'leads',
  survivor_id: 'leads',
  other_id: 'leads',
};

/** The page with the diagram of these modules' tables. */
export function erDiagramOf(modules: Record<string, unknown>[]): string {
  const tables = modules
    .flatMap((module) => Object.values(module))
    .filter((value) => is(value, PgTable))
    .map((table) => getTableConfig(table))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const names = new Set(tables.map(({ name }) => name));
  return `# The tables

Written by \`npm run docs:api\` from \`sync-server/db/tables\`; do not edit. The lines are what columns mean. The
database itself holds those of people, sign-ins, imports and merges by foreign keys; nothing that hangs on a lead, as
laptops bring documents in any order.

\`\`\`mermaid
erDiagram
${tables.map((table) => entityText(table, names)).join('\n')}
${tables.flatMap((table) => linesOf(table, names)).join('\n')}
\`\`\`
`;
}

type Table = ReturnType<typeof getTableConfig>;

function entityText({ name, columns, primaryKeys }: Table, tables: Set<string>): string {
  const keys = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
  const rows = columns.map((column) => {
    const type = column
      .getSQLType()
      .replace(/ with time zone/, 'tz')
      .replaceAll(/\W+/g, '');
    const key = column.primary || keys.has(column.name) ? ' PK' : targetOf(column, tables) ? ' FK' : '';
    return `    ${type} ${column.name}${key}${column.notNull ? '' : ' "may be null"'}`;
  });
  return [`  ${name} {`, ...rows, '  }'].join('\n');
}

function linesOf({ name, columns }: Table, tables: Set<string>): string[] {
  return columns.flatMap((column) => {
    const target = targetOf(column, tables);
    return target ? [`  ${target} ${column.notNull ? '||' : '|o'}--o{ ${name} : ${column.name}`] : [];
  });
}

/** Null for ids that name a document of whatever table, or no row at all. */
function targetOf({ name }: { name: string }, tables: Set<string>): string | null {
  const target = BY_NAME[name] ?? name.replace(/_id$/, 's');
  return target !== name && tables.has(target) ? target : null;
}
