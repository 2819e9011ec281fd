const still = matchMedia('(prefers-reduced-motion: reduce)');
const connection = (navigator as { connection?: { saveData?: boolean } }).connection;

/** Whether pictures may move by themselves. */
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
 * Pictures with a `data-loop` play it while they are in sight and `wanted` says so, or while they are pointed at or have
 * the focus. Gives what looks again at all of them.
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
      // Whoever is leaving the page cannot be played to.
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
