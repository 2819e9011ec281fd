/** The nearest even length, as video encoders need it, and at least `least`. */
export const even = (length: number, least = 2): number => Math.max(least, Math.round(length / 2) * 2);

/** The largest even length that isn't longer. */
export const evenDown = (length: number): number => Math.floor(length / 2) * 2;
