import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { problems } from './problem.ts';
import type { Pending, State, Update, Webhook } from './state.ts';

const day = 24 * 60 * 60_000;
/** How long a press of a button is worth something, in milliseconds. */
export const pressLife = 150_000;
const longestPoll = 50;
const shortestPause = 50;
const longestPause = 2_000;

type Poll = { readonly end: (problem: Error | null) => void };

/** Sends a body in two parts, cut inside its first letter of several bytes. */
const postJson = (
  webhook: Webhook,
  tunnel: string | null,
  body: string,
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const cut = bytes.findIndex((byte) => byte >= 0x80) + 1;
    const secret = webhook.secret === null ? {} : { 'x-telegram-bot-api-secret-token': webhook.secret };
    const headers = { 'content-type': 'application/json', 'content-length': bytes.length, ...secret };
    const { pathname, search } = new URL(webhook.url);
    const address = tunnel === null ? webhook.url : `${tunnel}${pathname}${search}`;
    const sent = request(address, { method: 'POST', headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.setNoDelay(true);
    sent.write(bytes.subarray(0, cut), () => setImmediate(() => sent.end(bytes.subarray(cut))));
  });

/** Hands updates to the bot, whichever way it wants them. */
export const openUpdates = (state: State) => {
  let poll: Poll | null = null;
  let closed = false;
  const underway = new Set<Pending>();

  const forgetOld = (): void => {
    const now = state.clock.now();
    const live = state.updates.filter(
      ({ kind, at }) => now - at < (kind === 'callback_query' ? pressLife : day),
    );
    state.updates.splice(0, state.updates.length, ...live);
  };

  const deliver = async (webhook: Webhook, pending: Pending): Promise<void> => {
    let pause = shortestPause;
    while (!closed && state.webhook === webhook && state.updates.includes(pending)) {
      const answer = await postJson(webhook, state.tunnel, JSON.stringify(pending.update)).catch(
        (error: Error) => ({
          status: 0,
          text: error.message,
        }),
      );
      if (answer.status >= 200 && answer.status < 300) {
        if (answer.text.includes('"method"'))
          state.complaints.push('a call in the answer to a webhook, whose errors are lost');
        state.updates.splice(state.updates.indexOf(pending), 1);
        return;
      }
      webhook.lastError = `Wrong response from the webhook: ${answer.status}`;
      await wait(pause, undefined, { ref: false });
      pause = Math.min(longestPause, pause * 2);
    }
  };

  const pump = (): void => {
    forgetOld();
    const { webhook } = state;
    if (webhook !== null) {
      for (const pending of state.updates) {
        if (underway.size >= webhook.connections) return;
        if (underway.has(pending)) continue;
        underway.add(pending);
        void deliver(webhook, pending).finally(() => {
          underway.delete(pending);
          if (!closed && state.webhook !== null) pump();
        });
      }
      return;
    }
    if (state.updates.length > 0) poll?.end(null);
  };

  // What is sent again goes out once; everything else until it is confirmed.
  const handOver = (limit: number): readonly Update[] => {
    const handed = state.updates.slice(0, limit);
    const left = state.updates.filter((pending) => !(pending.again && handed.includes(pending)));
    state.updates.splice(0, state.updates.length, ...left);
    return handed.map(({ update }) => update);
  };

  return {
    pump,
    /** Tells the bot of something, if it wants to hear of such things. Gives the update, or null. */
    tell: (kind: string, what: unknown): Update | null => {
      if (!state.allowed.has(kind)) return null;
      const update = { update_id: state.next(), [kind]: what };
      state.told.push(update);
      state.updates.push({ update, kind, at: state.clock.now(), again: false });
      pump();
      return update;
    },
    /** Sends an update once more, as Telegram does when it did not hear of the first time. */
    again: (update: Update): void => {
      const kind = Object.keys(update).find((key) => key !== 'update_id') ?? '';
      state.updates.push({ update, kind, at: state.clock.now(), again: true });
      pump();
    },
    /** Waits for updates beyond those that `offset` confirms. A newer call ends an older one with 409. */
    poll: async (
      offset: number | null,
      limit: number,
      seconds: number,
      gone: AbortSignal,
    ): Promise<readonly Update[]> => {
      if (state.webhook !== null) throw problems.webhookActive();
      poll?.end(problems.otherPoller());
      forgetOld();
      if (offset !== null && offset > 0) {
        const left = state.updates.filter(({ update, again }) => again || update.update_id >= offset);
        state.updates.splice(0, state.updates.length, ...left);
      }
      if (state.updates.length > 0 || seconds <= 0) return handOver(limit);
      const problem = await new Promise<Error | null>((resolve) => {
        const mine: Poll = {
          end: (what) => {
            clearTimeout(timer);
            if (poll === mine) poll = null;
            resolve(what);
          },
        };
        const timer = setTimeout(() => mine.end(null), Math.min(longestPoll, seconds) * 1_000);
        poll = mine;
        state.polls += 1;
        gone.addEventListener('abort', () => mine.end(null), { once: true });
      });
      if (problem !== null) throw problem;
      return gone.aborted ? [] : handOver(limit);
    },
    close: (): void => {
      closed = true;
      poll?.end(null);
    },
  };
};

export type Updates = ReturnType<typeof openUpdates>;
