// The parts of an OpenAPI document that the smoke script and the request collections read.

export interface Schema {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minimum?: number;
  minLength?: number;
}

interface Described {
  operationId: string;
  summary: string;
  description: string;
  /** Who may call it: `public`, `optional`, `user`, or the name of a right. */
  'x-who': string;
  tags: string[];
  security: object[];
  parameters?: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

export interface OpenApi {
  info: { title: string; version: string };
  paths: Record<string, Record<string, Described>>;
}

/** One operation of the document. */
export interface Operation extends Described {
  /** "GET /api/leads/{id}". */
  key: string;
  method: string;
  path: string;
}

/** All operations, in the order of the document. Throws where the text is no such document. */
export function operationsOf(document: OpenApi): Operation[] {
  if (typeof document?.paths !== 'object') throw new Error('this is not an OpenAPI document');
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      ...described,
      key: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
    })),
  );
}
