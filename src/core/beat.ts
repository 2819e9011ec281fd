/** When music beats: beats a minute, and seconds until the first, negative where the music began earlier. */
export type Beat = { readonly tempo: number; readonly first: number };
