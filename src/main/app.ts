import { availableParallelism } from 'node:os';
import { terminalPlatform } from '../../adapters/terminal/platform.ts';
import { webPlatform } from '../../adapters/web/platform.ts';
import { commands, operatorCommands } from '../../commands/all.ts';
import { effects } from '../../effects/all.ts';
import type { Config } from '../config.ts';
import { bind } from '../core/bind.ts';
import type { BoundCommand, Catalogue, Command } from '../core/command.ts';
import { Failure } from '../core/failure.ts';
import type { JobStatus } from '../core/job.ts';
import type { Log } from '../core/log.ts';
import { findDepthModel } from '../engines/local/depth/find-model.ts';
import type { DepthChoice } from '../engines/local/depth/source.ts';
import type { House } from '../jobs/house.ts';
import { laneWidths } from '../jobs/lanes.ts';
import { workOn } from '../jobs/perform.ts';
import { createPulse } from '../jobs/pulse.ts';
import { createSlots } from '../jobs/slots.ts';
import { openFollow } from '../jobs/status.ts';
import { startSweeping } from '../jobs/sweep.ts';
import { tellingFaults } from '../jobs/wait-out.ts';
import { describeEncoder, findEncoder } from '../media/find-encoder.ts';
import { fitWith } from '../media/fit-copy.ts';
import { openQueue } from '../queue/queue.ts';
import { openDisk } from '../storage/disk.ts';
import { releaseAllJobs } from '../store/claims.ts';
import { openPglite, openPostgres, type Store } from '../store/open.ts';
import type { Limits } from '../store/spend.ts';
import { type MessageCatalogue, openMessages } from '../text/message-catalogue.ts';
import type { OpenDiscord } from './discord-chat.ts';
import { type OpenEngines, openEngines } from './engines.ts';
import { openWorkshop } from './media-tools.ts';
import { type OpenProvenance, openProvenance } from './signing.ts';
import type { OpenTelegram } from './telegram-chat.ts';
import { clipLinks } from './web-address.ts';
import { webSecret } from './web-secret.ts';

/** The house with its doors open: everything wired, and what is needed to run and to close it. */
export type OpenHouse = Pick<OpenEngines, 'replicate' | 'comfyui'> & {
  readonly house: House;
  readonly commands: readonly BoundCommand[];
  /** Those of the operator, for the terminal alone. */
  readonly operatorCommands: readonly BoundCommand[];
  /** The names that the commands' catalogues hold. */
  readonly known: Readonly<Record<Catalogue, readonly string[]>>;
  /** What answering on Discord needs; null without a token. */
  readonly discord: OpenDiscord | null;
  /** What answering on Telegram needs; null without a token. */
  readonly telegram: OpenTelegram | null;
  /** What is said, in every language. */
  readonly messages: MessageCatalogue;
  /** The encoder's name and version. */
  readonly encoder: string;
  readonly depth: DepthChoice;
  readonly provenance: OpenProvenance;
  /** Tells of an owner's jobs; null of one that is somebody else's or that there is not. */
  follow(owner: string): (id: string) => Promise<JobStatus | null>;
  /** Starts working on jobs and sweeping. */
  work(): Promise<void>;
  /** Hands running jobs back and closes everything. */
  close(): Promise<void>;
};

const openStore = (config: Config, log: Log): Promise<Store> =>
  config.DATABASE_URL === undefined
    ? openPglite(config.DATA_DIR)
    : openPostgres(config.DATABASE_URL, (error) => log.warn({ error }, 'database connection lost'));

const openHouseQueue = async (config: Config, store: Store, lanes: readonly string[], log: Log) => {
  const settings = { lanes, onError: (error: unknown): void => log.warn({ error }, 'queue') };
  if (config.REDIS_URL !== undefined) return openQueue({ kind: 'redis', url: config.REDIS_URL }, settings);
  if (store.pglite === null) {
    if (config.DATABASE_URL === undefined) throw new Failure('internal');
    return openQueue({ kind: 'postgres', url: config.DATABASE_URL }, settings);
  }
  const queue = await openQueue({ kind: 'pglite', database: store.pglite }, settings);
  // Alone on this database, we know that nobody is at work: the sweeper fills the queue again at once.
  await queue.clear();
  return queue;
};

