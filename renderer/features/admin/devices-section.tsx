// Where people are signed in, and signing a device out: it forgets everything of Callbook when it next reaches the server.
import { Button, SegmentedControl } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import { useState } from 'react';
import { type Device, deviceSchema, type UnsentOfRevoked } from '#domain/device/device.ts';
import { pageSchema } from '#domain/page.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { useApi } from '../../session/use-api.ts';
import { bothClocks, momentLabel } from '../../ui/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useMinute } from '../../ui/now.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { ToneChip } from '../../ui/tone-chip.tsx';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { ServedList } from './served-list.tsx';
import { usePages } from './use-pages.ts';
import { useRequest } from './use-request.ts';

const pageOfDevices = pageSchema(deviceSchema);

/** The section of Admin. */
export function DevicesSection() {
  const [state, setState] = useState<'signed_in' | 'removed'>('signed_in');
  const pages = usePages(pageOfDevices, `/api/devices?state=${state}`);
  return (
    <ServedList
      label={say('Devices')}
      id="devices"
      pages={pages}
      bar={
        <>
          <SegmentedControl
            size="xs"
            aria-label={say('Which devices')}
            value={state}
            onChange={(value) => setState(value === 'removed' ? 'removed' : 'signed_in')}
            data={[
              { value: 'signed_in', label: say('Signed in') },
              { value: 'removed', label: say('Removed') },
            ]}
          />
          <span className={css.quiet}>{say('Every sign-in is a device of its own.')}</span>
        </>
      }
      row={(device) => <DeviceRow device={device} />}
      detail={(device) => <DeviceDetail device={device} reload={pages.reload} />}
      empty={
        <EmptyState
          icon={<IconDeviceLaptop size={30} stroke={1.3} />}
          title={state === 'removed' ? say('No device has been removed') : say('Nobody is signed in')}
        >
          {state === 'removed'
            ? say('A device that was signed out from here appears with what it had not sent.')
            : say('A device appears here when somebody signs in on it.')}
        </EmptyState>
      }
    />
  );
}

const useOwner = (device: Device): string =>
  useLive(useReplica().users).find(({ id }) => id === device.user_id)?.name ?? say('Somebody who left');

function DeviceRow({ device }: { device: Device }) {
  const zone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  return (
    <div className={css.item}>
      <span className={css.itemName}>{useOwner(device)}</span>
      {device.is_current ? (
        <ToneChip tone="now">{say('This device')}</ToneChip>
      ) : (
        <RemovalChip device={device} />
      )}
      <span className={css.itemWords}>
        {device.device_name ?? say('A browser or program without a name')}
      </span>
      <span className={css.itemWords}>{momentLabel(device.last_seen_at, zone, useMinute())}</span>
    </div>
  );
}

/** How far a removal has come; nothing of a device that is signed in. */
function RemovalChip({ device }: { device: Device }) {
  if (device.removed_at === null) return <span />;
  return <ToneChip tone={device.unsent_lost === 0 ? 'now' : 'waiting'}>{removalWords(device)}</ToneChip>;
}

function removalWords({ wiped_at, unsent_lost }: Device): string {
  if (wiped_at === null) return say('Not reached yet');
  if (unsent_lost === null) return say('Removed; not known what was unsent');
  if (unsent_lost === 0) return say('Removed; everything was sent');
  return say('{count, plural, one {# change was not sent} other {# changes were not sent}}', {
    count: unsent_lost,
  });
}

function DeviceDetail({ device, reload }: { device: Device; reload(): void }) {
  const [api, toasts, name] = [useApi(), useToasts(), useOwner(device)];
  const zone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  const { busy, refused, run } = useRequest();
  const [asked, setAsked] = useState(false);
  const revoke = async (unsent: UnsentOfRevoked) => {
    const path = `/api/devices/${device.id}?unsent=${unsent}`;
    const gone = await run(api.call(deviceSchema, path, { method: 'DELETE' }));
    if (!gone) return;
    toasts.show({
      words: say('{name} is signed out on {device_name}.', {
        name,
        device_name: device.device_name ?? say('that device'),
      }),
    });
    reload();
  };
  return (
    <>
      <h2>{device.device_name ?? say('A browser or program without a name')}</h2>
      <dl className={css.facts}>
        <dt>{say('Of')}</dt>
        <dd>{name}</dd>
        <dt>{say('Signed in')}</dt>
        <dd>{bothClocks(device.created_at, zone, zone)}</dd>
        <dt>{say('Last seen')}</dt>
        <dd>{bothClocks(device.last_seen_at, zone, zone)}</dd>
        <dt>{say('Version')}</dt>
        <dd>{device.app_version ?? say('Not said')}</dd>
        {device.removed_at && (
          <>
            <dt>{say('Signed out here')}</dt>
            <dd>{bothClocks(device.removed_at, zone, zone)}</dd>
            <dt>{say('Its data')}</dt>
            <dd>{removalWords(device)}</dd>
          </>
        )}
      </dl>
      {device.removed_at ? null : device.is_current ? (
        <p className={css.quiet}>
          {say('You are sitting at it. To sign out here, use your own menu below on the left.')}
        </p>
      ) : asked ? (
        <fieldset className={css.card} aria-label={say('Sign the device out')}>
          <p>
            {say(
              'The device is signed out at once, and removes everything of Callbook when it next reaches the server. Remove a stolen one at once: work on it that has not been sent is lost. One of somebody who leaves may send its work first. This cannot be undone; {name} can sign in again.',
              { name },
            )}
          </p>
          <div className={css.inline}>
            <Button color="red" loading={busy} autoFocus onClick={() => void revoke('lose')}>
              {say('Remove at once')}
            </Button>
            <Button color="red" variant="light" disabled={busy} onClick={() => void revoke('take')}>
              {say('Let it send its work first')}
            </Button>
            <Button variant="default" onClick={() => setAsked(false)}>
              {say('Leave it')}
            </Button>
          </div>
        </fieldset>
      ) : (
        <Button variant="default" onClick={() => setAsked(true)}>
          {say('Sign this device out…')}
        </Button>
      )}
      <p role="alert" className={css.refused}>
        {refused}
      </p>
    </>
  );
}
