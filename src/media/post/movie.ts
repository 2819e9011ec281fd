import { resolve } from 'node:path';

/** Escapes a path for a filter graph: once as an option's value, once as part of the graph. */
const quoted = (path: string): string =>
  `file:${resolve(path)}`.replace(/[\\':]/g, '\\$&').replace(/[\\'[\],;]/g, '\\$&');

/** A source inside a filter graph. Only for files that we created ourselves. */
export const movie = (path: string, format: 'mov' | 'png_pipe'): string =>
  `movie=${quoted(path)}:f=${format}:format_opts=protocol_whitelist=file`;
