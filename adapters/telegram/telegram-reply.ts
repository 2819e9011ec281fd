import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asFailure } from '../../src/core/failure.ts';
import { namesClips, type Reply } from '../../src/core/reply.ts';
import type { Messages } from '../../src/text/messages.ts';
import { Closed, succeeds, Unsure } from '../chat/delivery-steps.ts';
import type { EphemeralTrigger } from './ephemeral.ts';
import { actionRows, type Rows, recipeRows } from './keyboard.ts';
import type { MessageContent } from './message-content.ts';
import { isOutage } from './send.ts';
import { replyText, troubleText } from './telegram-card.ts';
import { botLink, type TelegramDeps } from './telegram-deps.ts';
import { privateTarget, requirePrivateTarget, type TelegramTarget } from './telegram-target.ts';
import { postClip } from './telegram-video.ts';

/** Replies that concern the whole group, no matter who requested them. */
const forAll = new Set<Reply['text']['key']>(['help', 'effects', 'settings']);

/** Replies that may be read by all where nobody can be told alone: in the name of a group or channel. */
const openAtNeed = new Set<Reply['text']['key']>(['privacy', 'credits']);

const isForAll = ({ ephemeral, text }: Reply, target: TelegramTarget): boolean =>
  !ephemeral || forAll.has(text.key) || (openAtNeed.has(text.key) && privateTarget(target) === null);

/** The buttons of a reply. A recipe can be copied, or used on another photo. */
export const rowsFor = (messages: Messages, { actions, text }: Reply): Rows =>
  text.key === 'recipe' ? recipeRows(messages, text.values.clip) : actionRows(actions, messages);

/** The clip that a reply sends. A clip list only names its clips. */
const clipIn = (reply: Reply) => (namesClips(reply) ? undefined : reply.clips[0]);

const sendFile = async (
  deps: TelegramDeps,
  target: TelegramTarget,
  { name, content }: NonNullable<Reply['file']>,
  caption: MessageContent,
): Promise<void> => {
  await using workspace = await deps.workspace();
  const source = join(workspace.folder, 'file');
  await writeFile(source, content);
  await deps.sender.file(target, { source, filename: name }, caption);
};

/** Whether a reply is only text, which can be whispered. */
export const isTextOnly = (reply: Reply): boolean => clipIn(reply) === undefined && reply.file === null;

/** Sends a reply to a chat. */
export const put = async (
  deps: TelegramDeps,
  target: TelegramTarget,
  reply: Reply,
  rows: Rows,
): Promise<void> => {
  const messages = deps.messages(target.locale);
  const entry = clipIn(reply);
  const caption = { text: replyText(messages, reply, target.locale), rows };
  if (reply.file !== null) return sendFile(deps, target, reply.file, caption);
  if (entry === undefined) await deps.sender.write(target, caption);
  else await postClip(deps, target, entry, caption);
};

/** Tells the group that a reply was sent privately. If it couldn't be, links to the bot with `payload`. */
export const tellWhere = async (
  deps: TelegramDeps,
  target: TelegramTarget,
  payload: string | null,
): Promise<void> => {
  const { format } = deps.messages(target.locale);
  const link = payload === null ? null : botLink(await deps.me(), payload);
  await deps.sender.write(target, {
    text: link === null ? format('chat.sent-privately') : format('chat.open-first'),
    rows: link === null ? [] : [[{ text: format('chat.open'), url: link }]],
  });
};

// Each name is a call that counts towards the group's pace.
const maxNamed = 5;

/** A list of blocked people with the names that Telegram shows in their group. */
const withNames = async ({ sender }: TelegramDeps, chat: number, reply: Reply): Promise<Reply> => {
  const { text } = reply;
  if (text.key !== 'blocked_list' || chat > 0) return reply;
  const { people } = text.values;
  const known = people.filter((id) => id.startsWith('telegram:')).slice(0, maxNamed);
  const names = await Promise.all(
    known.map(async (id): Promise<[string, string][]> => {
      const name = await sender.nameOf(chat, Number(id.replace('telegram:', ''))).catch(() => null);
      return name === null ? [] : [[id, name]];
    }),
  );
  return { ...reply, text: { ...text, values: { people, called: Object.fromEntries(names.flat()) } } };
};

/** Shows a reply where it was requested, or only to the requester. `payload` requests it again through a deep link. */
export const showReply = async (
  deps: TelegramDeps,
  target: TelegramTarget,
  plain: Reply,
  payload: string,
  rows: Rows = rowsFor(deps.messages(target.locale), plain),
  hidden: EphemeralTrigger | null = null,
): Promise<void> => {
  const reply = await withNames(deps, target.chat, plain);
  if (hidden !== null && reply.clips.length === 0 && reply.file === null) {
    const text = replyText(deps.messages(target.locale), reply, target.locale);
    if (await succeeds(deps.sendEphemeral(target, target.user, hidden, { text, rows }))) return;
  }
  if (!target.group || isForAll(reply, target)) return put(deps, target, reply, rows);
  const shown = await succeeds(put(deps, requirePrivateTarget(target), reply, rows));
  await tellWhere(deps, target, shown ? null : payload);
};

/** Shows a failure, on the card if there is one. */
export const showFailure = async (
  deps: TelegramDeps,
  target: TelegramTarget,
  error: unknown,
): Promise<void> => {
  const failure = asFailure(error);
  if (failure.kind === 'internal') deps.log.error({ error }, 'update failed');
  const content = { text: troubleText(deps.messages(target.locale), failure), rows: [] };
  if (target.card !== null && (await succeeds(deps.cards.show(target, content, true)))) return;
  await deps.sender.write(target, content);
};

/** Shows why a message couldn't be answered. Where the chat can't be written to, there's no point: rethrows that. */
export const tellFailure = async (
  deps: TelegramDeps,
  target: TelegramTarget,
  error: unknown,
): Promise<void> => {
  if (error instanceof Closed || error instanceof Unsure || isOutage(error)) throw error;
  await showFailure(deps, target, error);
};
