import type { Json } from '../../core/json.ts';
import type { Resolution } from '../../core/order.ts';

/** A node in ComfyUI's API format. An input is a value, or a link `[node, output]` to another node. */
export type GraphNode = {
  readonly class_type: string;
  readonly inputs: { readonly [name: string]: Json };
};
export type Graph = { readonly [node: string]: GraphNode };

/** Where a value goes: a node id and the name of its input. */
export type NodeInput = { readonly node: string; readonly input: string };

/** A graph that renders a clip from a photo, and where the inputs go in it. */
export type Workflow = {
  readonly name: string;
  /** Whether it is the operator's own, from the data folder. */
  readonly own: boolean;
  readonly graph: Graph;
  readonly photo: readonly NodeInput[];
  /** Where the last frame goes. Without a last frame, these nodes are removed from the graph. */
  readonly last: readonly NodeInput[];
  readonly prompt: readonly NodeInput[];
  readonly negative: readonly NodeInput[];
  readonly seed: readonly NodeInput[];
  /** Allowed lengths in frames: `minimum`, `minimum + step`, … up to `maximum`. */
  readonly frames: {
    readonly at: readonly NodeInput[];
    readonly minimum: number;
    readonly maximum: number;
    readonly step: number;
  };
  /** `value` is the frame rate the model was trained at. */
  readonly fps: { readonly at: readonly NodeInput[]; readonly value: number };
  readonly size: {
    readonly width: readonly NodeInput[];
    readonly height: readonly NodeInput[];
    /** Width and height are multiples of this. */
    readonly multiple: number;
    /** Smallest first. */
    readonly resolutions: readonly Resolution[];
  };
  /** The node that saves the clip. */
  readonly output: string;
  /** Seconds a five-second clip usually takes to render. */
  readonly median: number;
  readonly licence: string;
  /** Whether its licence plainly allows commercial use. */
  readonly commercial: boolean;
};
