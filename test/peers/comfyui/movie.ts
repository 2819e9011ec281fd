import { readFileSync } from 'node:fs';
import { BufferSource, BufferTarget, Conversion, Input, MP4, Mp4OutputFormat, Output } from 'mediabunny';
import type { Graph } from '../../../src/engines/comfyui/workflow.ts';

/** A film that is always the same, for wherever pictures do not matter. */
export const anyFilm = (): Buffer => readFileSync('adapters/web/assets/effects/tilt.mp4');

/** The film with the whole graph written into it, as `SaveVideo` does. */
export const withGraph = async (film: Buffer, graph: Graph): Promise<Buffer> => {
  const target = new BufferTarget();
  using input = new Input({ source: new BufferSource(film), formats: [MP4] });
  const format = new Mp4OutputFormat({ fastStart: 'in-memory', metadataFormat: 'mdta' });
  const output = new Output({ format, target });
  const tags = { comment: JSON.stringify(graph), raw: { prompt: JSON.stringify(graph) } };
  const conversion = await Conversion.init({ input, output, tags, showWarnings: false });
  await conversion.execute();
  if (target.buffer === null) throw new Error('no film was written');
  return Buffer.from(target.buffer);
};
