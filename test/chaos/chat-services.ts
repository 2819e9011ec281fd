import { z } from 'zod';
import { terminalPlatform } from '../../adapters/terminal/terminal-platform.ts';
import { webPlatform } from '../../adapters/web/web-platform.ts';
import { readConfig } from '../../src/config.ts';
import type { ClipFile } from '../../src/core/reply.ts';
import type { Services } from '../../src/jobs/services.ts';
import { openChats } from '../../src/main/chats.ts';
import { openPostgres, type Store } from '../../src/store/open-store.ts';
import * as catalogue from '../messages/opened.ts';
import { predictionEngine } from '../peers/predictions-client.ts';
import { buildServices } from '../peers/render-services.ts';

/** Where a house finds those it talks to. */
export const surroundingsShape = z.object({
  folder: z.string(),
  database: z.string(),
  provider: z.string(),
  telegram: z.object({ url: z.string(), token: z.string() }),
  discord: z.object({ url: z.string(), token: z.string() }),
});
export type Surroundings = z.infer<typeof surroundingsShape>;

/** What the queue would be asked; jobs are handed out by the test itself. */
const noQueue = {
  push: async () => {},
  knows: async (ids: readonly string[]) => new Set(ids),
  clear: async () => {},
  work: async () => ({ stop: async () => {} }),
  ping: async () => {},
  close: async () => {},
};

/** The job core with all surfaces as the service has them, on Postgres. */
export const openChatServices = async (
  around: Surroundings,
): Promise<{ services: Services; store: Store }> => {
  const { database, discord, folder, provider, telegram } = around;
  const config = readConfig({
    DATA_DIR: folder,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_URL: telegram.url,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: `${discord.url}/api`,
  });
  const store = await openPostgres(database, () => {});
  const services = await buildServices({
    folder,
    store,
    queue: noQueue,
    engines: [predictionEngine(provider)],
    platforms: [],
  });
  const fit = async ({ path }: ClipFile) => path;
  const parts = { fit, messages: catalogue, link: () => null };
  const chats = await openChats(config, services, parts);
  const platforms = [
    terminalPlatform(async ({ path }) => path, services.storage.workspace),
    webPlatform,
    ...chats.flatMap(({ chat }) => chat?.platform ?? []),
  ];
  return { services: { ...services, platforms }, store };
};
