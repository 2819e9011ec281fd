/** A colour that a larger share of the background has is one of its own, and white begins at this level. */
const [frequent, white] = [0.002, 195] as const;

/** Whether a pixel's colour is frequent in the background: among the pixels that are further from the subject than `far`. */
export const commonIn = (seen: Float32Array, away: Float32Array, far: number) => {
  const bin = (at: number): number =>
    [0, 1, 2].reduce((sum, channel) => 16 * sum + Math.min(15, (seen[3 * at + channel] as number) >> 4), 0);
  // Snow and clouds have many kinds of white.
  const snowy = (at: number): boolean =>
    Math.min(...[0, 1, 2].map((channel) => seen[3 * at + channel] as number)) > white;
  const counts = new Uint32Array(16 ** 3);
  let [all, snow] = [0, 0];
  for (let at = 0; at < away.length; at += 1) {
    if ((away[at] as number) <= far) continue;
    counts[bin(at)] = (counts[bin(at)] as number) + 1;
    snow += snowy(at) ? 1 : 0;
    all += 1;
  }
  return (at: number): boolean =>
    (counts[bin(at)] as number) > frequent * all || (snow > frequent * all && snowy(at));
};
