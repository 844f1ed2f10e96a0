// The frame of a part of the settings: what it is for, its fields, and below them what becomes of what was edited.
import { Button } from '@mantine/core';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import type { SettingsDraft } from './use-settings-draft.ts';

/** Ctrl+Enter saves. Who may not change it reads it. */
export function SettingsForm({
  title,
  intro,
  draft,
  children,
}: {
  title: string;
  intro: ReactNode;
  draft: SettingsDraft;
  children: ReactNode;
}) {
  const { mayChange, dirty, busy } = draft;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    draft.save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    draft.save();
  };
  return (
    <form className={css.form} onSubmit={submit} {...{ onKeyDown }} noValidate aria-label={title}>
      <div className={css.page}>
        <h2>{title}</h2>
        <p className={css.intro}>{intro}</p>
        <fieldset className={css.fields} disabled={!mayChange}>
          {children}
        </fieldset>
      </div>
      {mayChange ? (
        <div className={css.foot}>
          <Button type="submit" loading={busy} disabled={!dirty} title="Ctrl + Enter">
            {say('Save changes')}
          </Button>
          <Button variant="default" disabled={!dirty || busy} onClick={draft.discard}>
            {say('Discard')}
          </Button>
          <Outcome draft={draft} />
        </div>
      ) : (
        <div className={css.foot}>
          <span className={css.quiet}>{say('Only admins change this.')}</span>
        </div>
      )}
    </form>
  );
}

function Outcome({ draft }: { draft: SettingsDraft }) {
  const { dirty, refused, clash } = draft;
  return (
    <>
      {clash && (
        <>
          <Button variant="light" onClick={draft.saveMine}>
            {say('Save mine')}
          </Button>
          <Button variant="default" onClick={draft.takeTheirs}>
            {say('Take theirs')}
          </Button>
        </>
      )}
      <span className={css.quiet} role="status" aria-label={say('Changes')}>
        {dirty && !refused && !clash && say('Not saved yet. It is kept on this computer.')}
      </span>
      <p role="alert" className={css.refused}>
        {clash ? say('Somebody else has changed the same meanwhile.') : refused}
      </p>
    </>
  );
}
