import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { openLog } from '../../src/main/logger.ts';
import { openPglite } from '../../src/store/open-store.ts';

// A real query fails with a person's words among its parameters, and the failure is logged.
const folder = await mkdtemp(join(tmpdir(), 'photoplay-logger-'));
const store = await openPglite(folder);
try {
  await store.database.execute(sql`select * from nowhere where prompt = ${'my secret wish'}`);
} catch (error) {
  openLog('error').error({ error }, 'it went wrong');
}
// As a client writes of a call that failed, its token in its words and its request at hand.
const call = new Error('with Bearer r8_secretsecret, signed whsec_c2VjcmV0: failed');
openLog('error').error({ error: Object.assign(call, { request: { headers: 'secret' } }) }, 'a call failed');
await store.close();
await rm(folder, { recursive: true });
