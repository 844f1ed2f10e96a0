// Asked once before a call outside the hours: what time it is there, and why call now. It stands beside the form and
// never keeps anybody from logging.
import { Button, CloseButton, TextInput } from '@mantine/core';
import { type Ref, useState } from 'react';
import { say } from '../../words/say.ts';
import css from './call-form.module.css';

interface Props {
  /** "It is 22:14 on Fri 20 Nov 2026 in Europe/Berlin, outside the call hours." */
  words: string;
  dial: (reason: string) => void;
  dismiss: () => void;
  ref: Ref<HTMLInputElement>;
}

/** The question with a field for the reason, which is kept in the note. */
export function DialQuestion({ words, dial, dismiss, ref }: Props) {
  const [reason, setReason] = useState('');
  const [bare, setBare] = useState(false);
  const go = () => {
    if (reason.trim() === '') setBare(true);
    else dial(reason);
  };
  return (
    <div className={css.question} role="alert">
      <p>{words}</p>
      <div className={css.questionForm}>
        <TextInput
          ref={ref}
          aria-label={say('Why call now?')}
          placeholder={say('Why call now? (C to write)')}
          value={reason}
          error={bare}
          maxLength={300}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) go();
          }}
        />
        <Button variant="default" onClick={go}>
          {say('Dial anyway')}
        </Button>
        <CloseButton aria-label={say('Do not dial')} onClick={dismiss} />
      </div>
    </div>
  );
}
