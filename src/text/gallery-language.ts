import type { Showing } from '../core/gallery.ts';

/** Public clips, one after the other. */
export type GalleryWords = {
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
export type ClipWords = {
  readonly title: (effect: string) => string;
  readonly like: string;
  readonly download: string;
  /** Leads from where a clip is made to the page that others can be shown. */
  readonly page: string;
  /** Leads the owner to where it can be changed, shared and deleted. */
  readonly own: string;
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
