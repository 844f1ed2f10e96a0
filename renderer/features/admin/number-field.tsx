// A whole number that may be empty while it is typed: it is then no number, and refused when it is to be saved.
import { NumberInput } from '@mantine/core';

export function NumberField({
  label,
  description,
  value,
  set,
  error,
  suffix = '',
}: {
  label: string;
  description?: string;
  value: number;
  set(value: number): void;
  error?: string | undefined;
  suffix?: string;
}) {
  return (
    <NumberInput
      label={label}
      description={description}
      value={Number.isFinite(value) ? value : ''}
      onChange={(given) => set(typeof given === 'number' ? given : Number.NaN)}
      error={error}
      suffix={suffix}
      allowDecimal={false}
      allowNegative={false}
      hideControls
    />
  );
}
