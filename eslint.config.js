import js from '@eslint/js';
import importPlugin from 'eslint-plugin-import';
import tseslint from 'typescript-eslint';
import { DOMAIN, DOMAIN_PACKAGES, importZones } from './config/import-zones.js';

const gatewaySource = ['gateway/src/**/*.ts'];

export default tseslint.config(
  { ignores: ['**/node_modules/**', 'coverage/**', 'reports/**', 'force-app/**', 'flex-plugin/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { import: importPlugin },
    settings: { 'import/parsers': { '@typescript-eslint/parser': ['.ts'] }, 'import/resolver': { node: { extensions: ['.ts', '.js'] } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'import/no-cycle': 'error',
      'import/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: importZones }],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 3],
      'max-params': ['error', 3],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.test.ts', '**/testing/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'max-params': 'off',
    },
  },
  {
    // config.ts alone reads the environment; main.ts, and cli/main.ts, are the process.
    files: gatewaySource,
    ignores: ['gateway/src/main.ts', 'gateway/src/cli/main.ts', 'gateway/src/**/*.test.ts'],
    rules: { 'no-restricted-globals': ['error', { name: 'process', message: 'Only the two main.ts and config.ts know the process.' }] },
  },
  {
    files: gatewaySource,
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@frontline/*'], message: 'Nothing in the gateway knows the other parts.' }] },
      ],
    },
  },
  {
    // The domain is given its clock, its timers and its outside world.
    files: DOMAIN.map((folder) => `gateway/src/${folder}/**/*.ts`),
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'globalThis', 'fetch', 'performance', 'setTimeout', 'setInterval', 'setImmediate'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Ask for it.' }],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Ask the clock.' },
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Ask the clock.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          // Whatever is neither relative nor named here.
          patterns: [{ regex: `^(?!\\.|(${DOMAIN_PACKAGES.join('|')})$)`, message: 'The domain knows ports, not the world.' }],
        },
      ],
    },
  },
  {
    files: ['gateway/src/store/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^(select|returning)All$/]',
          message: 'Name the columns: on PostgreSQL a prepared "select *" fails once a later version has added one.',
        },
      ],
    },
  },
  // Express tells an error handler from other middleware by its four parameters.
  { files: ['gateway/src/http/error-handler.ts'], rules: { 'max-params': ['error', 4] } },
  // Scripts talk to the person who runs them.
  { files: ['scripts/**/*.ts', 'gateway/bench/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } } },
);
