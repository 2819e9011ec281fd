import type { Json } from '../../core/json.ts';
import type { Resolution } from '../../core/order.ts';

/** A node of a graph as ComfyUI exports it for its API; an input is a value, or `[node, output]` of another node. */
export type GraphNode = {
  readonly class_type: string;
  readonly inputs: { readonly [name: string]: Json };
};
export type Graph = { readonly [node: string]: GraphNode };

/** Where a value goes: the number of a node and the name of its input. */
export type NodeInput = { readonly node: string; readonly input: string };

/** A graph that makes a clip of a photo, and where what was asked for goes in it. */
export type Workflow = {
  readonly name: string;
  /** The operator's own, from the data folder. */
  readonly own: boolean;
  readonly graph: Graph;
  readonly photo: readonly NodeInput[];
  /** Where the last frame goes; without one, the nodes it would go into are left out. */
  readonly last: readonly NodeInput[];
  readonly prompt: readonly NodeInput[];
  readonly negative: readonly NodeInput[];
  readonly seed: readonly NodeInput[];
  /** Lengths it makes: `minimum`, `minimum + step` … up to `maximum` frames. */
  readonly frames: {
    readonly at: readonly NodeInput[];
    readonly minimum: number;
    readonly maximum: number;
    readonly step: number;
  };
  /** The rate the model was trained at. */
  readonly fps: { readonly at: readonly NodeInput[]; readonly value: number };
  readonly size: {
    readonly width: readonly NodeInput[];
    readonly height: readonly NodeInput[];
    /** Both sides are multiples of it. */
    readonly multiple: number;
    /** Smallest first. */
    readonly resolutions: readonly Resolution[];
  };
  /** The node that saves the clip. */
  readonly output: string;
  /** Seconds that a five-second clip usually takes. */
  readonly median: number;
  readonly licence: string;
};
