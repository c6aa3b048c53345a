/**
 * Who may import whom (ARCHITECTURE.md, "Imports run one way"): http and cli know the domain, the domain knows ports,
 * adapters implement ports and never know each other; the emulators and the gateway know nothing of one another.
 * `config/lint-zones.test.ts` plants a violation of each.
 */
const ADAPTERS = ['salesforce', 'twilio', 'store', 'scanner'];
export const DOMAIN = [
  'frontline',
  'conversations',
  'directory',
  'routing',
  'templates',
  'sending',
  'media',
  'consent',
  'pipeline',
  'operations',
  'reconciliation',
  'leaving',
];
const WIRING = [
  'main',
  'config',
  'context',
  'connect-salesforce',
  'wire-routing',
  'wire-sending',
  'wire-owner-news',
  'wire-guards',
  'wire-media',
  'media-metrics',
  'connect-outside',
  'outside',
  'outside-metrics',
  'store-health',
  'store-metrics',
  'wire-callbacks',
  'wire-consent',
  'wire-operations',
  'wire-pipeline',
  'wire-reconciliation',
  'wire-templates',
  'wire-web',
  'wire-window',
  'pipeline-metrics',
  'reconciliation-metrics',
  'sending-metrics',
  'probe-outside',
];

const src = (path) => `./gateway/src/${path}`;
const production = (folder) => src(`${folder}/**/!(*.test).ts`);
const wiring = WIRING.map((file) => src(`${file}.ts`));

const adapterZones = ADAPTERS.map((adapter) => ({
  target: production(adapter),
  from: [...ADAPTERS.filter((other) => other !== adapter).map(src), src('http'), ...wiring],
  message: 'Adapters know ports, and never each other, the web or the wiring.',
}));

const domainZones = DOMAIN.map((folder) => ({
  target: production(folder),
  from: [...ADAPTERS.map(src), src('http'), src('resilience'), src('testing'), ...wiring],
  message: 'The domain knows ports, not adapters, and nothing of how it is put together.',
}));

export const importZones = [
  ...adapterZones,
  ...domainZones,
  {
    target: production('resilience'),
    from: [...ADAPTERS.map(src), ...DOMAIN.map(src), src('http'), src('testing'), ...wiring],
    message: 'Resilience guards any port and knows none.',
  },
  {
    target: production('http'),
    from: [...ADAPTERS.map(src), src('testing'), ...wiring],
    message: 'The web knows the domain, not adapters.',
  },
  {
    target: production('cli'),
    from: [...ADAPTERS.map(src), src('http'), src('resilience'), src('testing'), ...wiring],
    message: 'The command line asks a running gateway: it knows the contract, not the inside.',
  },
  {
    target: './gateway/src/**/!(*.test).ts',
    from: ['./emulators', './e2e'],
    message: 'Nothing in the gateway knows that an emulator exists.',
  },
  { target: './emulators', from: ['./gateway', './e2e'], message: 'The emulators are the platform: they know nothing of the product.' },
];

/** What the domain may import besides relative files: the rest is for adapters and the web. */
export const DOMAIN_PACKAGES = ['zod', 'countries-and-timezones', 'libphonenumber-js', 'libphonenumber-js/max', 'node:crypto'];
