import { animate } from './animate.ts';
import { cancel } from './cancel.ts';
import { clips } from './clips.ts';
import { confirm } from './confirm.ts';
import { credits } from './credits.ts';
import { deleteClip } from './delete.ts';
import { dismiss } from './dismiss.ts';
import { edit } from './edit.ts';
import { effects } from './effects.ts';
import { extend } from './extend.ts';
import { grant } from './grant.ts';
import { help } from './help.ts';
import { models } from './models.ts';
import { motion } from './motion.ts';
import { pause, resume } from './pause.ts';
import { rate } from './rate.ts';
import { redo } from './redo.ts';
import { refine } from './refine.ts';
import { refund } from './refund.ts';
import { remix } from './remix.ts';
import { reroll } from './reroll.ts';
import { retry } from './retry.ts';
import { settings } from './settings.ts';
import { share } from './share.ts';
import { clip } from './show-clip.ts';
import { queue } from './show-queue.ts';
import { recipe } from './show-recipe.ts';
import { spending } from './spending.ts';
import { takedown } from './takedown.ts';

/** Every command, in the order help shows them. */
export const commands = [
  animate,
  reroll,
  remix,
  edit,
  motion,
  extend,
  refine,
  retry,
  confirm,
  cancel,
  clips,
  clip,
  recipe,
  rate,
  share,
  deleteClip,
  effects,
  queue,
  credits,
  settings,
  help,
] as const;

/** What the operator alone may ask, at a terminal or behind the key of the operators' pages: never in a chat. */
export const operatorCommands = [
  grant,
  spending,
  models,
  pause,
  resume,
  redo,
  refund,
  takedown,
  dismiss,
] as const;
