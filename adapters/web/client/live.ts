import { announce, showPercent, watchNotify } from './notice.js';

type JobEvent = {
  readonly id: string;
  readonly state: string;
  readonly percent: number | null;
  readonly line: string;
};

const isJobEvent = (value: unknown): value is JobEvent =>
  typeof value === 'object' && value !== null && 'id' in value && 'state' in value;

/** Something that the server refused, in its words; `field` names the option it is about, if it is about one. */
export class Refusal extends Error {
  readonly field: string;
  constructor(words: string, field: string) {
    super(words);
    this.field = field;
  }
}

/** Fetches JSON. Throws a `Refusal` if the request fails. */
export const ask = async (address: string, more: RequestInit = {}): Promise<Record<string, unknown>> => {
  const answer = await fetch(address, { ...more, headers: { accept: 'application/json' } });
  const told: Record<string, unknown> = await answer.json();
  if (!answer.ok) throw new Refusal(String(told['sentence'] ?? ''), String(told['field'] ?? ''));
  return told;
};

/** Parses trusted HTML from our own server into elements. */
export const elementsOf = (html: unknown): Element[] => {
  const template = document.createElement('template');
  template.innerHTML = String(html);
  return [...template.content.children];
};

const still = matchMedia('(prefers-reduced-motion: reduce)');

/** Disables autoplay for visitors who prefer reduced motion. */
export const stopAutoplay = (root: ParentNode): void => {
  if (!still.matches) return;
  for (const video of root.querySelectorAll<HTMLVideoElement>('video[autoplay]')) {
    video.autoplay = false;
    video.pause();
  }
};

/** Keeps the job cards in `place` up to date, and replaces them with clips when they are done. */
export const openLive = (place: HTMLElement, say: (text: string) => void) => {
  let stream: EventSource | null = null;
  const states = new Map<string, string>();
  const card = (id: string): HTMLElement | null =>
    place.querySelector<HTMLElement>(`[data-job="${CSS.escape(id)}"]`);

  const finish = async (id: string): Promise<void> => {
    const { html, done } = await ask(`/jobs/${encodeURIComponent(id)}`);
    const old = card(id);
    if (done !== true || old === null) return;
    const focused = old.contains(document.activeElement);
    const fresh = elementsOf(html);
    old.replaceWith(...fresh);
    for (const element of fresh) stopAutoplay(element);
    showClosing();
    const heading = fresh[0]?.querySelector<HTMLElement>('h2');
    if (focused) heading?.focus();
    const words = fresh.map((element) => element.querySelector('h2, .notice')?.textContent ?? '').join(' ');
    say(words);
    announce(place.dataset['ready'] ?? '', words);
    follow();
  };

  const show = ({ id, state, percent, line }: JobEvent): void => {
    const found = card(id);
    if (found === null) return;
    if (state === 'done') return void finish(id).catch(() => setTimeout(follow, 2_000));
    const [progress, text] = [found.querySelector('progress'), found.querySelector('[data-line]')];
    if (percent === null) progress?.removeAttribute('value');
    else if (progress !== null) progress.value = percent;
    if (text !== null) text.textContent = line;
    if (percent !== null) showPercent(percent);
    // Announce only state changes to screen readers, not every percent.
    if (states.get(id) !== state) say(line);
    states.set(id, state);
  };

  const follow = (): void => {
    stream?.close();
    const jobs = [...place.querySelectorAll<HTMLElement>('[data-job]')].map((entry) => entry.dataset['job']);
    if (jobs.length === 0) return;
    watchNotify(place);
    stream = new EventSource(`/events?jobs=${jobs.join(',')}`);
    stream.addEventListener('message', ({ data }) => {
      const news: unknown = JSON.parse(String(data));
      if (isJobEvent(news)) show(news);
    });
    // The connection was refused permanently, such as by the rate limit, so retry later.
    stream.addEventListener('error', () => {
      for (const line of place.querySelectorAll('[data-line]'))
        line.textContent = place.dataset['reconnecting'] ?? '';
      if (stream?.readyState === EventSource.CLOSED) setTimeout(follow, 5_000);
    });
  };

  const showClosing = (): void => {
    for (const button of place.querySelectorAll<HTMLElement>('[data-dismiss]')) button.hidden = false;
  };

  follow();
  showClosing();
  return {
    follow,
    add: (html: unknown): void => {
      const [fresh] = elementsOf(html);
      const id = fresh instanceof HTMLElement ? fresh.dataset['job'] : undefined;
      if (fresh === undefined || id === undefined) return;
      const there = card(id);
      if (there === null) place.prepend(fresh);
      else there.replaceWith(fresh);
      follow();
      fresh.querySelector<HTMLElement>('h2')?.focus();
      fresh.scrollIntoView({ behavior: still.matches ? 'auto' : 'smooth', block: 'nearest' });
    },
  };
};
