import type { Messages } from '../../../src/text/messages.ts';

/** Alternative text for a clip's image. */
export const pictureText = ({ format }: Messages, effect: string, prompt: string): string =>
  prompt === ''
    ? format('web.gallery.picture', { effect })
    : format('web.gallery.picture.prompt', { effect, prompt });
