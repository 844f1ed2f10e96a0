// What people set about an account's expected performance: one document a lead, the same on every device.
import { metricIdOf } from '#domain/ids.ts';
import { type Metric, metricSchema } from '#domain/metric/metric.ts';
import { refuse } from '#domain/result.ts';
import { say } from '../../words/say.ts';
import {
  type ActDeps,
  checked,
  finished,
  insertUnlessThere,
  newHead,
  readLead,
  unknownLead,
  writeChanges,
} from './act-deps.ts';
import type { ActResult, MetricChanges } from './act-types.ts';

/** Refusals: `unknown_lead`, `invalid`. */
export async function setMetric(deps: ActDeps, leadId: string, changes: MetricChanges): ActResult {
  if (!(await readLead(deps, leadId))) return refuse(unknownLead());
  const { metrics } = deps.collections;
  const id = metricIdOf(leadId);
  const before = (await metrics.findOne(id).exec())?.toMutableJSON();
  const after = checked(metricSchema, {
    ...(before ?? { ...newHead(deps), id, lead_id: leadId }),
    ...changes,
  });
  if (!after.ok) return after;
  const isNew = !before && (await insertUnlessThere<Metric>(metrics, after.value));
  const step = isNew
    ? ({ kind: 'made', collection: 'metrics', document: after.value } as const)
    : await writeChanges<Metric>(deps, 'metrics', id, changes);
  return finished(deps, { lead_id: leadId, id, say: say('Kept.'), steps: [step] });
}
