/**
 * Who may import whom (ARCHITECTURE.md, "Imports run one way"): http and cli know the domain, the domain knows ports,
 * adapters implement ports and never know each other; the emulators and the gateway know nothing of one another.
 */
const adapters = ['salesforce', 'twilio', 'store'];
const domain = ['frontline', 'conversations', 'directory', 'routing', 'templates', 'pipeline'];
const src = (folder) => `./gateway/src/${folder}`;

const adapterZones = adapters.map((adapter) => ({
  target: src(adapter),
  from: [...adapters.filter((other) => other !== adapter).map(src), src('http')],
  message: 'Adapters never import each other, nor the web.',
}));

const domainZones = domain.map((folder) => ({
  target: src(folder),
  from: [...adapters.map(src), src('http')],
  message: 'The domain knows ports, not adapters.',
}));

export const importZones = [
  ...adapterZones,
  ...domainZones,
  {
    target: './gateway/src/**/!(*.test).ts',
    from: ['./emulators', './e2e'],
    message: 'Nothing in the gateway knows that an emulator exists.',
  },
  { target: './emulators', from: ['./gateway', './e2e'], message: 'The emulators are the platform: they know nothing of the product.' },
];
