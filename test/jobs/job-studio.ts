import { resolve } from 'node:path';
import { expect, vi } from 'vitest';
import { commands } from '../../commands/all.ts';
import type { Clip } from '../../src/core/clip.ts';
import type { Command, FileSource, Known, Request } from '../../src/core/command.ts';
import type { Order } from '../../src/core/order.ts';
import type { Actor } from '../../src/core/permission.ts';
import type { Reply } from '../../src/core/reply.ts';
import { createLocalEngine } from '../../src/engines/local/local-engine.ts';
import { bind } from '../../src/jobs/bind-command.ts';
import type { Services } from '../../src/jobs/services.ts';
import { createSlots } from '../../src/jobs/slots.ts';
import { openMediaTools } from '../../src/main/media-tools.ts';
import { findEncoder } from '../../src/media/find-encoder.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { filmingSmall } from '../engines/local/filming-small.ts';
import { testMarker } from '../peers/marked.ts';
import { actor, request } from '../peers/render-services.ts';
import { order } from '../store/rows.ts';
import type { Stand } from './job-stand.ts';
import { submitFiles } from './submit-files.ts';

const encoder = await findEncoder(undefined);

/** Media as the service has it, and the engine that films on this machine. Looking for faces takes longer than all else. */
export const realParts = (faceAnalysis: 'on' | 'off' = 'off') => ({
  engine: filmingSmall(createLocalEngine(encoder, undefined, undefined, faceAnalysis)),
  media: openMediaTools(encoder, testMarker, createSlots(2), faceAnalysis),
});

/** Waits for a job that really films: encoders take their time on a busy machine. */
export const untilDone = (stand: Stand, job: string): Promise<void> =>
  vi.waitFor(async () => expect((await stand.reload(job)).state).toBe('done'), {
    timeout: 100_000,
    interval: 100,
  });

const cat = { path: resolve('test/fixtures/photos/cat-chelsea.jpg'), name: 'cat' };

/** Animates a photo of a cat for a second; gives the job's clips, best first. */
export const animateCat = async (
  stand: Stand,
  more: Partial<Order> = {},
  logo: FileSource | null = null,
): Promise<Clip[]> => {
  const wish: Order = { ...order, seconds: 1, resolution: '480p', ...more };
  const { job } = await submitFiles(stand.services, wish, [cat], null, {
    last: null,
    sound: null,
    depth: null,
    mask: null,
    logo,
  });
  await untilDone(stand, job.id);
  return clipsOfJob(stand.store.database, job.id);
};

const knownTo = ({ effects, engines }: Services): Known => ({
  effects: effects.map(({ name }) => name),
  engines: engines.map(({ name }) => name),
  models: ['auto', ...engines.flatMap((engine) => engine.models().map(({ name }) => name))],
});

/** Runs a command as someone. */
export const ask = (
  services: Services,
  name: string,
  who: Actor,
  raw: Readonly<Record<string, unknown>>,
  more: Partial<Request> = {},
): Promise<Reply> => {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new Error(`no command ${name}`);
  const here = { target: { platform: 'memory' }, ...more };
  return bind(command as Command<Services>, services, knownTo(services)).run(request(who, here), raw);
};

/** Runs a command as Ana in her community. */
export const askAtHome = (
  services: Services,
  name: string,
  raw: object,
  more: Partial<Request> = {},
): Promise<Reply> => {
  const here = { community: 'home', visibility: 'community' } as const;
  return ask(services, name, actor('ana'), { ...raw }, { ...here, ...more });
};

/** Publishes somebody's own clip: asked for, then confirmed. */
export const publishAs = async (services: Services, who: Actor, id: string): Promise<Reply> => {
  await ask(services, 'share', who, { id, to: 'public' });
  return ask(services, 'publish', who, { id, to: 'yes' });
};

/** Runs a command that begins a job; gives its clips once it is done. */
export const clipsFrom = async (
  stand: Stand,
  ...asked: readonly [string, Actor, object]
): Promise<Clip[]> => {
  const [name, who, raw] = asked;
  const { job } = await ask(stand.services, name, who, { ...raw });
  if (job === null) throw new Error('no job');
  await untilDone(stand, job.id);
  return clipsOfJob(stand.store.database, job.id);
};
