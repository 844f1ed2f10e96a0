// When and how often a lead is called, as a form holds it, and back.
import { type Lead, leadSchema } from '#domain/lead/lead.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type CadenceValues, cadenceFrom, cadenceValuesOf } from '../../ui/cadence-values.ts';
import { checked, type FieldErrors } from '../../ui/checked.ts';
import { WEEKDAYS, type WeekText, weekTextOf, windowsFrom } from '../../ui/hours-values.ts';
import { say } from '../../words/say.ts';
import { orNull } from './form.ts';

export interface CallingValues {
  cadence: CadenceValues;
  usual_hours: boolean;
  week: WeekText;
  closed_dates: string[];
  do_not_call: boolean;
  revive_on: string;
}

/** `monday`: the Monday of this week, as the lead sees it. */
export const callingOf = (lead: Lead, monday: string): CallingValues => ({
  cadence: cadenceValuesOf(lead.cadence, monday),
  usual_hours: lead.call_hours === null,
  week: weekTextOf(lead.call_hours),
  closed_dates: lead.closed_dates,
  do_not_call: lead.do_not_call,
  revive_on: lead.revive_on ?? '',
});

const schema = leadSchema.pick({ closed_dates: true, do_not_call: true, revive_on: true });
/** The lead's fields that this form holds. */
export const CALLING_FIELDS: readonly string[] = [...Object.keys(schema.shape), 'cadence', 'call_hours'];
type Calling = Pick<Lead, 'cadence' | 'call_hours' | 'closed_dates' | 'do_not_call' | 'revive_on'>;

/** The fields to store, or words per field; those of a weekday stand under "hours <day>". */
export function callingFrom(values: CallingValues): Result<Calling, FieldErrors> {
  const cadence = cadenceFrom(values.cadence);
  const hours = values.usual_hours ? ok(null) : hoursFrom(values.week);
  const others = checked(schema, { ...values, revive_on: orNull(values.revive_on) });
  if (cadence.ok && hours.ok && others.ok)
    return ok({ ...others.value, cadence: cadence.value, call_hours: hours.value });
  return refuse({
    ...(cadence.ok ? {} : cadence.error),
    ...(hours.ok ? {} : hours.error),
    ...(others.ok ? {} : others.error),
  });
}

function hoursFrom(week: WeekText): Result<NonNullable<Lead['call_hours']>, FieldErrors> {
  const days = WEEKDAYS.map((day) => ({ day, windows: windowsFrom(week[day]) }));
  const wrong = days.filter(({ windows }) => windows === null);
  if (wrong.length > 0)
    return refuse(
      Object.fromEntries(
        wrong.map(({ day }) => [`hours ${day}`, say('Write it as 09:00-12:00, 13:00-18:00')]),
      ),
    );
  const open = days.flatMap(({ day, windows }) =>
    windows === null || windows.length === 0 ? [] : [[day, windows] as const],
  );
  return ok(Object.fromEntries(open));
}
