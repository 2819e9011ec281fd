import type { Clip } from '../core/clip.ts';
import type { FileSource, Request } from '../core/command.ts';
import type { JoinStyle } from '../core/joined.ts';
import type { Order } from '../core/order.ts';
import { pendingOf } from '../store/pending-orders.ts';
import { onlyPhotos, storeFiles } from './input-files.ts';
import { orderJoining } from './join-clips.ts';
import { dropPending, forgetPending, keepPending } from './pending.ts';
import type { Services } from './services.ts';

const keptFor = async ({ store }: Services, owner: string, clip: string) =>
  (await pendingOf(store.database, owner)).filter(({ order: { joined } }) => joined?.clips.join() === clip);

/** The transition and the audio that somebody gave with the first clip, until they have chosen the others; null without. */
export const unfinishedJoin = async (
  services: Services,
  owner: string,
  clip: string,
): Promise<Order | null> => (await keptFor(services, owner, clip))[0]?.order ?? null;

/** Keeps a transition and audio until the clips after this one are chosen. What was kept for it before is forgotten. */
export const keepUnfinishedJoin = async (
  services: Services,
  request: Request,
  clip: Clip,
  style: JoinStyle | null,
  audio: FileSource | null,
): Promise<void> => {
  for (const before of await keptFor(services, request.actor.id, clip.id))
    await forgetPending(services, before);
  if (style === null && audio === null) return;
  const order = await orderJoining(services, [clip], style ?? 'beat', request);
  const inputs = { ...onlyPhotos, photos: [], sound: audio };
  const [sound] = await storeFiles(services, order.owner, inputs);
  const given = sound === undefined ? order : { ...order, sound: sound.id, beat: sound.beat };
  await keepPending(services, { order: given, questions: [], agreed: [] });
};

/** Forgets what was kept for a join that has been accepted, but not its audio: what was accepted may need it. */
export const dropUnfinishedJoin = async (services: Services, owner: string, clip: string): Promise<void> => {
  for (const { id } of await keptFor(services, owner, clip)) await dropPending(services, id);
};
