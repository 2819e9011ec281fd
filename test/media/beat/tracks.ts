/** Samples a second of all tracks. */
export const rate = 48_000;

/** Numbers from −1 to 1, always the same for a seed. */
const chance = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
};

type Sound = { readonly seconds: number; at(time: number): number };

/** Lays sounds of their own length into silence. */
const place = (seconds: number, events: readonly (readonly [number, Sound])[]): Float32Array => {
  const track = new Float32Array(Math.round(seconds * rate));
  for (const [start, { seconds: length, at }] of events) {
    const first = Math.round(start * rate);
    for (let sample = 0; sample < length * rate && first + sample < track.length; sample += 1)
      track[first + sample] = (track[first + sample] as number) + at(sample / rate);
  }
  return track;
};

const click: Sound = {
  seconds: 0.03,
  at: (time) => 0.6 * Math.sin(6283 * time) * Math.exp(-time / 0.006),
};

const times = (tempo: number, first: number, seconds: number): number[] =>
  Array.from(
    { length: Math.ceil(((seconds - first) * tempo) / 60) },
    (_, beat) => first + (beat * 60) / tempo,
  );

/** White noise of an amplitude. */
export const noise = (seconds: number, amplitude: number, seed = 1): Float32Array => {
  const next = chance(seed);
  return Float32Array.from({ length: Math.round(seconds * rate) }, () => amplitude * next());
};

/** A click on every beat, over white noise. */
export const clicks = (tempo: number, first: number, seconds: number, hiss = 0): Float32Array => {
  const under = noise(seconds, hiss);
  return place(
    seconds,
    times(tempo, first, seconds).map((start) => [start, click]),
  ).map((value, at) => value + (under[at] as number));
};

/** A bass drum and a snare in turn, hi-hats between them, played a little unsteadily over a held chord. */
export const drums = (tempo: number, first: number, seconds: number): Float32Array => {
  const next = chance(5);
  const bass: Sound = {
    seconds: 0.25,
    at: (time) => 0.8 * Math.sin(377 * time + 19 * (1 - Math.exp(-40 * time))) * Math.exp(-15 * time),
  };
  const snare: Sound = { seconds: 0.2, at: (time) => 0.5 * next() * Math.exp(-20 * time) };
  const hat: Sound = { seconds: 0.05, at: (time) => 0.2 * next() * Math.exp(-80 * time) };
  const played = times(tempo, first, seconds).map((start) => start + 0.005 * next());
  const events = played.flatMap((start, beat): (readonly [number, Sound])[] => [
    [start, beat % 2 === 0 ? bass : snare],
    [start + 30 / tempo, hat],
  ]);
  return place(seconds, events).map((value, at) => value + 0.08 * Math.sin((1382 * at) / rate));
};

/** Syllables of chance length and pitch, with pauses between words. */
export const speech = (seconds: number, seed: number): Float32Array => {
  const next = chance(seed);
  const share = (): number => Math.abs(next());
  const events: (readonly [number, Sound])[] = [];
  for (let time = 0.2; time < seconds; ) {
    const [length, loud, dull] = [0.08 + 0.1 * share(), 0.2 + 0.4 * share(), 0.05 + 0.3 * share()];
    let breath = 0;
    const at = (since: number): number => {
      breath += dull * (next() - breath);
      return loud * Math.sin((Math.PI * since) / length) * (2 * breath + 0.15 * Math.sin(754 * since));
    };
    events.push([time, { seconds: length, at }]);
    time += length + (share() < 0.2 ? 0.2 + 0.4 * share() : 0.03 + 0.1 * share());
  }
  return place(seconds, events);
};

/** Mono samples as a 16-bit WAV. */
export const wavOf = (samples: Float32Array): Buffer => {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length * 2, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  for (const [at, value] of [16, 1 | (1 << 16), rate, rate * 2, 2 | (16 << 16)].entries())
    head.writeUInt32LE(value, 16 + at * 4);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length * 2, 40);
  const body = Int16Array.from(samples, (value) => Math.round(32_767 * Math.max(-1, Math.min(1, value))));
  return Buffer.concat([head, Buffer.from(body.buffer)]);
};
