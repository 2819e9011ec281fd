import { recipeOrder } from '../../src/core/clip.ts';
import type { StoredPlan } from '../../src/core/engine.ts';
import { newId } from '../../src/core/id.ts';
import type { Order } from '../../src/core/order.ts';
import { jobInsertion, type NewJob } from '../../src/store/enter-job.ts';
import type { JobRow } from '../../src/store/jobs.ts';
import type { Database } from '../../src/store/open-store.ts';
import type { SpendLimits } from '../../src/store/spend.ts';

/** Nobody is given credits, and nothing stops who has them. */
export const noLimits: SpendLimits = {
  daily: 0,
  communityDaily: null,
  budgetDaily: null,
  budgetMonthly: null,
  askAbove: 0,
  on: true,
};

export const order: Order = {
  owner: 'ana',
  community: null,
  photos: [],
  effect: 'parallax',
  prompt: '',
  seed: 7,
  engine: null,
  model: null,
  camera: null,
  motion: 'medium',
  seconds: 4,
  ratio: 'photo',
  resolution: '720p',
  fps: 24,
  tone: 'none',
  repair: 'gentle',
  sound: null,
  depth: null,
  logo: null,
  beat: null,
  loop: false,
  post: [],
  after: null,
  draft: false,
  takes: 1,
  visibility: 'private',
  spoiler: false,
  adult: false,
  foreignPhoto: false,
  address: { platform: 'memory' },
  parent: null,
};

export const plan: StoredPlan = {
  engine: 'local',
  model: 'local-2.5d',
  input: {},
  warnings: [],
  credits: 0,
  work: 1,
  seconds: 1,
  effectVersion: 1,
};

/** A queued job of Ana's. */
export const jobRow = () => ({
  id: newId(),
  owner: 'ana',
  order,
  candidates: [],
  engine: 'local',
  model: 'local-2.5d',
  work: 1,
  expectedSeconds: 1,
  credits: 0,
});

/** A clip of Ana's whose width tells which take it is. */
export const clipRow = (job: string, take: number) => ({
  id: newId(),
  job,
  take,
  owner: 'ana',
  community: null,
  visibility: 'private' as const,
  recipe: {
    order: recipeOrder(order),
    effectVersion: 1,
    engine: 'local',
    model: 'local-2.5d',
    input: {},
    post: [],
    warnings: [],
  },
  width: take,
  height: 480,
  seconds: 4,
  fps: 24,
  bytes: 1_000,
  file: `clips/${take}.mp4`,
  thumbnail: `clips/${take}.jpg`,
  licence: 'yours',
  mark: 'animated-locally' as const,
  took: 1,
});

export const photoRow = () => {
  const id = newId();
  return {
    id,
    owner: 'ana',
    sha256: 'x',
    width: 4,
    height: 3,
    bytes: 1,
    file: `photos/${id}.jpg`,
    advice: [],
  };
};

/** Adds a job without takes or delivery. Null if its idempotency key was used before. */
export const insertJob = async (database: Database, job: NewJob): Promise<JobRow | null> => {
  const [row] = await jobInsertion(database, job);
  return row ?? null;
};
