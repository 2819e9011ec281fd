import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** ffmpeg's own slow zoom by 10 % over 96 frames at 4× supersampling, with the settings our encoder uses. */
export const zoompan = (photo: string, clip: string, quality: readonly string[]): Promise<unknown> => {
  const zoom = "zoompan=z='1+0.1*on/95':x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2':d=96:s=1280x720:fps=24";
  const filters = `scale=5120:2880,${zoom},format=yuv420p`;
  const input = ['-v', 'error', '-y', '-i', photo, '-vf', filters, '-frames:v', '96'];
  return run('ffmpeg', [...input, ...quality, clip]);
};

/** As our encoder's clips are made. */
export const asMp4 = '-c:v libx264 -preset veryfast -crf 20 -threads 2 -movflags +faststart'.split(' ');
