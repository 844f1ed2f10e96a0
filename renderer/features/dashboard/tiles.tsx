// The six figures on top: a number, what it is of, and by what rule it is counted.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { type Figures, percentOf } from '#domain/dashboard/figures.ts';
import { countLabel } from '../../ui/day-words.ts';
import { say } from '../../words/say.ts';
import css from './dashboard.module.css';
import { FIGURE_WORDS, type FigureName, percentWords } from './figure-words.ts';

export function Tiles({ figures }: { figures: Figures }) {
  const { made, reached, productive, orders, due, in_time, kept, broken, running, entered, won } = figures;
  const taken = say('{orders, plural, one {1 order} other {{orders2} orders}}', {
    orders,
    orders2: countLabel(orders),
  });
  return (
    <dl className={css.tiles}>
      <Tile
        name="made"
        value={countLabel(made)}
        sub={say('{made, plural, one {call} other {calls}}', { made })}
      />
      <Tile name="reached" value={percentWords(percentOf(reached, made))} sub={ofWords(reached, made)} />
      <Tile
        name="plan"
        value={percentWords(percentOf(in_time, due))}
        sub={
          due === 0
            ? say('none yet')
            : say('{part} of {whole} due', { part: countLabel(in_time), whole: countLabel(due) })
        }
      />
      <Tile
        name="strike"
        value={percentWords(percentOf(productive, made))}
        sub={`${ofWords(productive, made)}; ${taken}`}
      />
      <Tile
        name="answers"
        value={percentWords(percentOf(kept, kept + broken))}
        sub={
          running > 0
            ? say('{kept} kept, {broken} broken, {running} open', {
                kept: countLabel(kept),
                broken: countLabel(broken),
                running: countLabel(running),
              })
            : say('{kept} kept, {broken} broken', { kept: countLabel(kept), broken: countLabel(broken) })
        }
      />
      <Tile name="leads" value={countLabel(entered)} sub={say('{won} won', { won: countLabel(won) })} />
    </dl>
  );
}

const ofWords = (part: number, whole: number): string =>
  whole === 0
    ? say('none yet')
    : say('{part} of {whole}', { part: countLabel(part), whole: countLabel(whole) });

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
            aria-label={say('How “{label}” is counted: {how}', { label, how })}
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
