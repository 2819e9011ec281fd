import { availableParallelism } from 'node:os';
import { terminalPlatform } from '../../adapters/terminal/terminal-platform.ts';
import { webPlatform } from '../../adapters/web/web-platform.ts';
import { commands } from '../../commands/all.ts';
import { backupOf } from '../../commands/backup.ts';
import { operatorCommands } from '../../commands/operator.ts';
import { effects } from '../../effects/all.ts';
import type { Config } from '../config.ts';
import { noCaps } from '../core/caps.ts';
import type { BoundCommand, Command, Known } from '../core/command.ts';
import type { JobStatus } from '../core/job.ts';
import type { Log } from '../core/log.ts';
import { anyModel } from '../core/order.ts';
import { needsOf } from '../core/permission.ts';
import { findDepthModel } from '../engines/local/depth/find-model.ts';
import type { DepthChoice } from '../engines/local/depth/source.ts';
import { createLocalEngine } from '../engines/local/local-engine.ts';
import { bindCommand, bindUnrestricted } from '../jobs/bind-command.ts';
import { createHeartbeats } from '../jobs/heartbeats.ts';
import { laneWidths } from '../jobs/lanes.ts';
import { openOpinions } from '../jobs/rank-models.ts';
import { workOn } from '../jobs/run-job.ts';
import type { CoreServices, Services } from '../jobs/services.ts';
import { createSlots } from '../jobs/slots.ts';
import { openFollow } from '../jobs/status.ts';
import { startSweeping } from '../jobs/sweep.ts';
import { describeEncoder, findEncoder } from '../media/find-encoder.ts';
import { type Fit, fitWith } from '../media/fit-copy.ts';
import { certificateFolder } from '../media/provenance/own-signer.ts';
import { releaseAllJobs } from '../store/claims.ts';
import { type MessageCatalogue, openMessages } from '../text/message-catalogue.ts';
import { limitsOf, openAppQueue, openStorage, openStore } from './backends.ts';
import { type OpenChat, openChats } from './chats.ts';
import { type OpenEngine, openEngines, remotes, statesOf } from './engines.ts';
import { openMediaTools } from './media-tools.ts';
import { type OpenProvenance, openProvenance } from './signing.ts';
import { openOnce } from './wait-for-servers.ts';
import { clipLinks, exportLinks, shareLinks, webSecret } from './web-url.ts';

/** The wired application, with what is needed to run and stop it. */
export type App = {
  readonly services: Services;
  readonly commands: readonly BoundCommand[];
  /** Operator commands, for the terminal and the admin pages only. */
  readonly operatorCommands: readonly BoundCommand[];
  /** Commands that reach files of this machine. */
  readonly terminalCommands: readonly BoundCommand[];
  /** Names of effects, engines and models that commands accept. */
  readonly known: Known;
  readonly chats: readonly OpenChat[];
  readonly engines: readonly OpenEngine[];
  /** The message texts of all languages. */
  readonly messages: MessageCatalogue;
  /** The encoder's name and version. */
  readonly encoder: string;
  readonly depth: DepthChoice;
  readonly provenance: OpenProvenance;
  readonly fit: Fit;
  /** Follows an owner's jobs by id. Null for a job that belongs to another owner or does not exist. */
  follow(owner: string): (id: string) => Promise<JobStatus | null>;
  /** Starts the workers and the sweeper. */
  work(): Promise<void>;
  /** Releases running jobs and closes everything. */
  close(): Promise<void>;
};

const knownTo = ({ effects, engines }: CoreServices) => ({
  effects: effects.map((effect) => effect.name),
  engines: engines.map((engine) => engine.name),
  // A getter, since the list of models changes as their schemas are checked.
  get models() {
    return [anyModel, ...engines.flatMap((engine) => engine.models().map((model) => model.name))];
  },
});

/** Closes in the given order, and continues if one fails. Throws the first error at the end. */
export const closeAll = async (closing: readonly (() => Promise<unknown>)[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const close of closing) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
};

/**
 * Opens everything that is configured; `opening` decides how long to wait for servers. Throws `Failure` `store_down`, `queue_down`, `data_folder_busy` and others.
 */
