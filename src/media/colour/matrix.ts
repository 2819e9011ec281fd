import { type ColourSpace, srgb } from './spaces.ts';

type Row = readonly [number, number, number];
/** Three rows. */
export type Matrix = readonly [Row, Row, Row];

const times = (m: Matrix, [x, y, z]: Row): Row => {
  const dot = ([a, b, c]: Row): number => a * x + b * y + c * z;
  return [dot(m[0]), dot(m[1]), dot(m[2])];
};

const transpose = ([a, b, c]: Matrix): Matrix => [
  [a[0], b[0], c[0]],
  [a[1], b[1], c[1]],
  [a[2], b[2], c[2]],
];

const product = (left: Matrix, right: Matrix): Matrix => {
  const [a, b, c] = transpose(right);
  return transpose([times(left, a), times(left, b), times(left, c)]);
};

const inverse = ([a, b, c]: Matrix): Matrix => {
  const cross = (u: Row, v: Row): Row => [
    u[1] * v[2] - u[2] * v[1],
    u[2] * v[0] - u[0] * v[2],
    u[0] * v[1] - u[1] * v[0],
  ];
  const bc = cross(b, c);
  const determinant = a[0] * bc[0] + a[1] * bc[1] + a[2] * bc[2];
  const scaled = (row: Row): Row => [row[0] / determinant, row[1] / determinant, row[2] / determinant];
  return transpose([scaled(bc), scaled(cross(c, a)), scaled(cross(a, b))]);
};

const diagonal = ([x, y, z]: Row): Matrix => [
  [x, 0, 0],
  [0, y, 0],
  [0, 0, z],
];

const xyzOf = ([x, y]: readonly [number, number]): Row => [x / y, 1, (1 - x - y) / y];

/** Matrix from a space's linear light to CIE XYZ. */
const toXyz = ({ primaries: [red, green, blue, white] }: ColourSpace): Matrix => {
  const corners = transpose([xyzOf(red), xyzOf(green), xyzOf(blue)]);
  return product(corners, diagonal(times(inverse(corners), xyzOf(white))));
};

/** The Bradford matrix, which every colour management system uses. */
const cones: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

/** Matrix from a space's linear light to linear sRGB, adapted so that white stays white. */
export const toLinearSrgb = (space: ColourSpace): Matrix => {
  const [from, to] = [times(cones, xyzOf(space.primaries[3])), times(cones, xyzOf(srgb.primaries[3]))];
  const ratio: Row = [to[0] / from[0], to[1] / from[1], to[2] / from[2]];
  const adapt = product(inverse(cones), product(diagonal(ratio), cones));
  return product(inverse(toXyz(srgb)), product(adapt, toXyz(space)));
};
