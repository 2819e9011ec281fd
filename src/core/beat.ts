/** When music beats: beats a minute, and seconds until the first. */
export type Beat = { readonly tempo: number; readonly first: number };
