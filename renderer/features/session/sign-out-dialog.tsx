// Asked when signing out would leave unsent work behind, or when this computer is to be cleared.
import { Button, Group, Modal, Text } from '@mantine/core';
import { say } from '../../words/say.ts';

/** `keep`: data stays here for the next sign-in. `clear`: it is removed from this computer. */
export type SignOutKind = 'keep' | 'clear';

/** Opened while `kind` is set. `pending`: documents that the server has not confirmed. */
export function SignOutDialog({
  kind,
  pending,
  onClose,
  onSignOut,
}: {
  kind: SignOutKind | null;
  pending: number;
  onClose: () => void;
  onSignOut: (kind: SignOutKind) => void;
}) {
  const clears = kind === 'clear';
  return (
    <Modal
      opened={kind !== null}
      onClose={onClose}
      title={clears ? say('Sign out and clear this computer?') : say('Sign out?')}
      closeButtonProps={{ 'aria-label': say('Close') }}
    >
      {pending > 0 && <Text c={clears ? 'red' : 'inherit'}>{unsentWords(pending, clears)}</Text>}
      {clears && (
        <Text mt={pending > 0 ? 'xs' : 0}>
          {say(
            'Everything of yours is removed from this computer. What the server has comes back at your next sign-in.',
          )}
        </Text>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          {say('Stay signed in')}
        </Button>
        <Button color="red" onClick={() => kind && onSignOut(kind)}>
          {clears ? say('Clear and sign out') : say('Sign out')}
        </Button>
      </Group>
    </Modal>
  );
}

function unsentWords(pending: number, clears: boolean): string {
  return clears
    ? say(
        '{pending, plural, one {1 change has} other {{pending} changes have}} not reached the server yet and would be lost for good.',
        { pending },
      )
    : say(
        '{pending, plural, one {1 change has} other {{pending} changes have}} not reached the server yet. They stay on this computer and are sent the next time you sign in here.',
        { pending },
      );
}
