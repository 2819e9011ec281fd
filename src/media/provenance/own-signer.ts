import { chmod, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../core/id.ts';
import type { Identity } from './certificate.ts';
import { readSigner, type SignerFiles } from './signer.ts';

/** Folder of the certificates that this service made for itself. */
export const certificateFolder = (dataFolder: string): string => join(dataFolder, 'provenance');

/** Path of the root certificate for signatures made by this service. It may be published. */
export const ownRoot = (dataFolder: string): string => join(certificateFolder(dataFolder), 'root.pem');

// Both in one file, so that a crash can't leave a key without its certificate.
const together = ({ key, certificate }: Identity): string => `${certificate}${key}`;

/** Writes a file with the given mode unless it exists. If several processes try, the first one wins. */
const writeOnce = async (path: string, text: string, mode: number): Promise<string> => {
  const part = `${path}.${newId()}.part`;
  try {
    await writeFile(part, text, { mode, flush: true });
    await link(part, path);
    return text;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return await readFile(path, 'utf8');
  } finally {
    await rm(part, { force: true });
  }
};

const renewDays = 180;

const isGood = async (files: SignerFiles): Promise<boolean> =>
  readSigner(files, new Date(Date.now() + renewDays * 24 * 3_600_000)).then(
    () => true,
    () => false,
  );

const apart = (pem: string): Identity => {
  const from = pem.indexOf('-----BEGIN PRIVATE KEY-----');
  return { certificate: pem.slice(0, from), key: pem.slice(from) };
};

/**
 * The self-made signer of this service and the root that issued it, stored in the data folder. Created on first use,
 * and renewed long before it expires.
 */
export const ownSigner = async (dataFolder: string): Promise<SignerFiles> => {
  const folder = certificateFolder(dataFolder);
  const signer = join(folder, 'signer.key.pem');
  const files = { certificate: signer, key: signer };
  if (await isGood(files)) return files;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  // Needed once in ten years.
  const { makeRoot, makeSigner } = await import('./certificate.ts');
  const root = apart(await writeOnce(join(folder, 'root.key.pem'), together(await makeRoot()), 0o600));
  await writeOnce(ownRoot(dataFolder), root.certificate, 0o644);
  const made = together(await makeSigner(root));
  // Any process may renew it: each signer is issued by the same root, so the last write may win.
  const part = `${signer}.${newId()}.part`;
  await writeFile(part, made, { mode: 0o600, flush: true });
  await rename(part, signer);
  return files;
};
