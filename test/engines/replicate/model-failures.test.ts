import { describe, expect, it } from 'vitest';
import { failureKind, fractionIn, verdict } from '../../../src/engines/replicate/model-failures.ts';
import { clipUrl } from '../../../src/engines/replicate/output.ts';
import { predictionShape } from '../../../src/engines/replicate/wire.ts';

const judge = (fields: object) =>
  verdict(predictionShape.parse({ id: 'p1', output: null, error: null, ...fields }));
const url = 'https://replicate.delivery/a/clip.mp4';

describe('the verdict on a prediction', () => {
  it.each([
    [{ status: 'starting' }, { state: 'running', fraction: null }],
    [{ status: 'processing' }, { state: 'running', fraction: null }],
    [
      { status: 'processing', logs: 'frame: 43%|####' },
      { state: 'running', fraction: 0.43 },
    ],
    [{ status: 'a word of tomorrow' }, { state: 'running', fraction: null }],
    [{ status: 'succeeded', output: url }, { state: 'ready' }],
    [{ status: 'succeeded', output: [url] }, { state: 'ready' }],
    [{ status: 'succeeded', output: { video: { url }, seed: 7 } }, { state: 'ready' }],
  ])('%j: %j', (fields, checked) => {
    expect(judge(fields)).toEqual(checked);
  });

  it.each([
    [{ status: 'succeeded' }, 'bad_output'],
    [{ status: 'succeeded', output: 'normal' }, 'bad_output'],
    [{ status: 'succeeded', output: [url, url] }, 'bad_output'],
    [{ status: 'succeeded', output: [] }, 'bad_output'],
    [{ status: 'succeeded', output: 'data:video/mp4;base64,AAAA' }, 'bad_output'],
    [{ status: 'succeeded', data_removed: true }, 'expired'],
    [{ status: 'failed', error: 'some words' }, 'model_failed'],
    [{ status: 'failed' }, 'model_failed'],
    [{ status: 'canceled' }, 'cancelled'],
    [{ status: 'aborted' }, 'cancelled'],
    [
      { status: 'aborted', deadline: '2026-01-01T00:10:00Z', completed_at: '2026-01-01T00:10:00Z' },
      'timeout',
    ],
    [
      { status: 'canceled', deadline: '2026-01-01T00:10:00Z', completed_at: '2026-01-01T00:01:00Z' },
      'cancelled',
    ],
  ])('%j: failed as %s', (fields, kind) => {
    expect(judge(fields)).toMatchObject({ state: 'failed', failure: { kind } });
  });

  it.each([
    [
      'The input or output was flagged as sensitive. Please try again with different inputs. (E005) (uIJ6l3ruRD)',
      'content_blocked',
    ],
    ['NSFW content detected', 'content_blocked'],
    ['E1000', 'model_failed'],
    ['(E1001) out of memory', 'model_failed'],
    ['moderate memory use', 'model_failed'],
    ['Director: timed out (E6716)', 'timeout'],
    ['Prediction interrupted; please retry (code: PA)', 'unavailable'],
    ['Service is currently unavailable due to high demand (E003)', 'unavailable'],
  ])('"%s" means %s', (text, kind) => {
    expect(failureKind(text)).toBe(kind);
  });

  it('reads progress from bars that redraw themselves', () => {
    expect(fractionIn('  0%|          | 0/30\r 43%|####      | 13/30 [00:03<00:04]\r')).toBe(0.43);
    expect(fractionIn(' 10%|#\nseed: 50% of it\nall done')).toBe(0.5);
    expect(fractionIn('loading weights\n')).toBeNull();
    expect(fractionIn('')).toBeNull();
    expect(fractionIn('100%|##########| 30/30')).toBe(1);
    expect(fractionIn('999% sure')).toBe(1);
  });

  it('takes one clip only, and only from the web', () => {
    expect(clipUrl(url)?.href).toBe(url);
    expect(clipUrl({ first: url, second: url })).toBeNull();
    expect(clipUrl('file:///etc/passwd')).toBeNull();
    expect(clipUrl('https://')).toBeNull();
  });
});
