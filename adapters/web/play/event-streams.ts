import type { JobStatus } from '../../../src/core/job.ts';
import type { JobView } from './play-deps.ts';

/** Somebody whose page is open. */
export type Viewer = {
  readonly owner: string;
  readonly locale: string;
  readonly jobs: readonly string[];
  /** Sends text, as an event stream has it. */
  write(text: string): void;
};

export type Watch = {
  /** Tells a viewer where their jobs stand, now and at every change; gives what ends that. */
  follow(viewer: Viewer): () => void;
  close(): void;
};

const pauseMilliseconds = 700;
const beatMilliseconds = 15_000;

type Parts = {
  look(jobs: readonly string[]): Promise<readonly JobView[]>;
  /** What a page is told of a job. */
  tell(status: JobStatus, locale: string): object;
  complain(error: unknown): void;
};

/** One loop that looks at every job some page shows, however many pages show it; it rests while there are none. */
export const openWatch = ({ look, tell, complain }: Parts): Watch => {
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
        // Somebody else's job is as good as none.
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
      // A round that is under way takes the newcomer along to the next.
      timer ??= setTimeout(round, 0);
      return () => viewers.delete(viewer);
    },
    close: () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
};
