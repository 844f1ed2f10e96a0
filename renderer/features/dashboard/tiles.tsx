// The six figures on top: a number, what it is of, and by what rule it is counted.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { type Figures, percentOf } from '#domain/dashboard/figures.ts';
import { countLabel } from '../../ui/day-words.ts';
import css from './dashboard.module.css';
import { FIGURE_WORDS, type FigureName, percentWords } from './figure-words.ts';

export function Tiles({ figures }: { figures: Figures }) {
  const { made, reached, productive, orders, due, in_time, kept, broken, running, entered, won } = figures;
  const open = running > 0 ? `, ${countLabel(running)} open` : '';
  const taken = orders === 1 ? '1 order' : `${countLabel(orders)} orders`;
  return (
    <dl className={css.tiles}>
      <Tile name="made" value={countLabel(made)} sub={made === 1 ? 'call' : 'calls'} />
      <Tile name="reached" value={percentWords(percentOf(reached, made))} sub={ofWords(reached, made)} />
      <Tile name="plan" value={percentWords(percentOf(in_time, due))} sub={ofWords(in_time, due, 'due')} />
      <Tile
        name="strike"
        value={percentWords(percentOf(productive, made))}
        sub={`${ofWords(productive, made)}; ${taken}`}
      />
      <Tile
        name="answers"
        value={percentWords(percentOf(kept, kept + broken))}
        sub={`${countLabel(kept)} kept, ${countLabel(broken)} broken${open}`}
      />
      <Tile name="leads" value={countLabel(entered)} sub={`${countLabel(won)} won`} />
    </dl>
  );
}

const ofWords = (part: number, whole: number, what = ''): string =>
  whole === 0 ? 'none yet' : `${countLabel(part)} of ${countLabel(whole)} ${what}`.trim();

function Tile({ name, value, sub }: { name: FigureName; value: string; sub: string }) {
  const { label, how } = FIGURE_WORDS[name];
  return (
    <div className={css.tile}>
      <dt className={css.tileName}>
        {label}
        <Tooltip label={how} multiline w={300} events={{ hover: true, focus: true, touch: true }}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={`How “${label}” is counted: ${how}`}
          >
            <IconInfoCircle size={15} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </dt>
      <dd className={css.tileValue}>{value}</dd>
      <dd className={css.tileSub}>{sub}</dd>
    </div>
  );
}
