// A database that does not open must say so: RxDB waits for ever where a migration hangs, and the person before an empty page.
import type { ReplicaDatabase } from './collections.ts';

/** The database, or a rejection after `ms` milliseconds. One that opens too late is closed again. */
export function inTime(opening: Promise<ReplicaDatabase>, ms: number): Promise<ReplicaDatabase> {
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new Error(`the database has not opened within ${Math.round(ms / 1000)} seconds`));
    }, ms);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      if (!late) act();
    };
    opening.then(
      (database) => {
        if (late) void database.rx.close();
        else settle(() => resolve(database));
      },
      (fault) => settle(() => reject(fault)),
    );
  });
}
