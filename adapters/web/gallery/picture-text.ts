import type { Messages } from '../../../src/text/messages.ts';

/** What a clip's picture shows, for those who do not see it. */
export const pictureText = ({ format }: Messages, effect: string, prompt: string): string =>
  prompt === ''
    ? format('web.gallery.picture', { effect })
    : format('web.gallery.picture.prompt', { effect, prompt });
