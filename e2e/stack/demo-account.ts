/** The Twilio account of the local stack. Its secrets protect nothing but this machine's emulator. */
export const DEMO_ACCOUNT = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: '00000000000000000000000000000001',
  serviceSid: 'IS00000000000000000000000000000001',
  smsNumber: '+14155550100',
  whatsappNumber: 'whatsapp:+14155550100',
  otherNumbers: ['+14155550101'],
};

/** The reps of the demo org, and the desk that gets what nobody owns. */
export const DEMO_WORKERS = {
  ana: 'ana@northwind.example',
  ben: 'ben@northwind.example',
  chloe: 'chloe@northwind.example',
  desk: 'desk@northwind.example',
} as const;

/** Customers whom the demo org knows, however their numbers are typed there. */
export const DEMO_CUSTOMERS = {
  mara: { number: '+14155550132', name: 'Mara Quist', owner: DEMO_WORKERS.ana },
  nils: { number: '+447700900123', name: 'Nils Obi', owner: DEMO_WORKERS.ben },
} as const;

export const INTEGRATION_USER = 'integration@northwind.example';
export const CLIENT_ID = 'frontline-demo-client';

/** Between Salesforce, the operator's command line and the gateway of the local stack. It protects nothing but this machine. */
export const DEMO_GATEWAY_TOKEN = 'demo-gateway-token';
/** With which the demo org signs for its users. It protects nothing but this machine. */
export const DEMO_SIGNING_KEY = 'demo-signing-key-of-this-machine';
