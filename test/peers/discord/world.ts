/** Permissions a bot may have in a channel, as far as we ask for them. */
export type Permission = 'view' | 'send' | 'attach' | 'history';

export const permissionBits: Record<Permission, bigint> = {
  view: 1n << 10n,
  send: 1n << 11n,
  attach: 1n << 15n,
  history: 1n << 16n,
};

export type User = {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  directMessages: boolean;
  /** The name of their picture, if they have one of their own. */
  avatar?: string;
};

export type Guild = {
  readonly id: string;
  readonly name: string;
  /** Boost tier, which decides how large an upload may be. */
  tier: 0 | 2 | 3;
  /** False when the application was never added, or was thrown out. */
  botIn: boolean;
};

export type Channel = {
  readonly id: string;
  readonly guild: Guild | null;
  /** The other person of a direct message channel. */
  readonly recipient: User | null;
  /** The channel a thread was begun in, or null. */
  readonly parent?: Channel;
  /** Messages are only in its posts, which are threads. */
  readonly forum?: true;
  readonly nsfw: boolean;
  /** What a thread has become: archived by itself, or locked by those who may. */
  thread?: 'archived' | 'locked';
  /** Seconds between the messages of those who may not manage it, as a bot usually may not. */
  slow?: number;
  readonly granted: Set<Permission>;
  deleted: boolean;
};

/** A thread doesn't say whether it is age-restricted: it inherits that from the channel it was begun in. */
export const ratingOf = ({ nsfw, parent }: Channel): { nsfw?: boolean } => (parent ? {} : { nsfw });

export type Attachment = {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly content_type?: string;
  readonly url: string;
  readonly proxy_url: string;
  readonly width?: number;
  readonly height?: number;
  description?: string;
  ephemeral?: boolean;
  spoiler?: boolean;
  flags?: number;
};

export type Message = {
  readonly id: string;
  readonly channel: Channel;
  /** A user's, or null for the application's own. */
  readonly author: User | null;
  readonly createdAt: number;
  readonly nonce: string | null;
  readonly reference: string | null;
  /** The only person who sees it, or null. */
  readonly onlyFor: User | null;
  content: string;
  flags: number;
  components: readonly unknown[];
  embeds: readonly unknown[];
  attachments: Attachment[];
  readonly stickers?: readonly { readonly id: string; readonly name: string; readonly format_type: number }[];
  /** What it forwards of another message, whose writer nobody is told; its own content is empty then. */
  readonly forwards?: { readonly attachments: readonly Attachment[]; readonly content: string };
  /** Ids of the people it mentions so that they are notified. */
  mentions: readonly string[];
  edits: number;
  deleted: boolean;
};

export const mebibyte = 2 ** 20;

/** The largest file of an upload, in bytes. */
export const sizeLimit = (guild: Guild | null): number =>
  ({ 0: 10 * mebibyte, 2: 50 * mebibyte, 3: 100 * mebibyte })[guild?.tier ?? 0];

/** Ids that grow, as Discord's do, at the peer's own time. */
export const snowflakes = (now: () => number): (() => string) => {
  let count = 0n;
  return () => {
    count += 1n;
    return String((BigInt(now() - 1_420_070_400_000) << 22n) | (count & 0x3fffffn));
  };
};

const tick = 50;
let [stalled, last] = [0, performance.now()];
setInterval(() => {
  const now = performance.now();
  stalled += Math.max(0, now - last - tick);
  last = now;
}, tick).unref();

/** A clock that runs with the real one and can be put forward. */
export const openClock = () => {
  let ahead = 0;
  return {
    now: (): number => Date.now() + ahead,
    /** The same, but it stands still while this process gets no turn on a busy machine: nobody answers meanwhile. */
    awake: (): number => Date.now() + ahead - stalled,
    advance: (milliseconds: number): void => {
      ahead += milliseconds;
    },
  };
};

export type Clock = ReturnType<typeof openClock>;
