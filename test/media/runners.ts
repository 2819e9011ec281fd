import type { EncoderChoice } from '../../src/media/encoder-command.ts';
import { describeEncoder } from '../../src/media/find-encoder.ts';

const all: readonly (EncoderChoice & { readonly advice: string })[] = [
  { name: 'ffmpeg', path: 'ffmpeg', advice: 'install ffmpeg with your package manager' },
  { name: 'node-av', advice: 'run "npm install" without --omit=optional' },
];

const present = async (choice: EncoderChoice & { readonly advice: string }): Promise<boolean> => {
  try {
    await describeEncoder(choice);
    return true;
  } catch {
    console.warn(`${choice.name} is not tested: it is not here; ${choice.advice}.`);
    return false;
  }
};

const presence = await Promise.all(all.map(present));

/** The encoders of this machine; in CI all of them, so that a missing one fails. */
export const runners: readonly EncoderChoice[] = process.env['CI']
  ? all
  : all.filter((_, at) => presence[at]);
