import type { PhotoAnalysis } from './types.ts';

/** An analysis as JSON: the mask is base64. */
export type SentAnalysis = Omit<PhotoAnalysis, 'mask'> & {
  readonly mask: { readonly width: number; readonly height: number; readonly data: string } | null;
};

export const pack = ({ mask, ...rest }: PhotoAnalysis): SentAnalysis => ({
  ...rest,
  mask: mask && { ...mask, data: Buffer.from(mask.data).toString('base64') },
});

export const unpack = ({ mask, ...rest }: SentAnalysis): PhotoAnalysis => ({
  ...rest,
  mask: mask && { ...mask, data: new Uint8Array(Buffer.from(mask.data, 'base64')) },
});
