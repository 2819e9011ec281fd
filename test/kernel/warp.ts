// AssemblyScript: the whole-number arithmetic of src/engines/local/kernel.ts, eight values at a time.

/** Bits 8 to 23 of eight numbers, of which higher ones are not set. */
function middles(near: v128, far: v128): v128 {
  return i16x8.narrow_i32x4_s(i32x4.shr_s(near, 8), i32x4.shr_s(far, 8));
}

/** Four addresses from positions in 1/65536 pixels. */
function addresses(x: v128, y: v128, stride: i32, texture: i32): v128 {
  const rows = i32x4.mul(i32x4.shr_s(y, 16), i32x4.splat(stride));
  return i32x4.add(i32x4.add(rows, i32x4.shr_s(x, 16)), i32x4.splat(texture));
}

/** Neighbouring bytes at eight addresses. */
function pairs(near: v128, far: v128): v128 {
  let all = v128.load_lane<u16>(i32x4.extract_lane(near, 0), i32x4.splat(0), 0);
  all = v128.load_lane<u16>(i32x4.extract_lane(near, 1), all, 1);
  all = v128.load_lane<u16>(i32x4.extract_lane(near, 2), all, 2);
  all = v128.load_lane<u16>(i32x4.extract_lane(near, 3), all, 3);
  all = v128.load_lane<u16>(i32x4.extract_lane(far, 0), all, 4);
  all = v128.load_lane<u16>(i32x4.extract_lane(far, 1), all, 5);
  all = v128.load_lane<u16>(i32x4.extract_lane(far, 2), all, 6);
  return v128.load_lane<u16>(i32x4.extract_lane(far, 3), all, 7);
}

/** Sixteen bytes from one address, or eight from each of two. */
// @ts-ignore: decorator
@inline
function stretch(address: i32, gap: i32, coarse: bool): v128 {
  return coarse ? v128.load64_lane(address + gap, v128.load64_zero(address), 1) : v128.load(address);
}

/** Eight values between left and right neighbours (the low and high byte of each lane), times 256, less 32768. */
function across(neighbours: v128, right: v128): v128 {
  const slope = i16x8.sub(i16x8.shr_u(neighbours, 8), v128.and(neighbours, i16x8.splat(255)));
  const value = i16x8.add(i16x8.shl(neighbours, 8), i16x8.mul(slope, right));
  // Sixteen bits without sign would overflow the signed sums of products that come next.
  return v128.xor(value, i16x8.splat(-32768));
}

/** Eight bytes between what is above and below. */
function between(above: v128, below: v128, down: v128): v128 {
  const up = i16x8.sub(i16x8.splat(256), down);
  const unbias = i32x4.splat((32768 << 8) + 32768);
  const first = i32x4.dot_i16x8_s(
    i16x8.shuffle(above, below, 0, 8, 1, 9, 2, 10, 3, 11),
    i16x8.shuffle(up, down, 0, 8, 1, 9, 2, 10, 3, 11),
  );
  const last = i32x4.dot_i16x8_s(
    i16x8.shuffle(above, below, 4, 12, 5, 13, 6, 14, 7, 15),
    i16x8.shuffle(up, down, 4, 12, 5, 13, 6, 14, 7, 15),
  );
  const words = i16x8.narrow_i32x4_u(
    i32x4.shr_u(i32x4.add(first, unbias), 16),
    i32x4.shr_u(i32x4.add(last, unbias), 16),
  );
  return i8x16.narrow_i16x8_u(words, words);
}

/** Writes `wide` bytes of eight, or as many of four and of four others that go `gap` bytes further. */
// @ts-ignore: decorator
@inline
function put(out: i32, bytes: v128, wide: i32, gap: i32, coarse: bool): void {
  if (!coarse && wide === 8) v128.store_lane<u64>(out, bytes, 0);
  else if (coarse && wide === 4) {
    v128.store_lane<u32>(out, bytes, 0);
    v128.store_lane<u32>(out + gap, bytes, 1);
  } else {
    const value = i64x2.extract_lane(bytes, 0);
    for (let i = 0; i < wide; i += 1) {
      store<u8>(out + i, value >> (i << 3));
      if (coarse) store<u8>(out + gap + i, value >> ((i << 3) + 32));
    }
  }
}

