import type { Clip } from '../core/clip.ts';
import type { Request } from '../core/command.ts';
import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import { reply } from '../core/reply.ts';
import type { TakedownReason } from '../core/reported-clip.ts';
import type { Rules } from '../core/rules.ts';
import { rulesOf } from './community-rules.ts';
import { channelTarget, sendOnce } from './one-message.ts';
import type { Services } from './services.ts';

/**
 * The channel of the request, after a message there has said what it's for, unless it is that already. Throws `Failure`
 * `cannot_write`.
 */
export const reportsHere = async (
  services: Services,
  { target: asked, channel = '' }: Request,
  before: Rules['reports'],
): Promise<Rules['reports']> => {
  if (before?.channel === channel) return before;
  const address = channelTarget(services, asked, true);
  if (address === null) throw new Failure('cannot_write');
  const said = reply({ key: 'reports_here', values: {} }, { ephemeral: false });
  const sent = await sendOnce(services, address, said, newId());
  if (sent === null || sent.delivered === 'kept') throw new Failure('cannot_write');
  return { channel, address };
};

/** Tells the moderators of a clip's community about a report, in the channel they chose. The report counts even if this fails. */
export const postReport = async (
  services: Services,
  { id, community, recipe, visibility }: Clip,
  kind: TakedownReason,
): Promise<void> => {
  try {
    // Moderators may know nothing of private clips, which have links too.
    if (community === null || visibility === 'private') return;
    const { reports } = await rulesOf(services, community);
    if (reports === null) return;
    const actions = ['clip', 'hide', 'dismiss-report'].map((command) => ({ command, id }));
    const values = { effect: recipe.order.effect, kind };
    const told = reply({ key: 'report_posted', values }, { ephemeral: false, actions });
    await sendOnce(services, reports.address, told, newId());
  } catch (error) {
    services.log.warn({ clip: id, error }, 'a report could not be posted for moderators');
  }
};