export const createApp = async (config: Config, log: Log, opening = openOnce): Promise<App> => {
  const encoder = await findEncoder(config.FFMPEG_PATH);
  const depth = await findDepthModel(config.DEPTH_MODEL, config.DATA_DIR);
  const messages = openMessages((problem) => log.warn(problem, 'a message cannot be used'));
  const closing: (() => Promise<void>)[] = [];
  try {
    const store = await opening(() => openStore(config, log));
    closing.unshift(store.close);
    if (store.pglite !== null) await releaseAllJobs(store.database);
    const storage = await opening(() => openStorage(config, store.pglite !== null));
    const provenance = await openProvenance(config, log);
    const slots = createSlots(config.WORKERS ?? Math.max(1, Math.floor(availableParallelism() / 2)));
    const onTrouble = (cause: string) => log.warn({ cause }, 'the local engine used a fallback');
    const local = createLocalEngine(encoder, depth, onTrouble, config.FACE_ANALYSIS);
    const others = await openEngines(config, log);
    const engines = [local, ...remotes(others).map(({ engine }) => engine)];
    const width = { engines, slots, remoteJobs: config.REMOTE_JOBS };
    const lanes = Object.keys(laneWidths(width));
    const queue = await opening(() => openAppQueue(config, store, lanes, log));
    closing.unshift(queue.close);
    const secret = await webSecret(store.database);
    const backend: CoreServices = {
      allowed: {
        servers: config.ALLOWED_SERVERS ?? [],
        groups: config.ALLOWED_GROUPS ?? [],
        users: config.ALLOWED_USERS ?? [],
      },
      exportLink: exportLinks(config, secret),
      links: shareLinks(config, secret),
      privacy: { faces: config.FACE_ANALYSIS === 'on', contact: config.OPERATOR_CONTACT ?? null },
      ...{ store, queue, storage, effects, log },
      needs: needsOf(commands),
      ...width,
      media: openMediaTools(encoder, provenance.mark, slots, config.FACE_ANALYSIS),
      models: statesOf(local, remotes(others)),
      opinions: openOpinions(store.database),
      heartbeats: createHeartbeats(store.database, log),
      faultMinutes: config.FAULT_MINUTES,
      cardSeconds: config.CARD_SECONDS,
      photoDays: config.PHOTO_DAYS,
      label: {
        always: config.LABEL === 'on',
        words: (mark) => messages.messagesFor('en', 'web').format(`card.mark.${mark}`),
      },
      limits: limitsOf(config),
      caps: {
        ...noCaps,
        resolution: config.MAX_RESOLUTION ?? null,
        seconds: config.MAX_SECONDS ?? null,
        rendered: config.RENDER_SECONDS_PER_HOUR ?? null,
      },
      quotas: {
        rendered: null,
        jobs: config.JOBS_PER_PERSON,
        communityJobs: config.JOBS_PER_COMMUNITY,
        bytes: config.STORAGE_PER_PERSON_MB * 1_000_000,
      },
    };
    const fit = fitWith(
      encoder,
      provenance.mark,
      (task, rank) => slots.run('remote-result', rank, null, task),
      config.FACE_ANALYSIS,
    );
    const link = clipLinks(config, secret);
    const chats = await openChats(config, backend, { fit, link, messages });
    const platforms = chats.flatMap(({ chat }) => chat?.platform ?? []);
    const certificates = certificateFolder(config.DATA_DIR);
    const services: Services = {
      ...backend,
      platforms: [terminalPlatform(fit, storage.workspace), webPlatform, ...platforms],
    };
    const known = knownTo(backend);
    const bindAll = (bindOne: typeof bindCommand, declared: readonly unknown[]): BoundCommand[] =>
      declared.map((command) => bindOne(services, known, command as Command<Services>));
    return {
      ...{ services, known, chats, messages, depth, provenance, fit },
      engines: others,
      commands: bindAll(bindCommand, commands),
      operatorCommands: bindAll(bindUnrestricted, operatorCommands),
      terminalCommands: bindAll(bindUnrestricted, [backupOf(certificates)]),
      encoder: await describeEncoder(encoder),
      follow: (owner) => openFollow(services, owner),
      work: async () => {
        await workOn(services);
        closing.unshift(startSweeping(services).stop);
      },
      close: () => closeAll(closing),
    };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
};
