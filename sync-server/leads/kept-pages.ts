// Pages of leads as they were last read, kept until something changes that their reader sees: to look whether anything has
// takes a hundredth of the time. The feed says so, scope by scope, so what is written elsewhere ends nobody's page.
import type { Lead } from '#domain/lead/lead.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { type Actor, worksFor } from '#domain/sync/scope.ts';
import type { Database } from '../db/database.ts';
import { versionFor } from '../feed/version-for.ts';

/** A lead beside its JSON, which takes longer to write than all the rest of an answer. */
export interface LeadText {
  lead: Lead;
  text: string;
}

export interface LeadTexts {
  leads: readonly LeadText[];
  total: number;
  has_more: boolean;
  /** By how long before its end a promise counts as due soon. */
  reminder_minutes: number;
}

export interface KeptPages {
  /** The page under this key of the actor: the kept one where it still holds, else what `read` gives. */
  of(
    actor: Actor,
    key: string,
    read: () => Promise<Result<LeadTexts, Refusal>>,
  ): Promise<Result<LeadTexts, Refusal>>;
}

/** Leads on all pages that are kept; they take about 3 kB each. */
const MAX_LEADS = 10_000;

/** The pages that this process keeps, those asked for last. */
export function createKeptPages(db: Database): KeptPages {
  const kept = new Map<string, { version: string; page: LeadTexts }>();
  let leads = 0;
  const drop = (key: string) => {
    const page = kept.get(key)?.page;
    if (!page) return;
    kept.delete(key);
    leads -= page.leads.length;
  };
  return {
    of: async (actor, key, read) => {
      const whose = `${actor.role} ${worksFor(actor).join()} ${key}`;
      // Asked before the page is read: what changes in between makes the page be read once more.
      const version = await versionFor(db, actor);
      const known = kept.get(whose);
      drop(whose);
      const found = known?.version === version ? ok(known.page) : await read();
      if (!found.ok) return found;
      // Another request may have kept it meanwhile. An empty page counts as one lead.
      drop(whose);
      kept.set(whose, { version, page: found.value });
      leads += found.value.leads.length;
      for (const oldest of kept.keys()) {
        if (leads <= MAX_LEADS && kept.size <= MAX_LEADS) break;
        drop(oldest);
      }
      return found;
    },
  };
}
