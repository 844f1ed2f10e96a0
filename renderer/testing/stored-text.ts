// What lies in the page's databases, read past every layer of ours: all rows of all databases whose name holds a word.

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Shows each row; `put` writes another one in its store. */
export async function storedValues(
  named: string,
  look: (value: unknown, put: (row: unknown) => void) => void,
): Promise<void> {
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.includes(named)) continue;
    const database = await done(indexedDB.open(name));
    for (const store of [...database.objectStoreNames]) {
      const objects = database.transaction(store, 'readwrite').objectStore(store);
      for (const value of await done(objects.getAll())) look(value, (row) => void objects.put(row));
    }
    database.close();
  }
}

/** All rows as one text; bytes are shown as the letters that they would be. */
export async function storedText(named: string): Promise<string> {
  const texts: string[] = [];
  await storedValues(named, (value) =>
    texts.push(
      JSON.stringify(value, (_name, inner: unknown) =>
        inner instanceof Uint8Array ? new TextDecoder('latin1').decode(inner) : inner,
      ),
    ),
  );
  return texts.join('\n');
}
