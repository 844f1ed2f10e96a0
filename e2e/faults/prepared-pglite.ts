// PGlite's wire protocol, one round per statement: every text is parsed and planned once. PGlite's own `query` takes five
// rounds, which is most of what a random run would cost.
import { type PGlite, protocol } from '@electric-sql/pglite';

interface Prepared {
  name: string;
  types: number[];
  fields: { name: string; dataTypeID: number }[];
}

interface Options {
  rowMode?: 'array' | 'object';
  parsers?: Record<number, (text: string) => unknown>;
}

export interface Answer {
  rows: unknown[];
  fields: Prepared['fields'];
  affectedRows: number;
}

export type Ask = (text: string, params?: unknown[], options?: Options) => Answer;

interface Message {
  name: string;
  fields?: unknown;
  dataTypeIDs?: number[];
  text?: string;
}

const { serialize, Parser } = protocol;

/** Asks this database. Throws what the server says, as an error with its `code`. */
export function preparedOn(pglite: PGlite): Ask {
  const known = new Map<string, Prepared>();
  const send = (...parts: Uint8Array[]): Message[] => {
    const out = pglite.execProtocolRawSync(Buffer.concat(parts));
    const messages: Message[] = [];
    const buffer = out.slice().buffer as ArrayBuffer;
    new Parser().parse(buffer, (message) => messages.push(message as unknown as Message));
    const fault = messages.find(({ name }) => name === 'error');
    if (fault) throw fault;
    return messages;
  };
  const prepare = (text: string): Prepared => {
    const made = known.get(text);
    if (made) return made;
    const name = `s${known.size}`;
    const messages = send(
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    );
    const types = messages.find((message) => message.name === 'parameterDescription')?.dataTypeIDs ?? [];
    const fields = messages.find((message) => message.name === 'rowDescription')?.fields ?? [];
    const prepared = { name, types, fields: fields as Prepared['fields'] };
    known.set(text, prepared);
    return prepared;
  };
  const textOf = (value: unknown, type: number | undefined): string | null => {
    if (value === null || value === undefined) return null;
    const write = type === undefined ? undefined : pglite.serializers[type];
    return write ? write(value) : String(value);
  };
  return (text, params = [], options = {}) => {
    const { name, types, fields } = prepare(text);
    const values = params.map((value, at) => textOf(value, types[at]));
    const messages = send(
      serialize.bind({ statement: name, values }),
      serialize.execute({}),
      serialize.sync(),
    );
    const readers = fields.map(
      ({ dataTypeID }) =>
        options.parsers?.[dataTypeID] ?? pglite.parsers[dataTypeID] ?? ((one: string) => one),
    );
    const rows = messages
      .filter((message) => message.name === 'dataRow')
      .map(({ fields: given }) => {
        const cells = (given as (string | null)[]).map((cell, at) =>
          cell === null ? null : readers[at]?.(cell),
        );
        return options.rowMode === 'array'
          ? cells
          : Object.fromEntries(cells.map((cell, at) => [fields[at]?.name, cell]));
      });
    const done = messages.find((message) => message.name === 'commandComplete')?.text ?? '';
    return { rows, fields, affectedRows: Number(done.split(' ').at(-1)) || 0 };
  };
}
