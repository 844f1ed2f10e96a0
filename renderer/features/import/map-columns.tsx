// The second step: which column is which field, with the first rows to see it by, and what holds for all rows.
import { Button, NativeSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { countLabel } from '../../ui/day-words.ts';
import { say } from '../../words/say.ts';
import css from './import.module.css';
import { fieldOptions, missingWords, withField } from './mapping.ts';
import type { ImportWay } from './use-import.ts';

const SAMPLES = 3;

export function MapColumns({ way }: { way: ImportWay }) {
  const { table, choices, own } = way;
  if (table === null) return null;
  const options = fieldOptions(own);
  const missing = missingWords(choices.mapping);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || missing) return;
    event.preventDefault();
    way.tryIt();
  };
  return (
    <form
      className={css.form}
      aria-label={say('Columns')}
      {...{ onKeyDown }}
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) way.tryIt();
      }}
    >
      <div className={css.page}>
        <p className={css.quiet}>
          {say('{length} rows. Say what each column is; what was chosen is remembered for the next file.', {
            length: countLabel(table.rows.length),
          })}
        </p>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{say('Column')}</th>
              <th scope="col">{say('Is')}</th>
              <th scope="col">{say('First rows')}</th>
            </tr>
          </thead>
          <tbody>
            {table.header.map((name, at) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Select
                    aria-label={say('What {name} is', { name })}
                    placeholder={say('left out')}
                    searchable
                    clearable
                    limit={200}
                    data={options}
                    value={choices.mapping[name] ?? null}
                    onChange={(field) => way.set({ mapping: withField(choices.mapping, name, field) })}
                  />
                </td>
                <td className={css.samples}>
                  {table.rows
                    .slice(0, SAMPLES)
                    .map((row) => row[at])
                    .filter(Boolean)
                    .join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <h2 className={css.title}>{say('All rows')}</h2>
        <div className={css.inline}>
          <NativeSelect
            size="xs"
            label={say('They are')}
            data={[
              { value: 'organization', label: say('Organizations') },
              { value: 'person', label: say('People') },
            ]}
            value={choices.kind}
            onChange={({ currentTarget }) =>
              way.set({ kind: currentTarget.value === 'person' ? 'person' : 'organization' })
            }
          />
          <TextInput
            label={say('Source')}
            placeholder={say('import')}
            maxLength={50}
            value={choices.source}
            onChange={({ currentTarget }) => way.set({ source: currentTarget.value })}
          />
          <div>
            <div className={css.label} id="on-duplicate">
              {say('A lead that is there already')}
            </div>
            <SegmentedControl
              size="xs"
              aria-labelledby="on-duplicate"
              data={[
                { value: 'skip', label: say('Stays as it is') },
                { value: 'update', label: say('Takes what the row says') },
              ]}
              value={choices.on_duplicate}
              onChange={(value) => way.set({ on_duplicate: value === 'update' ? 'update' : 'skip' })}
            />
          </div>
        </div>
      </div>
      <div className={css.foot}>
        <Button
          type="submit"
          title="Ctrl + Enter"
          disabled={missing !== null}
          loading={way.busy === 'trying'}
        >
          {say('Check all rows')}
        </Button>
        {way.busy === 'trying' ? (
          <Button variant="default" onClick={way.cancel}>
            {say('Stop')}
          </Button>
        ) : (
          <Button variant="default" onClick={way.startOver}>
            {say('Another file')}
          </Button>
        )}
        <span className={css.quiet}>{say('Nothing is written by that.')}</span>
        <p role="alert" className={css.refused}>
          {way.refused ?? missing}
        </p>
      </div>
    </form>
  );
}
