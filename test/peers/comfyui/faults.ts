import type { Graph } from '../../../src/engines/comfyui/workflow.ts';

/** What goes wrong with one prompt. */
export type Fault = {
  /** The connection breaks before the prompt is queued, or after. */
  readonly reset?: 'before' | 'after';
  /** The GPU has too little memory, somebody at the server stops it, or no file is saved. */
  readonly end?: 'out of memory' | 'interrupted' | 'nothing';
  /** Milliseconds by which the history is late. */
  readonly late?: number;
};

/** How the server misbehaves. */
export type Rules = {
  prompt?(prompt: { readonly number: number; readonly id: string; readonly graph: Graph }): Fault | undefined;
  /** A status instead of the answer; `0` breaks the connection. */
  answer?(request: { readonly number: number; readonly route: string }): number | undefined;
};
