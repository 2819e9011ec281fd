import { createHmac } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Fault } from './faults.ts';
import { newName } from './stamp.ts';

const tries = 12;
const strangersKey = 'd2hvZXZlciBrbm93cyB0aGlz';

const sign = (key: string, content: string): string =>
  createHmac('sha256', Buffer.from(key, 'base64')).update(content).digest('base64');

export type Letter = {
  readonly address: string;
  readonly event: 'start' | 'output' | 'logs' | 'completed';
  readonly body: string;
};

/** What was sent and how it was received; `status` 0 where nobody answered, null while it is on its way. */
export type Sent = { readonly event: string; readonly id: string; status: number | null };

/**
 * Sends signed webhooks, `secret` as `whsec_…`. A completed one is tried twelve times, first again after `backoff`
 * milliseconds and then after twice as long each time; the others once.
 */
export const openPost = (clock: Clock, secret: string, backoff: number) => {
  const sent: Sent[] = [];
  const held = new Map<string, (() => void)[]>();
  const deliver = async (letter: Letter, mode: Fault['webhooks'], id: string, attempt: number) => {
    const time = Math.floor(clock.now() / 1000) - (mode === 'stale' ? 600 : 0);
    const key = mode === 'forged' ? strangersKey : secret.replace('whsec_', '');
    const entry: Sent = { event: letter.event, id, status: null };
    sent.push(entry);
    const response = await fetch(letter.address, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(time),
        'webhook-signature': `v1,${sign(key, `${id}.${time}.${letter.body}`)}`,
      },
      body: letter.body,
      signal: AbortSignal.timeout(5_000),
    }).catch(() => null);
    await response?.body?.cancel();
    entry.status = response?.status ?? 0;
    if (response?.ok || letter.event !== 'completed' || attempt === tries) return;
    clock.after(backoff * 2 ** (attempt - 1), () => void deliver(letter, mode, id, attempt + 1));
  };

  const send = async (letter: Letter, mode: Fault['webhooks'], prediction: string): Promise<void> => {
    if (mode === 'never') return;
    if (mode === 'reordered' && letter.event !== 'completed') {
      const later = () => void deliver(letter, mode, `msg_${newName()}`, 1);
      held.set(prediction, [...(held.get(prediction) ?? []), later]);
      return;
    }
    const id = `msg_${newName()}`;
    await deliver(letter, mode, id, 1);
    if (mode === 'duplicated') await deliver(letter, mode, id, 1);
    for (const later of held.get(prediction)?.reverse() ?? []) later();
    held.delete(prediction);
  };
  return { send, sent: sent as readonly Sent[] };
};
