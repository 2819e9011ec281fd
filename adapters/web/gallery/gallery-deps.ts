import type { Clip } from '../../../src/core/clip.ts';
import type { GalleryPage, GalleryQuery, Likes } from '../../../src/core/gallery.ts';
import type { Actor } from '../../../src/core/permission.ts';
import type { ClipFile } from '../../../src/core/reply.ts';
import type { TakedownReason } from '../../../src/core/reported-clip.ts';

/** Dependencies of the gallery. */
export type GalleryDeps = {
  /** Names of the available effects. */
  readonly effects: readonly string[];
  /** The public origin of the site, such as `https://clips.example`; null if not configured. */
  readonly origin: string | null;
  /** Whether files are signed with our own certificate, whose root this site publishes. */
  readonly ownRoot: boolean;
  /** The secret for signing links. */
  readonly secret: string;
  page(actor: Actor, wish: GalleryQuery): Promise<GalleryPage>;
  likes(actor: Actor, clip: Clip): Promise<Likes>;
  /** Likes a clip or takes that back. Throws `Failure` `not_allowed` or `blocked`. */
  like(actor: Actor, clip: Clip, likes: boolean): Promise<Likes>;
  /** A clip, if the actor may see it or has a link that `opens` it. Throws `Failure` `not_found`. */
  clip(actor: Actor, id: string, opens?: (clip: Clip) => boolean): Promise<Clip>;
  /** The files of a clip. Throws `Failure` `not_found`. */
  files(clip: Clip): Promise<ClipFile>;
  /** Whether the file carries signed Content Credentials; the oldest clips don't. */
  isSigned(clip: Clip): Promise<boolean>;
  /** Throws `Failure` `not_found` unless the actor may see the clip or has a link that `opens` it. */
  report(
    actor: Actor,
    id: string,
    said: { readonly kind: TakedownReason; readonly reason: string },
    opens: (clip: Clip) => boolean,
  ): Promise<void>;
};
