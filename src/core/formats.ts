import { Failure } from './failure.ts';

/** What a finished clip can be saved as. */
export const formats = [
  'gif',
  'webp',
  'png',
  'jpg',
  'discord-sticker',
  'discord-emoji',
  'telegram-sticker',
] as const;
export type Format = (typeof formats)[number];

/** A clip in another format. `at` is the second of a still frame, and null for what moves. */
export type SavedAs = { readonly format: Format; readonly at: number | null };

/** The endings of file names. */
export const endings = {
  gif: 'gif',
  webp: 'webp',
  png: 'png',
  jpg: 'jpg',
  'discord-sticker': 'gif',
  'discord-emoji': 'gif',
  'telegram-sticker': 'webm',
} as const satisfies Record<Format, string>;

const types = {
  mp4: 'video/mp4',
  webm: 'video/webm',
  gif: 'image/gif',
  webp: 'image/webp',
  png: 'image/png',
  jpg: 'image/jpeg',
} as const;

/** The ending and the media type of a clip's file. */
export const fileOf = ({ as }: { readonly as?: SavedAs }) => {
  const ending = as === undefined ? 'mp4' : endings[as.format];
  return { ending, type: types[ending] };
};

/** The format that a file name asks for. Null for a clip as it is. */
export const formatOfName = (name: string): Format | null => {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  return (
    (['gif', 'webp', 'png', 'jpg'] as const).find((one) => one === ending?.replace('jpeg', 'jpg')) ?? null
  );
};

const moments = { first: 0, middle: 0.5, last: 1 } as const;

/**
 * A format with the moment of its frame, as people write it: first, middle, last, or a second. Throws `Failure`
 * `unknown_choice` or `bad_number`.
 */
export const savedAs = (format: Format, at: string | null, seconds: number): SavedAs => {
  if (format !== 'png' && format !== 'jpg') return { format, at: null };
  const word = (at ?? 'middle').trim().toLowerCase();
  const share = Object.entries(moments).find(([name]) => name === word)?.[1];
  if (share !== undefined) return { format, at: seconds * share };
  const second = Number(word.replace(',', '.'));
  if (word === '' || Number.isNaN(second))
    throw new Failure('unknown_choice', {
      ...{ option: 'at', value: word, nearest: '' },
      choices: [...Object.keys(moments), String(Math.round(seconds / 2))].join(', '),
    });
  if (second >= 0 && second <= seconds) return { format, at: second };
  throw new Failure('bad_number', { option: 'at', value: word, minimum: 0, maximum: seconds });
};
