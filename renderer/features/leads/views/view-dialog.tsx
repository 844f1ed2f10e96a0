// What a view is called.
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { say } from '../../../words/say.ts';

const LONGEST = 80;

interface Props {
  title: string;
  /** At first. */
  name: string;
  save(name: string): void;
  close(): void;
}

export function ViewDialog({ title, name, save, close }: Props) {
  const [typed, setTyped] = useState(name);
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === '') setWrong(say('Give it a name first.'));
    else save(typed.trim());
  };
  return (
    <Modal opened onClose={close} title={title} size={380} closeButtonProps={{ 'aria-label': say('Close') }}>
      <form onSubmit={submit}>
        <Stack gap={12}>
          <TextInput
            data-autofocus
            label={say('Name of the view')}
            placeholder={say('North, overdue')}
            maxLength={LONGEST}
            value={typed}
            error={wrong}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={close}>
              {say('Cancel')}
            </Button>
            <Button type="submit">{say('Save')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
