// On Today, until it is taken or declined: that there is a tour. It stands in nobody's way, and takes no key.
import { Button } from '@mantine/core';
import { useToasts } from '../../ui/toasts.tsx';
import { useTourOffer } from '../../ui/tour-offer.ts';
import { say } from '../../words/say.ts';
import css from './today-screen.module.css';

export function TourLine() {
  const { fresh, start, decline } = useTourOffer();
  const toasts = useToasts();
  if (!fresh) return null;
  return (
    <section className={css.tour} aria-label={say('New here?')}>
      <p>{say('New here? Two minutes show you the way around.')}</p>
      <Button size="compact-sm" variant="light" onClick={start}>
        {say('Take the tour')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        onClick={() => {
          decline();
          toasts.show({ words: say('You find the tour in the menu under your initials.') });
        }}
      >
        {say('No, thanks')}
      </Button>
    </section>
  );
}
