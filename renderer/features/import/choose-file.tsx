// The first step: a file by button or by dropping it, and below it what was imported before, with its undo.
import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { say } from '../../words/say.ts';
import { EarlierImports } from './earlier-imports.tsx';
import css from './import.module.css';
import type { ImportWay } from './use-import.ts';

export function ChooseFile({ way }: { way: ImportWay }) {
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => button.current?.focus(), []);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) way.choose(file);
  };
  return (
    <div className={css.page}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first */}
      <div
        className={css.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <IconFileSpreadsheet size={34} stroke={1.3} aria-hidden />
        <p className={css.dropTitle}>{say('A CSV file, its first row naming the columns')}</p>
        <p className={css.quiet}>
          {say(
            'As spreadsheets save it, with commas, semicolons or tabs; up to 10,000 leads. Nothing is written before you have seen what would become of each row.',
          )}
        </p>
        <Button ref={button} loading={way.busy === 'reading'} onClick={() => input.current?.click()}>
          {say('Choose a file')}
        </Button>
        <span className={css.quiet}>{say('or drop it here')}</span>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          aria-label={say('CSV file')}
          hidden
          onChange={({ currentTarget }) => {
            take(currentTarget.files);
            currentTarget.value = '';
          }}
        />
        <p role="alert" className={css.refused}>
          {way.refused}
        </p>
      </div>
      <EarlierImports />
    </div>
  );
}
