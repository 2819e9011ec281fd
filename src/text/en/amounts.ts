export const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** A length of time in the unit that reads best. */
export const duration = (seconds: number | null): string => {
  if (seconds === null) return '–';
  if (seconds < 60) return `${short.format(seconds)} s`;
  if (seconds < 3_600) return `${short.format(seconds / 60)} min`;
  return seconds < 172_800 ? `${short.format(seconds / 3_600)} h` : `${short.format(seconds / 86_400)} days`;
};

/** A size in the unit that reads best. */
export const bytes = (count: number): string => {
  if (count < 1e6) return `${short.format(count / 1e3)} kB`;
  return count < 1e9 ? `${short.format(count / 1e6)} MB` : `${short.format(count / 1e9)} GB`;
};
