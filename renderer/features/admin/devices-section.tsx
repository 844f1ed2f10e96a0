// Where people are signed in, and signing a device out: it forgets everything of Callbook when it next reaches the server.
import { Button } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import { useState } from 'react';
import { type Device, deviceSchema } from '#domain/device/device.ts';
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
  const pages = usePages(pageOfDevices, '/api/devices');
  return (
    <ServedList
      label={say('Devices')}
      id="devices"
      pages={pages}
      bar={<span className={css.quiet}>{say('Every sign-in is a device of its own.')}</span>}
      row={(device) => <DeviceRow device={device} />}
      detail={(device) => <DeviceDetail device={device} reload={pages.reload} />}
      empty={
        <EmptyState icon={<IconDeviceLaptop size={30} stroke={1.3} />} title={say('Nobody is signed in')}>
          {say('A device appears here when somebody signs in on it.')}
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
      {device.is_current ? <ToneChip tone="now">{say('This device')}</ToneChip> : <span />}
      <span className={css.itemWords}>
        {device.device_name ?? say('A browser or program without a name')}
      </span>
      <span className={css.itemWords}>{momentLabel(device.last_seen_at, zone, useMinute())}</span>
    </div>
  );
}

function DeviceDetail({ device, reload }: { device: Device; reload(): void }) {
  const [api, toasts, name] = [useApi(), useToasts(), useOwner(device)];
  const zone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  const { busy, refused, run } = useRequest();
  const [asked, setAsked] = useState(false);
  const revoke = async () => {
    const gone = await run(api.call(deviceSchema, `/api/devices/${device.id}`, { method: 'DELETE' }));
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
      </dl>
      {device.is_current ? (
        <p className={css.quiet}>
          {say('You are sitting at it. To sign out here, use your own menu below on the left.')}
        </p>
      ) : asked ? (
        <fieldset className={css.card} aria-label={say('Sign the device out')}>
          <p>
            {say(
              'The device is signed out at once, and removes everything of Callbook when it next reaches the server. Work on it that has not been sent is lost. This cannot be undone; {name} can sign in again.',
              { name },
            )}
          </p>
          <div className={css.inline}>
            <Button color="red" loading={busy} autoFocus onClick={() => void revoke()}>
              {say('Sign it out and remove its data')}
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
