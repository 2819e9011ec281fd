/** Sine of an angle in turns, to six digits. `Math.sin` differs between JavaScript engines, but clips must not. */
export const sine = (turns: number): number => {
  const turn = turns - Math.floor(turns + 0.5);
  const folded = turn > 0.25 ? 0.5 - turn : turn < -0.25 ? -0.5 - turn : turn;
  const x = folded * 2 * Math.PI;
  const y = x * x;
  return x * (1 - (y / 6) * (1 - (y / 20) * (1 - (y / 42) * (1 - y / 72))));
};

export const cosine = (turns: number): number => sine(turns + 0.25);

/** Smoothstep easing from 0 to 1, slow at both ends. */
export const ease = (t: number): number => t * t * (3 - 2 * t);

export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(value, high));
