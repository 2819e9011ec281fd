import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { ownersFor } from '../src/core/permission.ts';
import { reply } from '../src/core/reply.ts';
import { findConfirmation, openConfirmation } from '../src/jobs/confirmation.ts';
import { storedDataOf } from '../src/jobs/forget-owner.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { Services } from '../src/jobs/services.ts';

const one = { type: 'id', on: ['terminal', 'discord', 'telegram'] } as const;
const chosen = {
  ...{ id: one, clip2: one, clip3: one, clip4: one, clip5: one },
  ...{ clip6: one, clip7: one, clip8: one, clip9: one, clip10: one },
} as const;

/**
 * Replies with a link to download your clips, all or those chosen, with their recipes and a timeline. The terminal writes
 * them to a file itself. In the name of a group or channel, it offers the link to all of them to its admins.
 */
export const exportClips = command({
  name: 'export',
  ownData: true,
  personal: 'or-admins',
  options: {
    asked: { type: 'id', pressed: true, on: ['telegram'] },
    // These, in place of all.
    ...chosen,
  },
  run: async (services: Services, { actor, requester }, { asked, ...values }) => {
    const ids = Object.values(values).filter((id) => id !== null);
    for (const id of ids) await clipFor(services, actor, 'edit', id);
    if (actor.id === '') throw new Failure('not_allowed');
    const owner = asked === null ? actor.id : await findConfirmation(services, ownersFor(actor), asked);
    const { clips, presets } = await storedDataOf(services, owner);
    if (clips + presets === 0) return reply({ key: 'no_clips', values: {} });
    if (requester === 'person')
      return reply({
        key: 'export',
        values: { clips: ids.length || clips, link: services.exportLink(owner, ids) },
      });
    // Everybody reads what is answered to a group.
    const actions = [{ command: 'export', id: await openConfirmation(services, owner) }];
    return reply({ key: 'ask_export', values: {} }, { actions, ephemeral: false });
  },
});
