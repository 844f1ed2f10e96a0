// The parts of Admin: what each is called, who sees it, and its code, which is fetched when it is opened.
import { type ComponentType, lazy } from 'react';
import type { Right } from '#domain/user/rights.ts';
import { say } from '../../words/say.ts';

export interface AdminSection {
  /** Its place in the address: #/admin/people. */
  name: string;
  label: string;
  /** Whoever has it sees the section. */
  right: Right;
  Screen: ComponentType;
  /** Fetches the code. */
  load(): Promise<unknown>;
}

function section(
  name: string,
  label: string,
  right: Right,
  load: () => Promise<ComponentType>,
): AdminSection {
  return { name, label, right, load, Screen: lazy(async () => ({ default: await load() })) };
}

export const ADMIN_SECTIONS: readonly AdminSection[] = [
  section(
    'people',
    say('People'),
    'users.list',
    async () => (await import('./people-section.tsx')).PeopleSection,
  ),
  section(
    'devices',
    say('Devices'),
    'devices.read',
    async () => (await import('./devices-section.tsx')).DevicesSection,
  ),
  section(
    'workspace',
    say('Workspace'),
    'settings.read',
    async () => (await import('./workspace-section.tsx')).WorkspaceSection,
  ),
  section(
    'rules',
    say('Assignment'),
    'settings.read',
    async () => (await import('./rules-section.tsx')).RulesSection,
  ),
  section(
    'rhythm',
    say('Call rhythm'),
    'settings.read',
    async () => (await import('./rhythm-section.tsx')).RhythmSection,
  ),
  section(
    'stages',
    say('Stages'),
    'settings.read',
    async () => (await import('./stages-section.tsx')).StagesSection,
  ),
  section(
    'fields',
    say('Own fields'),
    'settings.read',
    async () => (await import('./fields-section.tsx')).FieldsSection,
  ),
  section(
    'sla',
    say('First answer'),
    'settings.read',
    async () => (await import('./sla-section.tsx')).SlaSection,
  ),
  section(
    'holidays',
    say('Holidays'),
    'settings.read',
    async () => (await import('./holidays-section.tsx')).HolidaysSection,
  ),
  section(
    'templates',
    say('Mail texts'),
    'templates.change',
    async () => (await import('./templates-section.tsx')).TemplatesSection,
  ),
  section(
    'outbox',
    say('Outbox'),
    'outbox.read',
    async () => (await import('./outbox-section.tsx')).OutboxSection,
  ),
  section(
    'releases',
    say('Releases'),
    'releases.manage',
    async () => (await import('./releases-section.tsx')).ReleasesSection,
  ),
  section(
    'storage',
    say('Storage'),
    'storage.read',
    async () => (await import('./storage-section.tsx')).StorageSection,
  ),
  section(
    'audit',
    say('Audit'),
    'audit.read',
    async () => (await import('./audit-section.tsx')).AuditSection,
  ),
];

/** Fetches the code of all of them, so that each opens without a network. */
export const fetchAdminSections = (): Promise<unknown> =>
  Promise.all(ADMIN_SECTIONS.map(({ load }) => load()));
