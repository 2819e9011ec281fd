import { createRequire } from 'node:module';
import pTimeout from 'p-timeout';
import type { Bot, Chat, ChatAdapter, ChatServices, Offered } from '../../adapters/chat/chat.ts';
import type { Config } from '../config.ts';
import type { Clip } from '../core/clip.ts';
import { onPlatform } from '../core/command-options.ts';
import { inBatches } from '../core/in-batches.ts';
import type { Json } from '../core/json.ts';
import type { MarkedFile } from '../core/provenance.ts';
import { dropForm, findForm, rememberForm } from '../jobs/confirmation.ts';
import { undeliveredTo } from '../jobs/deliver.ts';
import { communityBehind, ownerBehind, ownItems } from '../jobs/lists.ts';
import { defaultsOf } from '../jobs/own-defaults.ts';
import { presetsFor } from '../jobs/own-presets.ts';
import { forgetPendingAt, hasOrderAt } from '../jobs/pending.ts';
import { withFreshAnswer } from '../jobs/retry-later.ts';
import type { CoreServices } from '../jobs/services.ts';
import { ownStatus, statusOf } from '../jobs/status.ts';
import { untilDelivering } from '../jobs/update-card.ts';
import type { Fit } from '../media/fit-copy.ts';
import { moveCommunity } from '../store/communities.ts';
import { findUndelivered, moveDelivery } from '../store/deliveries.ts';
import {
  bundledUpdates,
  claimBundle,
  finishUpdates,
  forgetUpdates,
  holdUpdates,
  isUpdateWaiting,
  noteBundle,
  receiveUpdates,
  releaseUpdates,
  takeLostUpdates,
} from '../store/inbox.ts';
import { findJobByKey, listJobsAt } from '../store/jobs.ts';
import type { Store } from '../store/open-store.ts';
import { findCopies, keepCopy } from '../store/platform-files.ts';
import { readSetting, writeSetting } from '../store/saved-settings.ts';
import type { MessageCatalogue } from '../text/message-catalogue.ts';

/** A chat platform: its title, the setting that enables it, and its adapter, loaded only if enabled. */
type ChatEntry = {
  readonly title: string;
  readonly setting: keyof Config;
  load(): Promise<ChatAdapter<Config>>;
};

const entries: readonly ChatEntry[] = [
  {
    title: 'Discord',
    setting: 'DISCORD_TOKEN',
    load: async () => (await import('../../adapters/discord/discord.ts')).discord,
  },
  {
    title: 'Telegram',
    setting: 'TELEGRAM_TOKEN',
    load: async () => (await import('../../adapters/telegram/telegram.ts')).telegram,
  },
];

/** Storage for a platform's updates. */
export const updatesOf = ({ database }: Store, platform: string): ChatServices['updates'] => ({
  receive: (updates) => receiveUpdates(database, updates),
  hold: (held) => withFreshAnswer(() => holdUpdates(database, held)),
  takeLost: () => takeLostUpdates(database, platform),
  bundled: (bundle) => bundledUpdates(database, bundle),
  claim: (bundle) => claimBundle(database, bundle),
  note: (bundle, note) => noteBundle(database, bundle, note),
  isWaiting: (part) => isUpdateWaiting(database, platform, part),
  finish: (ids) => finishUpdates(database, ids),
  forget: () => forgetUpdates(database),
});

const scope = 'service';

/** The clip at the top of the web page, which is marked as what it is. */
const sample = createRequire(import.meta.url).resolve('#assets/hero.mp4') as MarkedFile;

type ChatParts = {
  readonly fit: Fit;
  readonly messages: Pick<MessageCatalogue, 'languages' | 'messagesFor'>;
  link(clip: Clip): string | null;
};

