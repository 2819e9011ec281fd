import { expect } from 'vitest';

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  new Uint8Array(buffer, byteOffset, byteLength);

// Vitest compares pictures number by number, under names that it makes of their places: a thousand times as long.
expect.addEqualityTesters([
  (one, other) =>
    ArrayBuffer.isView(one) && ArrayBuffer.isView(other) && one.constructor === other.constructor
      ? Buffer.compare(bytesOf(one), bytesOf(other)) === 0
      : undefined,
]);
