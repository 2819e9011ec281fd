import type { Clip } from '../core/clip.ts';
import type { Request } from '../core/command.ts';
import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import { type Actor, owns } from '../core/permission.ts';
import { type ClipFile, reply } from '../core/reply.ts';
import type { ReportLine, TakedownReason } from '../core/reported-clip.ts';
import type { Rules } from '../core/rules.ts';
import { clipsOfJob, setLink, setVisibility } from '../store/clip-rows.ts';
import { allClipIds, findContaining, hiddenIn, hideClips, keepNextPrivate } from '../store/hidden-clips.ts';
import {
  closeReports,
  countOpenReports,
  insertReport,
  reportedClips,
  reportsIn,
  settleReports,
} from '../store/reports.ts';
import { clipFile } from './clip-answer.ts';
import { rulesOf } from './community-rules.ts';
import { eraseShown } from './erase-posts.ts';
import { clipToSee } from './gallery-pages.ts';
import { channelTarget, sendOnce, tellOwner } from './one-message.ts';
import { clipFor } from './permitted.ts';
import type { Services } from './services.ts';

/**
 * The channel of the request, after a message there has said what it's for, unless it is that already. Throws `Failure`
 * `cannot_write`.
 */
export const reportsHere = async (
  services: Services,
  { target: origin, channel = '' }: Request,
  before: Rules['reports'],
): Promise<Rules['reports']> => {
  if (before?.channel === channel) return before;
  const address = channelTarget(services, origin, true);
  if (address === null) throw new Failure('cannot_write');
  const notice = reply({ key: 'reports_here', values: {} }, { ephemeral: false });
  const sent = await sendOnce(services, address, notice, newId());
  if (sent === null || sent.delivered === 'kept') throw new Failure('cannot_write');
  return { channel, address };
};

/** Tells the moderators of a clip's community about a report, in the channel they chose. The report counts even if this fails. */
const postReport = async (
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
    const notice = reply({ key: 'report_posted', values }, { ephemeral: false, actions });
    await sendOnce(services, reports.address, notice, newId());
  } catch (error) {
    services.log.warn({ clip: id, error }, 'a report could not be posted for moderators');
  }
};

/** What somebody says is wrong with a clip: a kind, and their own words on the web page. */
export type Complaint = { readonly kind: TakedownReason; readonly reason: string };

const maxReports = 50;

/**
 * Reports a clip to the operator and to the moderators of its community. Each person counts once per clip. `opens`: they
 * have a link that shows it. Throws `Failure` `not_found`, `own_clip` for its owner, or `too_many_reports`.
 */
export const reportClip = async (
  services: Services,
  actor: Actor,
  id: string,
  complaint: Complaint,
  opens: (clip: Clip) => boolean = () => false,
): Promise<void> => {
  // Before anything is looked up, so that it doesn't tell which clips there are.
  if ((await countOpenReports(services.store.database, actor.id)) >= maxReports)
    throw new Failure('too_many_reports', { limit: maxReports });
  const clip = await clipToSee(services, actor, id, opens);
  if (owns(actor, clip.owner)) throw new Failure('own_clip');
  const report = { clip: clip.id, actor: actor.id, ...complaint };
  if (await insertReport(services.store.database, report)) await postReport(services, clip, complaint.kind);
};

/** Leaves a reported clip as it is, on behalf of its moderators. The reports stay open for the operator. */
export const leaveReported = ({ store: { database } }: Services, clip: string): Promise<void> =>
  settleReports(database, clip);

/** Makes a job's clips private, with their links and messages. Returns how many messages stay. */
const closeJob = async (services: Services, job: string): Promise<number> => {
  const { database } = services.store;
  await setVisibility(database, { job }, 'private');
  await setLink(database, { job }, null);
  return eraseShown(services, job);
};

/** Tells an owner that moderators hid their clip, and how many others that contain it. */
const tellHidden = (services: Services, clip: Clip, others: number) => {
  const { effect } = clip.recipe.order;
  return tellOwner(services, clip, { key: 'hidden_by_moderators', values: { effect, others } });
};

/**
 * Hides a clip, with the other takes of its job and whatever contains it, or undoes that. Hidden clips are private at once, their links and
 * messages go, and their owner is told. After undoing it they stay private until their owner shares them. Returns how many
 * messages stay.
 */
export const setHidden = async (services: Services, clip: Clip, hidden: boolean): Promise<number> => {
  const { database } = services.store;
  await hideClips(database, clip.job, hidden);
  if (!hidden) {
    const { effect } = clip.recipe.order;
    await tellOwner(services, clip, { key: 'shown_again', values: { effect } });
    return 0;
  }
  const containing = await findContaining(database, await allClipIds(database, clip.job));
  let stays = 0;
  for (const job of [clip.job, ...containing]) {
    await keepNextPrivate(database, job);
    stays += await closeJob(services, job);
  }
  const others = (await Promise.all(containing.map((job) => clipsOfJob(database, job)))).flat();
  const theirs = (owner: string): Clip[] => others.filter((other) => other.owner === owner);
  await tellHidden(services, clip, theirs(clip.owner).length);
  for (const owner of new Set(others.map((other) => other.owner))) {
    const [first, ...more] = theirs(owner);
    if (first !== undefined && owner !== clip.owner) await tellHidden(services, first, more.length);
  }
  return stays;
};

const shown = 5;

/** The open reports and the hidden clips of the community that the requester moderates. Throws `Failure` `no_community` or `not_manager`. */
export const reportsFor = async (services: Services, { actor, community }: Request) => {
  if (community === null) throw new Failure('no_community');
  if (!actor.moderates.includes(community)) throw new Failure('not_manager');
  const { database } = services.store;
  return {
    list: await reportsIn(database, community, shown),
    hidden: await hiddenIn(database, community, shown),
  };
};

const maxForOperators = 50;

/** Reports that no operator has handled, the longest open first. */
export const reportsOf = (services: Services): Promise<ReportLine[]> =>
  reportedClips(services.store.database, maxForOperators);

/**
 * Dismisses the reports about a clip and leaves it unchanged. The same people can't report it again. Returns the number
 * of reports closed.
 */
export const dismissReports = (services: Services, clip: string): Promise<number> =>
  closeReports(services.store.database, clip);

const operator: Actor = { id: '', communities: [], moderates: [], operator: true };

/** The files of a clip for the operator who reviews it. Throws `Failure` `not_found`, also for one that is private. */
export const filesToReview = async (services: Services, id: string): Promise<ClipFile> =>
  clipFile(services, await clipFor(services, operator, 'view', id));
