import type { GalleryDesk } from '../../adapters/web/gallery/desk.ts';
import { fileRoutes } from '../../adapters/web/gallery/files.ts';
import { galleryRoutes } from '../../adapters/web/gallery/routes.ts';
import type { Pages } from '../../adapters/web/server.ts';
import type { Config } from '../config.ts';
import { clipFile } from '../jobs/answer.ts';
import { clipToSee, galleryPage, report } from '../jobs/gallery.ts';
import { hasManifest } from '../media/provenance/has-manifest.ts';
import type { OpenHouse } from './app.ts';
import type { OpenProvenance } from './signing.ts';
import { originOf } from './web-address.ts';

/** The gallery and the files of clips, as rooms of the site. */
export const galleryRooms = (
  config: Pick<Config, 'PUBLIC_URL'>,
  {
    house,
    known,
    provenance,
  }: Pick<OpenHouse, 'house' | 'known'> & {
    readonly provenance: Pick<OpenProvenance, 'signedBy'>;
  },
  secret: string,
): Pages[] => {
  const desk: GalleryDesk = {
    effects: known.effects,
    origin: originOf(config),
    ownRoot: provenance.signedBy === null,
    secret,
    page: (wish) => galleryPage(house, wish),
    clip: (actor, id, opens = () => false) => clipToSee(house, actor, id, opens),
    files: (clip) => clipFile(house, clip),
    isSigned: (clip) => house.storage.clipPath(clip.file).then(hasManifest, () => false),
    report: (actor, id, reason) => report(house, actor, id, reason),
  };
  return [galleryRoutes(desk), fileRoutes(desk)];
};
