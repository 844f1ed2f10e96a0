// A small sync server for the tests of main: real HTTP, tokens that expire at a word, and a list of what it was asked.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type Asked = {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
};
type Answer = (asked: Asked, response: ServerResponse) => void;

export type TestServer = {
  url: string;
  asked: Asked[];
  /** The access token it takes; all others are a 401. */
  token: string;
  /** Replaces the answer to one path. */
  on(path: string, answer: Answer): void;
  stop(): Promise<void>;
};

/** Sends JSON. */
export function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/** Listens on a free port of 127.0.0.1. Any path answers with what it was asked, if the token is right. */
export async function startTestServer(): Promise<TestServer> {
  const answers = new Map<string, Answer>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const asked: Asked = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(parts).toString(),
    };
    self.asked.push(asked);
    const path = new URL(asked.path, self.url).pathname.replace(/\/$/, '');
    const answer = answers.get(path) ?? answerWithToken;
    answer(asked, response);
  });
  const answerWithToken: Answer = (asked, response) => {
    if (asked.headers.authorization !== `Bearer ${self.token}`) json(response, 401, { code: 'bad_token' });
    else json(response, 200, { path: asked.path, body: asked.body });
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const self: TestServer = {
    url: `http://127.0.0.1:${address.port}`,
    asked: [],
    token: 'access-1',
    on: (path, answer) => void answers.set(path, answer),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return self;
}
