import { createHash } from 'node:crypto';
import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { sharePath } from '../../adapters/web/gallery/clip-urls.ts';
import { commands } from '../../commands/all.ts';
import { hug } from '../../effects/hug.ts';
import { kiss } from '../../effects/kiss.ts';
import { oldPhoto } from '../../effects/old-photo.ts';
import { parallax } from '../../effects/parallax.ts';
import { talkingHead } from '../../effects/talking-head.ts';
import { type Caps, noCaps } from '../../src/core/caps.ts';
import type { Request } from '../../src/core/command.ts';
import type { Effect } from '../../src/core/effect.ts';
import type { Engine } from '../../src/core/engine.ts';
import type { Actor } from '../../src/core/permission.ts';
import { needsOf } from '../../src/core/permission.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { Queue } from '../../src/core/queue.ts';
import { createHeartbeats } from '../../src/jobs/heartbeats.ts';
import { openOpinions } from '../../src/jobs/rank-models.ts';
import type { Media, Services } from '../../src/jobs/services.ts';
import { createSlots } from '../../src/jobs/slots.ts';
import { openDisk } from '../../src/storage/disk.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { Quotas } from '../../src/store/quotas.ts';
import type { SpendLimits } from '../../src/store/spend.ts';
import { capturedLog } from '../captured/captured.ts';
import { noLimits } from '../store/rows.ts';
import { asMarked } from './marked.ts';

/** What signs links on the pages of tests. */
export const webSecret = 'a secret of this test';

const digest = (bytes: Buffer) => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** Keeps bytes as they are: for measuring and breaking the core, where pixels do not matter. */
export const plainMedia: Media = {
  intakePhoto: async (source, target) => {
    await copyFile(source, target);
    return { width: 640, height: 480, ...digest(await readFile(target)), advice: [] };
  },
  unpack: async () => null,
  countFaces: async () => 2,
  preview: (photo, _size, target) => copyFile(photo, target),
  intakeSound: async (source, target) => {
    await copyFile(source, target);
    return { ...digest(await readFile(target)), beat: { tempo: 100, first: 0.25 } };
  },
  intakeDrawing: async (source, target, as) => {
    await copyFile(source, target);
    const size = as === 'logo' ? { width: 64, height: 64 } : { width: 640, height: 480 };
    return { ...size, ...digest(await readFile(target)) };
  },
  post: async (steps, source, target, files) => {
    const sounds = steps.flatMap((step) => (step.kind === 'sound' ? (files[step.file] ?? '') : []));
    const parts = await Promise.all([source, ...sounds].map((path) => readFile(path)));
    await writeFile(target, Buffer.concat(parts));
    return steps;
  },
  select: async (_photo, { x }) =>
    x > 0.9 ? null : { width: 2, height: 1, data: Uint8Array.from([255, 0]) },
  lastFrame: (clip, target) => copyFile(clip, target),
  finishClip: async (clip, thumbnail) => {
    await writeFile(thumbnail, 'thumbnail');
    const { size } = await stat(clip);
    const file = asMarked(clip);
    return { file, width: 640, height: 480, seconds: 4, fps: 24, bytes: size, score: 0.5 };
  },
};

const effectsForTests: readonly Effect[] = [parallax, oldPhoto, kiss, hug, talkingHead];

/** The job core around these parts. */
export const buildServices = async (parts: {
  folder: string;
  store: Store;
  queue: Queue;
  engines: readonly Engine[];
  platforms: readonly Platform[];
  media?: Media | undefined;
  effects?: readonly Effect[] | undefined;
  limits?: Partial<SpendLimits>;
  caps?: Partial<Caps> | undefined;
  room?: Partial<Quotas>;
  places?: number | undefined;
  remoteJobs?: number | undefined;
  cardSeconds?: number | undefined;
}): Promise<Services> => ({
  store: parts.store,
  queue: parts.queue,
  exportLink: (owner, ids = []) => `https://clips.example/export.zip?owner=${[owner, ...ids].join('&clip=')}`,
  links: {
    days: 30,
    reachable: true,
    clip: (id, key, until) => `https://clips.example${sharePath(webSecret, id, key, until)}`,
  },
  allowed: { servers: [], groups: [], users: [] },
  privacy: { faces: true, contact: 'ops@clips.example' },
  storage: await openDisk(parts.folder, false),
  media: parts.media ?? plainMedia,
  engines: parts.engines,
  models: { list: () => [], check: async () => {} },
  opinions: openOpinions(parts.store.database),
  effects: parts.effects ?? effectsForTests,
  platforms: parts.platforms,
  needs: needsOf(commands),
  log: capturedLog(),
  heartbeats: createHeartbeats(parts.store.database, capturedLog()),
  slots: createSlots(parts.places ?? 4),
  remoteJobs: parts.remoteJobs ?? 100,
  faultMinutes: 120,
  cardSeconds: parts.cardSeconds ?? 5,
  photoDays: 1,
  label: { always: false, words: (mark) => mark },
  limits: { ...noLimits, ...parts.limits },
  caps: { ...noCaps, ...parts.caps },
  quotas: { jobs: null, communityJobs: null, bytes: null, rendered: null, ...parts.room },
});

/** Someone known, in these communities. */
export const actor = (id: string, more: Partial<Actor> = {}): Actor => ({
  id,
  communities: [],
  moderates: [],
  operator: false,
  ...more,
});

/** A request by someone in a channel of the test chat. */
export const request = (who: Actor, more: Partial<Request> = {}): Request => ({
  actor: who,
  community: null,
  target: { platform: 'chat', channel: 'here' },
  visibility: 'private',
  requester: 'person',
  canAsk: false,
  spoiler: false,
  adult: false,
  foreignPhoto: false,
  key: null,
  locale: 'en',
  ...more,
});
