import type { ServerResponse } from 'node:http';
import type { State } from './state.ts';

const forbidden = '/attachments/elsewhere';

/** Hands out an attachment whose address has not expired. */
export const answerCdn = (state: State, path: string, response: ServerResponse): void => {
  // Where a redirect leads must never be asked for anything.
  if (path === forbidden) state.complaints.push('a redirect was followed');
  const [, kind, first = '', second = ''] = path.split('/');
  const file = state.files.get((kind === 'stickers' ? first : second).replace(/\.\w+$/, ''));
  const gone = file === undefined || file.serve === 'expired' || file.expiresAt < state.clock.now();
  if (gone) return void response.writeHead(404).end('This content is no longer available.');
  const { bytes, serve, type } = file;
  if (serve === 'redirect')
    return void response.writeHead(302, { location: `${state.cdn}${forbidden}` }).end();
  const claimed = typeof serve === 'object' ? serve.type : type;
  response.writeHead(200, { 'content-type': claimed, 'content-length': bytes.length });
  if (serve === 'cut') {
    response.write(bytes.subarray(0, bytes.length / 2));
    return void setImmediate(() => response.destroy());
  }
  // It never ends: whoever waits for it must give up.
  if (serve === 'slow') return void response.write(bytes.subarray(0, 1));
  response.end(bytes);
};
