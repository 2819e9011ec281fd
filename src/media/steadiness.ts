/**
 * How steady a clip is, 0 (shaking, flickering) to 1 (perfectly smooth), from its frames of `length` bytes each, grey (one
 * channel) or rgb24 (three): how much of the change from frame to frame is change of pace, and how much the overall
 * brightness flickers.
 */
export const steadiness = (pixels: Uint8Array, length: number, channels: 1 | 3): number => {
  const count = Math.floor(pixels.length / length);
  const area = length / channels;
  let change = 0;
  let unrest = 0;
  let flicker = 0;
  for (let frame = 1; frame < count - 1; frame++) {
    let brightness = 0;
    // Green alone is most of what the eye takes for brightness, and a third of the work.
    for (let at = frame * length + (channels >> 1); at < (frame + 1) * length; at += channels) {
      const before = pixels[at - length] ?? 0;
      const now = pixels[at] ?? 0;
      const after = pixels[at + length] ?? 0;
      change += Math.abs(after - now);
      unrest += Math.abs(before - 2 * now + after);
      brightness += before - 2 * now + after;
    }
    flicker += Math.abs(brightness) / area;
  }
  const frames = Math.max(1, count - 2);
  // A still picture changes by less than a grey level and must not be judged by its rounding.
  const pace = unrest / (change + (frames * area) / 10);
  return Math.max(0, Math.min(1, 1 - 0.3 * pace - (0.05 * flicker) / frames));
};
