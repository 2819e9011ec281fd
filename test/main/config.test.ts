import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { readConfig, settingNames } from '../../src/config.ts';
import { asFailure } from '../../src/core/failure.ts';
import { failureText } from '../../src/text/failure-text.ts';
import { english } from '../messages/opened.ts';

const defaults = {
  DATA_DIR: resolve('data'),
  S3_REGION: 'us-east-1',
  HOST: '127.0.0.1',
  PORT: 8787,
  ROLE: 'all',
  PHOTO_DAYS: 30,
  LINK_DAYS: 30,
  SESSION_DAYS: 90,
  DEPTH_MODEL_URL:
    'https://huggingface.co/onnx-community/depth-anything-v2-small/resolve/main/onnx/model.onnx',
  REPLICATE_API_URL: 'https://api.replicate.com/v1',
  CREDITS_DAILY: 100,
  ASK_ABOVE: 50,
  REMOTE_JOBS: 100,
  JOBS_PER_PERSON: 10,
  JOBS_PER_COMMUNITY: 100,
  STORAGE_PER_PERSON_MB: 5000,
  SPENDING: 'on',
  FACE_ANALYSIS: 'on',
  FAULT_MINUTES: 120,
  CARD_SECONDS: 5,
  LABEL: 'off',
  TELEGRAM_API_URL: 'https://api.telegram.org',
  DISCORD_API_URL: 'https://discord.com/api',
  DISCORD_SHARDS: 'auto',
};

const example = parse(readFileSync('.env.example'));

/** Everything that a refusal tells: the sentence, the record and the stack. */
const refusal = (name: string, value: string): { sentence: string; everything: string } => {
  try {
    readConfig({ [name]: value });
  } catch (error) {
    const { kind, facts, stack, cause } = asFailure(error);
    const sentence = failureText(english, { kind, facts });
    return { sentence, everything: JSON.stringify([sentence, facts, stack, String(cause)]) };
  }
  throw new Error(`${name} was taken`);
};

