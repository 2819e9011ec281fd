/** Points of MediaPipe's face mesh around the face, in order from the top. */
export const oval = [
  ...[10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377],
  ...[152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109],
] as const;

/** Points under each brow, from its outer end inwards. */
export const underBrows = { right: [46, 53, 52, 65, 55], left: [276, 283, 282, 295, 285] } as const;

/** Points of plain skin below each eye. */
export const cheeks = { right: [101, 50, 118, 36, 205], left: [330, 280, 347, 266, 425] } as const;
