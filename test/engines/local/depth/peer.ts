import { createRequire } from 'node:module';

const find = (): boolean => {
  try {
    createRequire(import.meta.url).resolve('onnxruntime-node');
    return true;
  } catch {
    console.log(
      'Depth models are not tested: npm install --no-save -O --ignore-scripts onnxruntime-node@1.30.0',
    );
    return false;
  }
};

/** Whether the optional peer that runs depth models is installed. */
export const hasPeer = find();
