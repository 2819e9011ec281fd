import type { Operation, Plan } from '../../core/engine.ts';
import type { RemoteInput } from './remote-input.ts';
import type { Prediction } from './wire.ts';

// A model may be cold and its queue long. Nobody waits longer than this.
export const deadlineFor = (seconds: number): number =>
  Math.round(Math.min(1_800, Math.max(600, 6 * seconds)));

/** The idempotency key of an attempt's render when its first prediction restores the photo. */
export const renderKey = (idempotencyKey: string): string => `${idempotencyKey}.film`;

/** The receipt of a plan's first prediction; `photo` is the URL of its first uploaded photo. */
export const receiptOf = (
  { id, created_at }: Pick<Prediction, 'id' | 'created_at'>,
  files: readonly string[],
  photo: string,
  plan: Plan,
  idempotencyKey: string,
): Operation => {
  const { before, ref, input, photos } = plan.input as RemoteInput;
  const receipt = { id, files: [...files], startedAt: created_at ?? new Date().toISOString() };
  if (before === undefined) return receipt;
  const film = { ref, input: { ...input }, fields: Object.keys(photos), deadline: deadlineFor(plan.seconds) };
  return { ...receipt, onward: { marker: idempotencyKey, photo, film, turn: null } };
};
