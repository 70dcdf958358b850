/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';

const project = {
  injectGlobals: false,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
  },
} satisfies Config;

const config: Config = {
  workerIdleMemoryLimit: '512MB',
  // Some tests start processes, on machines that have other things to do.
  testTimeout: 30_000,
  projects: [
    {
      ...project,
      displayName: 'harness',
      testMatch: ['<rootDir>/{harness,assignments,bench,scripts}/**/*.test.ts'],
    },
    {
      // Every check of an assignment as a test: `SUBMISSION=path npx jest --selectProjects assignments`.
      ...project,
      displayName: 'assignments',
      testMatch: ['<rootDir>/assignments/*.checks.ts'],
    },
  ],
};

export default config;
