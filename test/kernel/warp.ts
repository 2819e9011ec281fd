// AssemblyScript: the whole-number arithmetic of src/engines/local/kernel.ts, eight values at a time.

/** Four addresses from positions in 1/65536 pixels. */
function addresses(x: v128, y: v128, stride: v128): v128 {
  return i32x4.add(i32x4.mul(i32x4.shr_s(y, 16), stride), i32x4.shr_s(x, 16));
}

/** Bits 8 to 15 of eight positions. */
function fractions(near: v128, far: v128): v128 {
  return i16x8.shr_u(i16x8.shuffle(near, far, 0, 2, 4, 6, 8, 10, 12, 14), 8);
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
function put(out: i32, bytes: v128, wide: i32, gap: i32, coarse: bool): void {
  if (wide === (coarse ? 4 : 8)) {
    v128.store_lane<u32>(out, bytes, 0);
    v128.store_lane<u32>(out + gap, bytes, 1);
    return;
  }
  const value = i64x2.extract_lane(bytes, 0);
  for (let i = 0; i < wide; i += 1) {
    store<u8>(out + i, value >> (i << 3));
    if (coarse) store<u8>(out + gap + i, value >> ((i << 3) + 32));
  }
}

/**
 * Fills luma, whose cells are 8 pixels wide and tall, or both colour planes together, whose cells are 4 (`coarse`): the
 * second one lies `gap` and its texture `textureGap` bytes after the first; for luma these are 4 and 0.
 */
export function warp(
  coarse: bool,
  out: i32,
  gap: i32,
  width: i32,
  height: i32,
  nodes: i32,
  columns: i32,
  texture: i32,
  textureGap: i32,
  stride: i32,
): void {
  const bits = coarse ? 2 : 3;
  const shift = coarse ? 1 : 0;
  const site = coarse ? 1 : 2;
  const reach = coarse ? 0 : 4;
  const middle = coarse ? 32768 : 0;
  const cell = 1 << bits;
  const strides = i32x4.splat(stride);
  const first = i32x4.splat(texture);
  const second = i32x4.splat(texture + textureGap);
  for (let top = 0; top < height; top += cell) {
    const tall = min(cell, height - top);
    let a = nodes + (top >> bits) * columns * 8;
    for (let left = 0; left < width; left += cell, a += 8) {
      const wide = min(cell, width - left);
      const c = a + columns * 8;
      const ax = (load<i32>(a) - middle) >> shift;
      const ay = (load<i32>(a, 4) - middle) >> shift;
      const bx = (load<i32>(a, 8) - middle) >> shift;
      const by = (load<i32>(a, 12) - middle) >> shift;
      const westX = ((load<i32>(c) - middle) >> shift) - ax;
      const westY = ((load<i32>(c, 4) - middle) >> shift) - ay;
      const eastX = ((load<i32>(c, 8) - middle) >> shift) - bx;
      const eastY = ((load<i32>(c, 12) - middle) >> shift) - by;
      let place = out + top * width + left;
      for (let half = 1; half < 2 * tall; half += 2, place += width) {
        const x = ax + ((westX * half) >> (bits + 1));
        const y = ay + ((westY * half) >> (bits + 1));
        const stepX = (bx + ((eastX * half) >> (bits + 1)) - x) >> bits;
        const stepY = (by + ((eastY * half) >> (bits + 1)) - y) >> bits;
        const steps = i32x4(0, 1, 2, 3);
        const nearX = i32x4.add(i32x4.splat(x + ((stepX * site) >> 2)), i32x4.mul(i32x4.splat(stepX), steps));
        const nearY = i32x4.add(i32x4.splat(y + ((stepY * site) >> 2)), i32x4.mul(i32x4.splat(stepY), steps));
        const farX = i32x4.add(nearX, i32x4.splat(stepX * reach));
        const farY = i32x4.add(nearY, i32x4.splat(stepY * reach));
        const near = i32x4.add(addresses(nearX, nearY, strides), first);
        const far = i32x4.add(addresses(farX, farY, strides), second);
        const right = fractions(nearX, farX);
        const above = across(pairs(near, far), right);
        const below = across(pairs(i32x4.add(near, strides), i32x4.add(far, strides)), right);
        put(place, between(above, below, fractions(nearY, farY)), wide, gap, coarse);
      }
    }
  }
}
