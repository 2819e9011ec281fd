import { fileURLToPath } from 'node:url';

/** The place of a compiled module: what is measured is what users run. */
export const builtPath = (module: string): string =>
  fileURLToPath(new URL(`../../dist/${module}.js`, import.meta.url));

/** A compiled module, typed by its source. */
export const built = async <Module>(module: string): Promise<Module> => import(builtPath(module));
