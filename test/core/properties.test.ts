import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLine, readWords } from '../../adapters/chat/command-line.ts';
import { animate } from '../../commands/animate.ts';
import { settings } from '../../commands/settings.ts';
import { actionFromWire, actionToWire } from '../../src/core/action.ts';
import { recipeOrder } from '../../src/core/clip.ts';
import type { Options } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import { newId } from '../../src/core/id.ts';
import { parseValues } from '../../src/core/parse.ts';
import { type Actor, can, permissions, type Subject, visibilities } from '../../src/core/permission.ts';
import { order } from '../store/rows.ts';

const people = fc.constantFrom('ana', 'ben', 'cy', '');
const places = fc.constantFrom('home', 'other', 'third');
const actors: fc.Arbitrary<Actor> = fc.record({
  id: people,
  communities: fc.uniqueArray(places),
  moderates: fc.uniqueArray(places),
  operator: fc.boolean(),
});
const subjects: fc.Arbitrary<Subject> = fc.record({
  owner: fc.constantFrom('ana', 'ben'),
  community: fc.option(places),
  visibility: fc.constantFrom(...visibilities),
});

describe('who may do what', () => {
  const stranger = (actor: Actor, subject: Subject): boolean => actor.id !== subject.owner && !actor.operator;

  it('only the owner and the operator can do anything with a private clip', () => {
    fc.assert(
      fc.property(actors, subjects, (actor, subject) => {
        fc.pre(stranger(actor, subject) && subject.visibility === 'private');
        expect(permissions.filter((permission) => can(actor, permission, subject))).toEqual([]);
      }),
    );
  });

  it('nobody acts on what they cannot see, and nobody unknown changes anything', () => {
    fc.assert(
      fc.property(actors, subjects, fc.constantFrom(...permissions), (actor, subject, permission) => {
        // Those who answer for a service or a community end what they may not see.
        const ends =
          ['cancel', 'delete', 'hide'].includes(permission) && (actor.operator || actor.moderates.length > 0);
        if (!ends && can(actor, permission, subject)) expect(can(actor, 'view', subject)).toBe(true);
        if (actor.id === '' && !actor.operator && !['view', 'report'].includes(permission))
          expect(can(actor, permission, subject)).toBe(false);
      }),
    );
  });

  it('only members see what belongs to a community', () => {
    fc.assert(
      fc.property(actors, subjects, (actor, subject) => {
        fc.pre(stranger(actor, subject) && subject.visibility === 'community');
        const inside = subject.community !== null && actor.communities.includes(subject.community);
        expect(can(actor, 'view', subject)).toBe(inside);
      }),
    );
  });

  it('showing something more widely takes nothing away from anybody', () => {
    const wider = { private: ['community', 'public'], community: ['public'], public: [] } as const;
    fc.assert(
      fc.property(actors, subjects, fc.constantFrom(...permissions), (actor, subject, permission) => {
        fc.pre(can(actor, permission, subject));
        for (const visibility of wider[subject.visibility])
          expect(can(actor, permission, { ...subject, visibility })).toBe(true);
      }),
    );
  });
});

describe('buttons', () => {
  const actions = fc
    .record({
      command: fc.stringMatching(/^[a-z-]{1,20}$/),
      argument: fc.option(fc.stringMatching(/^[a-z0-9-]{1,16}$/), { nil: undefined }),
    })
    .map(({ command, argument }) => ({
      command,
      id: newId(),
      ...(argument === undefined ? {} : { argument }),
    }));

  it('are read back as they were written, within 64 bytes', () => {
    fc.assert(
      fc.property(actions, (action) => {
        expect(actionFromWire(actionToWire(action))).toEqual(action);
        expect(Buffer.byteLength(actionToWire(action))).toBeLessThanOrEqual(64);
      }),
    );
  });

  it('made up by a stranger are refused, or read exactly as written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z:]{0,9}[\w-]{22}.?$/)), (text) => {
        const action = actionFromWire(text);
        if (action !== null) expect(actionToWire(action)).toBe(text);
      }),
    );
  });
});

describe('what people type', () => {
  const known = { effects: ['parallax', 'dance'], engines: ['local'], models: ['local-2.5d'] };
  const words = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .tuple(fc.constantFrom('effect', 'seconds', 'prompt', 'visibility', 'ratio', 'loop'), fc.string())
      .map(([name, value]) => `${name}:${value}`),
    fc.constantFrom('"', '“', ':', '=', '/animate', '\n', 'effect:', ':3'),
  );
  const lines = fc.array(words, { maxLength: 8 }).map((parts) => parts.join(' '));

  const taking: readonly { readonly name: string; readonly options: Options }[] = [animate, settings];
  it.each(taking)('is a request or a refusal of $name, never a crash', (command) => {
    fc.assert(
      fc.property(lines, (line) => {
        const raw = readWords(line, command.options, known);
        expect(Object.keys(raw).filter((name) => !(name in command.options))).toEqual([]);
        try {
          parseValues(command, raw, known);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
    );
  });

  it('means the same when it is read a second time', () => {
    const { photos: _photos, ...options } = animate.options;
    fc.assert(
      fc.property(lines, (line) => {
        const parse = (raw: Readonly<Record<string, unknown>>) => parseValues({ options }, raw, known);
        let first: ReturnType<typeof parse>;
        try {
          first = parse(readWords(line, options, known));
        } catch {
          return;
        }
        expect(parse(first)).toEqual(first);
      }),
    );
  });

  it('is a command only for the bot that is named', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9_]{1,32}$/), lines, (name, rest) => {
        expect(readLine(`/${name} ${rest}`, 'bot')).toEqual({ command: name, rest: rest.trim() });
        expect(readLine(`/${name}@other ${rest}`, 'bot')).toBeNull();
      }),
    );
  });
});

describe('recipes', () => {
  it('carry what makes the clip and nothing of who asked, and survive the database', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.constantFrom(...visibilities), (prompt, seed, visibility) => {
        const secret = `secret-${newId()}`;
        const address = { platform: 'terminal', session: secret };
        const asked = { ...order, prompt, seed, visibility, owner: secret, community: secret, address };
        const recipe = recipeOrder(asked);
        expect(JSON.stringify(recipe)).not.toContain(secret);
        expect(JSON.parse(JSON.stringify(recipe))).toEqual(recipe);
        expect(recipeOrder({ ...asked, ...recipe })).toEqual(recipe);
      }),
    );
  });
});
