import type { BoundCommand, Known } from '../../src/core/command.ts';
import type { CommunityDefaults } from '../../src/core/community-defaults.ts';
import type { Fence } from '../../src/core/fence.ts';
import type { Figure } from '../../src/core/figures.ts';
import type { JobStatus } from '../../src/core/job.ts';
import type { Log } from '../../src/core/log.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { MarkedFile } from '../../src/core/provenance.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import type { Workspace } from '../../src/core/storage.ts';
import type { UpdateStore } from '../../src/core/update.ts';
import type { Hook } from '../../src/core/webhook-request.ts';
import type { Messages } from '../../src/text/messages.ts';

/** Answers that couldn't be delivered, and a way to keep them for later. */
export type Undelivered = { readonly reply: Reply; putBack(): Promise<void> };

/** What a chat needs to send and to answer. Everything is handed in; an adapter imports no other layer. */
export type ChatServices = {
  readonly log: Log;
  /** Hosts that attachments may come from besides the platform's own. */
  readonly hosts: readonly string[];
  /** Days that photos are kept. */
  readonly photoDays: number;
  readonly languages: readonly string[];
  messages(locale: string): Messages;
  /** A folder for work in progress. */
  workspace(): Promise<Workspace>;
  /** The clip, or a copy of it in a folder, of no more than so many bytes; null when only an unwatchable one would be. */
  fit(clip: ClipFile, bytes: number, folder: string): Promise<MarkedFile | null>;
  /** An address where the clip can be watched, or null when we have none. */
  link(clip: ClipFile): string | null;
  /** How the platform names the files it already has, by clip. */
  readonly copies: {
    find(clips: readonly string[]): Promise<ReadonlyMap<string, string>>;
    keep(clip: string, file: string): Promise<void>;
  };
  readonly updates: UpdateStore;
  /** What the platform was last told, such as a digest of the commands. */
  readonly remembered: {
    read(name: string): Promise<string | null>;
    write(name: string, value: string): Promise<void>;
  };
  /** How a community wants its new clips. */
  defaults(community: string): Promise<CommunityDefaults>;
  /** What couldn't be delivered to somebody, told once; null when there is nothing. */
  undelivered(owner: string): Promise<Undelivered | null>;
  /** Guards the first card of a job: once its answer is on its way, nothing is said over it. */
  unanswered(job: string): Fence;
  /** An owner's job, by its id. */
  jobOf(owner: string, id: string): Promise<JobStatus | null>;
  /** The jobs that share a card. */
  jobsAt(
    owner: string,
    card: { readonly chat: number; readonly card: number | null },
  ): Promise<readonly JobStatus[]>;
  /** Whose a clip, a job or a pending order is; null where there is none. */
  ownerBehind(id: string): Promise<string | null>;
  /** Whether an owner's job by this key exists. */
  started(owner: string, key: string): Promise<boolean>;
  /** A group has another id from now on. */
  moveCommunity(from: string, to: string): Promise<void>;
};

/** What answering needs besides: the commands, and the names their options may hold. */
export type Offered = {
  readonly commands: readonly BoundCommand[];
  readonly known: Known;
};

/** A connected account that answers people. */
export type Bot = {
  /** The account's name, once it is connected. Rejects with Failure `bad_setting` when the token is not accepted. */
  readonly ready: Promise<string>;
  /** How it hears of things, for the startup report. */
  readonly how: string;
  readonly hooks: readonly Hook[];
  /** Takes nothing new and lets what is being answered finish. */
  close(): Promise<void>;
};

/** An opened chat: it can send at once, and answers people once it listens. */
export type Chat = {
  readonly platform: Platform;
  figures(): readonly Figure[];
  listen(offered: Offered): Promise<Bot>;
};

/** A chat platform as `src/main` knows it; the settings are those it names. */
export type ChatAdapter<Settings> = {
  readonly name: string;
  open(settings: Settings, services: ChatServices): Promise<Chat>;
  /** The account and how it would be heard. Throws Failure `bad_setting` or `unavailable`. */
  check(settings: Settings): Promise<string>;
};