// @ts-ignore: decorator
@inline
function weave(
  coarse: bool,
  out: i32,
  gap: i32,
  width: i32,
  height: i32,
  nodes: i32,
  columns: i32,
  active: i32,
  texture: i32,
  textureGap: i32,
  stride: i32,
): void {
  const bits = coarse ? 2 : 3;
  const cell = 1 << bits;
  const room: u32 = coarse ? 6 : 14;
  const sides = coarse
    ? i8x16(0, 1, 0, 1, 0, 1, 0, 1, 8, 9, 8, 9, 8, 9, 8, 9)
    : i8x16(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
  const counts = i32x4(0, 1, 2, 3);
  const low = i16x8.splat(255);
  const fraction = i32x4.splat(65535);
  for (let top = 0; top < height; top += cell) {
    const tall = min(cell, height - top);
    let node = nodes + (top >> bits) * columns * 8;
    let seen = active + (top >> bits) * columns;
    for (let left = 0; left < width; left += cell, node += 8, seen += 1) {
      const wide = min(cell, width - left);
      if (load<u8>(seen) === 0) {
        let blank = out + top * width + left;
        for (let row = 0; row < tall; row += 1, blank += width) put(blank, i32x4.splat(0), wide, gap, coarse);
        continue;
      }
      // A cell's two upper and two lower corners, each as x and y.
      let upper = v128.load(node);
      let lower = v128.load(node + columns * 8);
      if (coarse) {
        upper = i32x4.shr_s(i32x4.sub(upper, i32x4.splat(32768)), 1);
        lower = i32x4.shr_s(i32x4.sub(lower, i32x4.splat(32768)), 1);
      }
      let fall = i32x4.sub(lower, upper);
      const twice = i32x4.shl(fall, 1);
      let place = out + top * width + left;
      for (let row = 0; row < tall; row += 1, place += width) {
        const ends = i32x4.add(upper, i32x4.shr_s(fall, bits + 1));
        fall = i32x4.add(fall, twice);
        const step = i32x4.shr_s(i32x4.sub(i32x4.shuffle(ends, ends, 2, 3, 2, 3), ends), bits);
        const begin = i32x4.add(ends, coarse ? i32x4.shr_s(step, 2) : i32x4.shr_s(i32x4.shl(step, 1), 2));
        const last = i32x4.add(begin, i32x4.sub(i32x4.shl(step, bits), step));
        const stepX = i32x4.shuffle(step, step, 0, 0, 0, 0);
        const stepY = i32x4.shuffle(step, step, 1, 1, 1, 1);
        const nearX = i32x4.mul(stepX, counts);
        const nearY = i32x4.mul(stepY, counts);
        const farX = coarse ? nearX : i32x4.add(nearX, i32x4.shl(stepX, 2));
        const farY = coarse ? nearY : i32x4.add(nearY, i32x4.shl(stepY, 2));
        const x = i32x4.extract_lane(begin, 0);
        const y = i32x4.extract_lane(begin, 1);
        const west = x >> 16;
        const span = (i32x4.extract_lane(last, 0) >> 16) - west;
        const start = y >> 16;
        const end = i32x4.extract_lane(last, 1) >> 16;
        const north = min(start, end);
        let above: v128;
        let below: v128;
        let right: v128;
        let down: v128;
        if (<u32>span <= room && max(start, end) - north <= 1) {
          // Nearly always all eight lie in so few bytes of so few rows that these are read at once.
          const restX = i32x4.splat(x & 65535);
          const restY = i32x4.splat(y - (north << 16));
          right = middles(i32x4.add(restX, nearX), i32x4.add(restX, farX));
          down = middles(i32x4.add(restY, nearY), i32x4.add(restY, farY));
          const lanes = i8x16.shuffle(right, right, 1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, 13, 13, 15, 15);
          const picks = i8x16.add(lanes, sides);
          const corner = texture + north * stride + west;
          above = i8x16.swizzle(stretch(corner, textureGap, coarse), picks);
          below = i8x16.swizzle(stretch(corner + stride, textureGap, coarse), picks);
          if (start !== end) {
            const further = i8x16.swizzle(stretch(corner + 2 * stride, textureGap, coarse), picks);
            const lower = i16x8.gt_s(down, low);
            above = v128.bitselect(below, above, lower);
            below = v128.bitselect(further, below, lower);
          }
          right = v128.and(right, low);
          down = v128.and(down, low);
        } else {
          const placesX = i32x4.splat(x);
          const placesY = i32x4.splat(y);
          const allX = i32x4.add(placesX, nearX);
          const allY = i32x4.add(placesY, nearY);
          const restX = i32x4.add(placesX, farX);
          const restY = i32x4.add(placesY, farY);
          const near = addresses(allX, allY, stride, texture);
          const far = addresses(restX, restY, stride, coarse ? texture + textureGap : texture);
          above = pairs(near, far);
          below = pairs(i32x4.add(near, i32x4.splat(stride)), i32x4.add(far, i32x4.splat(stride)));
          right = middles(v128.and(allX, fraction), v128.and(restX, fraction));
          down = middles(v128.and(allY, fraction), v128.and(restY, fraction));
        }
        put(place, between(across(above, right), across(below, right), down), wide, gap, coarse);
      }
    }
  }
}

/**
 * Fills luma, whose cells are 8 pixels wide and tall, or both colour planes together, whose cells are 4 (`coarse`): the
 * second one lies `gap` and its texture `textureGap` bytes after the first; for luma these are of no account. Cells whose
 * byte in `active` is 0 get zeros.
 */
export function warp(
  coarse: bool,
  out: i32,
  gap: i32,
  width: i32,
  height: i32,
  nodes: i32,
  columns: i32,
  active: i32,
  texture: i32,
  textureGap: i32,
  stride: i32,
): void {
  // Written out twice, so that the compiler can drop what the other case needs.
  if (coarse) weave(true, out, gap, width, height, nodes, columns, active, texture, textureGap, stride);
  else weave(false, out, gap, width, height, nodes, columns, active, texture, textureGap, stride);
}
