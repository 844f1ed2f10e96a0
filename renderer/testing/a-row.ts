// A row of the desk from documents, without a desk: for tests of what is said about it.

import { createIds } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { PlanEvent } from '#domain/plan/lead.ts';
import { plan } from '#domain/plan/plan.ts';
import { planLeadOf } from '#domain/plan/plan-lead.ts';
import { defaultSettings } from '#domain/settings/settings.ts';
import { slaOf } from '#domain/sla/sla.ts';
import { aLead } from '#domain/testing/builders.ts';
import type { DeskRow } from '../replica/desk-types.ts';

const zone = 'Europe/Berlin';

/** The row as a KAM in Berlin sees it at `now`. */
export function aRow(
  now: string,
  events: readonly PlanEvent[] = [],
  given: Partial<Lead> = {},
  more: Partial<DeskRow> = {},
): DeskRow {
  const lead = aLead({ created_at: '2026-01-05T09:00:00.000Z', ...given });
  const settings = defaultSettings(now, createIds().next());
  return {
    lead_id: lead.id,
    lead,
    category: 'working',
    plan: plan(planLeadOf(lead, settings, zone), events, now, zone),
    sla: slaOf(lead, now),
    performance: null,
    time_zone: lead.time_zone ?? zone,
    time_zone_assumed: lead.time_zone === null,
    pocs: [],
    last_notes: [],
    last_order: null,
    last_interaction: null,
    ...more,
  };
}
