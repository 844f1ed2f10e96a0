// The way to the lead before and the lead after, in the list from which one came.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useTrail } from '../../ui/trail.tsx';
import { numberWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import css from './lead.module.css';

/** Nothing where the lead was not opened from a list. Going back leads to the list, however far one has gone on. */
export function BesideButtons({ leadId }: { leadId: string }) {
  const trail = useTrail();
  const navigate = useNavigate();
  const [beside] = useState(() => trail.beside(leadId));
  useEffect(() => trail.arrive(leadId), [trail, leadId]);
  const go = (id: string | null | undefined) => {
    if (!id) return false;
    void navigate({ to: '/leads/$id', params: { id }, replace: true });
  };
  const group = say('Lead');
  const there = beside !== null;
  const next = { keys: ['j'], label: say('Next in the list'), group, run: () => go(beside?.next) };
  useShortcut({ id: 'lead.next', ...next }, there);
  const previous = {
    keys: ['k'],
    label: say('Previous in the list'),
    group,
    run: () => go(beside?.previous),
  };
  useShortcut({ id: 'lead.previous', ...previous }, there);
  if (!there) return null;
  const { label, position, count } = beside;
  return (
    <nav className={css.beside} aria-label={say('In {label}', { label })}>
      <Tooltip label={say('Previous in {label} (K)', { label })}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={say('Previous in {label}', { label })}
          disabled={beside.previous === null}
          onClick={() => go(beside.previous)}
        >
          <IconChevronUp size={16} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={say('Next in {label} (J)', { label })}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={say('Next in {label}', { label })}
          disabled={beside.next === null}
          onClick={() => go(beside.next)}
        >
          <IconChevronDown size={16} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
      <span className={css.position} title={say('In {label}', { label })}>
        {say('{position} of {count}', { position: numberWords(position), count: numberWords(count) })}
      </span>
    </nav>
  );
}
