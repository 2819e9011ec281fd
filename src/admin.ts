import type { Door } from '../adapters/web/access.ts';
import { adminPages } from '../adapters/web/admin/routes.ts';
import { metrics } from '../adapters/web/metrics.ts';
import type { Pages } from '../adapters/web/server.ts';
import type { Config } from './config.ts';
import type { OpenHouse } from './house.ts';
import { openFigures } from './jobs/figures.ts';
import { enginesOf, jobsOf, overviewOf, reportsOf, sheetOf } from './jobs/overview.ts';
import { newsSince } from './store/flow.ts';
import { admin } from './text/en-admin.ts';

/** How the operators are let in: with their key alone. */
const doorOf = (config: Config, door: Door): Door => ({
  ...door,
  key: config.ADMIN_KEY ?? null,
  // Behind a proxy every stranger seems to come from this machine.
  local: door.local && config.PUBLIC_URL === undefined,
});

/** The operators' pages of this process. */
export const openAdmin = (config: Config, open: OpenHouse, door: Door): Pages => {
  const { house } = open;
  // A job may be cancelled by its owner as well, so that command stands among those for everybody.
  const cancel = open.commands.filter(({ name }) => name === 'cancel');
  return adminPages({
    door: doorOf(config, door),
    words: admin,
    log: house.log,
    commands: [...open.operatorCommands, ...cancel],
    overview: () => overviewOf(house),
    jobs: (filter, before) => jobsOf(house, filter, before),
    job: (id) => sheetOf(house, id),
    engines: () => enginesOf(house),
    reports: () => reportsOf(house),
  });
};

/** What monitoring may read of this process, and of the house through it. */
export const openMetrics = (config: Config, { house }: OpenHouse, door: Door): Pages =>
  metrics(
    {
      figures: openFigures(house),
      news: (since) => newsSince(house.store.database, since),
      log: house.log,
    },
    doorOf(config, door),
  );
