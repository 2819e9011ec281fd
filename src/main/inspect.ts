import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '../core/failure.ts';
import { analysePhoto, nothingSeen } from '../media/analysis/analyse.ts';
import { drawOverlay } from '../media/analysis/overlay.ts';
import { faceMotions, type PhotoAnalysis, type SeenFace } from '../media/analysis/types.ts';
import { photoSize } from '../media/texture.ts';
import type { Messages } from '../text/messages.ts';

const degrees = (radians: number): number => Math.round((radians * 180) / Math.PI);

const boxText = (box: readonly number[]): string => box.map((value) => Math.round(value)).join(', ');

const faceLines = (
  messages: Messages,
  { box, confidence, pose, motions }: SeenFace,
  index: number,
): string[] => {
  const can = faceMotions.filter((motion) => motions[motion] === true);
  const cannot = faceMotions.flatMap((motion) => {
    const why = motions[motion];
    return why === true
      ? []
      : [`${messages.format(`inspect.motions.${motion}`)}: ${messages.format(`inspect.obstacles.${why}`)}`];
  });
  const { yaw, pitch, roll } = pose;
  return [
    messages.format('inspect.face', {
      number: index + 1,
      box: boxText(box),
      percent: Math.round(100 * confidence),
    }),
    `  ${messages.format('inspect.pose', { yaw: degrees(yaw), pitch: degrees(pitch), roll: degrees(roll) })}`,
    ...(can.length === 0
      ? []
      : [
          `  ${messages.format('inspect.can', { motions: can.map((each) => messages.format(`inspect.motions.${each}`)).join(', ') })}`,
        ]),
    ...cannot.map((line) => `  ✗ ${line}`),
  ];
};

const lines = (messages: Messages, seen: PhotoAnalysis): string[] => {
  const { width, height, faces, people, subject, advice } = seen;
  return [
    messages.format('inspect.size', { width, height }),
    messages.format('inspect.faces', { count: faces.length }),
    ...faces.flatMap((face, index) => faceLines(messages, face, index)),
    messages.format('inspect.people', { count: people.length }),
    subject === null
      ? messages.format('inspect.noSubject')
      : messages.format('inspect.subject', { kind: subject.kind, box: boxText(subject.box) }),
    ...advice.map(
      (each) =>
        `${messages.format('inspect.advice', { advice: messages.find(`notes.advice.${each}`) ?? each })}`,
    ),
  ];
};

/** The JSON output; coordinates are pixels of the upright photo. */
const record = ({ width, height, faces, people, subject, advice }: PhotoAnalysis) => ({
  width,
  height,
  faces: faces.map(({ box, confidence, points, eyes }) => ({ box, confidence, points, eyes })),
  people,
  subject,
  skeleton: people.find(({ skeleton }) => skeleton !== null)?.skeleton ?? null,
  advice,
});

const readLine = (line: readonly string[]) => {
  const { values, positionals } = parseArgs({
    args: [...line],
    options: { json: { type: 'boolean' }, overlay: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  const option = Object.keys(values).find((name) => name !== 'json' && name !== 'overlay');
  if (option !== undefined) throw new Failure('unknown_option', { option, nearest: 'json' });
  const [photo] = positionals;
  if (photo === undefined) throw new Failure('missing_option', { option: 'photo' });
  const { overlay, json } = values;
  if (overlay !== undefined && typeof overlay !== 'string')
    throw new Failure('missing_option', { option: 'overlay' });
  return { photo: resolve(photo), json: json === true, overlay };
};

/**
 * `inspect <photo> [--json] [--overlay out.jpg]`: shows what is detected in a photo. Needs no service or database and
 * stores nothing. Throws usage and photo `Failure`s.
 */
export const inspect = async (
  messages: Messages,
  line: readonly string[],
  faceAnalysis: 'on' | 'off',
): Promise<readonly string[]> => {
  const { photo, json, overlay } = readLine(line);
  await access(photo).catch((error: unknown) => {
    throw new Failure('photo_missing', { name: photo }, error);
  });
  const seen = faceAnalysis === 'off' ? nothingSeen(await photoSize(photo)) : await analysePhoto(photo);
  if (overlay !== undefined) await drawOverlay(photo, seen, resolve(overlay));
  return json ? [JSON.stringify(record(seen))] : lines(messages, seen);
};
