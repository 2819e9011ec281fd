import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { terminalPlatform } from '../../adapters/terminal/terminal-platform.ts';
import { webPlatform } from '../../adapters/web/web-platform.ts';
import { commands } from '../../commands/all.ts';
import { readConfig } from '../../src/config.ts';
import type { BoundCommand, Command, Request } from '../../src/core/command.ts';
import type { Effect } from '../../src/core/effect.ts';
import type { Engine } from '../../src/core/engine.ts';
import type { Workspace } from '../../src/core/storage.ts';
import type { Hook } from '../../src/core/webhook.ts';
import { bind } from '../../src/jobs/bind-command.ts';
import { runJob, workOn } from '../../src/jobs/run-job.ts';
import type { Media, Services } from '../../src/jobs/services.ts';
import { startSweeping } from '../../src/jobs/sweep.ts';
import { listenOn, openChats as openServices } from '../../src/main/chats.ts';
import type { Fit } from '../../src/media/fit-copy.ts';
import { openQueue } from '../../src/queue/bull-queue.ts';
import { openDisk } from '../../src/storage/disk.ts';
import { findDelivery } from '../../src/store/deliveries.ts';
import { findJob } from '../../src/store/jobs.ts';
import { rowsOf } from '../../src/store/rows-of.ts';
import type { SpendLimits } from '../../src/store/spend.ts';
import * as catalogue from '../messages/opened.ts';
import { type Discord, startDiscord } from '../peers/discord/discord.ts';
import { until } from '../peers/discord/person.ts';
import { answering, listen } from '../peers/listen.ts';
import { predictionEngine, startPredictions } from '../peers/predictions-client.ts';
import { buildServices, plainMedia } from '../peers/render-services.ts';
import { startTelegram, type Telegram } from '../peers/telegram/telegram.ts';
import { type DatabaseKind, openOwnStore } from '../store/own-store.ts';

const grey = { width: 64, height: 48, channels: 3, background: '#808080' } as const;

/** A photo: what is in it matters nowhere here. */
export const photo = {
  name: 'photo.jpg',
  type: 'image/jpeg',
  bytes: await sharp({ create: grey }).jpeg().toBuffer(),
};

export type Chats = {
  readonly services: Services;
  readonly discord: Discord;
  readonly telegram: Telegram;
  readonly bound: readonly BoundCommand[];
  /** What was asked of a command, in order: its name, the request as they built it, and its end. */
  readonly asked: { readonly name: string; readonly request: Request; readonly ended: Promise<unknown> }[];
  /** Ends the bots and the workers. */
  stop(): Promise<void>;
  /** Has new ones take their place. */
  start(): Promise<void>;
  /** Holds the chats back where they want a folder for the time of that number from now, until they may go on with it. */
  holdAt(number: number): { readonly held: Promise<void>; go(): void; readonly over: Promise<void> };
};

/** A promise that is kept from outside. */
export const openPromise = <Value>() => {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
};

/** How clips are finished and made smaller: by real means where it matters what is in them. `engines`: who renders. */
export type Making = {
  readonly media?: Partial<Media>;
  readonly fit?: Fit;
  readonly engines?: (usual: Engine) => readonly Engine[];
  readonly effects?: readonly Effect[];
  readonly limits?: Partial<SpendLimits>;
  readonly cardSeconds?: number;
  readonly database?: DatabaseKind;
};

/** How the chats are heard: as usual by gateway and polling, or by HTTP, by two processes that take turns. */
export type Transport = 'usual' | 'HTTP';

/** A web server for the webhooks of the chats, once they are known. Its processes take turns. */
const serveHooks = async () => {
  let processes: readonly (readonly Hook[])[] = [];
  let turn = 0;
  const server = createServer(
    answering(async (request, response) => {
      const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://here');
      turn += 1;
      const hook = processes[turn % processes.length]?.find(({ path }) => path === pathname);
      if (hook === undefined) return response.writeHead(404).end();
      const told = await hook.receive({ body: await buffer(request), headers: request.headers, query });
      const { status, body } = typeof told === 'number' ? { status: told, body: undefined } : told;
      response.writeHead(status, { 'content-type': 'application/json' });
      return response.end(body === undefined ? undefined : JSON.stringify(body));
    }),
  );
  const { url, close } = await listen(server);
  const open = (all: readonly (readonly Hook[])[]): void => {
    processes = all;
  };
  return { url, close, open };
};

