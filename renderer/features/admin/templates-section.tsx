// The texts of the mails: chosen by what they are for and their language, written, looked at, tried, and given up again.
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import { LANGUAGES, type Language } from '#domain/language.ts';
import {
  TEMPLATE_NAMES,
  type TemplateItem,
  type TemplateName,
  templateItemSchema,
} from '#domain/mail/mail-template.ts';
import { useApi } from '../../session/use-api.ts';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { TEMPLATE_WORDS } from './outbox-words.ts';
import { TemplateEditor } from './template-editor.tsx';
import { useRequest } from './use-request.ts';

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: say('English'), de: say('German') };

/** The section of Admin. */
export function TemplatesSection() {
  const api = useApi();
  const [name, setName] = useState<TemplateName>('intake_ack');
  const [language, setLanguage] = useState<Language>('en');
  const [item, setItem] = useState<TemplateItem | null>(null);
  const { refused, run } = useRequest();
  const key = `${name} ${language}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `run` is made anew by each drawing, and asks nothing by itself
  useEffect(() => {
    let wanted = true;
    const path = `/api/settings/templates/${name}?language=${language}`;
    void run(api.call(templateItemSchema, path)).then((read) => {
      if (wanted && read) setItem(read);
    });
    return () => {
      wanted = false;
    };
  }, [api, name, language]);
  return (
    <section className={css.page} aria-label={say('Mail texts')}>
      <h2>{say('Mail texts')}</h2>
      <p className={css.intro}>
        {say('What people are written. Each text is as delivered until you write your own.')}
      </p>
      <div className={css.inline} style={{ marginBottom: 14 }}>
        <NativeSelect
          size="xs"
          label={say('Mail')}
          data={TEMPLATE_NAMES.map((value) => ({ value, label: TEMPLATE_WORDS[value] }))}
          value={name}
          onChange={({ currentTarget }) =>
            setName(TEMPLATE_NAMES.find((one) => one === currentTarget.value) ?? 'intake_ack')
          }
        />
        <SegmentedControl
          size="xs"
          aria-label={say('Language')}
          data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={language}
          onChange={(value) => setLanguage(LANGUAGES.find((one) => one === value) ?? 'en')}
        />
      </div>
      <p role="alert" className={css.refused}>
        {refused}
      </p>
      {item && `${item.name} ${item.language}` === key && (
        <TemplateEditor key={key} item={item} stored={setItem} />
      )}
    </section>
  );
}
