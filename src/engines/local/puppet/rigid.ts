import { addTo, type Band, createBand, factor, solve } from './band-solver.ts';

/**
 * Points that keep their shape as far as possible. Edges join nearby points, whose indices must be close too, because
 * that keeps the matrix band narrow.
 */
export type RigidShape = {
  /** x and y in turn. */
  readonly rest: Float64Array;
  /** Two point indices per edge. */
  readonly edges: Int32Array;
  /** Stiffness of each edge. */
  readonly stiff: Float64Array;
  /** How strongly each point is held at its wished position, across and down. */
  readonly holdX: Float64Array;
  readonly holdY: Float64Array;
};

const rounds = 4;

const systemOf = ({ rest, edges, stiff }: RigidShape, hold: Float64Array): Band => {
  const count = rest.length / 2;
  let band = 1;
  for (let e = 0; e < edges.length; e += 2)
    band = Math.max(band, Math.abs((edges[e] as number) - (edges[e + 1] as number)));
  const system = createBand(count, band);
  for (let i = 0; i < count; i += 1) addTo(system, i, i, (hold[i] as number) + 1e-6);
  for (let e = 0; e < edges.length; e += 2) {
    const [a, b] = [edges[e] as number, edges[e + 1] as number];
    const weight = stiff[e >> 1] as number;
    addTo(system, a, a, weight);
    addTo(system, b, b, weight);
    addTo(system, Math.max(a, b), Math.min(a, b), -weight);
  }
  factor(system);
  return system;
};

/**
 * Moves a shape's points close to their wished positions (x and y in turn) while each neighbourhood stays as rigid as
 * possible (Sorkine and Alexa, 2007). `moved` holds the last positions and is updated.
 */
export const createRigid = (shape: RigidShape): ((wished: Float64Array, moved: Float64Array) => void) => {
  const { rest, edges, stiff, holdX, holdY } = shape;
  const count = rest.length / 2;
  const [systemX, systemY] = [systemOf(shape, holdX), systemOf(shape, holdY)];
  const turns = new Float64Array(2 * count);
  const [rightX, rightY] = [new Float64Array(count), new Float64Array(count)];
  /** Computes the rotation that fits each point's edges best, as cosine and sine. */
  const turn = (moved: Float64Array) => {
    turns.fill(0);
    for (let e = 0; e < edges.length; e += 2) {
      const [a, b] = [2 * (edges[e] as number), 2 * (edges[e + 1] as number)];
      const [x, y] = [
        (rest[a] as number) - (rest[b] as number),
        (rest[a + 1] as number) - (rest[b + 1] as number),
      ];
      const [u, v] = [
        (moved[a] as number) - (moved[b] as number),
        (moved[a + 1] as number) - (moved[b + 1] as number),
      ];
      const weight = stiff[e >> 1] as number;
      const [along, across] = [weight * (x * u + y * v), weight * (x * v - y * u)];
      turns[a] = (turns[a] as number) + along;
      turns[a + 1] = (turns[a + 1] as number) + across;
      turns[b] = (turns[b] as number) + along;
      turns[b + 1] = (turns[b + 1] as number) + across;
    }
    for (let i = 0; i < turns.length; i += 2) {
      const [along, across] = [turns[i] as number, turns[i + 1] as number];
      const length = Math.sqrt(along * along + across * across);
      turns[i] = length > 1e-12 ? along / length : 1;
      turns[i + 1] = length > 1e-12 ? across / length : 0;
    }
  };
  return (wished, moved) => {
    for (let round = 0; round < rounds; round += 1) {
      turn(moved);
      for (let i = 0; i < count; i += 1) {
        rightX[i] = (holdX[i] as number) * (wished[2 * i] as number) + 1e-6 * (rest[2 * i] as number);
        rightY[i] = (holdY[i] as number) * (wished[2 * i + 1] as number) + 1e-6 * (rest[2 * i + 1] as number);
      }
      for (let e = 0; e < edges.length; e += 2) {
        const [i, j] = [edges[e] as number, edges[e + 1] as number];
        const [a, b] = [2 * i, 2 * j];
        const half = (stiff[e >> 1] as number) / 2;
        const cos = (turns[a] as number) + (turns[b] as number);
        const sin = (turns[a + 1] as number) + (turns[b + 1] as number);
        const [x, y] = [
          (rest[a] as number) - (rest[b] as number),
          (rest[a + 1] as number) - (rest[b + 1] as number),
        ];
        const [pullX, pullY] = [half * (cos * x - sin * y), half * (sin * x + cos * y)];
        rightX[i] = (rightX[i] as number) + pullX;
        rightX[j] = (rightX[j] as number) - pullX;
        rightY[i] = (rightY[i] as number) + pullY;
        rightY[j] = (rightY[j] as number) - pullY;
      }
      solve(systemX, rightX);
      solve(systemY, rightY);
      for (let i = 0; i < count; i += 1) {
        moved[2 * i] = rightX[i] as number;
        moved[2 * i + 1] = rightY[i] as number;
      }
    }
  };
};
