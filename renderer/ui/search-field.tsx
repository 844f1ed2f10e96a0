// The field above a list in which one types what is looked for. Esc leaves it, and what was typed stays.
import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { say } from '../words/say.ts';

interface Props {
  field: RefObject<HTMLInputElement | null>;
  /** What it finds, as its name: "Find a customer". */
  label: string;
  placeholder: string;
  className: string | undefined;
  text: string;
  write(text: string): void;
}

/** The key that leads here is the screen's own. */
export function SearchField({ field, label, placeholder, className, text, write }: Props) {
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      title={say('Search (key /)')}
      {...(className === undefined ? {} : { className })}
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
      rightSection={
        text && <CloseButton size="xs" aria-label={say('Clear the search')} onClick={() => write('')} />
      }
      spellCheck={false}
    />
  );
}
