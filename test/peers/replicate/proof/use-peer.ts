import Replicate from 'replicate';
import sharp from 'sharp';
import { afterEach, beforeEach } from 'vitest';
import { type PeerOptions, type ReplicatePeer, startReplicate } from '../server.ts';

export type Body = Readonly<Record<string, unknown>>;

const plainPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 300, height: 400, channels: 3, background: '#884422' } })
    .jpeg()
    .toBuffer();

/** A fresh peer for every test of the file, which takes 1 s to start a prediction and 5 s to run it. */
export const usePeer = (options: PeerOptions = {}) => {
  let peer: ReplicatePeer;
  beforeEach(async () => {
    peer = await startReplicate({ cold: 1000, run: 5000, ...options });
  });
  afterEach(() => peer.close());

  const ask = (method: string, path: string, body?: Body, headers: Record<string, string> = {}) =>
    fetch(`${peer.url}/${path}`, {
      method,
      headers: { authorization: `Bearer ${peer.token}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const client = () => new Replicate({ auth: peer.token, baseUrl: peer.url, useFileOutput: false });
  const create = (input: Body = {}, more: Body = {}, headers: Record<string, string> = {}) =>
    ask(
      'POST',
      'models/google/veo-3.1-fast/predictions',
      { input: { prompt: 'a', ...input }, ...more },
      headers,
    );

  return {
    peer: () => peer,
    client,
    ask,
    /** POSTs a prediction of a model that needs no photo. */
    create,
    /** Creates one that lives for its six seconds; its last state. */
    finish: async (input: Body = {}) => {
      const { id } = (await (await create(input)).json()) as { id: string };
      peer.advance(6000);
      return client().predictions.get(id);
    },
    /** Address of an uploaded picture. */
    upload: async (bytes?: Buffer, type = 'image/jpeg'): Promise<string> => {
      const file = new File([new Uint8Array(bytes ?? (await plainPhoto()))], 'in.jpg', { type });
      return (await client().files.create(file)).urls.get;
    },
  };
};
