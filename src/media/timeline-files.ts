import type { Clip } from '../core/clip.ts';

/** A clip in an archive, by the name of its file there. */
export type Filed = { readonly file: string; readonly clip: Clip };

/** Rates of film and television that are a thousandth slower than they are called. */
const isSlowed = (fps: number): boolean => Math.abs(fps - Math.round(fps)) > 0.005;

const framesOf = ({ seconds, fps }: Clip): number => Math.round(seconds * fps);

const schema = (name: string, more: object) => ({ OTIO_SCHEMA: name, metadata: {}, name: '', ...more });
const time = (value: number, rate: number) => ({ OTIO_SCHEMA: 'RationalTime.1', rate, value });
const range = (clip: Clip) => ({
  OTIO_SCHEMA: 'TimeRange.1',
  start_time: time(0, clip.fps),
  duration: time(framesOf(clip), clip.fps),
});

const item = ({ file, clip }: Filed) =>
  schema('Clip.1', {
    name: file,
    source_range: range(clip),
    effects: [],
    markers: [],
    media_reference: schema('ExternalReference.1', { target_url: file, available_range: range(clip) }),
  });

const gap = ({ clip }: Filed) => schema('Gap.1', { source_range: range(clip), effects: [], markers: [] });

const hasSound = ({ clip }: Filed): boolean => clip.recipe.order.sound !== null;

const track = (kind: 'Video' | 'Audio', children: readonly object[]) =>
  schema('Track.1', { kind, name: kind, source_range: null, effects: [], markers: [], children });

/** The clips one after another, as OpenTimelineIO. Files are named relative to it. */
export const timelineOtio = (clips: readonly Filed[]): string => {
  const sound = clips.some(hasSound)
    ? [
        track(
          'Audio',
          clips.map((entry) => (hasSound(entry) ? item(entry) : gap(entry))),
        ),
      ]
    : [];
  const children = [track('Video', clips.map(item)), ...sound];
  const tracks = schema('Stack.1', { source_range: null, effects: [], markers: [], children });
  const timeline = schema('Timeline.1', { name: 'Photoplay', global_start_time: null, tracks });
  return `${JSON.stringify(timeline, null, 2)}\n`;
};

const rate = (fps: number): string =>
  `<rate><timebase>${Math.round(fps)}</timebase><ntsc>${isSlowed(fps) ? 'TRUE' : 'FALSE'}</ntsc></rate>`;
const size = ({ width, height }: Clip): string => `<width>${width}</width><height>${height}</height>`;

type Placed = Filed & { readonly number: number; readonly start: number; readonly end: number };

const media = ({ clip }: Placed): string =>
  `<video><samplecharacteristics>${size(clip)}</samplecharacteristics></video>${clip.recipe.order.sound === null ? '' : '<audio><channelcount>2</channelcount></audio>'}`;

/** A file is described where it is first named. */
const fileOf = (entry: Placed, known: boolean): string => {
  const { file, clip, number } = entry;
  if (known) return `<file id="file-${number}"/>`;
  return `<file id="file-${number}"><name>${file}</name><pathurl>${file}</pathurl>${rate(clip.fps)}<duration>${framesOf(clip)}</duration><media>${media(entry)}</media></file>`;
};

const clipItem = (entry: Placed, kind: 'video' | 'audio'): string => {
  const { file, clip, number, start, end } = entry;
  return `<clipitem id="${kind}-${number}"><name>${file}</name><duration>${framesOf(clip)}</duration>${rate(clip.fps)}<start>${start}</start><end>${end}</end><in>0</in><out>${framesOf(clip)}</out>${fileOf(entry, kind === 'audio')}</clipitem>`;
};

/** The clips one after another, at the rate and size of the first one, as Final Cut Pro 7 XML. */
export const timelineXml = (clips: readonly Filed[]): string => {
  const [first] = clips;
  if (first === undefined) return '';
  const { fps } = first.clip;
  let seconds = 0;
  const placed = clips.map((entry, index): Placed => {
    const start = Math.round(seconds * fps);
    seconds += entry.clip.seconds;
    return { ...entry, number: index + 1, start, end: Math.round(seconds * fps) };
  });
  const video = placed.map((entry) => clipItem(entry, 'video')).join('');
  const audio = placed
    .filter(hasSound)
    .map((entry) => clipItem(entry, 'audio'))
    .join('');
  const format = `<format><samplecharacteristics>${rate(fps)}${size(first.clip)}</samplecharacteristics></format>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xmeml>
<xmeml version="5"><sequence id="photoplay"><name>Photoplay</name><duration>${Math.round(seconds * fps)}</duration>${rate(fps)}<media><video>${format}<track>${video}</track></video><audio><track>${audio}</track></audio></media></sequence></xmeml>
`;
};
