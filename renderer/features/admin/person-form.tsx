// The form around a person's fields: Ctrl+Enter or the button saves, Esc leaves.
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import css from './admin.module.css';

export function PersonForm(props: { label: string; save(): void; leave(): void; children: ReactNode }) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isListOpen =
      event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
    if (event.key === 'Escape' && !isListOpen) props.leave();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) props.save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      aria-label={props.label}
      data-own-keys
      className={css.personForm}
      onSubmit={submit}
      {...{ onKeyDown }}
      noValidate
    >
      {props.children}
    </form>
  );
}
