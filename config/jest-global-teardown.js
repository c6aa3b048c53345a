/** Ends what `jest-global-setup.js` started. */
export default () => globalThis.closeTestDatabases();
