import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { strictSchema } from './fields.ts';
import { models } from './models/all.ts';
import type { Model } from './models/model.ts';
import { type InvalidField, invalid } from './problems.ts';

const ajv = new Ajv({ allErrors: true, strict: false });
formats.default(ajv);

const quoted = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join(', ');

/** An error in the words of the service, which checks with gojsonschema. */
const told = ({ keyword, params, instancePath, message = '' }: ErrorObject, root: string): InvalidField => {
  const field = [root, ...instancePath.split('/').slice(1)].join('.');
  const name = field.split('.').at(-1) ?? '';
  const values = params as Record<string, unknown>;
  const kinds: Record<string, readonly [type: string, description: string]> = {
    required: ['required', `${values['missingProperty']} is required`],
    additionalProperties: [
      'additional_property_not_allowed',
      `Additional property ${values['additionalProperty']} is not allowed`,
    ],
    enum: ['enum', `${name} must be one of the following: ${quoted([values['allowedValues']].flat())}`],
    minimum: ['number_gte', `Must be greater than or equal to ${values['limit']}`],
    maximum: ['number_lte', `Must be less than or equal to ${values['limit']}`],
    type: ['invalid_type', `Invalid type. Expected: ${values['type']}`],
    format: ['format', `Does not match format '${values['format']}'`],
    minItems: ['array_min_items', `Array must have at least ${values['limit']} items`],
    maxItems: ['array_max_items', `Array must have at most ${values['limit']} items`],
  };
  const [type, description] = kinds[keyword] ?? [keyword, message];
  return { type, field, description };
};

const check = (validator: ValidateFunction, value: unknown, root: string): void => {
  if (validator(value)) return;
  const errors = validator.errors ?? [];
  // Nothing more is said of a value whose type is wrong.
  const mistyped = errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath);
  const first = errors.filter((error) => error.keyword === 'type' || !mistyped.includes(error.instancePath));
  throw invalid(first.map((error) => told(error, root)));
};

const validators = new Map<Model, ValidateFunction>(
  [...new Set(Object.values(models))].map((model) => [model, ajv.compile(strictSchema(model.fields))]),
);

/** Throws Problem 422 unless the model's published schema allows the input. */
export const checkInput = (model: Model, input: unknown): void => {
  const validator = validators.get(model);
  if (validator) check(validator, input, 'input');
};

const bodySchema = (version: boolean) => ({
  type: 'object',
  additionalProperties: false,
  required: version ? ['version', 'input'] : ['input'],
  properties: {
    ...(version && { version: { type: 'string' } }),
    input: { type: 'object' },
    stream: { type: 'boolean' },
    webhook: { type: 'string', format: 'uri' },
    webhook_events_filter: { type: 'array', items: { enum: ['start', 'output', 'logs', 'completed'] } },
  },
});
const bodies = { version: ajv.compile(bodySchema(true)), model: ajv.compile(bodySchema(false)) };

/** Throws Problem 422 unless the body of a create is one, to a version or to a model. */
export const checkBody = (kind: 'version' | 'model', body: unknown): void =>
  check(bodies[kind], body, '(root)');
