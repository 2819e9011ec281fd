export const visibilities = ['private', 'community', 'public'] as const;

/** What an order may ask for. A clip is published only when it is there, and its owner was asked. */
export const firstVisibilities = ['private', 'community'] as const;

/** Who may see a clip: its owner; the server or group it was made in; everyone, in the gallery. */
export type Visibility = (typeof visibilities)[number];
