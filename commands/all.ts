import { animate } from './animate.ts';
import { cancel } from './cancel.ts';
import { clip } from './clip.ts';
import { clips } from './clips.ts';
import { deleteClip } from './delete.ts';
import { edit } from './edit.ts';
import { effects } from './effects.ts';
import { help } from './help.ts';
import { motion } from './motion.ts';
import { queue } from './queue.ts';
import { remix } from './remix.ts';
import { reroll } from './reroll.ts';
import { share } from './share.ts';

/** Every command, in the order help shows them. */
export const commands = [
  animate,
  reroll,
  remix,
  edit,
  motion,
  cancel,
  clips,
  clip,
  share,
  deleteClip,
  effects,
  queue,
  help,
] as const;
