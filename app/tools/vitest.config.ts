import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default defineConfig({
  root,
  cacheDir: 'dist/.cache/vitest',
  test: {
    // Vitest leaves one processor free, which of two is half of them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        root,
        test: {
          name: 'node',
          environment: 'node',
          include: ['{app,main,proto-samples}/**/*.test.ts'],
          exclude: ['app/e2e/**', '**/node_modules/**'],
          testTimeout: 15_000,
        },
      },
      {
        root,
        plugins: [react()],
        test: {
          name: 'renderer',
          // What draws nothing needs no document, which takes longer to make than most of these tests.
          environment: 'node',
          // Nor does it keep anything outside of a store: modules are read once for all files.
          isolate: false,
          include: ['renderer/**/*.test.ts'],
          css: true,
          testTimeout: 15_000,
        },
      },
      {
        root,
        plugins: [react()],
        test: {
          name: 'components',
          environment: 'jsdom',
          include: ['renderer/**/*.test.tsx'],
          css: true,
          testTimeout: 15_000,
        },
      },
    ],
  },
});
