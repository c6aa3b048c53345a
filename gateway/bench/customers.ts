/** Who is who in the benchmark's org. */
export const ORG = { clientId: 'bench', integrationUser: 'bench@northwind.example', rep: 'rep@northwind.example' } as const;

/** The n-th customer's number, of those kept for fiction. */
export const customerNumber = (n: number): string => `+1${200 + Math.floor(n / 100)}55501${String(n % 100).padStart(2, '0')}`;
