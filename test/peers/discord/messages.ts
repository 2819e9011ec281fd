import type { Body } from './body.ts';
import { keepFile } from './files.ts';
import { flags, messageComplaints } from './message-rules.ts';
import { problems } from './problem.ts';
import type { State } from './state.ts';
import { type Attachment, type Channel, type Message, mebibyte, type User } from './world.ts';

type Listed = { id: string | number; filename?: string; description?: string; is_spoiler?: boolean };

export type Place = {
  readonly channel: Channel;
  readonly limit: number;
  readonly author?: User | null;
  readonly onlyFor?: User | null;
  /** Flags besides those of the payload. */
  readonly flags?: number;
};

const requestLimit = 25 * mebibyte;

const checkSizes = (body: Body, limit: number): void => {
  if (body.size > Math.max(requestLimit, limit + mebibyte)) throw problems.tooLarge();
  for (const file of body.files.values()) if (file.bytes.length > limit) throw problems.tooLarge();
};

const refuse = (state: State, complaints: readonly string[]): void => {
  if (complaints.length === 0) return;
  state.complaints.push(...complaints);
  throw problems.invalidForm(complaints);
};

const check = (state: State, body: Body, kept: readonly Attachment[]): void =>
  refuse(
    state,
    messageComplaints(body.payload, new Set(body.files.keys()), new Set(kept.map(({ id }) => id))),
  );

/** Attachments after a write: only what is listed is kept, unless nothing is listed at all. */
const attach = async (
  state: State,
  body: Body,
  kept: readonly Attachment[],
  ephemeral: boolean,
): Promise<Attachment[]> => {
  const listed = body.payload['attachments'] as readonly Listed[] | undefined;
  const detailsOf = (id: string): Listed | undefined => listed?.find((one) => String(one.id) === id);
  const remaining = listed === undefined ? [...kept] : kept.filter(({ id }) => detailsOf(id) !== undefined);
  const added: Attachment[] = [];
  for (const [number, upload] of body.files) {
    const details = detailsOf(number);
    const attachment = await keepFile(state, upload, { ephemeral });
    if (details?.description !== undefined) attachment.description = details.description;
    if (details?.is_spoiler === true || upload.name.startsWith('SPOILER_'))
      Object.assign(attachment, { spoiler: true, flags: 8 });
    added.push(attachment);
  }
  return [...remaining, ...added];
};

type Mentions = { parse?: readonly string[]; users?: readonly string[]; replied_user?: boolean };

const mentionsIn = (payload: Body['payload'], content: string, replied: Message | undefined): string[] => {
  const allowed = (payload['allowed_mentions'] ?? { parse: ['users'], replied_user: true }) as Mentions;
  const named = [...content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id ?? '');
  const heard = named.filter(
    (id) => allowed.parse?.includes('users') === true || allowed.users?.includes(id) === true,
  );
  const author = replied?.author?.id;
  return [...new Set([...heard, ...(author !== undefined && allowed.replied_user === true ? [author] : [])])];
};

const isEmpty = (message: Pick<Message, 'content' | 'components' | 'attachments' | 'embeds'>): boolean =>
  message.content === '' &&
  message.components.length + message.attachments.length + message.embeds.length === 0;

const nonceMinutes = 5 * 60_000;

