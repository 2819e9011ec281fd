import type { ClipWords, GalleryWords } from './gallery-language.ts';

/** What only the web page says. */
export type WebWords = {
  readonly sections: Readonly<Record<'play' | 'clips' | 'gallery', string>>;
  readonly skip: string;
  readonly menu: string;
  readonly language: string;
  readonly footer: string;
  /** The page that says what went wrong. */
  readonly trouble: { readonly title: string; readonly notFound: string; readonly home: string };
  /** The page that asks for the access key. */
  readonly key: {
    readonly key: string;
    readonly title: string;
    readonly lead: string;
    readonly label: string;
    readonly submit: string;
  };
  readonly gallery: GalleryWords;
  readonly clip: ClipWords;
  /** The page where clips are made. */
  readonly play: {
    readonly title: string;
    readonly lead: string;
    readonly photos: string;
    readonly drop: string;
    readonly types: (megabytes: number) => string;
    readonly second: string;
    readonly remove: string;
    readonly effect: string;
    readonly twoPhotos: string;
    readonly prompt: string;
    readonly hint: string;
    readonly more: string;
    /** What a choice is where nothing is chosen: for a new clip, and for a change to one. */
    readonly usual: string;
    readonly asBefore: string;
    readonly on: string;
    readonly off: string;
    readonly submit: string;
    readonly sending: string;
    readonly like: string;
    readonly offline: string;
  };
  /** Pages of one job, one clip, and somebody's clips. */
  readonly clips: {
    readonly job: string;
    readonly refreshes: string;
    readonly title: string;
    readonly none: string;
    readonly again: string;
    readonly older: string;
    readonly clip: (effect: string) => string;
    readonly take: (number: number, count: number) => string;
    readonly percent: (percent: number) => string;
    readonly edit: string;
    readonly editLead: string;
    readonly back: string;
    readonly done: string;
    readonly download: string;
    readonly expected: (when: string) => string;
  };
};
