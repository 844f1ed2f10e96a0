// A menu whose entries are chosen by letter. The letters count from the very key that opens it: whoever types fast is
// ahead of the menu being drawn and focused.
import { useCallback, useEffect, useRef, useState } from 'react';

/** `choose` is given a letter in lower case, and answers whether it was one of the menu's. */
export function useLetterMenu(choose: (letter: string) => boolean) {
  const [open, setOpen] = useState(false);
  const opened = useRef(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!opened.current || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!choose(event.key.toLowerCase())) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  });
  const set = useCallback((next: boolean) => {
    opened.current = next;
    setOpen(next);
  }, []);
  return { open, set };
}
