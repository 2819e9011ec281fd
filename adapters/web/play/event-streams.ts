import type { JobStatus, JobView } from '../../../src/core/job.ts';

/** A client with an open page. */
export type Viewer = {
  readonly owner: string;
  readonly locale: string;
  readonly jobs: readonly string[];
  /** Writes text in event stream format. */
  write(text: string): void;
};

export type Watch = {
  /** Sends a viewer the status of their jobs, now and at every change. Returns a function that stops it. */
  follow(viewer: Viewer): () => void;
  close(): void;
};

const pauseMilliseconds = 700;
const beatMilliseconds = 15_000;

type StreamParts = {
  look(jobs: readonly string[]): Promise<readonly JobView[]>;
  /** The message about a job that is sent to a page. */
  tell(status: JobStatus, locale: string): object;
  complain(error: unknown): void;
};

/** Polls every job that any page shows in a single loop, however many pages there are. Idle while there are none. */
export const openWatch = ({ look, tell, complain }: StreamParts): Watch => {
  const viewers = new Map<Viewer, Map<string, string>>();
  let timer: NodeJS.Timeout | null = null;
  let nextBeat = 0;
  let closed = false;

  const show = (jobViews: readonly JobView[]): void => {
    const byId = new Map(jobViews.map((jobView) => [jobView.id, jobView]));
    const messages = new Map<string, string>();
    const messageOf = (jobView: JobView, locale: string): string => {
      const key = `${jobView.id} ${locale}`;
      const made = messages.get(key) ?? `data: ${JSON.stringify(tell(jobView, locale))}\n\n`;
      messages.set(key, made);
      return made;
    };
    const beat = Date.now() >= nextBeat;
    if (beat) nextBeat = Date.now() + beatMilliseconds;
    for (const [viewer, told] of viewers) {
      if (beat) viewer.write(': here\n\n');
      for (const id of viewer.jobs) {
        const jobView = byId.get(id);
        // Jobs of other owners are treated as missing.
        if (jobView?.owner !== viewer.owner) continue;
        const message = messageOf(jobView, viewer.locale);
        if (told.get(id) === message) continue;
        told.set(id, message);
        viewer.write(message);
      }
    }
  };

  const round = async (): Promise<void> => {
    const jobs = [...new Set([...viewers.keys()].flatMap((viewer) => viewer.jobs))];
    try {
      show(await look(jobs));
    } catch (error) {
      complain(error);
    }
    timer = closed || viewers.size === 0 ? null : setTimeout(round, pauseMilliseconds);
  };

  return {
    follow: (viewer) => {
      viewers.set(viewer, new Map());
      // If a round is already running, the new viewer joins the next one.
      timer ??= setTimeout(round, 0);
      return () => viewers.delete(viewer);
    },
    close: () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
};
