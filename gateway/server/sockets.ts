import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols, type Server as Protocol } from 'graphql-ws';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticated } from './authenticate.js';

/** What belongs to one connection. */
export interface Link {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly address: string;
  /** Aborted when the connection has ended. */
  readonly gone: AbortController;
  caller: Authenticated | null;
  /** The token as it was sent. */
  authorization: string | null;
  /** Under which key the connection counts, once that is known. */
  key: string | null;
}

export interface SocketOptions {
  readonly path: string;
  readonly protocol: Protocol<Link>;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly log: Logger;
  /** Called with each beat, to look whether the caller may stay. */
  readonly beat: (link: Link) => void;
}

export interface Sockets {
  readonly count: () => number;
  /** Says goodbye (1001) and resolves when every socket has closed, or was cut off. */
  close(): Promise<void>;
}

const largestMessageBytes = 1_048_576;
/** What a client may leave unread: one that asks on and reads nothing would fill the memory. */
export const mostUnreadBytes = 4_194_304;
const beatEveryMs = 15_000;
const goodbyeMs = 2_000;

/** WebSockets of one path on an HTTP server; who does not answer a beat is cut off at the next. */
export function addSockets(server: HttpServer, options: SocketOptions): Sockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessageBytes,
    handleProtocols,
  });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== options.path) {
      stream.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => connect(options, socket, request));
  });
  return { count: () => sockets.clients.size, close: () => closeAll(sockets) };
}

function connect(options: SocketOptions, socket: WebSocket, request: IncomingMessage): void {
  const address = options.addressOf(request);
  const gone = new AbortController();
  const link: Link = {
    socket,
    request,
    address,
    gone,
    caller: null,
    authorization: null,
    key: null,
  };
  const closed = options.protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => send(socket, text),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (receive) =>
        socket.on('message', (message) => {
          receive(String(message)).catch((error: unknown) => {
            options.log.error({ err: error }, 'websocket failed');
            socket.close(CloseCode.InternalServerError, 'Internal error');
          });
        }),
    },
    link,
  );
  const stopBeating = startBeating(socket, () => options.beat(link));
  // The library answers a ping by itself, whether or not its answers are read.
  socket.on('ping', () => cutOffUnread(socket));
  // A client that breaks the protocol is closed by the library; there is nothing to add.
  socket.on('error', () => undefined);
  socket.on('close', (code, reason) => {
    stopBeating();
    gone.abort();
    void closed(code, String(reason));
  });
}

function send(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (cutOffUnread(socket) || socket.readyState !== socket.OPEN) resolve();
    else socket.send(text, (error) => (error ? reject(error) : resolve()));
  });
}

function cutOffUnread(socket: WebSocket): boolean {
  const unread = socket.bufferedAmount > mostUnreadBytes;
  // A close would wait behind what is not read.
  if (unread) socket.terminate();
  return unread;
}

function startBeating(socket: WebSocket, beat: () => void): () => void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
    beat();
  }, beatEveryMs).unref();
  return () => clearInterval(timer);
}

async function closeAll(sockets: WebSocketServer): Promise<void> {
  const open = [...sockets.clients];
  const closed = open.map(
    (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
  );
  for (const socket of open) socket.close(1001, 'Going away');
  const impatience = setTimeout(() => {
    for (const socket of open) socket.terminate();
  }, goodbyeMs);
  await Promise.all(closed);
  clearTimeout(impatience);
  sockets.close();
}
