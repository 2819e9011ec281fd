import { randomBytes } from 'node:crypto';
import type { Door } from '../../adapters/web/access.ts';
import { adminPages } from '../../adapters/web/admin/routes.ts';
import { metrics } from '../../adapters/web/metrics.ts';
import type { Pages } from '../../adapters/web/server.ts';
import type { Config } from '../config.ts';
import type { Figure } from '../core/figures.ts';
import { openFigures } from '../jobs/figures.ts';
import { enginesOf, jobsOf, openOverview, sheetOf } from '../jobs/overview.ts';
import { reportsOf } from '../jobs/reports.ts';
import { newsSince } from '../store/flow.ts';
import type { OpenHouse } from './app.ts';
import { isLocalOnly } from './local-only.ts';

/** The door of the operators, which their key alone opens. */
const doorOf = (config: Config, secret: string): Door => ({
  key: config.ADMIN_KEY ?? null,
  local: isLocalOnly(config),
  secret,
});

/** The operators' pages, whose cookies are signed with `secret`. */
export const openAdmin = (config: Config, open: OpenHouse, secret: string): Pages => {
  const { house } = open;
  // A job may be cancelled by its owner as well, so that command stands among those for everybody.
  const cancel = open.commands.filter(({ name }) => name === 'cancel');
  return adminPages({
    door: doorOf(config, secret),
    english: open.messages.messagesFor('en', 'web'),
    log: house.log,
    commands: [...open.operatorCommands, ...cancel],
    overview: openOverview(house),
    jobs: (filter, before) => jobsOf(house, filter, before),
    job: (id) => sheetOf(house, id),
    engines: () => enginesOf(house),
    reports: () => reportsOf(house),
  });
};

/** What monitoring may read of this process and, through it, of the house; `own` is what other parts of the process count. */
export const openMetrics = (
  config: Config,
  { house }: OpenHouse,
  own: () => readonly Figure[] = () => [],
): Pages => {
  return metrics(
    {
      figures: openFigures(house),
      own,
      news: (since) => newsSince(house.store.database, since),
      log: house.log,
    },
    doorOf(config, randomBytes(32).toString('base64url')),
  );
};
