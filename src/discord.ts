import { join } from 'node:path';
import { type Bot, botName, openBot, type Settings } from '../adapters/discord/bot.ts';
import type { Desk } from '../adapters/discord/desk.ts';
import { openPost, openRest } from '../adapters/discord/post.ts';
import type { Speech } from '../adapters/discord/words.ts';
import type { Config } from './config.ts';
import type { BoundCommand, Catalogue } from './core/command.ts';
import type { Manners } from './core/manners.ts';
import type { ClipFile } from './core/reply.ts';
import { usualVisibility } from './core/rules.ts';
import type { Storage } from './core/storage.ts';
import type { House } from './jobs/house.ts';
import { rulesOf } from './jobs/rules.ts';
import { startEncoding } from './media/encoder.ts';
import type { EncoderChoice } from './media/encoder-command.ts';
import { fitPlan } from './media/fit.ts';
import { readSetting, writeSetting } from './store/settings.ts';
import { en } from './text/en/en.ts';
import { words } from './text/en/words.ts';

const english: Speech = { ...en, ...words };

/** Everything said, in somebody's language; English until there is another. */
export const speech = (_locale: string): Speech => english;

const settingsOf = ({ DISCORD_TOKEN, DISCORD_API_URL, DISCORD_SHARDS }: Config): Settings | null =>
  DISCORD_TOKEN === undefined ? null : { token: DISCORD_TOKEN, api: DISCORD_API_URL, shards: DISCORD_SHARDS };

/** Makes clips smaller where a platform takes only so many bytes. */
export const fitWith =
  (encoder: EncoderChoice) =>
  async ({ clip, path }: ClipFile, bytes: number, folder: string): Promise<string | null> => {
    if (clip.bytes <= bytes) return path;
    const target = join(folder, `${clip.id}.mp4`);
    const plan = fitPlan(clip, target, path, bytes);
    if (plan === null) return null;
    await using encoding = startEncoding(encoder, plan, AbortSignal.timeout(plan.limit * 1_000));
    await encoding.finish();
    return target;
  };

/** What sending needs; null without a token. */
export const openDesk = (config: Config, encoder: EncoderChoice, storage: Storage): Desk | null => {
  const settings = settingsOf(config);
  if (settings === null) return null;
  const post = openPost(openRest(settings.token, settings.api));
  // Clips have no page of their own that a link could lead to.
  const link = () => null;
  return { post, speech, workspace: storage.workspace, fit: fitWith(encoder), link };
};

/** How communities want their clips; many who ask at once are answered by one look. */
export const mannersOf = (house: House) => {
  const looking = new Map<string, Promise<Manners>>();
  const look = async (community: string): Promise<Manners> => {
    const rules = await rulesOf(house, community);
    return { visibility: usualVisibility(rules), covered: rules.cover === 'always' };
  };
  return (community: string): Promise<Manners> => {
    const under = looking.get(community);
    if (under !== undefined) return under;
    const found = look(community).finally(() => looking.delete(community));
    looking.set(community, found);
    return found;
  };
};

const scope = 'service';
const setting = 'discord commands';

/** The bot that hears and answers; null without a token. */
export const openDiscordBot = (
  config: Config,
  house: House,
  desk: Desk | null,
  commands: readonly BoundCommand[],
  known: Readonly<Record<Catalogue, readonly string[]>>,
): Bot | null => {
  const settings = settingsOf(config);
  if (settings === null || desk === null) return null;
  const { database } = house.store;
  const hosts = config.ATTACHMENT_HOSTS ?? [];
  return openBot(
    settings,
    { commands, known, hosts, log: house.log, desk, manners: mannersOf(house) },
    {
      read: async () => {
        const value = await readSetting(database, scope, setting);
        return typeof value === 'string' ? value : null;
      },
      write: (digest) => writeSetting(database, scope, setting, digest),
    },
  );
};

/** The doctor's line. Throws Failure `bad_setting` or `unavailable`. */
export const discordLine = async (config: Config): Promise<string> => {
  const settings = settingsOf(config);
  return settings === null
    ? 'no Discord (set DISCORD_TOKEN)'
    : `Discord: the bot is ${await botName(settings)}`;
};
