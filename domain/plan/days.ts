// Calendar days as whole numbers, so that the arithmetic of due dates never touches an instant or a zone.

/** Milliseconds of a day of 24 hours. */
export const DAY_MS = 86_400_000;

/** The day YYYY-MM-DD as a count of days since 1970-01-01. */
export const dayNumber = (on: string): number => Date.parse(`${on}T00:00:00Z`) / DAY_MS;

/** The day with this number as YYYY-MM-DD. */
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** ISO weekday, 1 = Monday to 7 = Sunday. */
export const weekdayOf = (day: number): number => modulo(day + 3, 7) + 1;

/** The remainder that has the sign of the divisor, also for days before 1970. */
export const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor;
