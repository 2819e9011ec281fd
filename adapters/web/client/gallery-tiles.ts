// Clips in sight play without sound, where people like movement and have not stopped it.
const list = document.querySelector('[data-loops]');
const button = document.querySelector<HTMLButtonElement>('#loops');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const key = 'previews';
const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
let playing = localStorage.getItem(key) !== 'off' && !calm.matches && connection?.saveData !== true;
const inSight = new Set<HTMLElement>();

const videoIn = (frame: HTMLElement): HTMLVideoElement => {
  const there = frame.querySelector('video');
  if (there !== null) return there;
  const video = document.createElement('video');
  Object.assign(video, { muted: true, loop: true, playsInline: true, tabIndex: -1 });
  video.setAttribute('aria-hidden', 'true');
  video.addEventListener('playing', () => video.classList.add('moving'));
  video.src = frame.dataset['loop'] ?? '';
  frame.append(video);
  return video;
};

const show = (frame: HTMLElement): void => {
  if (playing && inSight.has(frame))
    void videoIn(frame)
      .play()
      .catch(() => {});
  else frame.querySelector('video')?.pause();
};

const name = (): void => {
  if (button === null) return;
  button.hidden = false;
  button.textContent = (playing ? button.dataset['stop'] : button.dataset['play']) ?? '';
};

const turn = (on: boolean): void => {
  playing = on;
  name();
  for (const frame of frames) show(frame);
};

const frames = [...(list?.querySelectorAll<HTMLElement>('.frame') ?? [])];
const watch = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const frame = target as HTMLElement;
      if (isIntersecting) inSight.add(frame);
      else inSight.delete(frame);
      show(frame);
    }
  },
  { threshold: 0.6 },
);
for (const frame of frames) watch.observe(frame);
if (frames.length > 0) name();
button?.addEventListener('click', () => {
  localStorage.setItem(key, playing ? 'off' : 'on');
  turn(!playing);
});
calm.addEventListener('change', () => turn(!calm.matches));

export {};
