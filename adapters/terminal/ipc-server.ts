import { randomBytes, timingSafeEqual } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { asFailure, Failure } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';
import { type IpcNote, ipcCall, ipcFile } from './ipc-protocol.ts';
import type { TerminalSession } from './terminal-session.ts';

const holdsToken = (request: IncomingMessage, token: string): boolean => {
  const sent = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return sent.length === wanted.length && timingSafeEqual(sent, wanted);
};

const answer = async (session: TerminalSession, request: IncomingMessage): Promise<unknown> => {
  const call = ipcCall.parse(await json(request));
  return call.kind === 'run'
    ? session.run(call.name, call.raw, call.target, call.key)
    : { status: await session.status(call.job) };
};

/**
 * Lets terminals on this machine use the running service. It listens on a loopback port; the port number and secret
 * are in a file that only the data folder's owner can read.
 */
export const openIpcServer = async (
  dataFolder: string,
  session: TerminalSession,
  log: Log,
): Promise<{ close(): Promise<void> }> => {
  const token = randomBytes(24).toString('base64url');
  const server = createServer(async (request, response) => {
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (!holdsToken(request, token)) return send(401, {});
    try {
      send(200, await answer(session, request));
    } catch (error) {
      const { kind, facts } = asFailure(error);
      if (kind === 'internal') log.error({ error }, 'terminal request failed');
      send(400, { kind, facts });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new Failure('internal', {}, error)));
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const note: IpcNote = { port, token };
  const file = join(dataFolder, ipcFile);
  await rm(`${file}.part`, { force: true });
  await writeFile(`${file}.part`, JSON.stringify(note), { mode: 0o600 });
  await rename(`${file}.part`, file);
  return {
    close: async () => {
      await rm(file, { force: true });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
