// The state of a form: values as typed, words beside the fields that are wrong, and what was typed as plain text.
import { useEffect, useState } from 'react';
import type { Refusal } from '#domain/refusal.ts';
import { errorsOf, type FieldErrors } from '../../ui/checked.ts';
import { useTyped } from './typed.tsx';

/** `name` tells this form from the others of the screen. */
export function useForm<Values extends object>(name: string, initial: Values) {
  const typed = useTyped();
  const [base] = useState(initial);
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<FieldErrors>({});
  useEffect(() => typed.keep(name, changedLines(base, values)), [typed, name, base, values]);
  return {
    values,
    errors,
    setErrors,
    set: <Key extends keyof Values & string>(key: Key, value: Values[Key]) => {
      setValues((present) => ({ ...present, [key]: value }));
      setErrors(({ [key]: _settled, ...others }) => others);
    },
    /** To be called when the form closes: what was typed is saved or not wanted. */
    forget: () => typed.keep(name, ''),
  };
}

const changedLines = (base: object, values: object): string => {
  const before = new Map(Object.entries(base));
  return Object.entries(values)
    .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before.get(key)))
    .map(([key, value]) => `${key.replaceAll('_', ' ')}: ${plain(value)}`)
    .join('\n');
};

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The fields that a refusal names, with its words. */
export const errorsOfRefusal = (refusal: Refusal): FieldErrors => errorsOf(refusal.errors ?? []);

/** What is stored for a text field: null when nothing is written. */
export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The fields of `after` that differ from `before`. */
export function changesOf<Fields extends object>(before: object, after: Fields): Partial<Fields> {
  const known = new Map(Object.entries(before));
  const differing = Object.entries(after).filter(
    ([key, value]) => JSON.stringify(value ?? null) !== JSON.stringify(known.get(key) ?? null),
  );
  return Object.fromEntries(differing) as Partial<Fields>;
}
