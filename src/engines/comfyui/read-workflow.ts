import * as z from 'zod';
import { resolutions } from '../../core/order.ts';
import type { NodeInput, Workflow } from './workflow.ts';

const graph = z.record(
  z.string(),
  z.object({ class_type: z.string(), inputs: z.record(z.string(), z.json()) }),
  'must be a workflow exported in API format',
);

const place = z
  .string()
  .regex(/^[^.]+\.[^.]+$/, 'must be a node and its input, such as 97.image')
  .transform((text): NodeInput => {
    const [node = '', input = ''] = text.split('.');
    return { node, input };
  });

const places = z.union([place.transform((one) => [one]), z.array(place).min(1)], {
  error: 'must be a node and its input, such as 97.image, or a list of them',
});
const noPlace = places.default([]);

const description = z.strictObject({
  photo: places,
  last: noPlace,
  prompt: places,
  negative: noPlace,
  seed: places,
  frames: z.strictObject({
    at: places,
    minimum: z.int().min(1),
    maximum: z.int().min(1).max(10_000),
    step: z.int().min(1).default(1),
  }),
  fps: z.strictObject({ at: noPlace, value: z.number().min(1).max(120) }),
  size: z.strictObject({
    width: places,
    height: places,
    multiple: z.int().min(2).max(256).default(16),
    resolutions: z.array(z.enum(resolutions)).min(1),
  }),
  output: z.string(),
  median: z.number().min(1).default(300),
  licence: z.string().default(''),
  commercial: z.boolean().default(false),
});

/** What is wrong with a workflow: the file, the field and the reason. */
export type WorkflowProblem = { readonly file: string; readonly field: string; readonly reason: string };

const reasonOf = ({ error }: z.ZodSafeParseError<unknown>): Pick<WorkflowProblem, 'field' | 'reason'> => {
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys')
    return { field: [...issue.path, issue.keys[0]].join('.'), reason: 'is not a known field' };
  const missing = issue?.code === 'invalid_type' && /undefined$/.test(issue.message);
  return {
    field: issue?.path.join('.') ?? '',
    reason: missing ? 'is missing' : (issue?.message ?? 'is not valid'),
  };
};

/** A workflow's two files: the graph as ComfyUI exports it, and the field map that says where values go. */
export const filesOf = (name: string) => ({ graph: `${name}.json`, fields: `${name}.fields.json` });

const listed = ({ photo, last, prompt, negative, seed, frames, fps, size }: z.infer<typeof description>) => ({
  ...{ photo, last, prompt, negative, seed, 'frames.at': frames.at, 'fps.at': fps.at },
  ...{ 'size.width': size.width, 'size.height': size.height },
});

/** Parses a workflow from its two files, or returns the first problem. */
export const readWorkflow = (
  name: string,
  own: boolean,
  exported: unknown,
  fields: unknown,
): { readonly workflow: Workflow } | WorkflowProblem => {
  const files = filesOf(name);
  const drawn = graph.safeParse(exported);
  if (!drawn.success)
    return {
      ...{ file: files.graph, field: reasonOf(drawn).field },
      reason: 'is not a node of a workflow exported in API format',
    };
  const described = description.safeParse(fields);
  if (!described.success) return { file: files.fields, ...reasonOf(described) };
  const wrong = (field: string, reason: string): WorkflowProblem => ({ file: files.fields, field, reason });
  for (const [field, at] of Object.entries(listed(described.data)))
    for (const { node, input } of at) {
      if (drawn.data[node] === undefined) return wrong(field, `names node ${node}, which is not there`);
      if (drawn.data[node].inputs[input] === undefined)
        return wrong(field, `names ${node}.${input}, which is not there`);
    }
  if (drawn.data[described.data.output] === undefined)
    return wrong('output', `names node ${described.data.output}, which is not there`);
  if (described.data.frames.maximum < described.data.frames.minimum)
    return wrong('frames.maximum', 'must not be below frames.minimum');
  return { workflow: { name, own, graph: drawn.data, ...described.data } };
};
