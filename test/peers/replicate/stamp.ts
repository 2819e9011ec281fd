import { randomBytes } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** Twenty-six letters of base 32. */
export const newName = (): string => [...randomBytes(26)].map((byte) => letters[byte % 32]).join('');

/** A time as the service writes it, with microseconds. */
export const stamp = (milliseconds: number): string => {
  const micro = Math.floor(milliseconds * 7.919) % 1000;
  return new Date(milliseconds).toISOString().replace('Z', `${String(micro).padStart(3, '0')}Z`);
};
