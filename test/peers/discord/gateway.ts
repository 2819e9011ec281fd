import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { userToWire } from './messages.ts';
import type { State } from './state.ts';

type Session = {
  readonly id: string;
  readonly shard: readonly [number, number];
  readonly events: { s: number; t: string; d: unknown }[];
  socket: WebSocket | null;
};

export type Gateway = {
  /** Sends an event to the shard of that server, or keeps it for when the shard comes back. */
  dispatch(name: string, data: unknown, guild: string | null): void;
  /** Closes every connection with a code. */
  drop(code: number): void;
  /** How many times a session was opened anew. */
  readonly identified: number;
  readonly resumed: number;
  close(): void;
};

// Members, presences and message content: none of them is needed to answer interactions.
const privileged = (1 << 1) | (1 << 8) | (1 << 15);

type Frame = { op: number; d?: unknown };

const shardOf = (guild: string | null, count: number): number =>
  guild === null ? 0 : Number((BigInt(guild) >> 22n) % BigInt(count));

/** The gateway: hello, identify, heartbeat, resume and dispatch. */
export const openGateway = (state: State, server: Server): Gateway => {
  const sockets = new WebSocketServer({ server });
  const sessions = new Map<string, Session>();
  let identified = 0;
  let resumed = 0;

  const send = (socket: WebSocket, frame: object): void => socket.send(JSON.stringify(frame));
  const push = (session: Session, t: string, d: unknown): void => {
    const event = { s: session.events.length + 1, t, d };
    session.events.push(event);
    if (session.socket !== null) send(session.socket, { op: 0, ...event });
  };

  const identify = (
    socket: WebSocket,
    data: { token: string; intents: number; shard?: [number, number] },
  ): void => {
    if (data.token !== state.token) {
      socket.close(4004, 'Authentication failed.');
      return;
    }
    if ((data.intents & privileged) !== 0) {
      socket.close(4014, 'Disallowed intent(s).');
      return;
    }
    const session: Session = { id: state.id(), shard: data.shard ?? [0, 1], events: [], socket };
    sessions.set(session.id, session);
    identified += 1;
    push(session, 'READY', {
      v: 10,
      user: { ...userToWire(state.bot), bot: true },
      guilds: [],
      session_id: session.id,
      resume_gateway_url: state.cdn.replace('http', 'ws'),
      shard: session.shard,
      application: { id: state.application, flags: 0 },
    });
  };

  const resume = (socket: WebSocket, data: { token: string; session_id: string; seq: number }): void => {
    const session = sessions.get(data.session_id);
    if (session === undefined || data.token !== state.token) {
      send(socket, { op: 9, d: false });
      return;
    }
    session.socket = socket;
    resumed += 1;
    for (const event of session.events.filter(({ s }) => s > data.seq)) send(socket, { op: 0, ...event });
    push(session, 'RESUMED', {});
  };

  sockets.on('connection', (socket) => {
    send(socket, { op: 10, d: { heartbeat_interval: 41_250 } });
    socket.on('message', (bytes) => {
      const frame = JSON.parse(String(bytes)) as Frame;
      if (frame.op === 1) send(socket, { op: 11 });
      else if (frame.op === 2) identify(socket, frame.d as Parameters<typeof identify>[1]);
      else if (frame.op === 6) resume(socket, frame.d as Parameters<typeof resume>[1]);
    });
    socket.on('close', () => {
      for (const session of sessions.values()) if (session.socket === socket) session.socket = null;
    });
  });

  return {
    dispatch: (name, data, guild) => {
      // The newest session of the shard: an older one belongs to a process that is gone.
      const fitting = [...sessions.values()].filter(
        ({ shard: [index, count] }) => index === shardOf(guild, count),
      );
      const session = fitting.findLast(({ socket }) => socket !== null) ?? fitting.at(-1);
      if (session !== undefined) push(session, name, data);
    },
    drop: (code) => {
      for (const socket of sockets.clients) socket.close(code);
    },
    get identified() {
      return identified;
    },
    get resumed() {
      return resumed;
    },
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
};
