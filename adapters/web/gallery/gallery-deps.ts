import type { Clip } from '../../../src/core/clip.ts';
import type { GalleryPage, GalleryWish } from '../../../src/core/gallery.ts';
import type { Actor } from '../../../src/core/permission.ts';
import type { ClipFile } from '../../../src/core/reply.ts';

/** What the gallery works with. */
export type GalleryDeps = {
  /** Names of the effects there are. */
  readonly effects: readonly string[];
  /** Where the site is reached from outside, such as `https://clips.example`; null where nobody has said. */
  readonly origin: string | null;
  /** Whether files are signed by a certificate of our own, whose root this site publishes. */
  readonly ownRoot: boolean;
  /** What links are signed with. */
  readonly secret: string;
  page(wish: GalleryWish): Promise<GalleryPage>;
  /** A clip for whoever may see it, or has a link that `opens` it. Throws Failure `not_found`. */
  clip(actor: Actor, id: string, opens?: (clip: Clip) => boolean): Promise<Clip>;
  /** Where its files are. Throws Failure `not_found`. */
  files(clip: Clip): Promise<ClipFile>;
  /** Whether its file carries signed Content Credentials; the oldest do not. */
  isSigned(clip: Clip): Promise<boolean>;
  report(actor: Actor, id: string, reason: string): Promise<void>;
};
