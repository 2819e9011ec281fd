import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { changeRules } from '../../src/jobs/community-rules.ts';
import type { Services } from '../../src/jobs/services.ts';
import { sentence } from '../../src/text/sentence.ts';
import { standUp } from '../jobs/job-stand.ts';
import { ask } from '../jobs/job-studio.ts';
import { english } from '../messages/opened.ts';
import { actor } from '../peers/render-services.ts';

describe('what /privacy says', () => {
  const stand = standUp();
  const said = async (services: Partial<Services>, more: object = {}): Promise<string> => {
    const { text } = await ask({ ...stand.services, ...services }, 'privacy', actor(''), {}, more);
    return sentence(english, text);
  };
  const seenBy = (...names: string[]): Partial<Services> => {
    const [engine] = stand.services.engines;
    if (engine === undefined) throw new Error('no engine');
    const models = engine.models().map((model) => ({ ...model, dataGoesTo: names }));
    return { engines: [{ ...engine, models: () => models }] };
  };

  it('is what is set up', async () => {
    const text = await said({ ...seenBy('Kling', 'operator'), photoDays: 7 });
    expect(text).toContain('Photos and sounds are deleted 7 days after you send them');
    expect(text).toContain('Other models send your photo to Kling.');
    expect(text).toContain('the operator’s own server');
    expect(text).toContain('Questions or requests: ops@clips.example');
    expect(text).toContain('Faces are located');
    expect(text).toContain('Clips stay until you delete them.');
  });

  it('is different where something else is set up', async () => {
    await changeRules(stand.services, 'home', () => ({ days: 3 }));
    const privacy = { faces: false, contact: null };
    const here = { community: 'home', target: { platform: 'discord' } };
    const text = await said({ engines: [], privacy }, here);
    expect(text).toContain('with your Discord ID');
    expect(text).toContain('Clips made here are deleted after 3 days.');
    expect(text).toContain('Face detection is turned off.');
    expect(text).toContain('No contact address is set.');
    expect(text).not.toMatch(/Other models|ComfyUI/);
  });

  it('speaks of an account on a chat that has no wording of its own, and of a cookie only on the web', async () => {
    const on = (platform: string): Promise<string> => said({}, { target: { platform } });
    expect(await on('irc')).toContain('with your account’s ID');
    expect(await on('web')).toContain('kept in a cookie');
  });

  it('names a contact of one line', () => {
    expect(readConfig({ OPERATOR_CONTACT: 'https://example.org/contact' }).OPERATOR_CONTACT).toBe(
      'https://example.org/contact',
    );
    expect(() => readConfig({ OPERATOR_CONTACT: 'two\nlines' })).toThrow();
  });
});
