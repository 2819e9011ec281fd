import type { Beat } from '../../../core/order.ts';

/** A body's pose at one moment. Lengths in shoulder-to-hip lengths, angles in radians, clockwise. */
export type Stance = {
  hip: number;
  drop: number;
  pelvis: number;
  chest: number;
  head: number;
  arms: number;
  shoulders: number;
  pelvisYaw: number;
  chestYaw: number;
  nod: number;
  headYaw: number;
  liftLeft: number;
  liftRight: number;
};

type Control = keyof Stance;

type Style = {
  /** Beats on one side before the other. */
  readonly beats: 1 | 2;
  /** Amounts that alternate between the sides, that pulse on every beat, and that pulse between the beats (`off`). */
  readonly sides: Partial<Record<Control, number>>;
  readonly pulses: Partial<Record<Control, number>>;
  readonly off: Partial<Record<Control, number>>;
  readonly step: number;
};

export const styles: readonly Style[] = [
  {
    beats: 1,
    sides: { hip: 0.2, pelvis: -0.12, chest: 0.19, head: -0.2, arms: 0.5, chestYaw: 0.36, headYaw: 0.16 },
    pulses: { drop: 0.13, nod: 0.14 },
    off: { shoulders: 0.06 },
    step: 0.05,
  },
  {
    beats: 2,
    sides: { hip: 0.27, pelvis: -0.1, chest: 0.17, head: -0.19, arms: 0.55, headYaw: 0.18 },
    pulses: { drop: 0.14, nod: 0.1 },
    off: { shoulders: 0.06 },
    step: 0.16,
  },
  {
    beats: 1,
    sides: { hip: 0.12, pelvis: -0.07, chest: 0.13, head: 0.15, arms: 0.5, headYaw: 0.14 },
    pulses: { drop: 0.18, nod: 0.22 },
    off: { shoulders: 0.13 },
    step: 0.06,
  },
  {
    beats: 1,
    sides: {
      hip: 0.12,
      pelvis: 0.06,
      chest: 0.13,
      head: -0.15,
      arms: 0.45,
      pelvisYaw: 0.5,
      chestYaw: -0.42,
      headYaw: 0.16,
    },
    pulses: { drop: 0.14, nod: 0.1 },
    off: { shoulders: 0.06 },
    step: 0.05,
  },
];

/** Beats after which every style repeats. */
const cycle = 4;

/** Per control: the delay behind the hips in seconds, the speed of the spring, and its damping. */
const ways: Record<Control, readonly [lag: number, speed: number, damping: number]> = {
  hip: [0, 11, 0.62],
  drop: [0, 17, 0.6],
  pelvis: [0, 11, 0.62],
  chest: [0.06, 10, 0.58],
  head: [0.1, 9, 0.55],
  arms: [0.12, 8.5, 0.5],
  shoulders: [0.02, 15, 0.62],
  pelvisYaw: [0, 12, 0.62],
  chestYaw: [0.06, 11, 0.6],
  nod: [0.05, 13, 0.6],
  headYaw: [0.1, 8, 0.65],
  liftLeft: [0, 16, 0.75],
  liftRight: [0, 16, 0.75],
};

export type Tempo = { readonly beat: Beat; readonly seconds: number; readonly loop: boolean };

/** Beats per second. In a loop it is adjusted to a whole number of cycles. */
export const paceOf = ({ beat, seconds, loop }: Tempo): number => {
  const pace = beat.tempo / 60;
  return loop ? (cycle * Math.max(1, Math.round((seconds * pace) / cycle))) / seconds : pace;
};

const wave = (beats: number, every: number, side: number): number => {
  const at = (step: number): number => (((Math.floor(step / every) % 2) + 2) % 2 === 0 ? side : -side);
  const step = Math.floor(beats);
  // Lean a little the opposite way before each change of side.
  return beats - step > 0.7 ? at(step) - 0.1 * at(step + 1) : at(step);
};

const pulse = (beats: number, share: number): number => (beats - Math.floor(beats) < share ? 1 : 0);

const placeOf = (control: Control, style: Style, beats: number, side: number, share: number): number => {
  const sides = (style.sides[control] ?? 0) * wave(beats, style.beats, side);
  const pulses = (style.pulses[control] ?? 0) * (pulse(beats, share) - 0.35);
  const off = (style.off[control] ?? 0) * pulse(beats + 0.5, share);
  const foot = wave(beats, style.beats, side) > 0 ? 'liftLeft' : 'liftRight';
  const free = ((beats % style.beats) + style.beats) % style.beats < 0.6;
  return sides + pulses + off + (control === foot && free ? style.step : 0);
};

const tick = 1 / 240;

/** Maximum time a body takes to drop, in seconds. It starts that much early, to land on the beat. */
const fall = 0.28;

/** One control's track, with a value per frame: a spring that follows the beat's targets. */
const follow = (
  target: (time: number) => number,
  control: Control,
  times: readonly number[],
  start: number,
) => {
  const [lag, speed, damping] = ways[control];
  let [value, velocity, time] = [0, 0, start];
  return times.map((moment) => {
    for (; time < moment; time += tick) {
      velocity += tick * (speed * speed * (target(time - lag) - value) - 2 * damping * speed * velocity);
      value += tick * velocity;
    }
    return value;
  });
};

/** The stances of a body at times in seconds. `style` is an index that wraps around; `side` (1 or −1) goes first. */
export const dance = (
  tempo: Tempo,
  times: readonly number[],
  { style, side, late }: { readonly style: number; readonly side: 1 | -1; readonly late: number },
): readonly Stance[] => {
  const kind = styles[style % styles.length];
  const pace = paceOf(tempo);
  const share = Math.min(0.5, fall * pace);
  const start = -Math.ceil((2 * cycle) / pace / tick) * tick;
  const controls = Object.keys(ways) as Control[];
  const tracks = controls.map((control) =>
    follow(
      (time) =>
        kind === undefined
          ? 0
          : placeOf(control, kind, (time - late - tempo.beat.first) * pace + 0.98 * share, side, share),
      control,
      times,
      start,
    ),
  );
  return times.map((_, moment) => {
    const stance = Object.fromEntries(
      controls.map((control, index) => [control, tracks[index]?.[moment] ?? 0]),
    );
    return stance as Stance;
  });
};
