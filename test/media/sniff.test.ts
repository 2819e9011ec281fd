import { expect, test } from 'vitest';
import { sniff } from '../../src/media/sniff.ts';

const examples = [
  ['jpeg', '\xff\xd8\xff\xe0'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['gif', 'GIF89a'],
  ['webp', 'RIFF\x10\0\0\0WEBPVP8 '],
  ['avi', 'RIFF\x10\0\0\0AVI LIST'],
  ['avif', '\0\0\0\x20ftypavif\0\0\0\0avifmif1miaf'],
  ['avif', '\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf'],
  ['heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
  ['heic', '\0\0\0\x18ftypmif1\0\0\0\0mif1heic'],
  ['mp4', '\0\0\0\x18ftypisom\0\0\x02\0isomavc1mp41'],
  ['svg', '<svg xmlns="http://www.w3.org/2000/svg">'],
  ['svg', '\xef\xbb\xbf\n<?xml version="1.0"?>\n<!-- drawn by hand -->\n<SVG>'],
  ['tiff', 'II*\0\x08\0\0\0'],
  ['tiff', 'MM\0*\0\0\0\x08'],
  ['bmp', 'BM\x46\0\0\0\0\0\0\0\x36'],
  ['pdf', '%PDF-1.7'],
  ['psd', '8BPS\0\x01'],
  ['jxl', '\xff\x0a\x7f'],
  ['jxl', '\0\0\0\x0cJXL \r\n\x87\n'],
  ['jp2', '\0\0\0\x0cjP  \r\n\x87\n'],
  ['webm', '\x1aE\xdf\xa3\x9f'],
  [null, ''],
  [null, 'BM is how my letter begins'],
  [null, '<html><body><svg></svg></body></html>'],
  [null, '\0\0\0\0\0\0\0\0\0\0\0\0'],
] as const;

for (const [type, text] of examples) {
  test(`${JSON.stringify(text)} is ${type ?? 'nothing we know'}`, () => {
    expect(sniff(Buffer.from(text, 'latin1'))).toBe(type);
  });
}
