import type { Json } from '../../core/json.ts';
import type { WorkflowInput } from './plan-workflow.ts';
import type { Graph, GraphNode, NodeInput, Workflow } from './workflow.ts';

/** The node that an input is linked to; null when the input is a plain value. */
export const linkOf = (value: Json | undefined): string | null =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && Number.isInteger(value[1])
    ? value[0]
    : null;

/** Removes nodes from a graph, and every input linked to them. */
const without = (graph: Graph, nodes: readonly string[]): Graph => {
  const kept = Object.entries(graph).filter(([node]) => !nodes.includes(node));
  const unlinked = ({ class_type, inputs }: GraphNode): GraphNode => ({
    class_type,
    inputs: Object.fromEntries(
      Object.entries(inputs).filter(([, value]) => !nodes.includes(linkOf(value) ?? '')),
    ),
  });
  return Object.fromEntries(kept.map(([node, entry]) => [node, unlinked(entry)]));
};

/** The graph for one photo, or for a first and a last frame. */
export const graphFor = ({ graph, last }: Workflow, photos: number): Graph =>
  photos > 1
    ? graph
    : without(
        graph,
        last.map(({ node }) => node),
      );

/** The graph of a take: the workflow with the planned values and the uploaded photos' names filled in. */
export const fillGraph = (
  workflow: Workflow,
  input: WorkflowInput,
  photos: readonly string[],
  prefix: string,
): Graph => {
  const values: [readonly NodeInput[], Json | undefined][] = [
    [workflow.photo, photos[0]],
    [workflow.last, photos[1]],
    [workflow.prompt, input.prompt],
    [workflow.negative, input.negative],
    [workflow.seed, input.seed],
    [workflow.frames.at, input.frames],
    [workflow.fps.at, workflow.fps.value],
    [workflow.size.width, input.width],
    [workflow.size.height, input.height],
  ];
  const filled: Record<string, GraphNode> = { ...graphFor(workflow, photos.length) };
  const put = ({ node, input: name }: NodeInput, value: Json): void => {
    const entry = filled[node];
    if (entry !== undefined) filled[node] = { ...entry, inputs: { ...entry.inputs, [name]: value } };
  };
  for (const [places, value] of values)
    for (const place of places) if (value !== undefined) put(place, value);
  put({ node: workflow.output, input: 'filename_prefix' }, prefix);
  return filled;
};

/** The sampler nodes, in the order of the graph. */
export const samplersIn = (graph: Graph): string[] =>
  Object.entries(graph)
    .filter(([, { class_type }]) => /^(?:KSampler|SamplerCustom)/.test(class_type))
    .filter(([, { inputs }]) => 'latent_image' in inputs)
    .map(([node]) => node);
