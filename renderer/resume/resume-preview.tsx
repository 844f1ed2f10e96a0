// A lead's résumé where one stands: drawn here where that is safe, with the way to the computer's own program.
import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { useToasts } from '../ui/toasts.tsx';
import { say } from '../words/say.ts';
import { openResume, resumeWords } from './open-resume.ts';
import css from './resume.module.css';
import { useResumeShelf } from './resume-context.tsx';
import { resumeKindOf, textOf, unpackedSize } from './resume-kind.ts';
import type { Brought, WithResume } from './resume-shelf.ts';

const MOST_LETTERS = 200_000;
/** What a Word document may unpack to, in bytes. */
const MOST_UNPACKED = 60 * 1024 * 1024;

// What is longer than its place has to be reached by the keys too.
const SCROLLED = { tabIndex: 0, role: 'group', 'aria-label': say('Pages') };

export function ResumePreview({ lead }: { lead: WithResume }) {
  const { brought, retry } = useBrought(lead);
  const shelf = useResumeShelf();
  const toasts = useToasts();
  const open = async () => {
    const words = resumeWords[await openResume(lead, shelf)];
    if (words !== null) toasts.show({ words });
  };
  return (
    <section className={css.preview} aria-label={say('Résumé')}>
      <div className={css.bar}>
        <span className={css.name} title={lead.resume?.name}>
          {lead.resume?.name}
        </span>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconExternalLink size={14} stroke={1.8} aria-hidden />}
          onClick={() => void open()}
        >
          {say('Open in its own program')}
        </Button>
      </div>
      <div className={css.sheet} {...SCROLLED}>
        {brought && <Sheet brought={brought} retry={retry} />}
      </div>
    </section>
  );
}

function useBrought(lead: WithResume) {
  const shelf = useResumeShelf();
  const [attempt, setAttempt] = useState(0);
  const { id, resume } = lead;
  const key = JSON.stringify([id, resume?.name, resume?.size, attempt]);
  const [held, setHeld] = useState<{ key: string; brought: Brought } | null>(null);
  const wanted = useMemo(() => ({ key, lead: { id, resume } }), [key, id, resume]);
  useEffect(() => {
    let current = true;
    void shelf.bring(wanted.lead).then((brought) => current && setHeld({ key: wanted.key, brought }));
    return () => {
      current = false;
    };
  }, [shelf, wanted]);
  const retry = () => setAttempt((count) => count + 1);
  const brought = held?.key === key ? held.brought : null;
  const offline = brought?.is === 'offline';
  // With the words that promise it, not a moment after them.
  useLayoutEffect(() => {
    if (!offline) return;
    const again = () => setAttempt((count) => count + 1);
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [offline]);
  return { brought, retry };
}

function Sheet({ brought, retry }: { brought: Brought; retry(): void }): ReactNode {
  switch (brought.is) {
    case 'file':
      return <FileSheet key={brought.name} {...brought} />;
    case 'link':
      return <Say words={say('The résumé is a page elsewhere: {url}', { url: brought.url })} />;
    case 'offline':
      return (
        <Say
          words={say(
            'This résumé has not been fetched yet, and the server cannot be reached now. It comes by itself once it can.',
          )}
        >
          <Button variant="light" onClick={retry}>
            {say('Try again')}
          </Button>
        </Say>
      );
    case 'too_large':
      return <Say words={say('This file is too large to be shown here. Its own program shows it.')} />;
    default:
      return <Say words={resumeWords[brought.is] ?? ''} />;
  }
}

function FileSheet({ bytes, name }: Extract<Brought, { is: 'file' }>) {
  const kind = useMemo(() => resumeKindOf(bytes, name), [bytes, name]);
  switch (kind) {
    case 'pdf':
      return <LaterSheet bytes={bytes} draw={drawPdf} />;
    case 'docx':
      return <LaterSheet bytes={bytes} draw={drawDocx} />;
    case 'text':
      return <pre className={css.text}>{textOf(bytes).slice(0, MOST_LETTERS)}</pre>;
    case 'image':
      return <Picture bytes={bytes} />;
    case 'other':
      return (
        <Say words={say('This kind of file is not shown here. Its own program on this computer opens it.')} />
      );
  }
}

type Draw = (bytes: Uint8Array<ArrayBuffer>) => Promise<ReactNode>;

const BROKEN = say('This document is damaged: it cannot be shown here.');
const NO_PROGRAM = say(
  'The part of the program that shows this kind of file is still on the server. It comes once the server can be reached.',
);

// The parts that draw are large: they are brought when the first document of their kind is.
const drawPdf: Draw = async (bytes) => {
  const { PdfPages } = await import('./pdf-pages.tsx');
  return <PdfPages bytes={bytes} />;
};

const drawDocx: Draw = async (bytes) => {
  if (unpackedSize(bytes) > MOST_UNPACKED)
    return <Say words={say('This document is too large to be shown here. Its own program shows it.')} />;
  const { docxParts } = await import('./docx-parts.tsx');
  return <div className={css.document}>{await docxParts(bytes)}</div>;
};

/** What is drawn as soon as its part of the program is there. */
function LaterSheet({ bytes, draw }: { bytes: Uint8Array<ArrayBuffer>; draw: Draw }) {
  const [shown, setShown] = useState<ReactNode>(null);
  useEffect(() => {
    let current = true;
    draw(bytes)
      .catch((error: unknown) => <Say words={isNotLoaded(error) ? NO_PROGRAM : BROKEN} />)
      .then((drawn) => current && setShown(drawn));
    return () => {
      current = false;
    };
  }, [bytes, draw]);
  return shown;
}

// A module that cannot be fetched is a TypeError that says so.
const isNotLoaded = (error: unknown): boolean =>
  error instanceof TypeError && /module|import/i.test(error.message);

function Picture({ bytes }: { bytes: Uint8Array<ArrayBuffer> }) {
  const [broken, setBroken] = useState(false);
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes]));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  if (broken) return <Say words={say('This picture is damaged: it cannot be shown here.')} />;
  return (
    url && <img className={css.picture} src={url} alt={say('The résumé')} onError={() => setBroken(true)} />
  );
}

function Say({ words, children }: { words: string; children?: ReactNode }) {
  return (
    <div role="status">
      <p className={css.words}>{words}</p>
      {children}
    </div>
  );
}
