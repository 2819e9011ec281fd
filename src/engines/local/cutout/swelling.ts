import { type Bent, bell, type CutoutSubject, smooth } from './bend.ts';
import { bulgesOf } from './bulges.ts';
import { createCushion } from './cushion.ts';

/**
 * Ratio of the source distance to `away` for a scaled disc of radius `core`: `grow` times as large inside,
 * unchanged beyond `end`.
 */
const disc = (away: number, core: number, end: number, grow: number): number => {
  const inner = core * grow;
  if (away <= inner) return 1 / grow;
  if (away >= end) return 1;
  const t = (away - inner) / (end - inner);
  // A cubic from the core's edge to where nothing moves. Its slopes match at both ends.
  const [a, b] = [core, end];
  const span = end - inner;
  const [slope, flat] = [span / grow, span];
  const t2 = t * t;
  const t3 = t2 * t;
  const from =
    (2 * t3 - 3 * t2 + 1) * a + (t3 - 2 * t2 + t) * slope + (-2 * t3 + 3 * t2) * b + (t3 - t2) * flat;
  return from / away;
};

/** Share of the distance that a bulge hides in its middle, and the radii at which it ends. */
const [lift, reach] = [0.48, 2.4];

/** Like `disc`, but enlarges the middle more than the rim, as on a ball. */
const ball = (away: number, end: number, much: number): number =>
  away >= end ? 1 : 1 - much * (1 - (away / end) ** 2) ** 2;

/** Light from the upper left on a cushion's slope: shade at the lower right, and a gloss where it faces the light. */
const lightOn = (right: number, down: number) => {
  const facing = 0.6 * right + 0.8 * down;
  const aside = 0.8 * right - 0.6 * down;
  const gloss =
    bell((facing - 0.6) / 0.22) * bell(aside / 0.26) + 0.12 * bell((facing - 0.4) / 0.4) * bell(aside / 0.6);
  return { shade: facing > 0 ? 0.12 * facing : 0.42 * facing, gloss };
};

/** The subject's highest place within half a width of a column. */
export const topAt = ({ cover, stage }: CutoutSubject, x: number, wide: number): number => {
  const [from, to] = [x - wide / 2, x + wide / 2].map((at) =>
    Math.min(cover.width - 1, Math.max(0, Math.round(at * cover.scale))),
  );
  for (let row = 0; row < cover.height; row += 1)
    for (let column = from ?? 0; column <= (to ?? 0); column += 1)
      if ((cover.values[row * cover.width + column] as number) > 0.5) return row / cover.scale;
  return stage.height;
};

/** Where heads are scaled, and how much. */
const headsOf = (subject: CutoutSubject) => {
  const { stage, faces } = subject;
  return faces.map((face) => {
    const core = 0.74 * face.width;
    const others = faces.filter((other) => other !== face);
    const gap = Math.min(
      2.3 * core,
      ...others.map((other) => Math.hypot(other.x - face.x, other.y - face.y) * 0.62),
    );
    const wish = 1 + 0.42 * Math.min(1, (gap / core - 1) / 1.3);
    // Hair reaches higher than the crown. Where there is no room above it, the head grows downwards.
    const top = Math.min(face.crown.y, topAt(subject, face.x, face.width));
    const edge = 0.03 * stage.height;
    const middle = face.y - 0.05 * face.height;
    const y = Math.min(middle, Math.max(middle - 0.4 * face.height, (top * wish - edge) / (wish - 1)));
    const roof = top < edge ? 0.15 : (y - edge) / (y - top) - 1;
    const grow = Math.min(wish, 1 + Math.max(0.1, roof));
    const wide = core + 0.5 * (middle - y);
    return { x: face.x, y, core: wide, end: Math.max(gap, wide * grow * 1.35), grow };
  });
};

/** The round parts of a body, and where each ends. */
const bodyOf = (subject: CutoutSubject, heads: ReturnType<typeof headsOf>) => {
  // What swells below a head ends there, or it would bend the face.
  return bulgesOf(
    subject,
    heads.map(({ x, y, core }) => ({ x, y, radius: 1.15 * core })),
  ).map((bulge) => ({
    ...bulge,
    end: Math.min(
      reach * bulge.radius,
      ...heads.map(({ x, y, core }) => Math.hypot(x - bulge.x, y - bulge.y) - 0.95 * core),
    ),
  }));
};

/** The trunk below a single head, which gets wider to both sides. */
const trunkOf = ({ faces }: CutoutSubject) => {
  const [head] = faces;
  return faces.length === 1 && head !== undefined
    ? { x: head.x, y: head.chin.y, deep: 0.8 * head.height, end: 3.4 * head.width }
    : null;
};

/** Where a place of a subject that is swollen by `full` comes from, and how it is lit. */
export const createSwell = (subject: CutoutSubject) => {
  const { box, cut } = subject;
  const heads = headsOf(subject);
  const bulges = bodyOf(subject, heads);
  const trunk = trunkOf(subject);
  const cushion = createCushion(subject);
  const thick = 0.16 * (bulges[0]?.radius ?? 0.1 * Math.min(box[2], box[3]));
  return (place: Bent, full: number): void => {
    let { x, y } = place;
    let clear = 1;
    for (const head of heads) {
      const [right, down] = [x - head.x, y - head.y];
      const away = Math.sqrt(right * right + down * down);
      // A head has less room to grow than a body.
      const share = disc(away, head.core, head.end, 1 + (head.grow - 1) * Math.min(full, 1.25));
      x = head.x + right * share;
      y = head.y + down * share;
      const from = (share * away) / head.core;
      clear = Math.min(clear, smooth((from - 0.7) / 0.7));
    }
    if (trunk !== null) {
      // Legs would only move apart.
      const legs = cut ? 0 : smooth((y - trunk.y - 2 * trunk.deep) / (2 * trunk.deep));
      const wider = 0.5 * full * smooth((y - trunk.y) / trunk.deep) * (1 - legs);
      x = trunk.x + (x - trunk.x) * ball(Math.abs(x - trunk.x), trunk.end, Math.min(0.5, 0.8 * wider));
    }
    for (const bulge of bulges) {
      const [right, down] = [x - bulge.x, y - bulge.y];
      const share = ball(
        Math.sqrt(right * right + down * down),
        bulge.end,
        Math.min(0.6, lift * full) *
          Math.min(1, 0.3 + Math.max(0, bulge.y - bulge.radius) / (0.4 * bulge.radius)),
      );
      x = bulge.x + right * share;
      y = bulge.y + down * share;
    }
    // Arms and legs get thicker too.
    const rim = cushion(x, y);
    x += thick * full * clear * rim.right;
    y += thick * full * clear * rim.down;
    const slope = cushion(x, y);
    const { shade, gloss } = lightOn(slope.right, slope.down);
    const much = Math.min(1.2, full) * (0.4 + 0.6 * clear);
    place.x = x;
    place.y = y;
    place.gain = 256 * much * Math.min(0.16, Math.max(-0.4, shade));
    place.shine = 60 * much * gloss;
  };
};