/** Posts a message of the application's. With `enforce_nonce` the same nonce a little later is the same message. */
export const createMessage = async (state: State, body: Body, place: Place): Promise<Message> => {
  const { payload } = body;
  const nonce = payload['nonce'] === undefined ? null : String(payload['nonce']);
  if (nonce !== null && payload['enforce_nonce'] === true) {
    const before = [...state.messages.values()].find(
      (message) =>
        message.nonce === nonce &&
        message.channel === place.channel &&
        state.clock.now() - message.createdAt < nonceMinutes,
    );
    if (before !== undefined) return before;
  }
  checkSizes(body, place.limit);
  check(state, body, []);
  const reference = (payload['message_reference'] as { message_id?: string } | undefined)?.message_id ?? null;
  const replied = reference === null ? undefined : state.messages.get(reference);
  if (reference !== null && (replied === undefined || replied.deleted)) {
    const { fail_if_not_exists: must = true } = payload['message_reference'] as {
      fail_if_not_exists?: boolean;
    };
    if (must) throw problems.invalidForm(['message_reference: Unknown message']);
  }
  const own = (Number(payload['flags'] ?? 0) | (place.flags ?? 0)) & ~flags.loading;
  const ephemeral = (own & flags.ephemeral) !== 0;
  const content = String(payload['content'] ?? '');
  const message: Message = {
    id: state.id(),
    channel: place.channel,
    author: null,
    createdAt: state.clock.now(),
    nonce,
    reference: replied === undefined ? null : reference,
    onlyFor: ephemeral ? (place.onlyFor ?? null) : null,
    content,
    flags: own,
    components: (payload['components'] as unknown[] | null | undefined) ?? [],
    embeds: (payload['embeds'] as unknown[] | null | undefined) ?? [],
    attachments: await attach(state, body, [], ephemeral),
    mentions: mentionsIn(payload, content, replied),
    edits: 0,
    deleted: false,
  };
  if (isEmpty(message)) throw problems.emptyMessage();
  state.messages.set(message.id, message);
  return message;
};

/** Changes a message; what the payload does not name stays, and so does who may see it. */
export const editMessage = async (
  state: State,
  message: Message,
  body: Body,
  limit: number,
): Promise<Message> => {
  if (message.deleted) throw problems.unknownMessage();
  const { payload } = body;
  checkSizes(body, limit);
  check(state, body, message.attachments);
  message.attachments = await attach(
    state,
    body,
    message.attachments,
    (message.flags & flags.ephemeral) !== 0,
  );
  if ('content' in payload) message.content = String(payload['content'] ?? '');
  if ('components' in payload) message.components = (payload['components'] as unknown[] | null) ?? [];
  if ('embeds' in payload) message.embeds = (payload['embeds'] as unknown[] | null) ?? [];
  const v2 = Number(payload['flags'] ?? 0) & flags.componentsV2;
  message.flags = (message.flags | v2) & ~flags.loading;
  message.edits += 1;
  if (isEmpty(message)) throw problems.emptyMessage();
  return message;
};

export const userToWire = (user: User) => ({
  id: user.id,
  username: user.name.toLowerCase(),
  discriminator: '0',
  global_name: user.name,
  avatar: user.avatar ?? null,
  public_flags: 0,
  flags: 0,
});

const forwardedToWire = ({ channel, createdAt, forwards, id }: Message): Record<string, unknown> => {
  if (forwards === undefined) return {};
  const timestamp = new Date(createdAt).toISOString();
  const nothing = { mentions: [], mention_roles: [], embeds: [], components: [], flags: 0, type: 0 };
  return {
    message_reference: { type: 1, message_id: id, channel_id: channel.id },
    message_snapshots: [{ message: { ...nothing, ...forwards, timestamp, edited_timestamp: null } }],
  };
};

/** A message as the API shows it. */
export const messageToWire = (state: State, message: Message): Record<string, unknown> => ({
  id: message.id,
  type: message.reference === null ? 0 : 19,
  channel_id: message.channel.id,
  author: { ...userToWire(message.author ?? state.bot), bot: message.author === null },
  content: message.content,
  timestamp: new Date(message.createdAt).toISOString(),
  edited_timestamp: message.edits === 0 ? null : new Date(state.clock.now()).toISOString(),
  tts: false,
  mention_everyone: false,
  mentions: message.mentions.flatMap((id) => {
    const user = state.users.get(id);
    return user === undefined ? [] : [userToWire(user)];
  }),
  mention_roles: [],
  attachments: message.attachments,
  embeds: message.embeds,
  components: message.components,
  ...(message.stickers === undefined ? {} : { sticker_items: message.stickers }),
  pinned: false,
  flags: message.flags,
  ...forwardedToWire(message),
  ...(message.author === null ? { application_id: state.application } : {}),
});
