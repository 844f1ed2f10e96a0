// The pipeline: its states with what they mean, in the order in which they are shown, and where leads may go from each.
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { BUILT_IN_STATES, CATEGORIES, type Settings } from '#domain/settings/settings.ts';
import { stateWord } from '../../ui/field-words.ts';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { OrderedRows } from './ordered-rows.tsx';
import { SettingsForm } from './settings-form.tsx';
import { type SettingsDraft, useSettingsDraft } from './use-settings-draft.ts';
import { mayGo, stateNameFrom, withStates, withWay } from './with-states.ts';

/** In every workspace: other rules stand on them. */
const FRAME = new Set(BUILT_IN_STATES.slice(0, 4).map(({ name }) => name));
const MEANINGS = {
  new: say('New'),
  working: say('Being worked'),
  won: say('Won'),
  lost: say('Lost'),
} as const;

/** The section of Admin. */
export function StagesSection() {
  const draft = useSettingsDraft('stages', say('Stages'));
  return (
    <SettingsForm
      title={say('Stages')}
      intro={say(
        'The way of a lead, in the order in which lists and boards show it. Four stages belong to every workspace; a stage of your own can go once no lead stands in it.',
      )}
      draft={draft}
    >
      {draft.value && (
        <>
          <States draft={draft} value={draft.value} />
          <h3>{say('Where leads may go')}</h3>
          <p className={css.quiet}>
            {say('From the stage on the left to the ones that are ticked. It binds everybody but admins.')}
          </p>
          <Ways draft={draft} value={draft.value} />
        </>
      )}
    </SettingsForm>
  );
}

interface Props {
  draft: SettingsDraft;
  value: Settings;
}

function States({ draft, value }: Props) {
  return (
    <>
      <OrderedRows
        label={say('Stages')}
        flat
        items={value.states}
        set={(states) => draft.change(withStates(value, states))}
        nameOf={({ name }) => stateWord(name)}
        removable={({ name }) => !FRAME.has(name)}
        addLabel={say('Add a stage')}
        add={() => ({ name: '', category: 'working' as const })}
        empty=""
        disabled={!draft.mayChange}
        fields={({ name, category }, change, at) => (
          <>
            <TextInput
              aria-label={say('Name of stage {at}', { at: at + 1 })}
              placeholder="DEMO_BOOKED"
              value={name}
              readOnly={FRAME.has(name)}
              variant={FRAME.has(name) ? 'filled' : 'default'}
              title={FRAME.has(name) ? say('This stage belongs to every workspace') : stateWord(name)}
              error={draft.at(`states.${at}.name`)}
              maxLength={40}
              onChange={({ currentTarget }) => change({ name: stateNameFrom(currentTarget.value) })}
            />
            <NativeSelect
              size="xs"
              aria-label={say('Meaning of stage {at}', { at: at + 1 })}
              disabled={FRAME.has(name)}
              data={CATEGORIES.map((one) => ({ value: one, label: MEANINGS[one] }))}
              value={category}
              onChange={({ currentTarget }) =>
                change({ category: CATEGORIES.find((one) => one === currentTarget.value) ?? category })
              }
            />
          </>
        )}
      />
      {draft.at('states', 'alone') && <p className={css.refused}>{draft.at('states', 'alone')}</p>}
    </>
  );
}

function Ways({ draft, value }: Props) {
  const names = value.states.map(({ name }) => name).filter((name) => name !== '');
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className={css.table} aria-label={say('Where leads may go')}>
        <thead>
          <tr>
            <th scope="col">{say('From')}</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {stateWord(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((from) => (
            <tr key={from}>
              <th scope="row">{stateWord(from)}</th>
              {names.map((to) => (
                <td key={to}>
                  {from !== to && (
                    <Checkbox
                      size="xs"
                      aria-label={say('From {state} to {state2}', {
                        state: stateWord(from),
                        state2: stateWord(to),
                      })}
                      checked={mayGo(value.transitions, from, to)}
                      onChange={({ currentTarget }) =>
                        draft.change({ transitions: withWay(value, from, to, currentTarget.checked) })
                      }
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
