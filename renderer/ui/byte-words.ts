// Sizes for people: "1.4 GB".
import { tongue } from '../words/say.ts';

const STEPS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const STEP = 1000;

/** Of a number of bytes, in the unit that gives the fewest digits before the point. Decimal units, as disks are sold in. */
export function bytesLabel(bytes: number): string {
  const at = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), STEPS.length - 1);
  const rounded = bytes / STEP ** at;
  return new Intl.NumberFormat(tongue().locale, {
    ...{ style: 'unit', unit: STEPS[at], unitDisplay: at === 0 ? 'long' : 'short' },
    maximumFractionDigits: at === 0 || rounded >= 100 ? 0 : 1,
  }).format(rounded);
}
