// People, their sessions, and the settings of the workspace.
import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { CallHours } from '#domain/lead/cadence.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Handover } from '#domain/user/handover.ts';
import type { Role } from '#domain/user/user.ts';
import { documentColumns, instant } from '../columns.ts';

export const users = pgTable(
  'users',
  {
    ...documentColumns,
    email: text().notNull(),
    /** Lower case; what sign-in and uniqueness compare. */
    email_normal: text().notNull(),
    name: text().notNull(),
    role: text().$type<Role>().notNull(),
    is_active: boolean().notNull(),
    time_zone: text().notNull(),
    handover: jsonb().$type<Handover>(),
    working_hours: jsonb().$type<CallHours>(),
    /** argon2id in PHC form; null: invited, and has chosen none yet. */
    password_hash: text(),
  },
  (t) => [uniqueIndex('users_email').on(t.email_normal)],
);

/** Every day handover that was ever set, so that whose work a lead was at an instant can be told later. */
export const handovers = pgTable(
  'handovers',
  {
    id: uuid().primaryKey(),
    user_id: uuid().notNull(),
    to_id: uuid().notNull(),
    from_on: date({ mode: 'string' }).notNull(),
    to_on: date({ mode: 'string' }).notNull(),
    set_at: instant().notNull(),
    /** Null until it was ended, by a person or by its last day. */
    ended_at: instant(),
    /** Whether the feed has given the leads to the scope of who covers. */
    given: boolean().notNull().default(false),
  },
  (t) => [
    index('handovers_open').on(t.user_id).where(sql`ended_at is null or given`),
    index('handovers_to').on(t.to_id),
  ],
);

/** One sign-in on one device: the family that its refresh tokens belong to. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey(),
    user_id: uuid().notNull(),
    device_name: text(),
    created_at: instant().notNull(),
    last_seen_at: instant().notNull(),
    /** What its program called itself when it was last seen; null: it did not say. */
    app_version: text(),
    /** Set when the session ends: by sign-out, by a stolen token, or by revoking the device. */
    ended_at: instant(),
    /** Why it ended: logout, reuse, revoked. */
    end_reason: text().$type<'logout' | 'reuse' | 'revoked'>(),
    /** Of a revoked device: by whom, and whether what it has not sent is still taken. */
    revoked_by: uuid(),
    takes_unsent: boolean().notNull().default(false),
    /** When it said that it has removed everything, and how many changes it had not sent; null: it could not tell. */
    wiped_at: instant(),
    unsent_lost: integer(),
  },
  (t) => [index('sessions_user').on(t.user_id)],
);

/** The link with which a person may choose a password, without its secret part. There is one a person: a new one ends it. */
export const password_links = pgTable('password_links', {
  user_id: uuid().primaryKey(),
  id: uuid().notNull().unique(),
  created_at: instant().notNull(),
  expires_at: instant().notNull(),
});

/** Refresh tokens by the SHA-256 of their text. A used one keeps its successor, so that reuse is seen. */
export const refresh_tokens = pgTable(
  'refresh_tokens',
  {
    hash: text().primaryKey(),
    session_id: uuid().notNull(),
    created_at: instant().notNull(),
    expires_at: instant().notNull(),
    used_at: instant(),
    successor_hash: text(),
    idempotency_key: text(),
  },
  (t) => [index('refresh_tokens_session').on(t.session_id)],
);

export const settings = pgTable('settings', {
  ...documentColumns,
  states: jsonb().$type<Settings['states']>().notNull(),
  currency: text().notNull(),
  sla_minutes: integer().notNull(),
  sla_rules: jsonb().$type<NonNullable<Settings['sla_rules']>>(),
  sla_reminder_minutes: integer().notNull(),
  sla_met_by: text().$type<Settings['sla_met_by']>().notNull(),
  reach_out_on_first_call: boolean().notNull(),
  cadence_defaults: jsonb().$type<Settings['cadence_defaults']>().notNull(),
  assignment_rule: text().$type<Settings['assignment_rule']>().notNull(),
  assignment_rules: jsonb().$type<NonNullable<Settings['assignment_rules']>>(),
  language: text().$type<NonNullable<Settings['language']>>(),
  custom_fields: jsonb().$type<NonNullable<Settings['custom_fields']>>(),
  transitions: jsonb().$type<NonNullable<Settings['transitions']>>(),
  lead_views: jsonb().$type<NonNullable<Settings['lead_views']>>(),
  holidays: jsonb().$type<Settings['holidays']>().notNull(),
  rates: jsonb().$type<Settings['rates']>().notNull(),
  performance: jsonb().$type<Settings['performance']>().notNull(),
});
