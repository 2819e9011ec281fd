import { expect, test } from 'vitest';
import type { Clip } from '../../src/core/clip.ts';
import { timelineOtio, timelineXml } from '../../src/media/timeline-files.ts';
import { clipRow } from '../store/rows.ts';

const filed = (file: string, more: object) => ({
  file,
  clip: { ...clipRow('job', 1), width: 640, height: 480, ...more } as unknown as Clip,
});
const sung = { recipe: { order: { sound: 'sound' } } };
const clips = [
  filed('a.mp4', { seconds: 4, fps: 24 }),
  filed('b.mp4', { seconds: 2.002, fps: 29.97, ...sung }),
];

test('an OpenTimelineIO timeline names the files beside it, with their own lengths and rates', () => {
  const { tracks } = JSON.parse(timelineOtio(clips));
  const [video, audio] = tracks.children;
  expect(video.children).toMatchObject([
    { media_reference: { target_url: 'a.mp4' }, source_range: { duration: { value: 96, rate: 24 } } },
    { media_reference: { target_url: 'b.mp4' }, source_range: { duration: { value: 60, rate: 29.97 } } },
  ]);
  expect(audio.children.map(({ OTIO_SCHEMA }: { OTIO_SCHEMA: string }) => OTIO_SCHEMA)).toEqual([
    'Gap.1',
    'Clip.1',
  ]);
});

test('a Final Cut Pro 7 timeline places clips at the rate of the first one', () => {
  const xml = timelineXml(clips);
  expect(xml).toContain('<duration>144</duration><rate><timebase>24</timebase><ntsc>FALSE</ntsc></rate>');
  expect(xml).toContain('<start>96</start><end>144</end><in>0</in><out>60</out>');
  expect(xml).toContain('<pathurl>b.mp4</pathurl><rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate>');
  expect(xml.match(/<file id="file-2"\/>/g)).toHaveLength(1);
});
