import { resolve } from 'node:path';

/** Escapes a path for a filter graph: once as an option's value, once as part of the graph. */
const quoted = (path: string): string => path.replace(/[\\':]/g, '\\$&').replace(/[\\'[\],;]/g, '\\$&');

/** A source inside a filter graph. Only for files that we created ourselves. */
export const movie = (path: string, format: 'mov' | 'png_pipe'): string =>
  `movie=${quoted(`file:${resolve(path)}`)}:f=${format}:format_opts=protocol_whitelist=file`;

const converted = 'flags=bicubic+accurate_rnd+full_chroma_int';

/** Grades the picture by a table in the Cube format, in 10 bits so that skies stay smooth. */
export const lookUp = (path: string): string =>
  [
    `scale=in_color_matrix=bt709:in_range=tv:out_range=pc:${converted},format=gbrp10le`,
    `lut3d=file=${quoted(resolve(path))}:interp=tetrahedral`,
    `scale=out_color_matrix=bt709:out_range=tv:${converted},format=yuv420p`,
  ].join(',');
