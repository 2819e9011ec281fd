declare module 'fs-native-extensions' {
  /** Tries to take an exclusive lock on an open file. False if another process holds it. */
  export const tryLock: (fd: number) => boolean;
}
