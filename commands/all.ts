import { animate } from './animate.ts';
import { block, unblock } from './block.ts';
import { cancel } from './cancel.ts';
import { clips } from './clips.ts';
import { confirm } from './confirm.ts';
import { credits } from './credits.ts';
import { defaults } from './defaults.ts';
import { deleteClip } from './delete.ts';
import { edit } from './edit.ts';
import { effects } from './effects.ts';
import { exportClips } from './export.ts';
import { extend } from './extend.ts';
import { forget } from './forget.ts';
import { help } from './help.ts';
import { join } from './join.ts';
import { motion } from './motion.ts';
import { preset, presets } from './presets.ts';
import { privacy } from './privacy.ts';
import { rate } from './rate.ts';
import { refine } from './refine.ts';
import { remix } from './remix.ts';
import { dismissReport, hide, report, reports } from './report-hide.ts';
import { reroll } from './reroll.ts';
import { retry } from './retry.ts';
import { save } from './save.ts';
import { settings } from './settings.ts';
import { post, publish, share, unshare } from './share.ts';
import { clip } from './show-clip.ts';
import { queue } from './show-queue.ts';
import { recipe } from './show-recipe.ts';
import { vote } from './vote.ts';

/** Every command, in the order help lists them. */
export const commands = [
  animate,
  reroll,
  remix,
  edit,
  motion,
  extend,
  join,
  refine,
  retry,
  confirm,
  cancel,
  clips,
  clip,
  save,
  recipe,
  rate,
  vote,
  share,
  publish,
  post,
  unshare,
  report,
  hide,
  dismissReport,
  reports,
  deleteClip,
  effects,
  queue,
  credits,
  defaults,
  settings,
  block,
  unblock,
  privacy,
  exportClips,
  forget,
  presets,
  preset,
  help,
] as const;
