export const visibilities = ['private', 'community', 'public'] as const;

/** Who may see a clip: its owner; the server or group it was made in; everyone, in the gallery. */
export type Visibility = (typeof visibilities)[number];
