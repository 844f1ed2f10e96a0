// The workspace's own fields of a lead: what they are called, what they take, and what may be chosen.
import { Checkbox, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { CUSTOM_TYPES, type CustomField } from '#domain/lead/custom-field.ts';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { OrderedRows } from './ordered-rows.tsx';
import { SettingsForm } from './settings-form.tsx';
import { useSettingsDraft } from './use-settings-draft.ts';

const TYPE_WORDS: Readonly<Record<CustomField['type'], string>> = {
  text: say('Text'),
  number: say('Number'),
  date: say('Day'),
  boolean: say('Yes or no'),
  choice: say('One of a list'),
  'multi-choice': say('Several of a list'),
};

/** "shoe_size" for "Shoe size". */
export const keyFrom = (label: string): string =>
  label
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40);

const isChosen = (type: CustomField['type']): boolean => type === 'choice' || type === 'multi-choice';

/** The section of Admin. */
export function FieldsSection() {
  const draft = useSettingsDraft('fields', say('Own fields'));
  const stored = new Set((draft.stands?.custom_fields ?? []).map(({ key }) => key));
  return (
    <SettingsForm
      title={say('Own fields')}
      intro={say(
        'What your leads have beside what every lead has. A field that is taken away is no longer asked for; what was written in it stays with the leads.',
      )}
      draft={draft}
    >
      {draft.value && (
        <OrderedRows<CustomField>
          label={say('Own fields')}
          items={draft.value.custom_fields ?? []}
          set={(fields) => draft.change({ custom_fields: fields.length > 0 ? fields : null })}
          nameOf={({ label }, at) => label || say('field {at}', { at: at + 1 })}
          addLabel={say('Add a field')}
          add={() => ({ key: '', label: '', type: 'text', required: false, options: null })}
          empty={say(
            'There are none yet. Add what you always ask for: size of the shop, day of delivery, who decides.',
          )}
          disabled={!draft.mayChange}
          fields={(field, change, at) => (
            <>
              <TextInput
                label={say('Name')}
                value={field.label}
                maxLength={100}
                error={draft.at(`custom_fields.${at}.label`)}
                onChange={({ currentTarget: { value: label } }) =>
                  change(
                    stored.has(field.key) || field.key !== keyFrom(field.label)
                      ? { label }
                      : { label, key: keyFrom(label) },
                  )
                }
              />
              <TextInput
                label={say('Key in files')}
                value={field.key}
                readOnly={stored.has(field.key)}
                title={stored.has(field.key) ? say('What is stored bears this key: it stays') : ''}
                error={draft.at(`custom_fields.${at}.key`)}
                onChange={({ currentTarget }) => change({ key: currentTarget.value })}
              />
              <NativeSelect
                size="xs"
                label={say('Takes')}
                data={CUSTOM_TYPES.map((type) => ({ value: type, label: TYPE_WORDS[type] }))}
                value={field.type}
                error={draft.at(`custom_fields.${at}.type`)}
                onChange={({ currentTarget }) => {
                  const type = CUSTOM_TYPES.find((one) => one === currentTarget.value) ?? 'text';
                  change({ type, options: isChosen(type) ? (field.options ?? []) : null });
                }}
              />
              <Checkbox
                size="xs"
                mt={24}
                label={say('A new lead must have it')}
                checked={field.required}
                onChange={({ currentTarget }) => change({ required: currentTarget.checked })}
              />
              {isChosen(field.type) && (
                <TagsInput
                  size="xs"
                  className={css.wide}
                  label={say('Choices')}
                  description={say('Enter or a comma ends each')}
                  value={field.options ?? []}
                  error={draft.at(`custom_fields.${at}.options`)}
                  onChange={(options) => change({ options })}
                />
              )}
            </>
          )}
        />
      )}
      {draft.at('custom_fields', 'alone') && (
        <p className={css.refused}>{draft.at('custom_fields', 'alone')}</p>
      )}
    </SettingsForm>
  );
}
