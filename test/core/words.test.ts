import { describe, expect, test } from 'vitest';
import { effects } from '../../effects/all.ts';
import { doneWords, quoteWords } from '../../src/core/words/done-words.ts';
import { type PromptMeaning, understand } from '../../src/core/words/understand.ts';
import { localRecipeOf } from '../../src/jobs/shot-of.ts';
import { order } from '../store/rows.ts';

type Asked = Partial<Omit<PromptMeaning, 'effects'>> & { readonly effects?: readonly string[] };

const rows: readonly (readonly [prompt: string, asked: Asked])[] = [
  ['she smiles, slow zoom, snow', { effects: ['smile'], camera: 'zoom-in', pace: 0.65, overlays: ['snow'] }],
  ['the car drives away', { leftOut: ['the car drives away'] }],
  ['it rains and the car drives away', { overlays: ['rain'], leftOut: ['the car drives away'] }],
  ['her hair moves in the wind', { effects: ['breeze'] }],
  ['leaves drift', { effects: ['breeze'] }],
  ['hair and cloth move in the wind', { effects: ['breeze'] }],
  ['the waterfall is flowing, endless loop', { effects: ['ambient'], loop: true }],
  ['pan left quickly; embers', { camera: 'pan-left', pace: 1.3, overlays: ['embers'] }],
  ['Make it dance with fireflies', { effects: ['dance'], overlays: ['glow'] }],
  ['a dragon lands on the roof', { leftOut: ['a dragon lands on the roof'] }],
  ['please make the photo very beautiful', {}],
  ['a brainstorm about trains', { leftOut: ['a brainstorm about trains'] }],
  [
    'sie lächelt, langsamer Zoom, Schnee',
    { effects: ['smile'], camera: 'zoom-in', pace: 0.65, overlays: ['snow'] },
  ],
  ['das Auto fährt weg', { leftOut: ['das Auto fährt weg'] }],
  ['es regnet und er zwinkert', { overlays: ['rain'], effects: ['wink'] }],
  ['Kamera schwenkt nach links', { camera: 'pan-left' }],
  ['die Haare wehen im Wind, Endlosschleife', { effects: ['breeze'], loop: true }],
  ['das Wasser fließt', { effects: ['ambient'] }],
  ['schnell herauszoomen', { camera: 'zoom-out', pace: 1.3 }],
  [
    'ella sonríe, zoom lento, nieve',
    { effects: ['smile'], camera: 'zoom-in', pace: 0.65, overlays: ['snow'] },
  ],
  ['el coche se va', { leftOut: ['el coche se va'] }],
  ['llueve y ella guiña un ojo', { overlays: ['rain'], effects: ['wink'] }],
  ['paneo a la izquierda', { camera: 'pan-left' }],
  ['el pelo se mueve con el viento', { effects: ['breeze'] }],
  ['la cámara se aleja rápidamente', { camera: 'zoom-out', pace: 1.3 }],
  ['ela sorri, zoom lento, neve', { effects: ['smile'], camera: 'zoom-in', pace: 0.65, overlays: ['snow'] }],
  ['o carro vai embora', { leftOut: ['o carro vai embora'] }],
  ['está chovendo e ele pisca o olho', { overlays: ['rain'], effects: ['wink'] }],
  ['o cabelo balança ao vento, loop', { effects: ['breeze'], loop: true }],
  ['as nuvens passam devagar', { effects: ['ambient'], pace: 0.65 }],
  [
    '彼女が微笑む、ゆっくりズーム、雪',
    { effects: ['smile'], camera: 'zoom-in', pace: 0.65, overlays: ['snow'] },
  ],
  ['車が走り去る', { leftOut: ['車が走り去る'] }],
  ['雨が降る。ウインクする', { overlays: ['rain'], effects: ['wink'] }],
  ['髪が風になびく、ループ', { effects: ['breeze'], loop: true }],
  ['左へパンする', { camera: 'pan-left' }],
  ['slow zoom <@1> **loud** [x](http://x.example)', { camera: 'zoom-in', pace: 0.65 }],
  ['', {}],
];

test.each(rows)('“%s” is understood', (prompt, asked) => {
  const { effects: named, ...understood } = understand(prompt);
  expect({ ...understood, effects: named.map(({ effect }) => effect) }).toEqual({
    camera: null,
    pace: 1,
    loop: false,
    overlays: [],
    effects: [],
    leftOut: [],
    ...asked,
  });
});

describe('an effect with words', () => {
  const recipe = (name: string, prompt: string) => {
    const effect = effects.find((one) => one.name === name);
    if (effect === undefined) throw new Error(name);
    return localRecipeOf(effect, { ...order, effect: name, prompt }, effects);
  };

  test('several wishes go together', () => {
    const { local, leftOut } = recipe('parallax', 'wind in her hair, slow zoom, snow, as an anime');
    expect(leftOut).toEqual([]);
    expect(local).toMatchObject({
      flow: { kind: 'breeze' },
      moves: [{ kind: 'zoom' }],
      overlays: [{ kind: 'snow' }],
      look: { kind: 'painted' },
    });
  });

  test('what cannot be done is told as it was written', () => {
    expect(recipe('parallax', 'The Car drives away, snow').leftOut).toEqual(['The Car drives away']);
    expect(recipe('melt', 'wind blows').leftOut).toEqual(['wind blows']);
    // What has no room and what nobody understands, in the order of the words.
    expect(recipe('melt', 'wind blows, a dragon lands, she dances').leftOut).toEqual([
      'wind blows',
      'a dragon lands',
      'she dances',
    ]);
  });

  test('nobody is made to kiss or hug by words alone', () => {
    const plain = recipe('parallax', '').local;
    expect(recipe('parallax', 'they kiss')).toEqual({ local: plain, leftOut: ['they kiss'], brought: [] });
    expect(recipe('parallax', 'sie umarmen sich').leftOut).toEqual(['sie umarmen sich']);
  });

  test('what people must agree to by an effect, they must agree to by its words', () => {
    const { brought } = recipe('parallax', 'they talk, snow');
    expect(brought.map(({ people }) => people)).toEqual(['speak']);
  });

  test('an effect named twice is no wish too many', () => {
    expect(recipe('snow', 'snow').local).toEqual({ ...recipe('snow', '').local });
    expect(recipe('snow', 'snow').leftOut).toEqual([]);
  });
});

test.each([
  ['snow and the car drives away', ['the car drives away'], 'snow'],
  ['the car drives away', ['the car drives away'], ''],
  ['the car drives away, snow, a dragon lands', ['the car drives away', 'a dragon lands'], 'snow'],
  ['she can’t stop, zoom', ['she can’t stop'], 'zoom'],
  ['slow zoom', [], 'slow zoom'],
] as const)('the caption of “%s” leaves out what was not done', (prompt, leftOut, caption) => {
  expect(doneWords(prompt, [{ kind: 'words', asked: quoteWords(leftOut) }])).toBe(caption);
});
