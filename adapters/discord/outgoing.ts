import { readFile } from 'node:fs/promises';
import type { RawFile } from 'discord.js';
import { type Action, isTake } from '../../src/core/action.ts';
import { needsSpoiler } from '../../src/core/clip.ts';
import { fileOf } from '../../src/core/formats.ts';
import type { MarkedFile } from '../../src/core/provenance.ts';
import { type ClipFile, namesClips, numberedTakes, type Reply } from '../../src/core/reply.ts';
import type { Messages } from '../../src/text/messages.ts';
import type { ChatServices } from '../chat/chat.ts';
import { buttonRows } from './button-rows.ts';
import { clipText, cut, replyText } from './discord-text.ts';
import { settingsPanel } from './settings-panel.ts';

/** A file to upload, with alt text. */
export type OutgoingFile = {
  readonly path: MarkedFile;
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly spoiler: boolean;
};

/** An outgoing message before it's converted to Discord's format. */
export type Outgoing = {
  readonly content: string;
  readonly actions: readonly Action[];
  /** Pickers under the buttons. */
  readonly panel?: ReturnType<typeof settingsPanel>;
  readonly uploads: readonly OutgoingFile[];
  /** A frame of a clip that is being made, as JPEG. */
  readonly preview?: { readonly jpeg: Uint8Array; readonly spoiler: boolean };
  /** Removes what was attached before. */
  readonly clearsAttachments?: true;
  /** A small file instead of them. */
  readonly document?: Reply['file'];
  /** The id of the only user it may notify, or null. */
  readonly mentions: string | null;
};

export const textOnly = (content: string, actions: readonly Action[] = []): Outgoing => ({
  content,
  actions,
  uploads: [],
  mentions: null,
});

/** The message with every file marked as a spoiler. */
export const asSpoiler = (message: Outgoing): Outgoing => ({
  ...message,
  uploads: message.uploads.map((upload) => ({ ...upload, spoiler: true })),
});

const spoilerName = (name: string, spoiler: boolean): string => (spoiler ? `SPOILER_${name}` : name);
const previewName = 'preview.jpg';

const attachmentsOf = ({ clearsAttachments, document, preview, uploads }: Outgoing) => {
  if (preview !== undefined) return [{ id: '0', filename: spoilerName(previewName, preview.spoiler) }];
  if (document) return [{ id: '0', filename: document.name }];
  if (uploads.length === 0) return clearsAttachments ? [] : null;
  return uploads.map(({ name, description, spoiler }, index) => ({
    id: String(index),
    filename: spoilerName(name, spoiler),
    description,
  }));
};

/** A message as Discord's API takes it. Only the user in `mentions` can be notified, on edits too. */
export const bodyOf = (message: Outgoing, messages: Messages) => {
  const attachments = attachmentsOf(message);
  return {
    content: cut(message.content),
    components: [...buttonRows(message.actions, messages), ...(message.panel ?? [])],
    allowed_mentions: { parse: [], users: message.mentions === null ? [] : [message.mentions] },
    ...(attachments === null ? {} : { attachments }),
  };
};

/** The uploads of a message, with their bytes. */
export const filesOf = async ({ document, preview, uploads }: Outgoing): Promise<RawFile[]> => {
  if (document)
    return [{ name: document.name, data: Buffer.from(document.content), contentType: 'application/json' }];
  return preview === undefined
    ? Promise.all(
        uploads.map(async ({ path, name, spoiler, type }) => ({
          name: spoilerName(name, spoiler),
          data: await readFile(path),
          contentType: type,
        })),
      )
    : [
        {
          name: spoilerName(previewName, preview.spoiler),
          data: Buffer.from(preview.jpeg),
          contentType: 'image/jpeg',
        },
      ];
};

type Shown = { readonly locale: string; readonly spoiler: boolean; readonly adult: boolean };

// Bytes of all files of a message together, with room for its text.
const requestLimit = 24 * 2 ** 20;
const longestDescription = 1_000;

const uploadOf = (
  messages: Messages,
  target: Shown,
  entry: ClipFile,
  path: MarkedFile,
  number: number,
): OutgoingFile => ({
  path,
  name: `photoplay-${entry.clip.recipe.order.effect}-${number}.${fileOf(entry).ending}`,
  type: fileOf(entry).type,
  description: clipText(messages, entry).slice(0, longestDescription),
  spoiler: needsSpoiler(entry.clip, target),
});

/** A recipe can be used on another photo: forms take files here. */
const actionsUnder = ({ actions, text }: Reply): readonly Action[] =>
  text.key === 'recipe' ? [...actions, { command: 'animate', id: text.values.clip.id }] : actions;

/**
 * Converts a reply to a message with its clips, each at most `limit` bytes. Copies are written to `folder`. The text leaves
 * `room` for what is added later.
 */
export const messageFor = async (
  deps: Pick<ChatServices, 'messages' | 'fit' | 'link'>,
  target: Shown,
  reply: Reply,
  limit: number,
  folder: string,
  room = 0,
): Promise<Outgoing> => {
  const messages = deps.messages(target.locale);
  // A list of clips only names them; clips are attached only if they were made or requested.
  const shown = namesClips(reply) ? [] : reply.clips;
  const each = shown.length > 1 ? Math.min(limit, requestLimit / shown.length) : limit;
  const uploads: OutgoingFile[] = [];
  const links: string[] = [];
  for (const [index, entry] of shown.entries()) {
    const path = each === 0 ? null : await deps.fit(entry, each, folder);
    if (path !== null) uploads.push(uploadOf(messages, target, entry, path, entry.number ?? index + 1));
    else links.push(deps.link(entry) ?? messages.format('card.too-large'));
  }
  const after = [...new Set(links)].map((link) => `\n${link}`).join('');
  const content = `${cut(replyText(messages, reply), after.length + room)}${after}`;
  const panel = reply.text.key === 'settings' ? settingsPanel(messages, reply.text.values.rules) : [];
  return { content, actions: actionsUnder(reply), panel, uploads, document: reply.file, mentions: null };
};

/** The most files that a message takes. */
const maxFiles = 10;

/** One reply for each message that a result with many clips takes. All buttons about the whole are in the first. */
export const inMessages = (whole: Reply): readonly [Reply, ...Reply[]] => {
  if (whole.clips.length <= maxFiles) return [whole];
  const reply = numberedTakes(whole);
  const { actions, clips, text } = reply;
  const part = (from: number): Reply => {
    const own = clips.slice(from, from + maxFiles);
    const takes = actions.filter((action) => isTake(action) && own.some(({ clip }) => clip.id === action.id));
    if (from === 0)
      return { ...reply, clips: own, actions: [...actions.filter((one) => !isTake(one)), ...takes] };
    const effect = 'effect' in text.values ? String(text.values.effect) : '';
    const title = { key: 'clip', values: { effect } } as const;
    return { ...reply, text: title, clips: own, actions: takes, advice: [], madeFrom: null };
  };
  const others = Array.from({ length: Math.ceil(clips.length / maxFiles) - 1 }, (_, index) =>
    part((index + 1) * maxFiles),
  );
  return [part(0), ...others];
};
