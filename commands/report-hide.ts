import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { can, owns } from '../src/core/permission.ts';
import { reply } from '../src/core/reply.ts';
import { takedownReasons } from '../src/core/reported-clip.ts';
import { leaveReported, reportClip, reportsFor, setHidden } from '../src/jobs/report-clip.ts';
import type { Services } from '../src/jobs/services.ts';
import { clipCommand } from './clip-command.ts';

/** Reports a clip. The button asks for the reason first, and offers moderators to hide the clip. */
export const report = clipCommand({
  name: 'report',
  changes: true,
  opens: true,
  needs: 'report',
  options: { why: { type: 'choice', choices: takedownReasons } },
  run: async (services, request, clip, { why }) => {
    const { id } = clip;
    if (owns(request.actor, clip.owner)) throw new Failure('own_clip');
    const hide = can(request.actor, 'hide', clip) ? [{ command: 'hide', id }] : [];
    if (why === null) {
      const reasons = takedownReasons.map((argument) => ({ command: 'report', id, argument }));
      return reply({ key: 'ask_report', values: {} }, { actions: [...reasons, ...hide] });
    }
    if (request.actor.id === '') throw new Failure('not_allowed');
    await reportClip(services, request.actor, id, { kind: why, reason: '' });
    const here = clip.community !== null && clip.community === request.community;
    const moderated = here && request.moderated !== false;
    return reply({ key: 'reported', values: { moderated } }, { actions: hide });
  },
});

/** Hides a clip of the community that the requester moderates, at once, or undoes that. */
export const hide = clipCommand({
  name: 'hide',
  changes: true,
  needs: 'hide',
  options: { to: { type: 'choice', choices: ['undo'] } },
  run: async (services, _request, clip, { to }) => {
    const stays = await setHidden(services, clip, to === null);
    const actions = to === null ? [{ command: 'hide', id: clip.id, argument: 'undo' }] : [];
    return reply({ key: 'hidden', values: { hidden: to === null, stays } }, { actions });
  },
});

/** Leaves a reported clip as it is, for its moderators. The operator still reviews the report. */
export const dismissReport = clipCommand({
  name: 'dismiss-report',
  changes: true,
  pressed: true,
  needs: 'hide',
  options: {},
  run: async (services, _request, { id }) => {
    await leaveReported(services, id);
    return reply({ key: 'report_dismissed', values: {} });
  },
});

/** Lists the open reports and the hidden clips of a community for its moderators. */
export const reports = command({
  name: 'reports',
  moderates: true,
  options: {},
  run: async (services: Services, request) => {
    const { list, hidden } = await reportsFor(services, request);
    const actions = list.flatMap(({ clip }) => [
      { command: 'clip', id: clip },
      { command: 'hide', id: clip },
      { command: 'dismiss-report', id: clip },
    ]);
    const undo = hidden.map(({ clip }) => ({ command: 'hide', id: clip, argument: 'undo' }));
    return reply({ key: 'reports', values: { list, hidden } }, { actions: [...actions, ...undo] });
  },
});
