const still = matchMedia('(prefers-reduced-motion: reduce)');

/** Previews move while they are seen; for those who want less motion, only while they are pointed at or chosen. */
export const watchPreviews = (grid: HTMLElement): void => {
  const seen = new Set<HTMLVideoElement>();
  const wanted = (video: HTMLVideoElement): boolean =>
    still.matches ? video.closest('label')?.matches(':hover, :focus-within') === true : seen.has(video);
  const videos = [...grid.querySelectorAll('video')];
  const update = (video: HTMLVideoElement): void => {
    // Whoever is leaving the page cannot be played to.
    if (wanted(video)) void video.play().catch(() => {});
    else video.pause();
  };
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!(target instanceof HTMLVideoElement)) continue;
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
      update(target);
    }
  });
  for (const video of videos) {
    observer.observe(video);
    for (const name of ['pointerenter', 'pointerleave', 'focusin', 'focusout'])
      video.closest('label')?.addEventListener(name, () => update(video));
  }
  still.addEventListener('change', () => {
    for (const video of videos) update(video);
  });
};
