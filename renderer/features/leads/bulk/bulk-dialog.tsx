// Changing many leads: what is chosen, what it will do in words before it is done, and its progress, which can be stopped.
import { Button, Group, Modal, Progress, SegmentedControl, Stack } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ManyAct, ManyPreview } from '../../../replica/acts/many-types.ts';
import type { DeskRow } from '../../../replica/desk-types.ts';
import { useReplica } from '../../../replica/replica-context.tsx';
import { say } from '../../../words/say.ts';
import css from './bulk.module.css';
import { BulkFields } from './bulk-fields.tsx';
import { BULK_KINDS, type BulkKind, type BulkValues, bulkActOf, KIND_WORDS } from './bulk-values.ts';
import { leadsWords, previewWords, refusedWords } from './bulk-words.ts';
import { useChangeMany } from './use-change-many.ts';

export interface BulkDialogProps {
  kind: BulkKind;
  setKind(kind: BulkKind): void;
  values: BulkValues;
  setValues(values: BulkValues): void;
  rows: readonly DeskRow[];
  /** Whether this person may give leads to people. */
  mayAssign: boolean;
  nameOfUser(id: string | null): string;
  /** `done` says that the leads were changed. */
  close(done: boolean): void;
}

export function BulkDialog(props: BulkDialogProps) {
  const { kind, setKind, values, setValues, mayAssign, nameOfUser, close } = props;
  const running = useRunning(props);
  // What is being changed may leave the list meanwhile.
  const rows = running.started ?? props.rows;
  const act = useMemo(() => bulkActOf(kind, values), [kind, values]);
  const preview = usePreview(act, rows);
  const ready = act !== null && preview !== null && preview.changed > 0 && running.progress === null;
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (ready) void running.start(act);
  };
  return (
    <Modal
      opened
      onClose={() => (running.progress === null ? close(false) : running.stop())}
      title={say('Change {leads}', { leads: leadsWords(rows.length) })}
      size={520}
      closeButtonProps={{ 'aria-label': say('Close') }}
    >
      <form onSubmit={submit} {...{ onKeyDown: (event: KeyboardEvent) => isSave(event) && submit(event) }}>
        <Stack gap={12}>
          <SegmentedControl
            size="xs"
            aria-label={say('What to change')}
            data={BULK_KINDS.filter((one) => mayAssign || one !== 'assignee').map((value) => ({
              value,
              label: KIND_WORDS[value],
            }))}
            value={kind}
            onChange={(value) => setKind(BULK_KINDS.find((one) => one === value) ?? 'state')}
          />
          <BulkFields
            key={kind}
            kind={kind}
            values={values}
            change={(changes) => setValues({ ...values, ...changes })}
          />
          <Preview act={act} preview={preview} nameOfUser={nameOfUser} />
          {running.progress && <Going {...running.progress} stop={running.stop} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={() => close(false)} disabled={running.progress !== null}>
              {say('Cancel')}
            </Button>
            <Button type="submit" disabled={!ready} title="Ctrl + Enter">
              {preview && preview.changed > 0
                ? say('Change {leads}', { leads: leadsWords(preview.changed) })
                : say('Change')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

// Enter in a choice does nothing by itself.
const isSave = ({ key, ctrlKey, metaKey, target }: KeyboardEvent): boolean =>
  key === 'Enter' && (ctrlKey || metaKey || target instanceof HTMLSelectElement);

function Preview({
  act,
  preview,
  nameOfUser,
}: {
  act: ManyAct | null;
  preview: ManyPreview | null;
  nameOfUser(id: string): string;
}) {
  return (
    <div role="status" aria-label={say('What will change')} className={css.preview}>
      {act !== null && preview === null ? (
        <p>{say('Looking at the leads …')}</p>
      ) : act === null || preview === null ? (
        <p>
          {say(
            'Choose what to change. Nothing happens before you say so, and one undo takes all of it back.',
          )}
        </p>
      ) : (
        <>
          {previewWords(act, preview, nameOfUser).map((words) => (
            <p key={words}>{words}</p>
          ))}
          {preview.refused.map((refused) => (
            <p key={refusedWords(refused)} className={css.refused}>
              {refusedWords(refused)}
            </p>
          ))}
        </>
      )}
    </div>
  );
}

/** null without an act, and for as long as the leads are being looked at. */
function usePreview(act: ManyAct | null, rows: BulkDialogProps['rows']): ManyPreview | null {
  const { acts } = useReplica();
  const [found, setFound] = useState<{ act: ManyAct; preview: ManyPreview } | null>(null);
  useEffect(() => {
    if (act === null) return;
    const stop = new AbortController();
    const leads = rows.map(({ lead }) => lead);
    void acts.previewMany(leads, act, stop.signal).then((preview) => {
      if (!stop.signal.aborted) setFound({ act, preview });
    });
    return () => stop.abort();
  }, [acts, act, rows]);
  return found !== null && found.act === act ? found.preview : null;
}

function Going({ done, all, stop }: { done: number; all: number; stop(): void }) {
  return (
    <div className={css.going}>
      <Progress value={(100 * done) / all} aria-label={say('Changed so far')} className={css.bar} />
      <span>{say('{done} of {leads}', { done, leads: leadsWords(all) })}</span>
      <Button variant="default" onClick={stop}>
        {say('Stop')}
      </Button>
    </div>
  );
}

function useRunning({ rows, nameOfUser, close }: BulkDialogProps) {
  const changeMany = useChangeMany(nameOfUser);
  const [progress, setProgress] = useState<{ done: number; all: number } | null>(null);
  const [started, setStarted] = useState<BulkDialogProps['rows'] | null>(null);
  const stopper = useRef<AbortController | null>(null);
  const start = async (act: ManyAct) => {
    stopper.current = new AbortController();
    const ids = rows.map(({ lead_id }) => lead_id);
    setStarted(rows);
    setProgress({ done: 0, all: ids.length });
    const done = await changeMany(ids, act, {
      signal: stopper.current.signal,
      onProgress: (count, all) => setProgress({ done: count, all }),
    });
    close(done);
  };
  return { progress, started, start, stop: () => stopper.current?.abort() };
}
