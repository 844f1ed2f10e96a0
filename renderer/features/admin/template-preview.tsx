// The mail as the server would make it of the text, asked for when the writer pauses. The page of the mail stands in a
// frame in which nothing runs.
import { SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { type Template, type TemplateItem, templatePreviewSchema } from '#domain/mail/mail-template.ts';
import { apiWords, useApi } from '../../session/use-api.ts';
import { say } from '../../words/say.ts';
import css from './admin.module.css';

const PAUSE_MS = 350;

export function TemplatePreview({ item, text }: { item: TemplateItem; text: Template }) {
  const api = useApi();
  const [mail, setMail] = useState<z.output<typeof templatePreviewSchema> | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [shown, setShown] = useState('text');
  const asked = JSON.stringify({ language: item.language, template: text });
  const path = `/api/settings/templates/${item.name}/preview`;
  useEffect(() => {
    const stop = new AbortController();
    const pause = setTimeout(async () => {
      const answer = await api.call(templatePreviewSchema, path, {
        method: 'POST',
        body: JSON.parse(asked),
        signal: stop.signal,
      });
      if (stop.signal.aborted) return;
      setRefused(answer.ok ? null : apiWords(answer.error));
      if (answer.ok) setMail(answer.value);
    }, PAUSE_MS);
    return () => {
      clearTimeout(pause);
      stop.abort();
    };
  }, [api, path, asked]);
  return (
    <section className={css.previewPane} aria-label={say('Preview')}>
      <SegmentedControl
        size="xs"
        aria-label={say('Preview as')}
        data={[
          { value: 'text', label: say('Text') },
          { value: 'page', label: say('Page') },
        ]}
        value={shown}
        onChange={setShown}
        style={{ alignSelf: 'flex-start' }}
      />
      {refused && <p className={css.refused}>{refused}</p>}
      {mail && (
        <>
          <strong>{mail.subject}</strong>
          {shown === 'text' ? (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keyboard
            <pre className={css.previewText} tabIndex={0}>
              {mail.body}
            </pre>
          ) : (
            <iframe className={css.preview} sandbox="" srcDoc={mail.html} title={say('The mail as a page')} />
          )}
        </>
      )}
    </section>
  );
}
