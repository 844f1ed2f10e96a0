// One text of a mail: written with its variables, and beside it the mail as it would be. What is typed is kept on this
// computer at every keystroke.
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import {
  type Template,
  type TemplateItem,
  templateItemSchema,
  templateSchema,
  testMailSchema,
} from '#domain/mail/mail-template.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { useApi } from '../../session/use-api.ts';
import { checked } from '../../ui/checked.ts';
import { useKept } from '../../ui/kept.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { createKeptDraft } from './kept-draft.ts';
import { TemplatePreview } from './template-preview.tsx';
import { NOT_UNDONE, useRequest } from './use-request.ts';

const textOf = ({ subject, body, html }: Template): Template => ({ subject, body, html });

/** To be made anew for each text (give it a key). `stored` is told what the server has now. */
export function TemplateEditor({ item, stored }: { item: TemplateItem; stored(item: TemplateItem): void }) {
  const { user_id } = useReplica();
  const [api, toasts] = [useApi(), useToasts()];
  const storage = useKept();
  const [kept] = useState(() =>
    createKeptDraft<Template>(storage, user_id, `mail-${item.name}-${item.language}`),
  );
  const [draft, setDraft] = useState<Template | null>(kept.read);
  const { busy, refused, errors, setErrors, run } = useRequest();
  const body = useRef<HTMLTextAreaElement>(null);
  const text = draft ?? textOf(item);
  const put = (next: Template | null) => {
    setDraft(next);
    setErrors({});
    kept.write(next);
  };
  const change = (changes: Partial<Template>) => put({ ...text, ...changes });
  const path = `/api/settings/templates/${item.name}`;
  const send = (given: Template | null) =>
    api.call(
      templateItemSchema,
      `${path}?language=${item.language}`,
      given === null ? { method: 'DELETE' } : { method: 'PUT', body: given },
    );
  const set = async (given: Template | null, words: string) => {
    const before = item.overridden ? textOf(item) : null;
    const now = await run(send(given));
    if (!now) return;
    put(null);
    stored(now);
    const undo = async () => {
      const back = await run(send(before));
      if (back) stored(back);
      return back ? null : NOT_UNDONE;
    };
    toasts.show({ words, undo });
  };
  const save = () => {
    const given = checked(templateSchema, text);
    if (given.ok) void set(given.value, say('The text is in use.'));
    else setErrors(given.error);
  };
  const test = async () => {
    const sent = await run(
      api.call(testMailSchema, `${path}/test`, {
        method: 'POST',
        body: { language: item.language, template: text },
      }),
    );
    if (sent) toasts.show({ words: say('It is on its way to {to}.', { to: sent.to }) });
  };
  const insert = (variable: string) => {
    const field = body.current;
    if (field === null) return;
    const { selectionStart: from, selectionEnd: to } = field;
    change({ body: `${text.body.slice(0, from)}{{${variable}}}${text.body.slice(to)}` });
    field.focus();
    requestAnimationFrame(() =>
      field.setSelectionRange(from + variable.length + 4, from + variable.length + 4),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (draft) save();
  };
  return (
    <form
      className={css.template}
      {...{ onKeyDown }}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      aria-label={say('Text of the mail')}
    >
      <div className={css.fields}>
        <TextInput
          label={say('Subject')}
          value={text.subject}
          maxLength={500}
          error={errors['subject']}
          onChange={({ currentTarget }) => change({ subject: currentTarget.value })}
        />
        <Textarea
          ref={body}
          label={say('Text')}
          autosize
          minRows={9}
          maxRows={18}
          value={text.body}
          error={errors['body']}
          onChange={({ currentTarget }) => change({ body: currentTarget.value })}
        />
        <fieldset className={css.variables} aria-label={say('Put in')}>
          <span className={css.quiet}>{say('Put in:')}</span>
          {item.variables.map((variable) => (
            <button key={variable} type="button" className={css.variable} onClick={() => insert(variable)}>
              {variable}
            </button>
          ))}
        </fieldset>
        <Checkbox
          size="xs"
          label={say('A page of its own, in place of the one made from the text')}
          checked={text.html !== null}
          onChange={({ currentTarget }) => change({ html: currentTarget.checked ? '<p></p>' : null })}
        />
        {text.html !== null && (
          <Textarea
            label={say('Page (HTML)')}
            autosize
            minRows={5}
            maxRows={14}
            value={text.html}
            error={errors['html']}
            onChange={({ currentTarget }) => change({ html: currentTarget.value })}
          />
        )}
        <div className={css.inline}>
          <Button type="submit" loading={busy} disabled={!draft} title="Ctrl + Enter">
            {say('Use this text')}
          </Button>
          <Button variant="default" disabled={!draft} onClick={() => put(null)}>
            {say('Discard')}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => void test()}>
            {say('Send it to myself')}
          </Button>
          {item.overridden && (
            <Button
              variant="subtle"
              disabled={busy}
              onClick={() => void set(null, say('Back to the delivered text.'))}
            >
              {say('Back to the delivered text')}
            </Button>
          )}
        </div>
        <p className={css.quiet} role="status" aria-label={say('Changes')} style={{ margin: 0 }}>
          {draft
            ? say('Not in use yet. It is kept on this computer.')
            : item.overridden
              ? say('Your own text.')
              : say('As delivered.')}
        </p>
        <p role="alert" className={css.refused}>
          {refused}
        </p>
      </div>
      <TemplatePreview item={item} text={text} />
    </form>
  );
}
