// A figure with its bars, and the same numbers as a table for whoever reads rather than looks. Colours are the theme's, so
// that both schemes are readable.
import { Button } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { say } from '../../words/say.ts';
import css from './dashboard.module.css';

export interface Point {
  /** Full name, for the table and for pointing at. */
  name: string;
  /** Under the bar; empty where there is no room for each. */
  short: string;
  value: number;
  /** A part of the value, drawn within its bar. */
  part?: number;
  /** The value in words. */
  words: string;
}

interface Props {
  title: string;
  /** What the chart says, in a sentence. */
  summary: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly string[] }[];
  note?: ReactNode;
  children: ReactNode;
}

/** `children` are the drawing. */
export function ChartCard({ title, summary, columns, rows, note, children }: Props) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <section className={css.card} aria-labelledby={id}>
      <div className={css.cardHead}>
        <h2 id={id} className={css.cardTitle}>
          {title}
        </h2>
        <Button variant="subtle" size="compact-xs" onClick={() => setAsTable(!asTable)}>
          {asTable ? say('Chart') : say('Table')}
        </Button>
      </div>
      {asTable ? (
        <div className={css.tablePlace} {...scrolled(say('{title}, table', { title }))}>
          <DataTable columns={columns} rows={rows} />
        </div>
      ) : (
        <div className={css.drawing} {...picture(summary)}>
          {children}
        </div>
      )}
      {note && <p className={css.note}>{note}</p>}
    </section>
  );
}

// What is longer than its place has to be reached by the keys too.
const scrolled = (label: string) => ({ tabIndex: 0, role: 'group', 'aria-label': label });
const picture = (label: string) => ({ role: 'img', 'aria-label': label });

export function DataTable({ columns, rows }: Pick<Props, 'columns' | 'rows'>) {
  return (
    <table className={css.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [name, ...others] }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {others.map((cell, at) => (
              <td key={columns[at + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Standing bars; `part` is drawn from the ground. */
export function Bars({ points }: { points: readonly Point[] }) {
  const most = Math.max(1, ...points.map(({ value }) => value));
  return (
    <div className={css.bars}>
      {points.map(({ name, short, value, part, words }) => (
        <div key={name} className={css.column} title={`${name}: ${words}`}>
          <div className={css.well}>
            <div
              className={css.bar}
              data-whole={part === undefined}
              style={{ height: share(Math.max(0, value), most) }}
            >
              {part !== undefined && <div className={css.part} style={{ height: share(part, value) }} />}
            </div>
          </div>
          <span className={css.short}>{short}</span>
        </div>
      ))}
    </div>
  );
}

/** Lying bars with their names before them. */
export function Rows({ points }: { points: readonly Point[] }) {
  const most = Math.max(1, ...points.map(({ value }) => value));
  return (
    <div className={css.rows}>
      {points.map(({ name, value, words }) => (
        <div key={name} className={css.rowLine} title={`${name}: ${words}`}>
          <span className={css.rowName}>{name}</span>
          <div className={css.rowWell}>
            <div className={css.rowBar} style={{ width: share(value, most) }} />
          </div>
          <span className={css.rowValue}>{words}</span>
        </div>
      ))}
    </div>
  );
}

const share = (value: number, whole: number): string =>
  whole <= 0 ? '0%' : `${Math.round((1000 * value) / whole) / 10}%`;
