import { parser, plugin } from 'typescript-eslint';

// Only what needs types: a promise that nobody waits for fails unseen, or outlives what it works with. Style is Biome's.
export default [
  {
    files: ['**/*.ts'],
    ignores: ['adapters/web/client/**', 'test/kernel/warp.ts', 'dist/**'],
    languageOptions: { parser, parserOptions: { project: 'test/tsconfig.json' } },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    plugins: { '@typescript-eslint': plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
    },
  },
];
