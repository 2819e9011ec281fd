import { randomBytes } from 'node:crypto';
import { Failure } from '../core/failure.ts';
import type { Database } from '../store/open.ts';
import { settleSetting } from '../store/settings.ts';

/** What cookies and links are signed with: the same in every process, and after every start. */
export const webSecret = async (database: Database): Promise<string> => {
  const fresh = randomBytes(32).toString('base64url');
  const secret = await settleSetting(database, 'service', 'web secret', fresh);
  if (typeof secret !== 'string') throw new Failure('internal');
  return secret;
};
