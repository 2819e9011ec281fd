import { formats, savedAs } from '../src/core/formats.ts';
import { reply } from '../src/core/reply.ts';
import { clipFile } from '../src/jobs/clip-answer.ts';
import { clipCommand } from './clip-command.ts';

/** Sends a clip as a GIF, a picture or a sticker. Without a format, asks for it. */
export const save = clipCommand({
  name: 'save',
  opens: true,
  needs: 'view',
  options: {
    format: { type: 'choice', choices: formats },
    at: { type: 'text', maximum: 12 },
  },
  run: async (services, _request, clip, { format, at }) => {
    if (format === null)
      return reply(
        { key: 'ask_save', values: {} },
        { actions: formats.map((argument) => ({ command: 'save', id: clip.id, argument })) },
      );
    const as = savedAs(format, at, clip.seconds);
    return reply(
      { key: 'saved', values: { format } },
      { clips: [{ ...(await clipFile(services, clip)), as }] },
    );
  },
});
