import type { QueueAhead } from '../store/queue-places.ts';
import { isLocal } from './route.ts';
import type { Services } from './services.ts';

export const renderLane = 'render';

/**
 * The queue lane for an engine's jobs. Local engines share one; each provider has its own, so none waits for another.
 */
export const laneOf = ({ engines }: Pick<Services, 'engines'>, name: string): string => {
  const engine = engines.find((one) => one.name === name);
  return engine === undefined || isLocal(engine) ? renderLane : name;
};

/** The names of the remote engines. */
export const providersOf = ({ engines }: Pick<Services, 'engines'>): string[] =>
  engines.filter((one) => !isLocal(one)).map(({ name }) => name);

/** How many jobs of each lane run at once in this process. */
export const laneWidths = (
  services: Pick<Services, 'engines' | 'slots' | 'remoteJobs'>,
): Record<string, number> => ({
  [renderLane]: services.slots.size,
  ...Object.fromEntries(
    services.engines
      .filter((engine) => !isLocal(engine))
      .map(({ name, jobs = services.remoteJobs }) => [name, Math.min(jobs, services.remoteJobs)]),
  ),
});

/** Thrown when a job must continue in another lane. */
export class OtherLane extends Error {
  readonly lane: string;

  constructor(lane: string) {
    super(`goes on in the lane ${lane}`);
    this.lane = lane;
  }
}

/** Thrown when a long job lets others go first. The sweeper takes it up again. */
export class NextTurn extends Error {}

/**
 * Expected seconds until a job with this queue ahead of it starts. Counts other processes working on the same queue, as
 * far as their running jobs show.
 */
export const waitIn = (line: QueueAhead, width: number): number => {
  const places = Math.max(width, line.running);
  return line.ahead + line.running < places ? 0 : (line.aheadSeconds + line.runningSeconds) / places;
};
