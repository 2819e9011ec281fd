import type { JobStatus } from '../../src/core/job.ts';
import type { Log } from '../../src/core/log.ts';
import type { MarkedFile } from '../../src/core/provenance.ts';
import type { ClipFile } from '../../src/core/reply.ts';
import type { Workspace } from '../../src/core/storage.ts';
import type { Messages } from '../../src/text/messages.ts';
import type { Place } from './address.ts';
import type { Cards } from './cards.ts';
import type { Fetcher } from './files.ts';
import type { Post } from './post.ts';
import type { Whisper } from './whisper.ts';

/** Our own account. */
export type Me = { readonly id: number; readonly username: string };

/** What sending an answer needs. */
export type Desk = {
  readonly post: Post;
  readonly cards: Cards;
  readonly whisper: Whisper;
  readonly fetcher: Fetcher;
  readonly log: Log;
  me(): Promise<Me>;
  messages(locale: string): Messages;
  /** A folder for work in progress. */
  workspace(): Promise<Workspace>;
  /** The clip, or a copy of it in a folder, of no more than so many bytes; null when only an unwatchable one would be. */
  fit(clip: ClipFile, bytes: number, folder: string): Promise<MarkedFile | null>;
  /** How Telegram names files it has already, by clip. */
  readonly copies: {
    find(clips: readonly string[]): Promise<ReadonlyMap<string, string>>;
    keep(clip: string, file: string): Promise<void>;
  };
  /** An address where the clip can be watched, or null when we have none. */
  link(clip: ClipFile): string | null;
  /** The jobs that share a card. */
  jobsAt(owner: string, card: Pick<Place, 'chat' | 'card'>): Promise<readonly JobStatus[]>;
};

/** Who owns what somebody on Telegram makes, and the community of a group. */
export const ownerOf = (user: number): string => `telegram:${user}`;
export const communityOf = (chat: number): string => `telegram:${chat}`;

/** Where the bot is opened, with something to begin with. */
export const botLink = ({ username }: Me, payload: string): string =>
  `https://t.me/${username}?start=${payload}`;
