// While a handover is in force, Today says so: whose calls stand here too, or who makes mine.
import { useCovers } from '../../session/use-covers.ts';
import { plainDay } from '../../ui/day-words.ts';
import { say } from '../../words/say.ts';
import css from './today-screen.module.css';

/** Nothing while nobody covers for anybody. */
export function CoverLine() {
  const { covered, mine } = useCovers();
  const lines = [
    ...covered.map(({ name, handover }) =>
      say('You cover for {name} until {plainDay}.', { name, plainDay: plainDay(handover.to_on) }),
    ),
    ...(mine?.now
      ? [say('{name} covers for you until {plainDay}.', { name: mine.name, plainDay: plainDay(mine.to_on) })]
      : []),
  ];
  if (lines.length === 0) return null;
  return (
    <p className={css.cover} role="note" aria-label={say('Cover')}>
      {lines.join(' ')}
    </p>
  );
}
