// The third step: what would become of each row, wrong cells mended in place and all tried again, and then the import.
import { Button, Progress, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { IMPORT_OUTCOMES, type ImportOutcome } from '#domain/imports/import-reply.ts';
import { countLabel } from '../../ui/day-words.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';
import { CellGrid } from './cell-grid.tsx';
import css from './import.module.css';
import type { ImportWay } from './use-import.ts';

const OUTCOME_WORDS: Readonly<Record<ImportOutcome, string>> = {
  created: say('New'),
  updated: say('Changed'),
  duplicate: say('There already'),
  invalid: say('Wrong'),
};

export function CheckRows({ way }: { way: ImportWay }) {
  const { table, report, mended, busy } = way;
  const [shown, setShown] = useState<ImportOutcome | ''>(() => ((report?.invalid ?? 0) > 0 ? 'invalid' : ''));
  const rows = useMemo(
    () => (report?.rows ?? []).filter(({ outcome }) => shown === '' || outcome === shown),
    [report, shown],
  );
  const again = mended.size > 0;
  useShortcut({
    ...{
      id: 'import.next',
      keys: ['Ctrl+Enter'],
      label: say('Check again, or import'),
      group: say('Import'),
      inText: true,
    },
    run: () => (again ? way.tryIt() : way.write()),
  });
  if (table === null || report === null) return null;
  const good = report.created + report.updated;
  const label = (outcome: ImportOutcome) => `${OUTCOME_WORDS[outcome]} ${countLabel(report[outcome])}`;
  return (
    <div className={css.form}>
      <div className={css.bar}>
        <SegmentedControl
          size="xs"
          aria-label={say('Rows that are')}
          data={[
            { value: '', label: say('All {total}', { total: countLabel(report.total) }) },
            ...IMPORT_OUTCOMES.filter((outcome) => report[outcome] > 0).map((value) => ({
              value,
              label: label(value),
            })),
          ]}
          value={shown}
          onChange={(value) => setShown(IMPORT_OUTCOMES.find((outcome) => outcome === value) ?? '')}
        />
        <span className={css.quiet}>{say('Enter changes a cell.')}</span>
      </div>
      <CellGrid table={table} rows={rows} mapping={way.choices.mapping} mended={mended} mend={way.mend} />
      {busy === 'writing' && (
        <div className={css.bar}>
          <Progress
            aria-label={say('Rows sent')}
            flex={1}
            value={(100 * (way.carried?.sent ?? 0)) / table.rows.length}
            animated={false}
          />
          <span role="status" aria-label={say('Progress')}>
            {say('{count} of {length}', {
              count: countLabel(way.carried?.sent ?? 0),
              length: countLabel(table.rows.length),
            })}
          </span>
        </div>
      )}
      <div className={css.foot}>
        {again ? (
          <Button title="Ctrl + Enter" loading={busy === 'trying'} onClick={way.tryIt}>
            {say('Check again')}
          </Button>
        ) : (
          <Button title="Ctrl + Enter" disabled={good === 0} loading={busy === 'writing'} onClick={way.write}>
            {say('{good, plural, one {Import one lead} other {Import {good2} leads}}', {
              good,
              good2: countLabel(good),
            })}
          </Button>
        )}
        {busy !== null ? (
          <Button variant="default" onClick={way.cancel}>
            {say('Stop')}
          </Button>
        ) : (
          <Button variant="default" onClick={() => way.go('columns')}>
            {say('Back')}
          </Button>
        )}
        <span className={css.quiet} role="status" aria-label={say('Changes')}>
          {again
            ? say('{size, plural, one {One cell was} other {{size2} cells were}} changed.', {
                size: mended.size,
                size2: countLabel(mended.size),
              })
            : leftOutWords(report)}
        </span>
        <p role="alert" className={css.refused}>
          {way.refused}
        </p>
      </div>
    </div>
  );
}

function leftOutWords({ duplicate, invalid }: { duplicate: number; invalid: number }): string {
  const out = duplicate + invalid;
  if (out === 0) return say('Every row is taken.');
  return say('{out, plural, one {One row is left out.} other {{out2} rows are left out.}}', {
    out,
    out2: countLabel(out),
  });
}
