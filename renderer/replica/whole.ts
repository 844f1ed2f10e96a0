// Whether this database has had everything once: said in the database itself, because the page's own storage reaches the
// disk later than the documents.
import type { RxCollection } from 'rxdb';
import type { StoredPayload } from './collections.ts';

const MARK = 'whole';

export const isWhole = async (desk: RxCollection<StoredPayload>): Promise<boolean> =>
  (await desk.findOne(MARK).exec()) !== null;

export async function noteWhole(desk: RxCollection<StoredPayload>): Promise<void> {
  await desk.upsert({ id: MARK, payload: '{}' });
}