/** The services passed to a chat adapter, built from the job core. */
const chatServices = (
  platform: string,
  hosts: readonly string[],
  backend: CoreServices,
  { fit, link, messages }: ChatParts,
): ChatServices => {
  const { log, photoDays, storage, store } = backend;
  const { database } = store;
  // Everybody who writes is looked up after their answer: those who write at about the same time, in one statement.
  const undelivered = inBatches((owners: readonly string[]) => findUndelivered(database, owners), 50);
  return {
    ...{ log, hosts, photoDays, fit, sample },
    languages: messages.languages,
    messages: (locale) => messages.messagesFor(locale, platform),
    workspace: storage.workspace,
    link: ({ clip }) => link(clip),
    copies: {
      find: (clips) => findCopies(database, platform, clips),
      keep: (clip, file) => keepCopy(database, { clip, platform, file }),
    },
    updates: updatesOf(store, platform),
    remembered: {
      read: async (name) => {
        const value = await readSetting(database, scope, name);
        return typeof value === 'string' ? value : null;
      },
      write: (name, value) => writeSetting(database, scope, name, value),
    },
    forms: {
      keep: (owner, about) => rememberForm(backend, owner, JSON.parse(JSON.stringify(about)) as Json),
      find: (owner, id) => findForm(backend, owner, id),
      drop: (owner, id) => dropForm(backend, owner, id),
    },
    defaults: defaultsOf(backend),
    undelivered: async (owner) =>
      (await undelivered(owner)).has(owner) ? undeliveredTo(backend, owner) : null,
    untilDelivering: (job) => untilDelivering(backend, job),
    presetNames: async (id, community) => {
      const actor = { id, communities: [], moderates: [], operator: false };
      const { own, shared } = await presetsFor(backend, { actor, community });
      return [...new Set([...own, ...shared].map(({ name }) => name))];
    },
    ownItems: (owner, kind) => ownItems(backend, owner, kind),
    jobOf: (owner, id) => ownStatus(backend, owner, id),
    jobsAt: async (owner, targetPart) => {
      const jobs = await listJobsAt(database, owner, { platform, ...targetPart });
      return Promise.all(
        jobs.map(async ({ job, target }) => ({ status: await statusOf(backend, job), target })),
      );
    },
    hasOrderAt: (owner, targetPart) => hasOrderAt(backend, owner, { platform, ...targetPart }),
    dropPending: (owner, targetPart) => forgetPendingAt(backend, owner, { platform, ...targetPart }),
    communityBehind: (id) => communityBehind(backend, id),
    ownerBehind: (id) => ownerBehind(backend, id),
    started: async (owner, key) => (await findJobByKey(database, owner, key)) !== null,
    moveCard: (job, from, to) => moveDelivery(database, job, from, to),
    moveCommunity: (from, to) => moveCommunity(database, from, to),
  };
};

const isOn = (config: Config, { setting }: ChatEntry): boolean => config[setting] !== undefined;

/** A chat that is enabled and ready to send; `chat` is null if it is not configured. */
export type OpenChat = { readonly title: string; readonly setting: string; readonly chat: Chat | null };

/** Opens the configured chats. */
export const openChats = (config: Config, backend: CoreServices, parts: ChatParts): Promise<OpenChat[]> =>
  Promise.all(
    entries.map(async (entry) => {
      const { title, setting } = entry;
      if (!isOn(config, entry)) return { title, setting, chat: null };
      const { name, open } = await entry.load();
      const services = chatServices(name, config.ATTACHMENT_HOSTS ?? [], backend, parts);
      return { title, setting, chat: await open(config, services) };
    }),
  );

/** Whether a process answers a chat. The web process gets what platforms send to the public address, so it answers that. */
export const listens = (role: Config['ROLE'], { byWebhook }: Chat): boolean =>
  role === 'all' || role === 'bot' || (role === 'web' && byWebhook);

/** Starts listening on a chat. */
export const listenOn = async (
  chat: Chat,
  { database, pglite }: Store,
  { commands, known }: Offered,
): Promise<Bot> => {
  // No other process uses this database, so none is handling these updates.
  if (pglite !== null) await releaseUpdates(database);
  return chat.listen({ commands: commands.map(onPlatform(chat.platform.name)), known });
};

/** A chat's line in the startup report; `bot` is null if this process does not listen on it. */
export const chatLine = async (
  { title, setting, chat }: OpenChat,
  bot: Bot | null,
  role: string,
): Promise<string> => {
  if (chat === null) return `  off  ${title} (set ${setting})`;
  if (bot === null) return `  off  ${title}, because ROLE is ${role} (set it to all or bot)`;
  const name = await pTimeout(bot.ready, { milliseconds: 10_000, message: false });
  return name === undefined ? `  on   ${title}, still connecting` : `  on   ${title}, as ${name}, ${bot.how}`;
};

/** The doctor's check of each chat. A check throws `Failure` `bad_setting` or `unavailable`. */
export const chatChecks = (config: Config): (() => Promise<string>)[] =>
  entries.map((entry) => async () => {
    if (!isOn(config, entry)) return `${entry.title}: off (set ${entry.setting})`;
    return `${entry.title}: connected as ${await (await entry.load()).check(config)}`;
  });
