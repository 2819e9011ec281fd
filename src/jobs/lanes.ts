import type { Line } from '../store/queue-places.ts';
import { isLocal } from './route.ts';
import type { Services } from './services.ts';

export const renderLane = 'render';

/** The lane of an engine's jobs: one for all that films here, one for each provider so that none waits for another. */
export const laneOf = ({ engines }: Pick<Services, 'engines'>, name: string): string => {
  const engine = engines.find((one) => one.name === name);
  return engine === undefined || isLocal(engine) ? renderLane : name;
};

/** The engines that film elsewhere. */
export const providersOf = ({ engines }: Pick<Services, 'engines'>): string[] =>
  engines.filter((one) => !isLocal(one)).map(({ name }) => name);

/** How many jobs of each lane are worked on at once in this process. */
export const laneWidths = (
  services: Pick<Services, 'engines' | 'slots' | 'remoteJobs'>,
): Record<string, number> => ({
  [renderLane]: services.slots.places,
  ...Object.fromEntries(
    services.engines
      .filter((engine) => !isLocal(engine))
      .map(({ name, jobs = services.remoteJobs }) => [name, Math.min(jobs, services.remoteJobs)]),
  ),
});

/** Seconds until a job is begun before which so much stands; other processes work on the same line as far as can be seen. */
export const waitIn = (line: Line, width: number): number => {
  const places = Math.max(width, line.running);
  return line.ahead + line.running < places ? 0 : (line.aheadSeconds + line.runningSeconds) / places;
};
