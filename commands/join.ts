import { command, type FileSource, type Request } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { type JoinStyle, joinable, joinStyles, requireJoinable } from '../src/core/joined.ts';
import { type Reply, reply } from '../src/core/reply.ts';
import { isChat } from '../src/core/target.ts';
import { policyFor } from '../src/jobs/community-rules.ts';
import { onlyPhotos } from '../src/jobs/input-files.ts';
import { orderJoining, photoOfJoined } from '../src/jobs/join-clips.ts';
import { clipsOf } from '../src/jobs/lists.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { Services } from '../src/jobs/services.ts';
import { dropUnfinishedJoin, keepUnfinishedJoin, unfinishedJoin } from '../src/jobs/unfinished-join.ts';
import { accept } from './accept.ts';

const another = { type: 'id' } as const;

type JoinOptions = { readonly style: JoinStyle | null; readonly audio: FileSource | null };

const requireAudio = (style: JoinStyle | null, hasAudio: boolean): void => {
  if (style === 'beat' && !hasAudio) throw new Failure('missing_option', { option: 'audio' });
};

/** Asks which of your latest clips comes next. Each button names both. */
const askForNext = async (
  services: Services,
  request: Request,
  id: string,
  { style, audio }: JoinOptions,
): Promise<Reply> => {
  requireAudio(style, audio !== null);
  const clip = await clipFor(services, request.actor, 'edit', id);
  const { entries } = await clipsOf(services, clip.owner, null);
  const clips = entries.filter((entry) => entry.clip.id !== id);
  if (clips.length === 0) throw new Failure('join_count', { given: 1, ...joinable });
  await keepUnfinishedJoin(services, request, clip, style, audio);
  const actions = clips.map((entry) => ({ command: 'join', id, argument: entry.clip.id }));
  const max = Math.min(joinable.maximum - 1, clips.length);
  return reply({ key: 'ask_join', values: { max } }, { clips, actions });
};

/** Joins your own clips, in order, with crossfades, cuts, or cuts on the beat of a sound. */
export const join = command({
  name: 'join',
  renders: true,
  options: {
    id: { type: 'id', required: true },
    ...{ clip2: another, clip3: another, clip4: another, clip5: another, clip6: another, clip7: another },
    ...{ clip8: another, clip9: another, clip10: another },
    style: { type: 'choice', choices: joinStyles },
    audio: { type: 'file', kind: 'sound' },
  },
  run: async (services: Services, request, { style, audio, ...chosen }) => {
    const { id: first, ...next } = chosen;
    const ids = [first, ...Object.values(next).filter((id) => id !== null)];
    // Chats have buttons. Elsewhere people name all clips at once.
    const hasButtons = isChat(request.target.platform);
    if (ids.length === 1 && hasButtons) return askForNext(services, request, first, { style, audio });
    const kept = hasButtons ? await unfinishedJoin(services, request.actor.id, first) : null;
    requireAudio(style, audio !== null || (kept?.sound ?? null) !== null);
    const clips = await Promise.all(ids.map((id) => clipFor(services, request.actor, 'edit', id)));
    requireJoinable(clips.map(({ seconds }) => seconds));
    const defaultStyle = kept?.joined?.style ?? (audio === null ? 'fade' : 'beat');
    const joined = await orderJoining(services, clips, style ?? defaultStyle, request);
    const order = kept === null ? joined : { ...joined, sound: kept.sound, beat: kept.beat };
    const { seconds } = (await policyFor(services, request.community, request)).caps;
    if (seconds !== null && order.seconds > seconds)
      throw new Failure('over_cap', { of: 'seconds', limit: seconds });
    await using workspace = await services.storage.workspace();
    const photo = await photoOfJoined(services, clips, workspace);
    const otherInputs = { ...onlyPhotos, sound: audio };
    const answer = await accept(services, request, order, [photo], otherInputs);
    if (kept !== null) await dropUnfinishedJoin(services, request.actor.id, first);
    return answer;
  },
});
