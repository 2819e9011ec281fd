import type { BoundCommand, Known } from '../../src/core/command.ts';
import type { Fence } from '../../src/core/fence.ts';
import type { JobStatus, OwnItem, OwnKind } from '../../src/core/job.ts';
import type { Json } from '../../src/core/json.ts';
import type { Log } from '../../src/core/log.ts';
import type { Metric } from '../../src/core/metric.ts';
import type { CommunityDefaults } from '../../src/core/personal-defaults.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { MarkedFile } from '../../src/core/provenance.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import type { Workspace } from '../../src/core/storage.ts';
import type { Target } from '../../src/core/target.ts';
import type { UpdateStore } from '../../src/core/update.ts';
import type { Hook } from '../../src/core/webhook.ts';
import type { Messages } from '../../src/text/messages.ts';

/** Answers that couldn't be delivered, and a way to keep them for later. */
export type Undelivered = { readonly reply: Reply; putBack(): Promise<void> };

/** What a chat needs to send and answer. Of other layers, an adapter imports only `core` and `text`; the rest is injected. */
export type ChatServices = {
  readonly log: Log;
  /** Hosts that attachments may come from besides the platform's own. */
  readonly hosts: readonly string[];
  /** Days that photos are kept. */
  readonly photoDays: number;
  readonly languages: readonly string[];
  /** A short clip that shows what is made here. */
  readonly sample: MarkedFile;
  messages(locale: string): Messages;
  /** A folder for work in progress. */
  workspace(): Promise<Workspace>;
  /** The clip, or a copy in `folder`, of at most `bytes` bytes; null when a copy that small would be unwatchable. */
  fit(clip: ClipFile, bytes: number, folder: string): Promise<MarkedFile | null>;
  /** A URL where the clip can be watched, or null when there is none. */
  link(clip: ClipFile): string | null;
  /** The platform's ids of files it already has, by clip. */
  readonly copies: {
    find(clips: readonly string[]): Promise<ReadonlyMap<string, string>>;
    keep(clip: string, file: string): Promise<void>;
  };
  readonly updates: UpdateStore;
  /** What was last sent to the platform, such as a digest of the commands. */
  readonly remembered: {
    read(name: string): Promise<string | null>;
    write(name: string, value: string): Promise<void>;
  };
  /** The defaults for a person's new clips in a community. */
  defaults(community: string, owner: string): Promise<CommunityDefaults>;
  /** What a form is about while someone has it open. `find` throws `Failure` `expired`. */
  readonly forms: {
    keep(owner: string, about: object): Promise<string>;
    find(owner: string, id: string): Promise<Json>;
    drop(owner: string, id: string): Promise<void>;
  };
  /** What couldn't be delivered to the owner, returned only once; null when there is nothing. */
  undelivered(owner: string): Promise<Undelivered | null>;
  /** The fence for a job's first card: once delivery of the answer starts, the card must not overwrite it. */
  untilDelivering(job: string): Fence;
  /** An owner's job, by its id. */
  jobOf(owner: string, id: string): Promise<JobStatus | null>;
  /** Someone's own clips or jobs to choose from, newest first. */
  ownItems(owner: string, kind: OwnKind): Promise<readonly OwnItem[]>;
  /** Names of someone's presets, and of those shared where they are. */
  presetNames(owner: string, community: string | null): Promise<readonly string[]>;
  /** An owner's jobs whose target contains all of `targetPart`, such as those that share a card. Oldest first. */
  jobsAt(
    owner: string,
    targetPart: Readonly<Record<string, Json>>,
  ): Promise<readonly { readonly status: JobStatus; readonly target: Target }[]>;
  /** Whether a clip was begun for a target that contains all of `targetPart`, or waits for its owner's answer. */
  hasOrderAt(owner: string, targetPart: Readonly<Record<string, Json>>): Promise<boolean>;
  /** Forgets orders for a target that contains all of `targetPart` and that wait for their owner's answer. */
  dropPending(owner: string, targetPart: Readonly<Record<string, Json>>): Promise<void>;
  /** The owner of a clip, job or pending order; null when there is none. */
  ownerBehind(id: string): Promise<string | null>;
  /** The community that a clip belongs to; null when there is none. */
  communityBehind(id: string): Promise<string | null>;
  /** Whether the owner has a job with this idempotency key. */
  started(owner: string, key: string): Promise<boolean>;
  /** Records a job's first card. False if the job has ended, or has a card already. */
  moveCard(job: string, from: Target, to: Target): Promise<boolean>;
  /** Moves a community to its new id, after a group's id has changed. */
  moveCommunity(from: string, to: string): Promise<void>;
};

/** What answering also needs: the commands, and the names that their options accept. */
export type Offered = {
  readonly commands: readonly BoundCommand[];
  readonly known: Known;
};

/** A connected account that answers people. */
export type Bot = {
  /** The account's name, once connected. Rejects with `Failure` `bad_setting` when the token isn't accepted. */
  readonly ready: Promise<string>;
  /** How it receives updates, for the startup report. */
  readonly how: string;
  readonly hooks: readonly Hook[];
  /** Stops accepting new requests and waits for those in progress. */
  close(): Promise<void>;
};

/** An open chat. It can send immediately, and answers users once `listen` is called. */
export type Chat = {
  readonly platform: Platform;
  /** Whether the platform sends updates to an address of ours, so that any process behind it may answer. */
  readonly byWebhook: boolean;
  figures(): readonly Metric[];
  listen(offered: Offered): Promise<Bot>;
};

/** A chat platform as `src/main` sees it. `Settings` are the settings it reads. */
export type ChatAdapter<Settings> = {
  readonly name: string;
  open(settings: Settings, services: ChatServices): Promise<Chat>;
  /** The account and how it would receive updates. Throws `Failure` `bad_setting` or `unavailable`. */
  check(settings: Settings): Promise<string>;
};
