// Releases of the desktop program: how far each is rolled out, who runs it, and taking one back. They are published by
// `npm run release`, from where they are signed.
import { Button, NumberInput } from '@mantine/core';
import { IconPackage } from '@tabler/icons-react';
import { useState } from 'react';
import { pageSchema } from '#domain/page.ts';
import { type Release, releaseSchema } from '#domain/release/release.ts';
import { rolloutRange } from '#domain/release/rollout.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { useApi } from '../../session/use-api.ts';
import { bothClocks, countLabel, momentLabel } from '../../ui/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useMinute } from '../../ui/now.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { ToneChip } from '../../ui/tone-chip.tsx';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { PLATFORM_WORDS, releaseState } from './release-words.ts';
import { ServedList } from './served-list.tsx';
import { usePages } from './use-pages.ts';
import { NOT_UNDONE, useRequest } from './use-request.ts';

const pageOfReleases = pageSchema(releaseSchema);

/** The section of Admin. */
export function ReleasesSection() {
  const pages = usePages(pageOfReleases, '/api/releases');
  return (
    <ServedList
      label={say('Releases')}
      id="releases"
      pages={pages}
      bar={<span className={css.quiet}>{say('Laptops are offered the newest that has reached them.')}</span>}
      row={(release) => <ReleaseRow release={release} />}
      detail={(release) => <ReleaseDetail key={release.id} release={release} put={pages.put} />}
      empty={
        <EmptyState icon={<IconPackage size={30} stroke={1.3} />} title={say('No release yet')}>
          {say(
            'Whoever builds the program publishes it by npm run release. Laptops then update from this server.',
          )}
        </EmptyState>
      }
    />
  );
}

const nameOf = ({ version, platform }: Release): string =>
  say('{version} for {value}', { version, value: PLATFORM_WORDS[platform] });

function ReleaseRow({ release }: { release: Release }) {
  const { tone, words } = releaseState(release, useMinute());
  return (
    <div className={css.item}>
      <span className={css.itemName}>{nameOf(release)}</span>
      <ToneChip tone={tone}>{words}</ToneChip>
      <span className={css.itemWords}>{release.channel}</span>
      <span className={css.itemWords}>{devicesWords(release)}</span>
    </div>
  );
}

const devicesWords = ({ devices }: Release): string =>
  say('{devices, plural, one {on 1 device} other {on {devices2} devices}}', {
    devices,
    devices2: countLabel(devices),
  });

function ReleaseDetail({ release, put }: { release: Release; put(release: Release): void }) {
  const [api, toasts, now] = [useApi(), useToasts(), useMinute()];
  const zone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  const { busy, refused, run } = useRequest();
  const [rollout, setRollout] = useState<number | string>(release.rollout);
  const send = (change: { rollout?: number; withdrawn?: boolean }) =>
    api.call(releaseSchema, `/api/releases/${release.id}`, { method: 'PATCH', body: change });
  const change = async (
    wanted: Parameters<typeof send>[0],
    back: Parameters<typeof send>[0],
    words: string,
  ) => {
    const changed = await run(send(wanted));
    if (!changed) return;
    put(changed);
    toasts.show({
      words,
      undo: async () => {
        const before = await send(back);
        if (!before.ok) return NOT_UNDONE;
        put(before.value);
        setRollout(before.value.rollout);
        return undefined;
      },
    });
  };
  const wanted = Number(rollout);
  const withdrawn = release.withdrawn_at !== null;
  return (
    <>
      <h2>{nameOf(release)}</h2>
      <dl className={css.facts}>
        <dt>{say('Channel')}</dt>
        <dd>{release.channel}</dd>
        <dt>{say('Published')}</dt>
        <dd>{bothClocks(release.created_at, zone, zone)}</dd>
        <dt>{say('Counts until')}</dt>
        <dd>{bothClocks(release.expires_at, zone, zone)}</dd>
        <dt>{say('Runs')}</dt>
        <dd>{devicesWords(release)}</dd>
        {release.withdrawn_at !== null && (
          <>
            <dt>{say('Withdrawn')}</dt>
            <dd>{momentLabel(release.withdrawn_at, zone, now)}</dd>
          </>
        )}
      </dl>
      {release.notes && <p className={css.quiet}>{release.notes}</p>}
      <form
        className={css.inline}
        onSubmit={(event) => {
          event.preventDefault();
          void change(
            { rollout: wanted },
            { rollout: release.rollout },
            say('{nameOf} is offered to {wanted} of 100 laptops.', { nameOf: nameOf(release), wanted }),
          );
        }}
      >
        <NumberInput
          label={say('Of a hundred laptops it is offered to')}
          {...rolloutRange}
          allowDecimal={false}
          value={rollout}
          onChange={setRollout}
        />
        <Button type="submit" loading={busy} disabled={rollout === '' || wanted === release.rollout}>
          {say('Move the rollout')}
        </Button>
      </form>
      <p className={css.quiet}>
        {withdrawn
          ? say('It is offered to nobody. Who has it keeps it.')
          : say(
              'Withdrawn, it is offered to nobody any more; who has it keeps it. What is wrong in it is put right by a higher version.',
            )}
      </p>
      <Button
        variant="default"
        loading={busy}
        onClick={() =>
          void change(
            { withdrawn: !withdrawn },
            { withdrawn },
            withdrawn
              ? say('{nameOf} is offered again.', { nameOf: nameOf(release) })
              : say('{nameOf} is withdrawn.', { nameOf: nameOf(release) }),
          )
        }
      >
        {withdrawn ? say('Offer it again') : say('Withdraw it')}
      </Button>
      <p role="alert" className={css.refused}>
        {refused}
      </p>
    </>
  );
}