const knownTo = (house: House) => ({
  effects: house.effects.map((effect) => effect.name),
  engines: house.engines.map((engine) => engine.name),
  // Models come and go while their schemas are compared.
  get models() {
    return house.engines.flatMap((engine) => engine.models().map((model) => model.name));
  },
});

const cents = (dollars: number | undefined): number | null =>
  dollars === undefined ? null : Math.round(dollars * 100);

const limitsOf = (config: Config): Limits => ({
  daily: config.CREDITS_DAILY,
  communityDaily: config.COMMUNITY_CREDITS_DAILY ?? null,
  budgetDaily: cents(config.BUDGET_DAILY),
  budgetMonthly: cents(config.BUDGET_MONTHLY),
  askAbove: config.ASK_ABOVE === 0 ? null : config.ASK_ABOVE,
  on: config.SPENDING === 'on',
});

/** Closes in the order given, the rest too when one fails. */
export const closeAll = async (closing: readonly (() => Promise<unknown>)[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const close of closing) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
};

/** Opens everything the configuration names. Throws Failure `store_down`, `queue_down`, `data_folder_busy` … */
export const openHouse = async (config: Config, log: Log): Promise<OpenHouse> => {
  const encoder = await findEncoder(config.FFMPEG_PATH);
  const depth = await findDepthModel(config.DEPTH_MODEL);
  const closing: (() => Promise<void>)[] = [];
  const messages = openMessages((problem) => log.warn(problem, 'a message cannot be used'));
  try {
    const store = await openStore(config, log);
    closing.unshift(store.close);
    if (store.pglite !== null) await releaseAllJobs(store.database);
    const storage = await openDisk(config.DATA_DIR, store.pglite !== null);
    const link = clipLinks(config, await webSecret(store.database));
    const provenance = await openProvenance(config, log);
    const { mark } = provenance;
    const slots = createSlots(config.WORKERS ?? Math.max(1, Math.floor(availableParallelism() / 2)));
    const fit = fitWith(encoder, mark, (task) => slots.take('finish', 0, null, task));
    const telegramParts = { fit, storage, store, log, link, messages, house: () => house };
    // What isn't configured isn't loaded.
    const [{ engines, models, replicate, comfyui }, discord, telegram] = await Promise.all([
      openEngines(config, log, encoder, depth),
      config.DISCORD_TOKEN === undefined
        ? null
        : import('./discord-chat.ts').then(({ openDiscord }) =>
            openDiscord(config, fit, storage, link, messages),
          ),
      config.TELEGRAM_TOKEN === undefined
        ? null
        : import('./telegram-chat.ts').then(({ openTelegram }) => openTelegram(config, telegramParts)),
    ]);
    const width = { engines, slots, remoteJobs: config.REMOTE_JOBS };
    const queue = await openHouseQueue(config, store, Object.keys(laneWidths(width)), log);
    closing.unshift(queue.close);
    const house: House = {
      store,
      queue,
      storage,
      media: openWorkshop(encoder, mark, slots, config.FACE_ANALYSIS),
      ...width,
      models,
      pulse: createPulse(store.database, log),
      effects,
      platforms: [
        terminalPlatform,
        webPlatform,
        ...[discord, telegram].flatMap((chat) => chat?.platform ?? []),
      ],
      log,
      faultMinutes: config.FAULT_MINUTES,
      photoDays: config.PHOTO_DAYS,
      label: {
        always: config.LABEL === 'on',
        words: (mark) => messages.messagesFor('en', 'web').format(`card.mark.${mark}`),
      },
      limits: limitsOf(config),
      room: {
        jobs: config.JOBS_PER_PERSON,
        communityJobs: config.JOBS_PER_COMMUNITY,
        bytes: config.STORAGE_PER_PERSON_MB * 1_000_000,
      },
    };
    const known = knownTo(house);
    const bound = (command: unknown): BoundCommand =>
      tellingFaults(house, bind(command as Command<House>, house, known));
    return {
      house,
      commands: commands.map(bound),
      operatorCommands: operatorCommands.map(bound),
      known,
      discord,
      telegram,
      messages,
      encoder: await describeEncoder(encoder),
      replicate,
      comfyui,
      depth,
      provenance,
      follow: (owner) => openFollow(house, owner),
      work: async () => {
        await workOn(house);
        closing.unshift(startSweeping(house).stop);
      },
      close: () => closeAll(closing),
    };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
};
