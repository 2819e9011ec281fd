import { stat } from 'node:fs/promises';
import { isId } from '../../src/core/id.ts';
import { type Reply, reply } from '../../src/core/reply.ts';
import { unlessClosed } from '../chat/delivery-steps.ts';
import { inRows } from './keyboard.ts';
import type { MessageContent, VideoMessage } from './message-content.ts';
import { actionOfPayload } from './telegram-ask.ts';
import {
  type Asker,
  asMember,
  asMemberBehind,
  defaultRequest,
  requestOf,
  telegramTarget,
} from './telegram-asker.ts';
import { botLink, communityOf, ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import { showReply } from './telegram-reply.ts';
import type { TelegramTarget } from './telegram-target.ts';

const groupPayload = /^([a-z]{1,20})_(-\d{1,20})$/;

/** The payload of a command about a group, for its moderators. */
export const payloadIn = (command: string, chat: number): string => `${command}_${chat}`;

/** What a command says about a group. Null unless it is one for moderators. */
const behindGroupLink = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
  name: string,
  group: string,
): Promise<Reply | null> => {
  const command = deps.commands.find((one) => one.name === name && one.moderates === true);
  if (command === undefined || asker.group) return null;
  const community = communityOf(Number(group));
  const member = await asMember(deps, asker, community);
  const request = await requestOf(deps, member, command, {
    ...defaultRequest,
    target: telegramTarget(member, {}),
  });
  return command.run({ ...request, community }, {});
};

/** Resolves a deep link payload to a clip, a job, or a command's reply. */
const behindLink = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
  payload: string,
): Promise<Reply | null> => {
  const [, listed, group] = groupPayload.exec(payload) ?? [];
  if (listed !== undefined && group !== undefined) return behindGroupLink(deps, asker, listed, group);
  const action = isId(payload) ? { command: 'clip', id: payload } : actionOfPayload(payload);
  const command = deps.commands.find(({ name }) => name === (action?.command ?? payload));
  // Anyone can craft a link, so it may only show things, never create, change or delete them.
  if (command === undefined || command.renders || command.manages) return null;
  const shows = command.opens === true || ['clip', 'recipe'].includes(command.name);
  if (!shows && Object.values(command.options).some(({ type }) => type === 'choice')) return null;
  const target = telegramTarget(asker, {});
  const owner = action && (await deps.ownerBehind(action.id));
  const member = action === null ? asker : await asMemberBehind(deps, asker, action.id, owner);
  const request = await requestOf(deps, member, command, { ...defaultRequest, target });
  if (action === null) return command.run(request, {});
  if (!shows) return null;
  const job = await deps.jobOf(ownerOf(asker.user), action.id);
  if (job === null) return command.run(request, { id: action.id });
  const [first] = job.clips;
  if (first !== undefined && job.state === 'done') return command.run(request, { id: first });
  const parts = { jobs: [job], actions: job.state === 'done' ? [] : [{ command: 'cancel', id: job.id }] };
  return reply({ key: 'queue', values: { count: 1 } }, parts);
};

/** Sends the sample clip with a text: by the id Telegram gave it, or as an upload. False if it can't be sent. */
const showSample = async (
  deps: TelegramHandlerDeps,
  target: TelegramTarget,
  caption: MessageContent,
): Promise<boolean> => {
  const { remembered, sample, sender } = deps;
  const { size } = await stat(sample);
  const name = `telegram sample ${(await deps.me()).id} ${size}`;
  const known = await remembered.read(name);
  const sampleMessage = { ...sampleSize, thumbnail: null, spoiler: false, gif: true, caption };
  const post = (video: VideoMessage['video']) =>
    unlessClosed(sender.video(target, { ...sampleMessage, video }), null);
  if (known !== null && (await post(known)) !== null) return true;
  const sent = await post({ source: sample, filename: 'photoplay.mp4' });
  if (sent?.file != null) await remembered.write(name, sent.file);
  return sent !== null;
};
const sampleSize = { width: 854, height: 480, seconds: 4 };

/** Answers /start: what the link behind it shows, or how the bot is used. */
export const start = async (deps: TelegramHandlerDeps, asker: Asker, payload: string): Promise<void> => {
  const target = telegramTarget(asker, {});
  const found = payload === '' ? null : await behindLink(deps, asker, payload);
  if (found !== null) return showReply(deps, target, found, payload);
  const { format } = deps.messages(asker.locale);
  const me = await deps.me();
  const rows = inRows([
    { text: `✨ ${format('chat.see-effects')}`, url: botLink(me, 'effects') },
    { text: `➕ ${format('chat.add-to-group')}`, url: `https://t.me/${me.username}?startgroup=photoplay` },
  ]);
  const content = { text: format('chat.start', { days: deps.photoDays }), rows };
  if (asker.group || !(await showSample(deps, target, content))) await deps.sender.write(target, content);
};
