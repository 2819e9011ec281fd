const tagsFor: Readonly<Record<string, readonly string[]>> = {
  'RGB ': ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'],
  GRAY: ['kTRC'],
};

/** Sum of the red, green and blue colorants (ICC.1:2022, 7.2.16), and how far profiles in use deviate from it. */
const d50 = [0.9642, 1, 0.8249] as const;
const tolerance = 0.1;

type Tag = { readonly at: number; readonly length: number };

const tagsOf = (icc: Buffer): Map<string, Tag> => {
  const tags = new Map<string, Tag>();
  for (let entry = 132; entry + 12 <= icc.length && tags.size < icc.readUInt32BE(128); entry += 12)
    tags.set(icc.toString('latin1', entry, entry + 4), {
      at: icc.readUInt32BE(entry + 4),
      length: icc.readUInt32BE(entry + 8),
    });
  return tags;
};

/** Whether the three primaries of an RGB profile add up to white. */
const addsUp = (icc: Buffer, tags: Map<string, Tag>): boolean => {
  const corners = ['rXYZ', 'gXYZ', 'bXYZ'].map((name) => tags.get(name)?.at ?? 0);
  return d50.every((wanted, axis) => {
    const sum = corners.reduce((total, at) => total + icc.readInt32BE(at + 8 + 4 * axis) / 65_536, 0);
    return Math.abs(sum - wanted) < tolerance;
  });
};

/** Whether an ICC profile can be trusted for pixels of these channels. Browsers ignore one that can't. */
export const isUsableIcc = (icc: Buffer, space: 'RGB ' | 'GRAY' | 'CMYK'): boolean => {
  if (icc.length < 132 || icc.readUInt32BE(0) > icc.length || icc.toString('latin1', 36, 40) !== 'acsp')
    return false;
  if (icc.toString('latin1', 16, 20) !== space) return false;
  const tags = tagsOf(icc);
  const inside = [...tags.values()].every(({ at, length }) => length >= 8 && at + length <= icc.length);
  if (!inside) return false;
  if (tags.has('A2B0')) return true;
  const wanted = tagsFor[space];
  if (wanted === undefined || !wanted.every((name) => tags.has(name))) return false;
  const long = ['rXYZ', 'gXYZ', 'bXYZ'].every((name) => (tags.get(name)?.length ?? 20) >= 20);
  return space === 'GRAY' || (long && addsUp(icc, tags));
};
