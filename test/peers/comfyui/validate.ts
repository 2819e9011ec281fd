import type { Json } from '../../../src/core/json.ts';
import type { Graph } from '../../../src/engines/comfyui/workflow.ts';
import type { Nodes } from './nodes.ts';

type Problem = { readonly type: string; readonly message: string; readonly details: string };

export type Refusal = { readonly error: Json; readonly node_errors: Json };

const refuse = (type: string, message: string, node_errors: Json = {}): Refusal => ({
  error: { type, message, details: '', extra_info: {} },
  node_errors,
});

const isLink = (value: Json | undefined): value is [string, number] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';

const choicesOf = ([type, more]: Nodes[string]['required'][string]): readonly Json[] | null => {
  if (Array.isArray(type)) return type;
  return type === 'COMBO' ? ((more?.['options'] as readonly Json[] | undefined) ?? []) : null;
};

const typed: Readonly<Record<string, (value: Json) => boolean>> = {
  INT: Number.isInteger,
  FLOAT: (value) => typeof value === 'number',
  STRING: (value) => typeof value === 'string',
  BOOLEAN: (value) => typeof value === 'boolean',
};

/**
 * What is wrong with a graph, as ComfyUI refuses it; null where it runs. Stricter in one thing: an input that its node
 * does not have is refused, and not passed over.
 */
export const validate = (graph: Graph, nodes: Nodes, hasFile: (name: string) => boolean): Refusal | null => {
  const unknown = Object.entries(graph).find(([, { class_type }]) => nodes[class_type] === undefined);
  if (unknown !== undefined)
    return refuse('missing_node_type', `Node '${unknown[1].class_type}' not found. #${unknown[0]}`);
  if (!Object.values(graph).some(({ class_type }) => nodes[class_type]?.saves))
    return refuse('prompt_no_outputs', 'Prompt has no outputs');

  const check = (class_type: string, input: string, value: Json): Problem | null => {
    const node = nodes[class_type];
    const declared = node?.required[input] ?? node?.optional[input];
    const problem = (type: string) => ({
      type,
      message: type,
      details: `${input}: ${JSON.stringify(value)}`,
    });
    if (declared === undefined) return problem('unknown_input');
    if (isLink(value)) {
      const from = graph[value[0]];
      const type = from === undefined ? undefined : nodes[from.class_type]?.outputs[value[1]];
      if (type === undefined) return problem('bad_linked_input');
      return type === declared[0] ? null : problem('return_type_mismatch');
    }
    if (class_type === 'LoadImage')
      return hasFile(String(value)) ? null : problem('custom_validation_failed');
    const choices = choicesOf(declared);
    if (choices !== null) return choices.includes(value) ? null : problem('value_not_in_list');
    if (typed[String(declared[0])]?.(value) !== true) return problem('invalid_input_type');
    const { min, max } = (declared[1] ?? {}) as { min?: number; max?: number };
    if (typeof value === 'number' && value < (min ?? value)) return problem('value_smaller_than_min');
    return typeof value === 'number' && value > (max ?? value) ? problem('value_bigger_than_max') : null;
  };

  const errors = Object.entries(graph).flatMap(([id, { class_type, inputs }]) => {
    const missing = Object.keys(nodes[class_type]?.required ?? {})
      .filter((input) => inputs[input] === undefined)
      .map((input) => ({
        type: 'required_input_missing',
        message: 'Required input is missing',
        details: input,
      }));
    const wrong = Object.entries(inputs).flatMap(([input, value]) => check(class_type, input, value) ?? []);
    const found = [...missing, ...wrong].map((problem) => ({ ...problem, extra_info: {} }));
    return found.length === 0 ? [] : [[id, { errors: found, dependent_outputs: [], class_type }] as const];
  });
  if (errors.length === 0) return null;
  return refuse(
    'prompt_outputs_failed_validation',
    'Prompt outputs failed validation',
    Object.fromEntries(errors),
  );
};
