const still = matchMedia('(prefers-reduced-motion: reduce)');
const connection = (navigator as { connection?: { saveData?: boolean } }).connection;

/** Whether previews may play automatically. */
export const mayMove = (): boolean => !still.matches && connection?.saveData !== true;

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

/**
 * Plays the `data-loop` clips of frames that are in view while `wanted` allows it, or that are hovered or focused.
 * Returns a function that updates all frames.
 */
export const watchLoops = (
  frames: readonly HTMLElement[],
  wanted: () => boolean = mayMove,
  threshold = 0.2,
): (() => void) => {
  const inSight = new Set<HTMLElement>();
  const show = (frame: HTMLElement): void => {
    const meant = frame.closest('label, a')?.matches(':hover, :focus-within') === true;
    if ((wanted() && inSight.has(frame)) || meant)
      // `play()` rejects while the page is being left.
      void videoIn(frame)
        .play()
        .catch(() => {});
    else frame.querySelector('video')?.pause();
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!(target instanceof HTMLElement)) continue;
        if (isIntersecting) inSight.add(target);
        else inSight.delete(target);
        show(target);
      }
    },
    { threshold },
  );
  for (const frame of frames) {
    observer.observe(frame);
    for (const name of ['pointerenter', 'pointerleave', 'focusin', 'focusout'])
      frame.closest('label, a')?.addEventListener(name, () => show(frame));
  }
  const showAll = (): void => {
    for (const frame of frames) show(frame);
  };
  still.addEventListener('change', showAll);
  return showAll;
};
