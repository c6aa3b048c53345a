/** Username, name and job of the people of the demo org; the username is the Frontline identity. */
export const demoUsers = [
  { username: 'ana@northwind.example', firstName: 'Ana', lastName: 'Torres', title: 'Account Executive', profile: 'Standard User' },
  { username: 'ben@northwind.example', firstName: 'Ben', lastName: 'Okafor', title: 'Account Executive', profile: 'Standard User' },
  { username: 'chloe@northwind.example', firstName: 'Chloé', lastName: 'Martin', title: 'Account Executive', profile: 'Standard User' },
  { username: 'desk@northwind.example', firstName: 'Front', lastName: 'Desk', title: 'Reception', profile: 'Standard User' },
  {
    username: 'integration@northwind.example',
    firstName: 'Frontline',
    lastName: 'Integration',
    title: 'Integration',
    profile: 'Minimum Access - API Only Integrations',
  },
] as const;
