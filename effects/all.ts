import type { Effect } from '../src/core/effect.ts';
import { ambient } from './ambient.ts';
import { anime } from './anime.ts';
import { breeze } from './breeze.ts';
import { crush } from './crush.ts';
import { dance } from './dance.ts';
import { dolly } from './dolly.ts';
import { embers } from './embers.ts';
import { glow } from './glow.ts';
import { hug } from './hug.ts';
import { inflate } from './inflate.ts';
import { kiss } from './kiss.ts';
import { melt } from './melt.ts';
import { oldPhoto } from './old-photo.ts';
import { orbit } from './orbit.ts';
import { pan } from './pan.ts';
import { parallax } from './parallax.ts';
import { productSpin } from './product-spin.ts';
import { rain } from './rain.ts';
import { smile } from './smile.ts';
import { snow } from './snow.ts';
import { talkingHead } from './talking-head.ts';
import { tilt } from './tilt.ts';
import { wink } from './wink.ts';
import { zoomIn } from './zoom-in.ts';
import { zoomOut } from './zoom-out.ts';

/** All effects. */
export const effects = [
  parallax,
  zoomIn,
  zoomOut,
  pan,
  tilt,
  orbit,
  dolly,
  oldPhoto,
  dance,
  melt,
  crush,
  inflate,
  talkingHead,
  productSpin,
  anime,
  kiss,
  hug,
  ambient,
  breeze,
  smile,
  wink,
  snow,
  rain,
  embers,
  glow,
] as const satisfies readonly Effect[];
