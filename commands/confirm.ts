import { command, type FileSource } from '../src/core/command.ts';
import type { Order } from '../src/core/order.ts';
import { ownersFor } from '../src/core/permission.ts';
import { reply } from '../src/core/reply.ts';
import { onlyPhotos } from '../src/jobs/input-files.ts';
import { filesFor } from '../src/jobs/order-files.ts';
import { dropPending, findPending, forgetPending, keyOfPending, removeUnused } from '../src/jobs/pending.ts';
import type { Services } from '../src/jobs/services.ts';
import { accept, acceptedBefore } from './accept.ts';

const answers = [
  ...(['open', 'hidden', 'draft', 'draft-hidden', 'no'] as const),
  ...(['enlarge', 'clean', 'crop', 'fix'] as const),
  ...(['enlarge-hidden', 'clean-hidden', 'crop-hidden', 'fix-hidden'] as const),
] as const;

const noFiles = { sound: null, depth: null, logo: null };

/** The stored photos of an order, to be stored once more when they are fixed. */
const photosOf = async (services: Services, order: Order): Promise<FileSource[]> => {
  const { photos } = await filesFor(services, order);
  return Promise.all(
    photos.map(async ({ id, file }) => ({ path: await services.storage.path(file), name: id })),
  );
};

/**
 * Answers a question asked before a clip is made. The confirm button's argument shows who will be able to see the clip.
 */
export const confirm = command({
  name: 'confirm',
  aboutJob: true,
  renders: true,
  pressed: true,
  options: {
    id: { type: 'id', required: true },
    to: { type: 'choice', choices: answers, pressed: true },
  },
  run: async (services: Services, request, { id, to }) => {
    const { actor, target } = request;
    const owners = ownersFor(actor);
    const key = keyOfPending(id);
    for (const owner of owners) {
      const before = await acceptedBefore(services, owner, key);
      if (before !== null) return before;
    }
    const { order, questions, agreed } = await findPending(services, owners, id);
    if (to === 'no') {
      await forgetPending(services, { id, order });
      return reply({ key: 'not_started', values: {} });
    }
    const chosen = to?.replace(/-hidden$/, '');
    const draft = order.draft || chosen === 'draft';
    const { fixes: offered = [], ...unfixed } = order;
    const aboutPhoto = questions.includes('photo');
    const fixes = aboutPhoto ? offered.filter((fix) => chosen === fix || chosen === 'fix') : [];
    const answer = { actor: actor.id, surface: target.platform, at: new Date() };
    const yes = questions.map((question) => ({ ...answer, question }));
    const accepted = await accept(
      services,
      { ...request, key },
      {
        ...(aboutPhoto ? unfixed : order),
        draft,
        address: target,
        ...(fixes.length > 0 && { fixes, photos: [] }),
      },
      fixes.length === 0 ? [] : await photosOf(services, order),
      fixes.length === 0 ? undefined : { ...onlyPhotos, fixes },
      [...agreed, ...yes],
    );
    await dropPending(services, id);
    if (fixes.length > 0) await removeUnused(services, { ...noFiles, photos: order.photos });
    return accepted;
  },
});
