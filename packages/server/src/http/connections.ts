import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** The connections of a listener, and which answers each still waits for. */
export interface Connections {
  /** Answers under way on a connection, oldest first. */
  awaited(socket: Socket): readonly ServerResponse[];
  /** Closes every connection that waits for no answer, now, and the others as soon as they do not. */
  drain(): void;
}

/**
 * Follows a server's connections from their first byte. The platform's own list has neither those in
 * a handshake nor, among the idle, those that never sent a request: either would hold up a shutdown.
 */
export function trackConnections(server: Server): Connections {
  const handshaking = new Map<string, Socket>();
  const open = new Map<Socket, Set<ServerResponse>>();
  let isDraining = false;
  server.on('connection', (socket: Socket) => {
    const peer = peerOf(socket);
    handshaking.set(peer, socket);
    socket.once('close', () => handshaking.delete(peer));
  });
  server.prependListener('secureConnection', (socket: TLSSocket) => {
    handshaking.delete(peerOf(socket));
    open.set(socket, new Set());
    socket.once('close', () => open.delete(socket));
  });
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const answers = open.get(socket);
    answers?.add(response);
    response.once('close', () => {
      answers?.delete(response);
      if (isDraining && answers?.size === 0) socket.destroySoon();
    });
  });
  return {
    awaited: (socket) => [...(open.get(socket) ?? [])],
    drain() {
      isDraining = true;
      for (const socket of handshaking.values()) socket.destroy();
      for (const [socket, answers] of open) if (answers.size === 0) socket.destroy();
    },
  };
}

/** The same for a connection before and after its handshake, which are two objects. */
const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
