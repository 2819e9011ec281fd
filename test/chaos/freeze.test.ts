import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { newId } from '../../src/core/id.ts';
import type { Target } from '../../src/core/target.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import type { Services } from '../../src/jobs/services.ts';
import { childModule } from '../../src/media/child.ts';
import { findJob } from '../../src/store/jobs.ts';
import { auditLedger, grantCredits } from '../../src/store/ledger.ts';
import type { Store } from '../../src/store/open-store.ts';
import { submitFiles } from '../jobs/submit-files.ts';
import { type Discord, startDiscord } from '../peers/discord/discord.ts';
import { type PostgresPeer, postgresAvailable, startPostgres } from '../peers/postgres.ts';
import { type PredictionServer, startPredictions } from '../peers/predictions-client.ts';
import { startTelegram, type Telegram } from '../peers/telegram/telegram.ts';
import { order } from '../store/rows.ts';
import { openChatServices } from './chat-services.ts';
import { atPage, atTerminal } from './quiet-places.ts';
import { openStepGate, type Step } from './step-gate.ts';

const never = new AbortController().signal;
const portOf = (url: string): number => Number(new URL(url).port);

/** What somebody sees of a job when all is over. */
type Seen = {
  /** The bytes of every clip that was posted. */
  readonly clips: readonly string[];
  /** The card as it stands, with its buttons; null when it is gone. */
  readonly card: { readonly text: string; readonly buttons: string } | null;
  readonly unsure: boolean;
};

type Chat = {
  readonly name: string;
  readonly address: Target;
  readonly see: () => Seen | Promise<Seen>;
};