describe('the settings', () => {
  it('may all be left out', () => {
    expect(readConfig({})).toEqual(defaults);
  });

  it('count as left out when empty', () => {
    expect(readConfig(Object.fromEntries(settingNames.map((name) => [name, ''])))).toEqual(defaults);
  });

  it('are read from words', () => {
    const given = { PORT: '0', WORKERS: '3', DATABASE_URL: 'postgresql://host/clips', ROLE: 'worker' };
    expect(readConfig(given)).toEqual({ ...defaults, ...given, PORT: 0, WORKERS: 3 });
  });

  it('know the home folder', () => {
    const { DATA_DIR, C2PA_CERT, C2PA_KEY } = readConfig({
      DATA_DIR: '~/x',
      C2PA_CERT: '~',
      C2PA_KEY: 'a~/k',
    });
    expect([DATA_DIR, C2PA_CERT, C2PA_KEY]).toEqual([join(homedir(), 'x'), homedir(), resolve('a~/k')]);
  });

  it('name a database of Redis by its number', () => {
    expect(readConfig({ REDIS_URL: 'redis://host:1/7' }).REDIS_URL).toBe('redis://host:1/7');
    expect(refusal('REDIS_URL', 'redis://host:1/jobs').sentence).toContain('number of a database');
  });

  it.each([
    ['http://127.0.0.1:8188', ['http://127.0.0.1:8188']],
    ['http://comfyui:8188/, http://192.168.1.7', ['http://comfyui:8188', 'http://192.168.1.7']],
    ['http://[fd00::1]:8188', ['http://[fd00::1]:8188']],
    ['https://gpu.example/one', ['https://gpu.example/one']],
  ])('name GPU servers: %s', (given, servers) => {
    expect(readConfig({ COMFYUI_URL: given }).COMFYUI_URL).toEqual(servers);
  });

  it.each([
    'http://gpu.example',
    'http://8.8.8.8',
    'https://ana:hunter2@gpu.example',
    'gpu:8188',
    'http://127.0.0.1, ',
    'http://10.0.evil.example',
    'http://[2001:db8::1]',
  ])('refuse a GPU server that others could listen to or no address at all: %s', (given) => {
    const { sentence, everything } = refusal('COMFYUI_URL', given);
    expect(sentence).toContain('must be URLs with commas between them');
    expect(everything).not.toContain('hunter2');
  });

  it('name hosts one by one', () => {
    const { ATTACHMENT_HOSTS } = readConfig({ ATTACHMENT_HOSTS: 'cdn.example:443, 127.0.0.1:8080,[::1]:9' });
    expect(ATTACHMENT_HOSTS).toEqual(['cdn.example:443', '127.0.0.1:8080', '[::1]:9']);
  });

  it('let an API of this machine speak plain http', () => {
    const REPLICATE_API_URL = 'http://127.0.0.1:9000/v1';
    expect(readConfig({ REPLICATE_API_URL })).toMatchObject({ REPLICATE_API_URL });
  });

  it('take prices of models', () => {
    expect(readConfig({ REPLICATE_PRICES: 'kling-2.6=0.08, veo-3.1=1' }).REPLICATE_PRICES).toEqual({
      'kling-2.6': 0.08,
      'veo-3.1': 1,
    });
  });

  it('leave everything else in the environment alone', () => {
    expect(readConfig({ PATH: '/bin', PORTS: 'none' })).toEqual(defaults);
  });

  it.each([
    ['PORT', 'hunter2'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['WORKERS', '1000'],
    ['PHOTO_DAYS', 'hunter2'],
    ['ROLE', 'hunter2'],
    ['LOG_LEVEL', 'hunter2'],
    ['CREDITS_DAILY', '-1'],
    ['BUDGET_DAILY', 'hunter2'],
    ['BUDGET_MONTHLY', '7.505'],
    ['SPENDING', 'hunter2'],
    ['DATABASE_URL', 'mysql://clips:hunter2@host/clips'],
    ['DATABASE_URL', 'hunter2'],
    ['PUBLIC_URL', 'hunter2'],
    ['PUBLIC_URL', 'https://clips.example.org/hunter2'],
    ['TRUSTED_PROXIES', '10.0.0.2,hunter2'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['DATABASE_URL', 'postgres://clips:hunter#2@host/clips'],
    ['ATTACHMENT_HOSTS', 'hunter2'],
    ['ATTACHMENT_HOSTS', 'host:1,http://hunter2:2'],
    ['REPLICATE_API_TOKEN', 'hunter2 hunter2'],
    ['REPLICATE_API_URL', 'http://hunter2.example/v1'],
    ['REPLICATE_API_URL', 'hunter2'],
    ['REPLICATE_WEBHOOK_SECRET', 'hunter2'],
    ['REDIS_URL', 'https://clips:hunter2@host'],
    ['DISCORD_SHARDS', '0,4/4'],
    ['DISCORD_SHARDS', 'hunter2'],
    ['DISCORD_TOKEN', 'hunter2 with a space'],
    ['DISCORD_PUBLIC_KEY', 'hunter2'],
    ['DISCORD_API_URL', 'http://hunter2.example/api'],
    ['REPLICATE_PRICES', 'hunter2'],
    ['REPLICATE_PRICES', 'hunter2=1'],
    ['REPLICATE_PRICES', 'kling-2.6=hunter2'],
    ['REPLICATE_PRICES', 'kling-2.6=-4'],
    ['REPLICATE_PRICES', 'kling-2.6=1=2'],
    ['REPLICATE_PRICES', 'kling-2.6=1,kling-2.6=2'],
    ['REPLICATE_PRICES', 'kling-2.6=0.09,'],
  ])('are named and never repeated when wrong: %s %s', (name, value) => {
    const { sentence, everything } = refusal(name, value);
    expect(sentence).toMatch(`Invalid setting: ${name} must be `);
    expect(everything).not.toContain(value);
    expect(everything).not.toContain('hunter2');
  });
});

describe('.env.example', () => {
  it('names exactly the settings there are', () => {
    expect(Object.keys(example)).toEqual(settingNames);
  });

  it('changes nothing when copied as it is', () => {
    expect(readConfig(example)).toEqual(defaults);
  });

  it('explains each in one line', () => {
    const text = readFileSync('.env.example', 'utf8');
    for (const name of settingNames) expect(text).toMatch(new RegExp(`\\n# .+\\n${name}=`));
  });
});
