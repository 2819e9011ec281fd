import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { expect, it } from 'vitest';
import { auditLedger } from '../../src/store/ledger.ts';
import type { Database } from '../../src/store/open.ts';

it('credits held and spent before there were budgets are counted in their day and month', async () => {
  const pglite = new PGlite();
  const migrate = async (name: string) =>
    pglite.exec(await readFile(`src/store/migrations/${name}.sql`, 'utf8'));
  await migrate('0000_foundation');
  await pglite.exec(`
    insert into jobs (id, owner, "order", candidates, engine, model, work, expected_seconds, credits, priority)
    select id, 'ana', '{}', '[]', 'paid', 'paid', 1, 1, 4, 0 from unnest(array['open', 'half', 'free']) as id;
    insert into accounts values ('ana', 1);
    insert into ledger (owner, job, kind, available, held, spent, created_at) values
      ('ana', null, 'grant', 7, 0, 0, '2026-11-20 23:00Z'), ('ana', 'open', 'hold', -4, 4, 0, '2026-11-20 23:59Z'),
      ('ana', 'half', 'hold', -4, 4, 0, '2026-11-21 00:00Z'), ('ana', 'half', 'capture', 2, -4, 2, '2026-12-01 00:00Z'),
      ('ana', 'free', 'hold', 0, 0, 0, '2026-11-21 00:00Z')`);
  await migrate('0001_credits');
  const { rows } = await pglite.query('select period, credits::int from spending order by period');
  expect(rows).toEqual([
    { period: '2026-11', credits: 6 },
    { period: '2026-11-20', credits: 4 },
    { period: '2026-11-21', credits: 2 },
  ]);
  expect(await auditLedger(drizzle(pglite) as unknown as Database)).toMatchObject({ drift: 0, accounts: 0 });
  await pglite.close();
});
