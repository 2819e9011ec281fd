import { resolve } from 'node:path';

/** A file name as a filter graph reads it: once as an option's value, once as part of the graph. */
const quoted = (path: string): string =>
  `file:${resolve(path)}`.replace(/[\\':]/g, '\\$&').replace(/[\\'[\],;]/g, '\\$&');

/** A source inside a filter graph, for a file that we have made ourselves. */
export const movie = (path: string, format: 'mov' | 'png_pipe'): string =>
  `movie=${quoted(path)}:f=${format}:format_opts=protocol_whitelist=file`;
