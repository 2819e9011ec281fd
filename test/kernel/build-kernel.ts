import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Where the compiled kernel is kept. */
export const kernelPath = fileURLToPath(new URL('../../src/engines/local/kernel-bytes.ts', import.meta.url));

/** Compiles warp.ts and returns the module that carries its bytes. */
export const compileKernel = async (): Promise<string> => {
  const options = [
    '--runtime',
    'stub',
    '--noAssert',
    '--enable',
    'simd',
    '--importMemory',
    '--noExportMemory',
  ];
  let bytes = Buffer.alloc(0);
  const { error, stderr } = await main(
    ['warp.ts', '--baseDir', folder, '--outFile', 'warp.wasm', '-O3', ...options],
    {
      writeFile: (_name: string, contents: string | Uint8Array) => {
        bytes = Buffer.from(contents);
      },
    },
  );
  if (error !== null) throw new Error(stderr.toString(), { cause: error });
  return `/** test/kernel/warp.ts, compiled by \`npm run build:kernel\`. */
export const kernelBytes =
  '${bytes.toString('base64')}';
`;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(kernelPath, await compileKernel());
