// The third step: what would become of each row, wrong cells mended in place and all tried again, and then the import.
import { Button, Progress, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { IMPORT_OUTCOMES, type ImportOutcome } from '#domain/imports/import-reply.ts';
import { countLabel } from '../../ui/day-words.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { CellGrid } from './cell-grid.tsx';
import css from './import.module.css';
import type { ImportWay } from './use-import.ts';

const OUTCOME_WORDS: Readonly<Record<ImportOutcome, string>> = {
  created: 'New',
  updated: 'Changed',
  duplicate: 'There already',
  invalid: 'Wrong',
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
      label: 'Check again, or import',
      group: 'Import',
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
          aria-label="Rows that are"
          data={[
            { value: '', label: `All ${countLabel(report.total)}` },
            ...IMPORT_OUTCOMES.filter((outcome) => report[outcome] > 0).map((value) => ({
              value,
              label: label(value),
            })),
          ]}
          value={shown}
          onChange={(value) => setShown(IMPORT_OUTCOMES.find((outcome) => outcome === value) ?? '')}
        />
        <span className={css.quiet}>Enter changes a cell.</span>
      </div>
      <CellGrid table={table} rows={rows} mapping={way.choices.mapping} mended={mended} mend={way.mend} />
      {busy === 'writing' && (
        <div className={css.bar}>
          <Progress
            aria-label="Rows sent"
            flex={1}
            value={(100 * (way.carried?.sent ?? 0)) / table.rows.length}
            animated={false}
          />
          <span role="status" aria-label="Progress">
            {countLabel(way.carried?.sent ?? 0)} of {countLabel(table.rows.length)}
          </span>
        </div>
      )}
      <div className={css.foot}>
        {again ? (
          <Button title="Ctrl + Enter" loading={busy === 'trying'} onClick={way.tryIt}>
            Check again
          </Button>
        ) : (
          <Button title="Ctrl + Enter" disabled={good === 0} loading={busy === 'writing'} onClick={way.write}>
            {good === 1 ? 'Import one lead' : `Import ${countLabel(good)} leads`}
          </Button>
        )}
        {busy !== null ? (
          <Button variant="default" onClick={way.cancel}>
            Stop
          </Button>
        ) : (
          <Button variant="default" onClick={() => way.go('columns')}>
            Back
          </Button>
        )}
        <span className={css.quiet} role="status" aria-label="Changes">
          {again
            ? `${mended.size === 1 ? 'One cell was' : `${countLabel(mended.size)} cells were`} changed.`
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
  if (out === 0) return 'Every row is taken.';
  return out === 1 ? 'One row is left out.' : `${countLabel(out)} rows are left out.`;
}
