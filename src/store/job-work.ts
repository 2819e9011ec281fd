import { inArray, sql } from 'drizzle-orm';
import type { Clip } from '../core/clip.ts';
import { fileIdsOf, type Order } from '../core/order.ts';
import { type AttemptRow, age } from './attempts.ts';
import { bestFirst } from './clip-rows.ts';
import type { InputFileRow } from './input-file-rows.ts';
import type { JobRow } from './jobs.ts';
import type { Database } from './open-store.ts';
import { type JsonRow, rowOf, rowsOf } from './rows-of.ts';
import { clips, photos } from './tables/clips-table.ts';
import { attempts, takes } from './tables/jobs-table.ts';
import type { TakeRow } from './takes.ts';

const takesOf = (job: string) =>
  sql`(select coalesce(jsonb_agg(takes order by number), '[]') from takes where job = ${job})`;

const kept = (ids: readonly string[]) =>
  sql`(select coalesce(jsonb_agg(photos), '[]') from photos where ${inArray(photos.id, [...ids])} and removed_at is null)`;

/** The takes and files of a job, and the newest attempt at each take. */
export type Work = {
  readonly takes: readonly TakeRow[];
  readonly files: readonly InputFileRow[];
  readonly attempts: readonly AttemptRow[];
};

/** Reads all that a worker needs to process a job. */
export const readWork = async (database: Database, job: Pick<JobRow, 'id' | 'order'>): Promise<Work> => {
  const ids = fileIdsOf(job.order);
  const [row] = await rowsOf<Record<keyof Work, (JsonRow & { age: number })[]>>(
    database,
    sql`select ${takesOf(job.id)} as takes, ${kept(ids)} as files,
      (select coalesce(jsonb_agg(newest), '[]') from (
        select distinct on (take) *, ${age} as age from attempts where job = ${job.id} order by take, number desc
      ) as newest) as attempts`,
  );
  return {
    takes: (row?.takes ?? []).map((take) => rowOf(takes, take)),
    files: (row?.files ?? []).map((file) => rowOf(photos, file)),
    attempts: (row?.attempts ?? []).map((attempt) => ({ ...rowOf(attempts, attempt), age: attempt.age })),
  };
};

/** The contents of a result: takes in order, clips best first, and the source photos. */
export type JobResult = {
  /** The order as it is now: who may see the result may have changed since the job was claimed. */
  readonly order: Order;
  readonly takes: readonly TakeRow[];
  readonly clips: readonly Clip[];
  readonly photos: readonly InputFileRow[];
};

/** Reads all that the final result of a job shows. */
export const readResult = async (
  database: Database,
  job: Pick<JobRow, 'id' | 'order'>,
): Promise<JobResult> => {
  const ids = job.order.photos;
  const [row] = await rowsOf<Record<Exclude<keyof JobResult, 'order'>, JsonRow[]> & Pick<JobResult, 'order'>>(
    database,
    sql`select (select "order" from jobs where id = ${job.id}) as "order", ${takesOf(job.id)} as takes, ${kept(ids)} as photos,
      (select coalesce(jsonb_agg(clips order by ${bestFirst}), '[]') from clips
        where job = ${job.id} and deleted_at is null) as clips`,
  );
  const files = (row?.photos ?? []).map((photo) => rowOf(photos, photo));
  return {
    order: row?.order ?? job.order,
    takes: (row?.takes ?? []).map((take) => rowOf(takes, take)),
    clips: (row?.clips ?? []).map((clip) => rowOf(clips, clip)),
    photos: ids.flatMap((id) => files.filter((file) => file.id === id)),
  };
};
