import { orderOfTake } from '../core/order.ts';
import { sourceOf } from '../core/provenance.ts';
import { markedFrame } from '../media/provenance/mark-file.ts';
import type { TakeRow } from '../store/takes.ts';
import type { Lease } from './lease.ts';
import { modelOfAttempt, type StartedAttempt } from './run-attempt.ts';

/** Receives a take's progress, 0 to 1. `rendered` throws when the lease is lost. */
export type TakeProgress = {
  at(fraction: number): void;
  rendered(): Promise<void>;
};

export const isOpen = (take: TakeRow): boolean => take.clip === null && take.failure === null;

/** Tracks the progress of all takes. The job becomes `finishing` once each of them is rendered. */
export const trackProgress = (lease: Lease, takes: readonly TakeRow[]) => {
  const fractions = new Map(takes.map((take): [number, number] => [take.number, isOpen(take) ? 0 : 1]));
  return ({ number }: TakeRow): TakeProgress => {
    const at = (fraction: number): void => {
      fractions.set(number, fraction);
      lease.progress([...fractions.values()].reduce((sum, each) => sum + each, 0) / takes.length);
    };
    const rendered = (): Promise<void> => {
      at(1);
      const all = [...fractions.values()].every((fraction) => fraction === 1);
      return lease.write(all ? { state: 'finishing' } : {});
    };
    return { at, rendered };
  };
};

/** Shows a frame of a take on its job's card, marked with how it was made. */
export const showFrame =
  (lease: Lease, { number }: TakeRow, started: StartedAttempt) =>
  (jpeg: Uint8Array): void => {
    const { effectVersion, engine, model } = started.attempt.plan;
    const mark = modelOfAttempt(started)?.mark ?? 'ai-generated';
    const { effect } = orderOfTake(lease.job.order, number);
    const about = { effect, effectVersion, engine, model, source: sourceOf(engine, mark) };
    lease.preview({ jpeg: markedFrame(jpeg, about), mark });
  };
