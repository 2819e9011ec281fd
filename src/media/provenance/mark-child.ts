import { readFile } from 'node:fs/promises';
import type { Provenance } from '../../core/provenance.ts';
import { answerParent } from '../answer-parent.ts';
import { writeBytes, writeWhole } from '../whole-file.ts';
import { signMp4 } from './c2pa.ts';
import { withXmpInMp4 } from './mp4.ts';
import { readSigner } from './signer.ts';
import { xmpPacket } from './xmp.ts';

type Task = {
  readonly path: string;
  readonly about: Provenance;
  readonly signer: { readonly certificate: string; readonly key: string };
  readonly version: string;
};

await answerParent(async ({ path, about, signer, version }: Task): Promise<{ bytes: number }> => {
  const described = withXmpInMp4(await readFile(path), xmpPacket(about, version));
  const signed = await signMp4(described, about, await readSigner(signer), version);
  await writeWhole(path, (part) => writeBytes(part, signed));
  return { bytes: signed.length };
});
