import type { Showing } from '../core/gallery.ts';

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
  /** Public clips, one after the other. */
  readonly gallery: {
    readonly title: string;
    readonly lead: string;
    readonly order: string;
    readonly orders: Readonly<Record<Showing, string>>;
    readonly effect: string;
    readonly allEffects: string;
    readonly show: string;
    readonly community: (community: string) => string;
    readonly allCommunities: string;
    readonly empty: string;
    readonly next: string;
    readonly first: string;
    readonly stop: string;
    readonly play: string;
    readonly feed: string;
    /** What a thumbnail shows, for those who do not see it. */
    readonly picture: (effect: string, prompt: string) => string;
  };
  /** The page of one clip. */
  readonly clip: {
    readonly title: (effect: string) => string;
    readonly like: string;
    readonly download: string;
    readonly recipe: string;
    readonly sameEffect: (effect: string) => string;
    readonly sameCommunity: string;
    readonly report: {
      readonly title: string;
      readonly lead: string;
      readonly reason: string;
      readonly submit: string;
      readonly thanks: string;
    };
  };
};
