import type { Log } from '../core/log.ts';
import { type LeasedJob, renewLeases } from '../store/claims.ts';
import type { Database } from '../store/open-store.ts';

const milliseconds = 1_000;

/** A job this worker holds, as the heartbeat sees it. */
type Member = {
  readonly id: string;
  readonly lease: string;
  fraction(): number;
  /**
   * Receives the job's current state. Null means that it must be queried: the lease is lost, or another query is
   * writing to the row.
   */
  hear(job: LeasedJob | null): Promise<void>;
  /** Called when the database didn't answer. */
  unheard(): void;
};

export type Heartbeats = {
  /** Keeps a job's lease alive until `leave` is called. */
  join(member: Member): { leave(): void };
};

/** Renews the leases of all jobs this process works on, with one statement per second regardless of their number. */
export const createHeartbeats = (database: Database, log: Log): Heartbeats => {
  const members = new Set<Member>();
  let timer: NodeJS.Timeout | null = null;
  let beating = false;

  const beat = async (): Promise<void> => {
    const now = [...members];
    const rows = await renewLeases(
      database,
      now.map(({ id, lease, fraction }) => ({ id, lease, fraction: fraction() })),
    );
    const held = new Map(rows.map((row) => [row.lease, row]));
    for (const member of now.filter((one) => members.has(one)))
      member
        .hear(held.get(member.lease) ?? null)
        .catch((error: unknown) => log.debug({ job: member.id, error }, 'heartbeat failed'));
  };
  const tick = (): void => {
    // Beats must not pile up while the database is unavailable.
    if (beating) return;
    beating = true;
    beat()
      .catch((error: unknown) => {
        log.debug({ error }, 'heartbeat failed');
        for (const member of members) member.unheard();
      })
      .finally(() => {
        beating = false;
      });
  };

  return {
    join: (member) => {
      members.add(member);
      timer ??= setInterval(tick, milliseconds);
      return {
        leave: () => {
          members.delete(member);
          if (members.size > 0 || timer === null) return;
          clearInterval(timer);
          timer = null;
        },
      };
    },
  };
};
