import { Failure } from '../src/core/failure.ts';
import { visibilities } from '../src/core/permission.ts';
import { reply } from '../src/core/reply.ts';
import { clipActions } from '../src/jobs/clip-answer.ts';
import { postClip } from '../src/jobs/post-clip.ts';
import { askToPublish, hasLink, publishRequested, sharing } from '../src/jobs/share-answer.ts';
import { closeLink, openLink, showClip, shownTo } from '../src/jobs/share-clip.ts';
import { clipCommand } from './clip-command.ts';

/** Shows who may see a clip, and changes it in named steps. Publishing asks first. */
export const share = clipCommand({
  name: 'share',
  ownData: ({ to = null }) => [null, 'unlink', 'private'].some((step) => step === to),
  changes: true,
  opens: true,
  confirms: true,
  needs: 'share',
  options: { to: { type: 'choice', choices: ['link', 'unlink', ...visibilities] } },
  run: async (services, request, clip, { to }) => {
    switch (to) {
      case null:
        return sharing(services, request, clip);
      case 'link':
        if (!hasLink(services, request)) throw new Failure('no_address');
        return sharing(services, request, await openLink(services, clip));
      case 'unlink':
        return sharing(services, request, await closeLink(services, clip));
      case 'public':
        return askToPublish(services, request, clip);
      case 'community':
        await showClip(services, clip, to);
        return sharing(services, request, shownTo(clip, to));
      case 'private': {
        const stays = await showClip(services, clip, to);
        const now = shownTo(clip, to);
        const { text } = await sharing(services, request, now, stays);
        return reply(text, { ephemeral: true, actions: clipActions(services, now, request.actor) });
      }
    }
  },
});

/** Answers the question before publishing. */
export const publish = clipCommand({
  name: 'publish',
  changes: true,
  pressed: true,
  needs: 'share',
  options: { to: { type: 'choice', choices: ['yes', 'no'], pressed: true } },
  run: (services, request, clip, { to }) => publishRequested(services, request, clip, to === 'yes'),
});

/** Posts a clip in the channel or group of the request. */
export const post = clipCommand({
  name: 'post',
  changes: true,
  needs: 'share',
  options: {},
  run: async (services, request, clip) => sharing(services, request, await postClip(services, request, clip)),
});

/** Makes a clip private, from the buttons of `share`. */
export const unshare = clipCommand({
  name: 'unshare',
  ownData: true,
  changes: true,
  pressed: true,
  needs: 'share',
  options: {},
  run: async (services, request, clip) => {
    const stays = await showClip(services, clip, 'private');
    return sharing(services, request, shownTo(clip, 'private'), stays);
  },
});
