import { sql } from 'drizzle-orm';
import { afterEach, beforeEach } from 'vitest';
import { adminPages } from '../../adapters/web/admin/admin-routes.ts';
import { metrics } from '../../adapters/web/metrics.ts';
import { openServer } from '../../adapters/web/server.ts';
import { commands } from '../../commands/all.ts';
import { operatorCommands } from '../../commands/operator.ts';
import type { BoundCommand, Command } from '../../src/core/command.ts';
import { bind } from '../../src/jobs/bind-command.ts';
import { jobBehind, peopleOf } from '../../src/jobs/block-owner.ts';
import { enginesOf, jobsOf, openOverview, sheetOf } from '../../src/jobs/read-overview.ts';
import { filesToReview, reportsOf } from '../../src/jobs/report-clip.ts';
import type { Services } from '../../src/jobs/services.ts';
import { type Stand, standUp } from '../jobs/job-stand.ts';
import { english } from '../messages/opened.ts';
import { log, secret, siteOf } from './visit.ts';

export const key = 'the key of these operators';

/** The operators' pages over real HTTP, on a house whose jobs a test carries out. */
export const adminStand = () => {
  const stand: Stand = standUp();
  let server: { url: string; close(): Promise<void> };
  const bound = (command: unknown): BoundCommand => {
    const known = { effects: ['parallax'], engines: ['predictions'], models: [] };
    return bind(command as Command<Services>, stand.services, known);
  };
  const everything: readonly { readonly name: string }[] = [...operatorCommands, ...commands];
  const allowed = [...operatorCommands.map(({ name }) => name), 'cancel', 'block', 'unblock'];

  const pagesFor = (adminKey: string | null) =>
    adminPages({
      signIn: { key: adminKey, local: true, secret },
      english,
      log,
      get commands() {
        return everything.filter(({ name }) => allowed.includes(name as 'cancel')).map(bound);
      },
      overview: () => openOverview(stand.services)(),
      jobs: (filter, before, owner) => jobsOf(stand.services, filter, before, owner),
      people: (words) => peopleOf(stand.services, words),
      jobBehind: (id) => jobBehind(stand.services, id),
      job: (id) => sheetOf(stand.services, id),
      engines: () => enginesOf(stand.services),
      reports: () => reportsOf(stand.services),
      files: (id) => filesToReview(stand.services, id),
    });
  const open = (adminKey: string | null) =>
    openServer({
      ...{ host: '127.0.0.1', port: 0, needs: [] },
      first: [
        metrics(
          {
            figures: async () => [],
            own: () => [],
            eventsSince: async () => ({ until: '', jobs: [], attempts: [] }),
            log,
          },
          { key: adminKey, local: true, secret },
        ),
      ],
      pages: [siteOf({ sections: [pagesFor(adminKey)] })],
    });

  // Anew for each test: who has guessed in one must not have to wait in another.
  beforeEach(async () => {
    server = await open(key);
  });
  afterEach(() => server.close());

  const signIn = async (): Promise<string> => {
    const body = new URLSearchParams({ key });
    const answer = await fetch(`${server.url}/admin/key`, { method: 'POST', body, redirect: 'manual' });
    const [cookie = ''] = (answer.headers.getSetCookie()[0] ?? '').split(';');
    return cookie;
  };

  return {
    ...{ open, signIn },
    get services() {
      return stand.services;
    },
    get url() {
      return server.url;
    },
    stand,
    /** Makes a row have happened earlier. */
    age: (table: 'jobs' | 'clips', id: string, changes: string) =>
      stand.store.database.execute(sql.raw(`update ${table} set ${changes} where id = '${id}'`)),
  };
};