const open = async (folder: string, works: boolean, transport: Transport, making: Making) => {
  const { media, fit = async ({ path }) => path, engines = (usual) => [usual] } = making;
  const closing: (() => Promise<unknown>)[] = [];
  const { store, backend } = await openOwnStore(folder, making.database);
  closing.unshift(store.close);
  const queue = await openQueue(backend, { lanes: ['render'], onError: () => {} });
  closing.unshift(queue.close);
  const hooked = await serveHooks();
  const [provider, discord, telegram] = await Promise.all([
    startPredictions({ milliseconds: 0, resetEvery: Number.POSITIVE_INFINITY }),
    startDiscord(),
    startTelegram({ tunnel: hooked.url }),
  ]);
  closing.push(provider.close, discord.close, telegram.close, hooked.close);
  const config = readConfig({
    DATA_DIR: folder,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_URL: telegram.url,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.api,
    ATTACHMENT_HOSTS: discord.cdnHost,
    ...(transport === 'HTTP' && {
      PUBLIC_URL: 'https://photoplay.example',
      TELEGRAM_WEBHOOK_SECRET: 'knock-knock_1',
      DISCORD_PUBLIC_KEY: discord.publicKey,
    }),
  });
  const storage = { ...(await openDisk(folder, false)) };
  const { workspace } = storage;
  let pass = async (own: Workspace): Promise<Workspace> => own;
  storage.workspace = async () => pass(await workspace());
  const holdAt: Chats['holdAt'] = (number) => {
    let left = number;
    const [held, going, over] = [openPromise<void>(), openPromise<void>(), openPromise<void>()];
    pass = async (own) => {
      left -= 1;
      if (left !== 0) return own;
      held.resolve();
      await going.promise;
      const end = () => own[Symbol.asyncDispose]().finally(over.resolve);
      return { folder: own.folder, [Symbol.asyncDispose]: end };
    };
    return { held: held.promise, go: going.resolve, over: over.promise };
  };
  const rendering = engines(predictionEngine(provider.url));
  const asked: Chats['asked'] = [];
  const begin = async () => {
    const ending: (() => Promise<unknown>)[] = [];
    const built = await buildServices({
      ...{ folder, store, queue, remoteJobs: 4 },
      limits: { daily: 1_000_000, askAbove: 5, ...making.limits },
      engines: rendering,
      ...{ effects: making.effects, cardSeconds: making.cardSeconds },
      platforms: [],
      media: media && { ...plainMedia, ...media },
    });
    const parts = { fit, messages: catalogue, link: () => null };
    const openProcess = async () =>
      (await openServices(config, { ...built, storage }, parts)).flatMap(({ chat }) => chat ?? []);
    const chats = await openProcess();
    const processes = [chats, ...(transport === 'HTTP' ? [await openProcess()] : [])];
    const platforms = [
      ...chats.map(({ platform }) => platform),
      webPlatform,
      terminalPlatform(async ({ path }) => path, built.storage.workspace),
    ];
    const services: Services = { ...built, platforms };
    const known = {
      effects: services.effects.map(({ name }) => name),
      engines: rendering.map(({ name }) => name),
      models: rendering.flatMap((engine) => engine.models().map(({ name }) => name)),
    };
    const bound = commands.map((command) => bind(command as unknown as Command<Services>, services, known));
    const noted = bound.map((command): BoundCommand => {
      const run: BoundCommand['run'] = (request, raw) => {
        const running = command.run(request, raw);
        asked.push({ name: command.name, request, ended: running.catch(() => {}) });
        return running;
      };
      return { ...command, run };
    });
    const listening = processes.map((own) =>
      Promise.all(own.map((chat) => listenOn(chat, store, { commands: noted, known }))),
    );
    const bots = await Promise.all(listening);
    for (const bot of bots.flat()) ending.unshift(bot.close);
    hooked.open(bots.map((own) => own.flatMap(({ hooks }) => hooks)));
    await Promise.all(bots.flat().map((bot) => bot.ready));
    if (transport === 'HTTP') await discord.interactionsAt(`${hooked.url}/webhooks/discord`);
    if (works) ending.unshift((await workOn(services)).stop, startSweeping(services).stop);
    const end = async (): Promise<void> => {
      for (const one of ending.splice(0)) await one();
    };
    return { services, bound: noted, end };
  };
  let live = await begin();
  const stop = (): Promise<void> => live.end();
  const start = async (): Promise<void> => {
    live = await begin();
  };
  closing.unshift(stop);
  const chats: Chats = {
    ...{ discord, telegram, asked, holdAt, stop, start },
    get services() {
      return live.services;
    },
    get bound() {
      return live.bound;
    },
  };
  const close = async (): Promise<void> => {
    for (const one of closing) await one();
  };
  return { chats, close };
};

/**
 * Both chats around one house, in this process: real bots and deliveries, and clips that are only bytes. Unless it
 * `works`, jobs wait until they are finished by hand.
 */
export const openChats = ({
  works = true,
  transport = 'usual',
  ...making
}: { readonly works?: boolean; readonly transport?: Transport } & Making = {}): (() => Chats) => {
  let folder: string;
  let opened: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-surfaces-'));
    opened = await open(folder, works, transport, making);
  });
  afterEach(() => {
    const { discord, telegram } = opened.chats;
    const complaints = [...discord.state.complaints.splice(0), ...telegram.state.complaints.splice(0)];
    // Clips here are no films.
    expect(complaints.filter((one) => !/no MP4|a thumbnail that is ignored/.test(one))).toEqual([]);
  });
  afterAll(async () => {
    await opened.close();
    await rm(folder, { recursive: true });
  });
  return () => opened.chats;
};

/** Somebody who has opened the bot on Telegram. */
export const onTelegram = async ({ telegram }: Chats) => {
  const person = telegram.person('Ana');
  person.start();
  await until(() => person.sees().length > 0);
  return person;
};

const patient = { timeout: 100_000, interval: 20 };

/** Somebody's latest job, waited for. */
export const latestJob = ({ services }: Chats, owner: string): Promise<string> =>
  vi.waitFor(async () => {
    const found = sql`select id from jobs where owner = ${owner} order by created_at desc limit 1`;
    const [row] = await rowsOf<{ id: string }>(services.store.database, found);
    if (row === undefined) throw new Error('no job');
    return row.id;
  }, patient);

/** Carries a job out now, whatever it would have waited for. */
export const finish = async ({ services }: Chats, job: string): Promise<void> => {
  const { database } = services.store;
  for (let state = ''; state !== 'done'; state = (await findJob(database, job))?.state ?? '') {
    await database.execute(sql`update jobs set resume_at = null where id = ${job}`);
    await runJob(services, job, new AbortController().signal).catch(() => {});
  }
};

/** How a finished job's answer was brought. */
export const deliveredBy = async ({ services }: Chats, job: string): Promise<string | null> =>
  (await findDelivery(services.store.database, job))?.delivered ?? null;
