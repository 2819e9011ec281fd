/** The beat of music: beats per minute, and seconds until the first beat (negative if the music began earlier). */
export type Beat = { readonly tempo: number; readonly first: number };
