import { findClip } from '../store/clips.ts';
import { findJob } from '../store/jobs.ts';
import { findSettingScope } from '../store/settings.ts';
import type { Backend } from './house.ts';
import { pendingName } from './pending.ts';

/** Whose a clip, a job or an order that waits for an answer is; null for what there is not. */
export const ownerBehind = async ({ store: { database } }: Backend, id: string): Promise<string | null> =>
  (await findClip(database, id))?.owner ??
  (await findJob(database, id))?.owner ??
  (await findSettingScope(database, pendingName(id)));
