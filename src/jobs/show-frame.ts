import { orderOfTake } from '../core/order.ts';
import { sourceOf } from '../core/provenance.ts';
import { markedFrame } from '../media/provenance/mark-file.ts';
import type { TakeRow } from '../store/takes.ts';
import type { StartedAttempt } from './failed-attempt.ts';
import type { Lease } from './lease.ts';
import type { TakeProgress } from './run-attempt.ts';

export const modelOf = ({ engine, attempt }: StartedAttempt) =>
  engine.models().find(({ name }) => name === attempt.plan.model);

/** Shows a frame of a take on its job's card. It says how it was made. */
export const showFrame =
  (
    { job }: Lease,
    { number }: TakeRow,
    started: StartedAttempt,
    { preview }: Pick<TakeProgress, 'preview'>,
  ) =>
  (jpeg: Uint8Array): void => {
    const { effectVersion, engine, model } = started.attempt.plan;
    const mark = modelOf(started)?.mark ?? 'ai-generated';
    const { effect } = orderOfTake(job.order, number);
    const about = { effect, effectVersion, engine, model, source: sourceOf(engine, mark) };
    preview({ jpeg: markedFrame(jpeg, about), mark });
  };
