/** Tests run as ES modules, TypeScript stripped by swc; types are checked by tsc. */
export default {
  testEnvironment: '<rootDir>/config/jest-environment.js',
  globalSetup: '<rootDir>/config/jest-global-setup.js',
  globalTeardown: '<rootDir>/config/jest-global-teardown.js',
  testMatch: ['<rootDir>/{gateway,emulators,e2e,scripts,config}/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024', experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
      },
    ],
  },
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  // A busy machine is no failure; what hangs is found out all the same.
  testTimeout: 60_000,
  // Jest would leave one of two processors idle. A worker that has grown is replaced: each file leaves something behind.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  // A worker that has nothing open takes a third of a second to give a gigabyte back, and on a busy machine more than Jest's half of one.
  workerGracefulExitTimeout: 10_000,
};
