import common from '../../jest.config.js';

/** Storms take minutes: `npm run test:faults`. One at a time, because each wants the machine for itself. */
export default {
  ...common,
  rootDir: '../..',
  testMatch: ['<rootDir>/e2e/storm/*.storm.ts'],
  testTimeout: 600_000,
  maxWorkers: 1,
};
