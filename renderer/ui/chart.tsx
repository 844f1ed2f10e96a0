// What every drawing of figures has in common: one sentence that says it, and the figures as a table for whoever asks.
import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { say } from '../words/say.ts';
import css from './chart.module.css';

export interface ChartTable {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A drawing with its name, and a button that shows its table in its place. */
export function Chart({ title, table, children }: { title: string; table: ChartTable; children: ReactNode }) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure className={css.chart} aria-labelledby={id}>
      <figcaption className={css.head}>
        <span id={id}>{title}</span>
        <UnstyledButton className={css.switch} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {say('As a table')}
        </UnstyledButton>
      </figcaption>
      {asTable ? <Table {...table} title={title} /> : children}
    </figure>
  );
}

function Table({ head, rows, title }: ChartTable & { title: string }) {
  return (
    <table className={css.table} aria-label={title}>
      <thead>
        <tr>
          {head.map((words) => (
            <th key={words} scope="col">
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr key={cells[0]}>
            {cells.map((words, at) => (
              <td key={head[at]}>{words}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
