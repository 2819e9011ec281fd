export type User = {
  readonly id: number;
  readonly name: string;
  readonly username: string;
  /** As their program tells it; people may hide it. */
  readonly language: string | undefined;
  /** Whether it is another bot that may write to ours. */
  readonly bot: boolean;
  /** Whether they ever wrote to the bot: before that it may not write to them. */
  started: boolean;
  blocked: boolean;
};

export type Chat = {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup' | 'channel';
  readonly title: string;
  /** The other side of a private chat. */
  readonly user: User | null;
  /** Names of the topics of a forum by their thread; null without topics. */
  readonly topics: Map<number, string> | null;
  readonly members: Set<User>;
  readonly admins: Set<User>;
  /** Those of them who write in the name of the group. */
  readonly anonymous: Set<User>;
  /** Those of them who may delete what others write. */
  readonly deleting: Set<User>;
  /** Those with fewer rights than others, who stay so after they have left. */
  readonly restricted: Set<User>;
  /** Whether the bot hears only what is meant for it. */
  privacy: boolean;
  /** Whether anybody may react to messages. */
  reactions: boolean;
  botIn: boolean;
  botAdmin: boolean;
  migratedTo: Chat | null;
  lastMessage: number;
};

export type Kind =
  | 'photo'
  | 'video'
  | 'animation'
  | 'document'
  | 'sticker'
  | 'voice'
  | 'audio'
  | 'video_note';

/** How a download goes. */
export type Serve = 'plain' | 'cut' | 'slow' | 'broken';

export type StoredFile = {
  readonly id: string;
  readonly unique: string;
  readonly kind: Kind | 'thumbnail';
  readonly bytes: Buffer;
  /** What Telegram says of its size, which decides whether the bot may have it. */
  readonly size: number;
  readonly name: string;
  readonly type: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly serve: Serve;
  /** Until when its link works; 0 before anybody asked for one. */
  linkedUntil: number;
};

export type Media = {
  readonly kind: Kind;
  readonly file: StoredFile;
  /** Of a photo: all its sizes, the largest last. */
  readonly sizes: readonly StoredFile[];
  readonly width: number;
  readonly height: number;
  readonly duration: number;
  readonly thumbnail: StoredFile | null;
  readonly spoiler: boolean;
  readonly streaming: boolean;
};

export type Entity = {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
};

export type Button = { readonly text: string; readonly [field: string]: unknown };

export type Message = {
  readonly id: number;
  readonly chat: Chat;
  /** A person, or null for the bot. */
  readonly from: User | null;
  /** The chat in whose name they wrote, by its id; null for their own. */
  readonly as: number | null;
  readonly at: number;
  readonly topic: number | null;
  readonly replyTo: Message | null;
  /** The only person who sees it, or null. */
  readonly onlyFor: User | null;
  readonly ephemeralId: number | null;
  readonly album: string | null;
  /** Set when somebody sent it through the bot's inline mode. */
  readonly inlineId: string | null;
  /** Where it was first sent, as Telegram tells of a forwarded message; null for one of their own. */
  readonly origin: Readonly<Record<string, unknown>> | null;
  /** A service message's own fields. */
  readonly service: Readonly<Record<string, unknown>> | null;
  /** Whose keyboards it opens to answer it: somebody's, by their ids, or everybody's. */
  readonly forceReply: false | 'everybody' | readonly number[];
  text: string;
  entities: readonly Entity[];
  media: Media | null;
  keyboard: readonly (readonly Button[])[] | null;
  /** Every edit of it, at the peer's time. */
  readonly edits: { readonly at: number; readonly text: string }[];
  deleted: boolean;
  /** What the bot reacts with. */
  reaction: string | null;
};

/** A press of a button, and what the bot answered. */
export type Query = {
  readonly id: string;
  readonly user: User;
  readonly message: Message;
  readonly at: number;
  answer: { readonly text: string; readonly alert: boolean; readonly url: string | null } | null;
};

export type InlineQuery = {
  readonly id: string;
  readonly user: User;
  readonly at: number;
  answer: { readonly results: readonly Record<string, unknown>[]; readonly [field: string]: unknown } | null;
};

export const mebibyte = 2 ** 20;
