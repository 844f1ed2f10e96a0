// Many leads at once from a file, in four steps: the file, its columns, what would become of each row, and what was done.
import { IconLock } from '@tabler/icons-react';
import { useMay } from '../../session/use-may.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { say } from '../../words/say.ts';
import { CheckRows } from './check-rows.tsx';
import { ChooseFile } from './choose-file.tsx';
import css from './import.module.css';
import { ImportResult } from './import-result.tsx';
import { MapColumns } from './map-columns.tsx';
import { type Step, useImport } from './use-import.ts';

const STEPS: readonly { step: Step; label: string }[] = [
  { step: 'file', label: say('File') },
  { step: 'columns', label: say('Columns') },
  { step: 'check', label: say('Check') },
  { step: 'done', label: say('Done') },
];

/** The screen of #/import. */
export function ImportScreen() {
  return useMay('leads.import') ? <Wizard /> : <NotYours />;
}

function Wizard() {
  const way = useImport();
  const at = STEPS.findIndex(({ step }) => step === way.step);
  return (
    <ScreenFrame title={say('Import leads')} summary={way.table?.file_name}>
      <ol className={css.steps} aria-label={say('Steps')}>
        {STEPS.map(({ step, label }, of) => {
          const open = of < at && way.step !== 'done' && way.busy === null;
          return (
            <li
              key={step}
              className={css.step}
              data-now={of === at}
              {...(of === at ? { 'aria-current': 'step' } : {})}
            >
              {open ? (
                <button type="button" className={css.stepButton} onClick={() => way.go(step)}>
                  {of + 1}. {label}
                </button>
              ) : (
                `${of + 1}. ${label}`
              )}
            </li>
          );
        })}
      </ol>
      {way.step === 'file' && <ChooseFile way={way} />}
      {way.step === 'columns' && <MapColumns way={way} />}
      {way.step === 'check' && <CheckRows way={way} />}
      {way.step === 'done' && <ImportResult way={way} />}
    </ScreenFrame>
  );
}

const NotYours = () => (
  <ScreenFrame title={say('Import leads')}>
    <EmptyState icon={<IconLock size={34} stroke={1.3} />} title={say('This is for managers and admins')}>
      {say('Ask one of them to bring a file in. A lead of your own is added with Shift + A.')}
    </EmptyState>
  </ScreenFrame>
);
