// Who is signed in, and what concerns only this person and this computer: colours, settings, signing out.
import { Avatar, Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { IconEraser, IconHistory, IconLogout, IconMap2, IconSettings } from '@tabler/icons-react';
import { useState } from 'react';
import { useSession, useSessionState } from '../../session/session-context.tsx';
import { say } from '../../words/say.ts';
import { SignOutDialog, type SignOutKind } from './sign-out-dialog.tsx';

const SCHEMES = [
  { value: 'auto', label: say('Colours of the system') },
  { value: 'light', label: say('Light') },
  { value: 'dark', label: say('Dark') },
] as const;

const schemeOf = (value: string) => SCHEMES.find((scheme) => scheme.value === value)?.value ?? 'auto';

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** The menu under the person's initials. `pending`: documents that the server has not confirmed. */
export function UserMenu({
  pending,
  openSettings,
  openHistory,
  takeTour,
}: {
  pending: number;
  openSettings: () => void;
  openHistory: () => void;
  takeTour: () => void;
}) {
  const session = useSession();
  const user = useSessionState((state) => state.user);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [asking, setAsking] = useState<SignOutKind | null>(null);
  const leave = () => (pending > 0 ? setAsking('keep') : void session.signOut());
  return (
    <>
      <Menu position="right-end" width={220}>
        <Menu.Target>
          <UnstyledButton>
            <VisuallyHidden>{say('{name}: menu', { name: user?.name ?? say('Account') })}</VisuallyHidden>
            <Avatar size={34} radius="xl" color="iris" variant="light" aria-hidden>
              {initialsOf(user?.name ?? '?')}
            </Avatar>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {user?.name}
            <br />
            {user?.email}
          </Menu.Label>
          <Menu.Divider />
          <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(schemeOf(value))}>
            {SCHEMES.map(({ value, label }) => (
              <Menu.RadioItem key={value} value={value} closeMenuOnClick>
                {label}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item leftSection={<IconHistory size={16} stroke={1.6} />} onClick={openHistory}>
            {say('What was done')}
          </Menu.Item>
          <Menu.Item leftSection={<IconSettings size={16} stroke={1.6} />} onClick={openSettings}>
            {say('Settings and keys')}
          </Menu.Item>
          <Menu.Item leftSection={<IconMap2 size={16} stroke={1.6} />} onClick={takeTour}>
            {say('Take the tour')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={leave}>
            {say('Sign out')}
          </Menu.Item>
          <Menu.Item leftSection={<IconEraser size={16} stroke={1.6} />} onClick={() => setAsking('clear')}>
            {say('Clear this computer …')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SignOutDialog
        kind={asking}
        pending={pending}
        onClose={() => setAsking(null)}
        onSignOut={(kind) => void session.signOut({ wipe: kind === 'clear' })}
      />
    </>
  );
}
