import { html } from 'ghtml';
import type { Clip } from '../../src/core/clip.ts';
import { isCoveredOpenly } from '../../src/core/cover.ts';
import type { Messages } from '../../src/text/messages.ts';

/** Wraps the markup of a clip in a collapsed spoiler if the clip is covered. */
export const underCover = (messages: Messages, clip: Clip, shown: string): string =>
  isCoveredOpenly(clip)
    ? html`<details class="covered"><summary>${messages.format('web.clip.show-spoiler')}</summary>!${shown}</details>`
    : shown;
