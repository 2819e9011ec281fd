import * as z from 'zod';

const person = z.object({
  id: z.number(),
  is_bot: z.boolean().default(false),
  language_code: z.string().optional(),
});

const chat = z.object({
  id: z.number(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().optional(),
});

const file = z.object({
  file_id: z.string(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.number().optional(),
});

const entity = z.object({ type: z.string(), url: z.string().optional() });

const button = z.object({ callback_data: z.string().optional() });

/** The origin of a forwarded message; `sender_user` is set only if the user doesn't hide it. */
const origin = z.object({ sender_user: person.pick({ id: true }).optional() });

const anything = z.object({}).optional();

const media = {
  photo: z.array(file).optional(),
  document: file.optional(),
  audio: file.optional(),
  voice: file.optional(),
  has_media_spoiler: z.boolean().optional(),
};

/** A message of another chat, or a quoted one, that a message replies to. */
const external = z.object({ ...media, origin });

const single = z.object({
  ...media,
  external_reply: external.optional().catch(undefined),
  message_id: z.number(),
  message_thread_id: z.number().optional(),
  is_topic_message: z.boolean().optional(),
  from: person.optional(),
  sender_chat: z.object({ id: z.number() }).optional(),
  forward_origin: origin.optional(),
  /** A channel's post as Telegram copies it into the linked group. */
  is_automatic_forward: z.boolean().optional(),
  chat,
  media_group_id: z.string().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: z.array(entity).optional(),
  sticker: anything,
  video: file.optional(),
  animation: file.optional(),
  video_note: file.optional(),
  location: anything,
  contact: anything,
  poll: anything,
  dice: anything,
  story: anything,
  forum_topic_created: anything,
  /** Seconds since 1970. */
  date: z.number().optional(),
  edit_date: z.number().optional(),
  reply_markup: z.object({ inline_keyboard: z.array(z.array(button)) }).optional(),
  migrate_to_chat_id: z.number().optional(),
  migrate_from_chat_id: z.number().optional(),
  ephemeral_message_id: z.number().optional(),
});

/** The message fields we use. People's names are deliberately left out. */
const message = single.extend({ reply_to_message: single.optional() });

const press = z.object({
  id: z.string(),
  from: person,
  message: message.optional().catch(undefined),
  data: z.string().optional(),
});

const search = z.object({ id: z.string(), from: person, query: z.string(), offset: z.string() });

/** An update of one of the kinds we subscribe to. Parts that fail to parse are dropped. */
const update = z.object({
  update_id: z.number(),
  message: message.optional().catch(undefined),
  channel_post: message.optional().catch(undefined),
  edited_message: message.optional().catch(undefined),
  edited_channel_post: message.optional().catch(undefined),
  callback_query: press.optional().catch(undefined),
  inline_query: search.optional().catch(undefined),
});

/** Update types we subscribe to. */
export const heard = [
  ...(['message', 'channel_post', 'edited_message', 'edited_channel_post'] as const),
  ...(['callback_query', 'inline_query'] as const),
];

export type Update = Omit<z.infer<typeof update>, 'channel_post' | 'edited_channel_post'>;
export type Message = z.infer<typeof message>;
export type Single = z.infer<typeof single>;
export type TelegramPress = z.infer<typeof press>;
export type InlineSearch = z.infer<typeof search>;
export type TelegramUser = z.infer<typeof person>;

const unlessCopied = (message: Message | undefined): Message | undefined =>
  message?.is_automatic_forward === true ? undefined : message;

/**
 * Parses a raw update; null if it isn't one. A post in a channel is a message like any other, and its copy in the linked
 * group is left out: the post is answered.
 */
export const readUpdate = (raw: unknown): Update | null => {
  const { data } = update.safeParse(raw);
  if (data === undefined) return null;
  const { channel_post: post, message: sent, edited_channel_post: changed, edited_message, ...read } = data;
  const [message, edited] = [post ?? unlessCopied(sent), changed ?? unlessCopied(edited_message)];
  return { ...read, ...(message && { message }), ...(edited && { edited_message: edited }) };
};

const member = z.object({
  status: z.string(),
  is_member: z.boolean().optional(),
  user: z.object({ first_name: z.string() }).optional(),
  can_delete_messages: z.boolean().optional(),
  is_anonymous: z.boolean().optional(),
});

/** Whether a user is in a group, and what they may do there. `anonymous` means that they post as the group. */
export type Member = {
  readonly present: boolean;
  readonly manages: boolean;
  readonly moderates: boolean;
  readonly anonymous: boolean;
};

/** The rights in an answer of `getChatMember`. */
export const memberIn = (answer: unknown): Member => {
  const found = member.parse(answer);
  const manages = found.status === 'creator' || found.status === 'administrator';
  return {
    present: !['left', 'kicked'].includes(found.status) && found.is_member !== false,
    manages,
    moderates: found.status === 'creator' || found.can_delete_messages === true,
    anonymous: manages && found.is_anonymous !== false,
  };
};

/** The name that an answer of `getChatMember` shows; null for admins who post as the group, whose names nobody knows. */
export const nameIn = (answer: unknown): string | null => {
  const { data } = member.safeParse(answer);
  if (data === undefined || memberIn(data).anonymous) return null;
  return data.user?.first_name ?? null;
};