describe.skipIf(!postgresAvailable())(
  'a worker that is frozen at any step, and thawed when another has finished',
  () => {
    let folder: string;
    let postgres: PostgresPeer;
    let provider: PredictionServer;
    let telegram: Telegram;
    let discord: Discord;
    let services: Services;
    let withoutWay: Services;
    let store: Store;
    let worker: ChildProcess;
    let only: readonly string[] = [];
    // A paid call on its way for ever is more than anybody can bear, and so is an answer of the database that tells of a
    // lease which is then cut short.
    const borne: Record<string, readonly Step['direction'][]> = {
      chat: ['asked', 'answered'],
      provider: ['answered'],
      database: ['asked'],
    };
    const gate = openStepGate(
      ({ to, direction }) => only.includes(to) && borne[to]?.includes(direction) === true,
    );

    const nobody = 'nobody';
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'photoplay-freeze-'));
      await writeFile(join(folder, 'photo'), 'bytes of a photo');
      postgres = await startPostgres();
      provider = await startPredictions({ milliseconds: 0, resetEvery: Number.POSITIVE_INFINITY });
      telegram = await startTelegram();
      discord = await startDiscord();
      const around = {
        folder,
        database: postgres.url,
        provider: provider.url,
        telegram: { url: telegram.url, token: telegram.token },
        discord: { url: discord.api.replace('/api', ''), token: discord.token },
      };
      ({ services, store } = await openChatServices(around));
      const closed = async (): Promise<never> => {
        throw new Failure('unavailable');
      };
      withoutWay = {
        ...services,
        platforms: services.platforms.map((one) => ({ ...one, deliver: closed, update: closed })),
      };
      await grantCredits(store.database, 'ana', 1_000_000);
      const through = async (to: string, url: string): Promise<string> =>
        url.replace(/:\d+(?=\/|$)/, `:${await gate.before(to, portOf(url.replace('postgres:', 'http:')))}`);
      const gated = {
        ...around,
        // What it has locked must not stay locked for as long as it is frozen.
        database: `${await through('database', around.database)}?options=-c%20idle_in_transaction_session_timeout%3D500`,
        provider: await through('provider', around.provider),
        telegram: { ...around.telegram, url: await through('chat', around.telegram.url) },
        discord: { ...around.discord, url: await through('chat', around.discord.url) },
      };
      const { path, execArgv } = childModule(import.meta.url, 'frozen-child');
      worker = fork(path, [JSON.stringify(gated)], { execArgv, stdio: 'inherit' });
      await once(worker, 'message');
    });
    afterAll(async () => {
      worker.kill('SIGKILL');
      gate.close();
      await store.close();
      await Promise.all([provider.close(), telegram.close(), discord.close(), postgres.stop()]);
      await rm(folder, { recursive: true });
    });

    const call = async (url: string, body: object, headers = {}): Promise<Record<string, unknown>> =>
      (await fetch(url, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }).then((answer) => answer.json())) as Record<string, unknown>;

    const onTelegram = async (): Promise<Chat> => {
      const ana = telegram.person('Ana');
      ana.start();
      const { id: chat } = ana.home;
      const told = await call(`${telegram.url}/bot${telegram.token}/sendMessage`, {
        chat_id: chat,
        text: 'card',
      });
      const card = (told['result'] as { message_id: number }).message_id;
      const rest = {
        thread: null,
        photo: null,
        group: false,
        mention: false,
        spoiler: false,
        several: false,
      };
      return {
        name: 'Telegram',
        address: { platform: 'telegram', chat, user: ana.user.id, card, since: 0, locale: 'en', ...rest },
        see: () => {
          const own = ana.sees().find(({ id }) => id === card);
          return {
            clips: ana.sees().flatMap(({ media }) => (media === null ? [] : [media.file.bytes.toString()])),
            card: own === undefined ? null : { text: own.text, buttons: JSON.stringify(own.keyboard) },
            unsure: ana.sees().some(({ text }) => text.includes('confirm that it was sent')),
          };
        },
      };
    };

    const onDiscord = async (): Promise<Chat> => {
      const { user } = discord.person('Ana');
      const channel = discord.channel(discord.guild('Home'));
      const authorization = `Bot ${discord.token}`;
      const told = await call(
        `${discord.api}/v10/channels/${channel.id}/messages`,
        { content: 'card' },
        { authorization },
      );
      const card = String(told['id']);
      const rest = { token: 'none', since: 0, posted: true, ephemeral: false, direct: false, present: true };
      const { application } = discord.state;
      const more = { limit: 10 * 2 ** 20, spoiler: false, adult: false, locale: 'en' };
      return {
        name: 'Discord',
        address: {
          platform: 'discord',
          application,
          user: user.id,
          channel: channel.id,
          card,
          ...rest,
          ...more,
        },
        see: () => {
          const here = [...discord.state.messages.values()].filter(
            (one) => one.channel === channel && !one.deleted,
          );
          const own = here.find(({ id }) => id === card);
          const files = here.flatMap(({ attachments }) => attachments);
          return {
            clips: files.map(({ id }) => discord.state.files.get(id)?.bytes.toString() ?? ''),
            card: own === undefined ? null : { text: own.content, buttons: JSON.stringify(own.components) },
            unsure: false,
          };
        },
      };
    };

    const nothingSeen = (): Seen => ({ clips: [], card: null, unsure: false });
    let seed = 1_000;

    /** Asks for a job and has it frozen at a step; gives what was seen, or null when it has fewer steps. */
    const freezeAt = async (number: number, takes: number, open: () => Promise<Chat>) => {
      const chat = await open();
      const known = new Set(provider.made.keys());
      seed += 10;
      const wish = {
        ...order,
        seed,
        takes,
        address: chat.address,
        visibility: 'community',
        community: 'home',
      } as const;
      const photo = { path: join(folder, 'photo'), name: 'photo' };
      const { job } = await submitFiles(services, wish, [photo], newId());
      // What is made before it is to be brought is frozen by itself: side by side nobody could tell at which step.
      for (let state = ''; chat.name !== nobody && state !== 'delivering'; ) {
        await runJob(withoutWay, job.id, never).catch(() => {});
        state = (await findJob(store.database, job.id))?.state ?? '';
      }
      const frozen = gate.holdAt(number);
      const ended = once(worker, 'message');
      worker.send(job.id);
      const held = await Promise.race([frozen, ended.then(() => null)]);
      gate.open();
      if (held === null) return null;
      // A paid call that it has begun beside this must be over, or nobody could tell of it.
      await gate.quiet(150);
      worker.kill('SIGSTOP');
      await store.database.execute(
        sql`update jobs set lease_until = now() where id = ${job.id} and lease is not null`,
      );
      for (let state = ''; state !== 'done'; state = (await findJob(store.database, job.id))?.state ?? '') {
        await store.database.execute(sql`update jobs set resume_at = null where id = ${job.id}`);
        await runJob(services, job.id, never).catch(() => wait(50));
      }
      const before = await chat.see();
      worker.kill('SIGCONT');
      held.release();
      await ended;
      const billed = [...provider.made].filter(([input, times]) => times > 1 && !known.has(input));
      return { before, after: await chat.see(), step: held.step, billed };
    };

    const cases = [
      [
        nobody,
        1,
        async () => ({ name: nobody, address: { platform: nobody }, see: nothingSeen }),
        ['database', 'provider'],
      ],
      ['Telegram', 2, onTelegram, ['database', 'chat']],
      ['Discord', 2, onDiscord, ['database', 'chat']],
      ['Terminal', 2, () => atTerminal(folder), ['database']],
      ['web', 2, () => atPage(store), ['database']],
      ...[1, 3, 4].map((takes) => ['Telegram', takes, onTelegram, ['chat']] as const),
      ...[1, 3, 4].map((takes) => ['Discord', takes, onDiscord, ['chat']] as const),
      // An album, and a result that takes a second message.
      ['Telegram', 7, onTelegram, ['chat']],
      ['Discord', 11, onDiscord, ['chat']],
    ] as const;
    /** How many clips may be missing where nobody can tell whether they were sent: an album is sent as one. */
    const lostAtOnce = (name: string, takes: number): number =>
      name === 'Telegram' && takes > 6 ? takes : 1;

    it.each(cases)(
      '%s, takes: %i: nothing is posted, paid or taken away twice',
      async (name, takes, open, steps) => {
        only = steps;
        let number = 1;
        for (; ; number++) {
          const seen = await freezeAt(number, takes, open);
          if (seen === null) break;
          const { before, after, billed } = seen;
          const what = { number, ...seen };
          expect(new Set(after.clips).size, JSON.stringify(what)).toBe(after.clips.length);
          if (['Terminal', 'web'].includes(name)) expect(after, JSON.stringify(what)).toEqual(before);
          const shown = after.unsure ? takes - lostAtOnce(name, takes) : takes;
          expect(after.clips.length, JSON.stringify(what)).toBeGreaterThanOrEqual(
            name === nobody ? 0 : shown,
          );
          // What the other has said last stands.
          expect(after.card, JSON.stringify(what)).toEqual(before.card);
          if (after.unsure) expect(after.card?.buttons).toContain('clip:');
          expect(billed, JSON.stringify(what)).toEqual([]);
        }
        expect(number).toBeGreaterThan(4);
        expect(await auditLedger(store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
      },
    );
  },
);
