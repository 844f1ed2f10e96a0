// The way to the lead before and the lead after, in the list from which one came.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useTrail } from '../../ui/trail.tsx';
import css from './lead.module.css';

const number = new Intl.NumberFormat('en');

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
  const group = 'Lead';
  const there = beside !== null;
  const next = { keys: ['j'], label: 'Next in the list', group, run: () => go(beside?.next) };
  useShortcut({ id: 'lead.next', ...next }, there);
  const previous = { keys: ['k'], label: 'Previous in the list', group, run: () => go(beside?.previous) };
  useShortcut({ id: 'lead.previous', ...previous }, there);
  if (!there) return null;
  const { label, position, count } = beside;
  return (
    <nav className={css.beside} aria-label={`In ${label}`}>
      <Tooltip label={`Previous in ${label} (K)`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Previous in ${label}`}
          disabled={beside.previous === null}
          onClick={() => go(beside.previous)}
        >
          <IconChevronUp size={16} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`Next in ${label} (J)`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Next in ${label}`}
          disabled={beside.next === null}
          onClick={() => go(beside.next)}
        >
          <IconChevronDown size={16} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
      <span className={css.position} title={`In ${label}`}>
        {number.format(position)} of {number.format(count)}
      </span>
    </nav>
  );
}
