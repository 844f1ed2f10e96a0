// Asked only when something written here has not reached the server: signing out keeps it, and says so.
import { Button, Group, Modal, Text } from '@mantine/core';

/** `pending`: documents that the server has not confirmed. */
export function SignOutDialog({
  opened,
  pending,
  onClose,
  onSignOut,
}: {
  opened: boolean;
  pending: number;
  onClose: () => void;
  onSignOut: () => void;
}) {
  const what = pending === 1 ? '1 change has' : `${pending} changes have`;
  return (
    <Modal opened={opened} onClose={onClose} title="Sign out?" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Text>
        {what} not reached the server yet. They stay on this computer and are sent the next time you sign in
        here.
      </Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          Stay signed in
        </Button>
        <Button color="red" onClick={onSignOut}>
          Sign out
        </Button>
      </Group>
    </Modal>
  );
}
