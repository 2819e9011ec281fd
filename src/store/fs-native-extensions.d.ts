declare module 'fs-native-extensions' {
  /** Asks for an exclusive lock on an open file; false when another process holds it. */
  export const tryLock: (fd: number) => boolean;
}
