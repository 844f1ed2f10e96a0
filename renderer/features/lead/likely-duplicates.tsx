// Leads that the new one may already be, while it is being typed.
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useMemo } from 'react';
import { useDesk } from '../../replica/replica-context.tsx';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { say } from '../../words/say.ts';
import type { FactsValues } from './facts-values.ts';
import css from './lead.module.css';

const SHOWN = 3;
const WHY = { email: say('same e-mail'), phone: say('same number'), name: say('same name') } as const;

export function LikelyDuplicates({ facts }: { facts: FactsValues }) {
  const { name, email, phone, city } = facts;
  const sought = useDeferredValue(
    useMemo(
      () => ({ name, email: email || null, phone: phone || null, city: city || null }),
      [name, email, phone, city],
    ),
  );
  const ask = useMemo(() => oncePerVersion((desk: Asked) => desk.likelyDuplicates(sought, SHOWN)), [sought]);
  const likely = useDesk(ask);
  return (
    <div role="status" aria-label={say('Likely duplicates')}>
      {likely.length > 0 && (
        <div className={css.likely}>
          {say('You may have it already:')}{' '}
          {likely.map((lead, index) => (
            <span key={lead.lead_id}>
              {index > 0 && ', '}
              <Link to="/leads/$id" params={{ id: lead.lead_id }}>
                {lead.name}
              </Link>{' '}
              ({WHY[lead.why]})
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

type Asked = Pick<Parameters<Parameters<typeof useDesk>[0]>[0], 'version' | 'likelyDuplicates'>;
