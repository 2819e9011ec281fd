import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTelegram, type Telegram } from '../peers/telegram/telegram.ts';
import { program } from '../terminal/program.ts';

describe('setting Telegram up', () => {
  const photoplay = program({}, 'server');
  let telegram: Telegram;
  beforeAll(async () => {
    telegram = await startTelegram();
  });
  afterAll(() => telegram.close());
  const settings = (token: string) => ({
    PORT: '0',
    TELEGRAM_TOKEN: token,
    TELEGRAM_API_URL: telegram.url,
  });

  it('a token that Telegram does not take ends the start, in one line that does not show it', async () => {
    const { code, errors } = await photoplay.run(['start'], { ...settings('1:wrong'), LOG_LEVEL: 'silent' });
    expect(errors).toEqual(['photoplay: Invalid setting: TELEGRAM_TOKEN was not accepted by Telegram.']);
    expect(code).toBe(1);
  });

  it('what is no token at all is not even tried', async () => {
    const { code, errors } = await photoplay.run(['start'], settings('hello'));
    expect(errors.join()).toMatch(/TELEGRAM_TOKEN must be a token of BotFather/);
    expect(errors.join()).not.toContain('hello');
    expect(code).not.toBe(0);
  });

  it('the doctor tells whose token it is, or that it is nobody’s', async () => {
    expect((await photoplay.run(['doctor'], settings(telegram.token))).out).toContain(
      '✓ Telegram: connected as @photoplay_bot',
    );
    const { out } = await photoplay.run(['doctor'], settings('1:wrong'));
    expect(out).toContain('✗ Invalid setting: TELEGRAM_TOKEN was not accepted by Telegram.');
  });
});
