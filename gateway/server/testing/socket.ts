import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A client of graphql-transport-ws, as low as a test wants it: messages in, messages out. */
export interface TestSocket {
  readonly socket: WebSocket;
  send(message: object | string): void;
  /** The next message, or what the socket was closed with. */
  next(): Promise<Received>;
  init(token?: string): Promise<Received>;
  start(id: string, query: string, variables?: object): void;
}

export type Received = {
  type?: string;
  id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into messages of any shape.
  payload?: any;
  code?: number;
  reason?: string;
};

export async function openSocket(
  url: string,
  { path = '/graphql', protocol = 'graphql-transport-ws', headers = {} } = {},
): Promise<TestSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${path}`, protocol, { headers });
  const received: Received[] = [];
  const waiting: ((message: Received) => void)[] = [];
  const receive = (message: Received) => {
    const next = waiting.shift();
    if (next === undefined) received.push(message);
    else next(message);
  };
  socket.on('message', (text) => receive(JSON.parse(String(text))));
  socket.on('close', (code, reason) => receive({ code, reason: String(reason) }));
  await once(socket, 'open');
  const send = (message: object | string) =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  const next = () =>
    new Promise<Received>((resolve) => {
      const message = received.shift();
      if (message === undefined) waiting.push(resolve);
      else resolve(message);
    });
  return {
    ...{ socket, send, next },
    init: (token) => {
      const payload = token === undefined ? {} : { authorization: `Bearer ${token}` };
      send({ type: 'connection_init', payload });
      return next();
    },
    start: (id, query, variables) => send({ type: 'subscribe', id, payload: { query, variables } }),
  };
}
