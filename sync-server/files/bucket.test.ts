// Applications whose files lie in a bucket: the same promises, and none where the bucket does not answer.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { erasePerson } from '../privacy/erase-person.ts';
import { aForm, startIntake } from '../testing/intake.ts';
import { type S3Server, startS3Server } from '../testing/s3-server.ts';
import { aPdf } from '../testing/sample-files.ts';
import { ENGINES } from '../testing/test-database.ts';

describe.each(ENGINES)('a résumé in a bucket on %s', (engine) => {
  let s3: S3Server;
  let intake: Awaited<ReturnType<typeof startIntake>>;
  beforeEach(async () => {
    s3 = await startS3Server();
    intake = await startIntake(engine, s3.env);
  });
  afterEach(async () => {
    await intake.close();
    await s3.close().catch(() => undefined);
  });

  test('is kept there once, handed out from there, and gone when its people are forgotten', async () => {
    const { actors, deps, request } = intake.server;
    const [a, b] = await Promise.all(
      ['ada', 'eve'].map((name) => intake.form(aForm({ email: `${name}@x.org` }))),
    );
    expect([a?.status, b?.status]).toEqual([201, 201]);
    expect(await s3.keys()).toHaveLength(1);
    expect([await intake.stored(), await intake.drafts()]).toEqual([[], []]);
    const id = b?.body.id ?? '';
    const reply = await request(`/api/leads/${id}/resume`, { as: actors.manager });
    expect(reply.headers.get('content-length')).toBe(String(aPdf().byteLength));
    expect(Buffer.from(await reply.arrayBuffer())).toEqual(Buffer.from(aPdf()));
    const act = { actor: actors.admin, requestId: 'r' };
    const erase = (lead: string) => erasePerson(deps, act, { kind: 'lead', id: lead }, 'Ada Lovelace');
    await erase(a?.body.id ?? '');
    expect(await s3.keys()).toHaveLength(1);
    await erase(id);
    expect(await s3.keys()).toEqual([]);
  });

  test('that the bucket does not take leaves nothing, and the form is shown again', async () => {
    await s3.close();
    const headers = { accept: 'text/html' };
    const reply = await intake.server.request('/api/leads', { body: aForm(), headers });
    expect(reply.status).toBe(503);
    expect(await reply.text()).toContain('value="Lovelace"');
    expect([await intake.all.leads(), await intake.all.files(), await intake.drafts()]).toEqual([[], [], []]);
  });
});
