// The first pages of a PDF, drawn one after the other; the words of each are there for whoever does not see it.
import { VisuallyHidden } from '@mantine/core';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { say } from '../words/say.ts';
import { openPdf, type PdfRefusal } from './pdf-document.ts';
import css from './resume.module.css';

const SHOWN_PAGES = 8;
/** Pixels for each of the page's own: a little more than needed, for a window that is made larger. */
const sharpness = (): number => Math.min(2, Math.max(1.5, devicePixelRatio));
const MOST_WORDS = 20_000;
const REFUSALS: Readonly<Record<PdfRefusal, string>> = {
  locked: say('This PDF is locked by a password. Its own program asks for it.'),
  broken: say('This PDF is damaged: it cannot be shown here.'),
  slow: say('This PDF takes too long to be shown here.'),
};

export function PdfPages({ bytes }: { bytes: Uint8Array<ArrayBuffer> }) {
  const [state, setState] = useState<PDFDocumentProxy | PdfRefusal | null>(null);
  useEffect(() => {
    let current = true;
    let close: (() => void) | undefined;
    void openPdf(bytes).then((opened) => {
      if (typeof opened === 'string') return current && setState(opened);
      close = opened.close;
      return current ? setState(opened.document) : close?.();
    });
    return () => {
      current = false;
      close?.();
    };
  }, [bytes]);
  if (state === null) return null;
  if (typeof state === 'string') return <p role="status">{REFUSALS[state]}</p>;
  const shown = Math.min(state.numPages, SHOWN_PAGES);
  return (
    <>
      {numbersTo(shown).map((number) => (
        <PdfPage key={number} document={state} number={number} />
      ))}
      {state.numPages > shown && (
        <p className={css.quiet}>
          {say('{at} more pages are not drawn here. Its own program shows them.', {
            at: state.numPages - shown,
          })}
        </p>
      )}
    </>
  );
}

const numbersTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1);

function PdfPage({ document, number }: { document: PDFDocumentProxy; number: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState<string | null>(null);
  useEffect(() => {
    const place = canvas.current;
    if (place === null) return;
    let current = true;
    let stop: (() => void) | undefined;
    const draw = async () => {
      const page = await document.getPage(number);
      if (!current) return;
      const { width } = page.getViewport({ scale: 1 });
      const room = place.parentElement?.clientWidth ?? width;
      const viewport = page.getViewport({ scale: (room / width) * sharpness() });
      place.width = viewport.width;
      place.height = viewport.height;
      const task = page.render({ canvas: place, viewport });
      stop = () => task.cancel();
      await task.promise;
      const { items } = await page.getTextContent();
      const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
      if (current) setWords(text.slice(0, MOST_WORDS));
    };
    // A page that was left in the middle, or cannot be drawn, stays white: the others are still worth seeing.
    draw().catch(() => current && setWords(say('This page cannot be drawn.')));
    return () => {
      current = false;
      stop?.();
    };
  }, [document, number]);
  return (
    <div className={css.page} data-drawn={words !== null}>
      <canvas ref={canvas} className={css.canvas} aria-hidden />
      <VisuallyHidden>
        {say('Page {number} of {numPages}. {words}', {
          number,
          numPages: document.numPages,
          words: words ?? '',
        })}
      </VisuallyHidden>
    </div>
  );
}
