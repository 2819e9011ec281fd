/** A square in a picture, in the picture's pixels. */
export type Box = { readonly x: number; readonly y: number; readonly side: number };

/** The same face, if no side of the two squares is further apart than a fifth of the smaller one. */
const alike = (a: Box, b: Box): boolean => {
  const room = 0.2 * Math.min(a.side, b.side);
  return (
    Math.abs(a.x - b.x) <= room &&
    Math.abs(a.y - b.y) <= room &&
    Math.abs(a.x + a.side - b.x - b.side) <= room &&
    Math.abs(a.y + a.side - b.y - b.side) <= room
  );
};

const mean = (boxes: readonly Box[], pick: (box: Box) => number): number =>
  boxes.reduce((sum, box) => sum + pick(box), 0) / boxes.length;

/** Boxes that are alike, directly or through others, become their mean; groups with fewer members are chance. */
export const groupBoxes = (boxes: readonly Box[], fewest: number): readonly Box[] => {
  const left = new Set(boxes);
  const groups: Box[][] = [];
  for (const first of left) {
    left.delete(first);
    const group = [first];
    for (const member of group)
      for (const other of left)
        if (alike(member, other)) {
          left.delete(other);
          group.push(other);
        }
    groups.push(group);
  }
  return groups
    .filter((group) => group.length >= fewest)
    .sort((a, b) => b.length - a.length)
    .map((group) => ({
      x: mean(group, ({ x }) => x),
      y: mean(group, ({ y }) => y),
      side: mean(group, ({ side }) => side),
    }));
};
