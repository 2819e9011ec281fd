import { findClip } from '../store/clip-rows.ts';
import { findJob } from '../store/jobs.ts';
import { findSettingScope } from '../store/saved-settings.ts';
import { pendingName } from './pending.ts';
import type { Backend } from './services.ts';

/** Whose a clip, a job or an order that waits for an answer is; null for what there is not. */
export const ownerBehind = async ({ store: { database } }: Backend, id: string): Promise<string | null> =>
  (await findClip(database, id))?.owner ??
  (await findJob(database, id))?.owner ??
  (await findSettingScope(database, pendingName(id)));
