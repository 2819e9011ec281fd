import { expect, it } from 'vitest';
import { replyLines } from '../../adapters/terminal/print-clip.ts';
import { replyJson } from '../../adapters/terminal/report.ts';
import { models } from '../../commands/operator.ts';
import type { Command } from '../../src/core/command.ts';
import type { ModelState, ModelStates } from '../../src/core/remote-engine.ts';
import { bind } from '../../src/jobs/bind-command.ts';
import { english } from '../messages/opened.ts';
import { actor, request } from '../peers/render-services.ts';

const price = { least: 0.168, most: 0.224, per: 'second', confirmed: false } as const;
const model = { name: 'kling-3', engine: 'replicate', price, repeatable: false } as const;

const list: ModelState[] = [
  { ...model, name: 'local-2.5d', price: null, state: 'on', reason: null },
  { ...model, state: 'off', reason: 'it is gone' },
  {
    ...model,
    name: 'wan',
    price: { ...price, most: 0.168, confirmed: true },
    state: 'unchecked',
    reason: null,
  },
  { ...model, name: 'own', state: 'refused', reason: 'models.json ref is missing' },
];

const told = async (raw: object) => {
  let checked = false;
  const states: ModelStates = {
    list: () => list,
    check: async () => {
      checked = true;
    },
  };
  const bound = bind(
    models as Command<{ models: ModelStates }>,
    { models: states },
    {
      effects: [],
      engines: [],
      models: [],
    },
  );
  return { reply: await bound.run(request(actor('ana')), { ...raw }), checked: () => checked };
};

it('models are listed with price, state and reason', async () => {
  const { reply, checked } = await told({});
  expect(replyLines(english, reply)).toEqual([
    '4 models',
    '  local-2.5d           on · free',
    '  kling-3              off: it is gone · $0.168–$0.224 per second (price not confirmed)',
    '  wan                  off until it has been checked · $0.168 per second',
    '  own                  wrong entry: models.json ref is missing',
  ]);
  expect(replyJson(english, reply)).toEqual(list);
  expect(checked()).toBe(false);
});

it('models are compared first where that is asked for', async () => {
  expect((await told({ check: true })).checked()).toBe(true);
});
