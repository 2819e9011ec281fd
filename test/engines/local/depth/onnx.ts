// Writes tiny ONNX files by hand (protobuf wire format), so that depth models can be tested without one.

const number = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...number(Math.floor(value / 128))];

/** One field: a whole number, a text, or a message made of fields. */
const field = (id: number, value: number | string | readonly number[]): number[] => {
  if (typeof value === 'number') return [...number(id * 8), ...number(value)];
  const bytes = [...(typeof value === 'string' ? Buffer.from(value) : value)];
  return [...number(id * 8 + 2), ...number(bytes.length), ...bytes];
};

const float32 = 1;
const wholeNumber = 2;
const wholeNumbers = 7;

/** A named float tensor; a text is a dimension that may be anything. */
const value = (name: string, dims: readonly (number | string)[]): number[] => {
  const shape = dims.flatMap((dim) => field(1, field(typeof dim === 'number' ? 1 : 2, dim)));
  return [...field(1, name), ...field(2, field(1, [...field(1, float32), ...field(2, shape)]))];
};

const node = (kind: string, from: readonly string[], to: string, attributes: readonly number[] = []) =>
  field(1, [...from.flatMap((name) => field(1, name)), ...field(2, to), ...field(4, kind), ...attributes]);

/** A mean over all the colours. */
const mean = (from: string, to: string, keep: boolean): number[] => {
  const axes = field(5, [...field(1, 'axes'), ...field(8, 1), ...field(20, wholeNumbers)]);
  const kept = field(5, [...field(1, 'keepdims'), ...field(3, keep ? 1 : 0), ...field(20, wholeNumber)]);
  return node('ReduceMean', [from], to, [...axes, ...kept]);
};

type Kind = 'bright is near' | 'bright is near, in a channel' | 'colours' | 'nothing' | 'no number';

const nodes: Record<Kind, readonly number[]> = {
  'bright is near': mean('photo', 'depth', false),
  'bright is near, in a channel': mean('photo', 'depth', true),
  colours: node('Identity', ['photo'], 'depth'),
  nothing: [...mean('photo', 'grey', false), ...node('Sub', ['grey', 'grey'], 'depth')],
  'no number': [
    ...mean('photo', 'grey', false),
    ...node('Sub', ['grey', 'grey'], 'zero'),
    ...node('Div', ['zero', 'zero'], 'depth'),
  ],
};

/** A model that takes pictures of this side, or of any where it is null. */
export const onnxModel = (kind: Kind, side: number | null = null, channels = 3): Buffer => {
  const [tall, wide] = [side ?? 'height', side ?? 'width'];
  const alone = kind === 'bright is near' || kind === 'nothing' || kind === 'no number';
  const given = alone ? [1, tall, wide] : [1, kind === 'colours' ? channels : 1, tall, wide];
  const graph = [
    ...nodes[kind],
    ...field(2, 'depth'),
    ...field(11, value('photo', [1, channels, tall, wide])),
    ...field(12, value('depth', given)),
  ];
  return Buffer.from([...field(1, 8), ...field(7, graph), ...field(8, [...field(1, ''), ...field(2, 13)])]);
};
