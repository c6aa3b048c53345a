import common from '../../jest.config.js';

/** The gates that take tens of seconds, each with a mistake planted for it: `npm run jest -- --config scripts/gates/jest.config.js`. */
export default {
  ...common,
  rootDir: '../..',
  testMatch: ['<rootDir>/scripts/gates/planted-mistakes.ts'],
  testTimeout: 300_000,
};
