// The frame of a form in place: Ctrl+Enter or the button saves, Esc leaves it as it was.
import { Button } from '@mantine/core';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { say } from '../../words/say.ts';
import css from './lead.module.css';

/** Whether Esc belongs to the list of choices that the field has opened. */
export const hasOpenList = (target: EventTarget): boolean =>
  target instanceof Element && target.getAttribute('aria-expanded') === 'true';

export function FormFrame({
  label,
  save,
  cancel,
  saveLabel = say('Save'),
  children,
}: {
  label: string;
  save(): void;
  cancel(): void;
  saveLabel?: string;
  children: ReactNode;
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && !hasOpenList(event.target)) cancel();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form aria-label={label} className={css.form} onSubmit={submit} {...{ onKeyDownCapture }} noValidate>
      {children}
      <div className={css.formFoot}>
        <Button type="submit" title="Ctrl + Enter">
          {saveLabel}
        </Button>
        <Button variant="default" onClick={cancel} title="Esc">
          {say('Cancel')}
        </Button>
      </div>
    </form>
  );
}
