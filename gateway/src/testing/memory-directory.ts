import { parseAddress, type Address } from '../directory/address.ts';
import type { Customer, CustomerMatch, CustomerPage, Directory, DirectoryUser, PagePosition, PageRequest } from '../directory/directory.ts';

/** A customer of the directory in memory: who owns it, and what is known. */
export interface MemoryCustomer {
  readonly id: string;
  readonly name: string;
  readonly worker: string;
  readonly phones?: readonly string[];
  readonly email?: string;
  readonly mergeFields?: Readonly<Record<string, string>>;
}

export interface MemoryDirectory extends Directory {
  /** Makes every read fail with this error until it is set to undefined. */
  failure: Error | undefined;
  /** Makes every read wait for this. */
  gate: Promise<void> | undefined;
}

const byPosition = (a: PagePosition, b: PagePosition) =>
  a.name < b.name || (a.name === b.name && a.id < b.id) ? -1 : a.name === b.name && a.id === b.id ? 0 : 1;

/** The directory's contract over an array: for tests of what asks a directory. */
export function memoryDirectory(customers: readonly MemoryCustomer[], inactive: ReadonlySet<string> = new Set()): MemoryDirectory {
  const sorted = [...customers].sort(byPosition);
  const own = (worker: string) => sorted.filter((customer) => customer.worker === worker);
  const user = (worker: string): DirectoryUser => ({ id: `005-${worker}`, worker, isActive: !inactive.has(worker) });
  const page = (rows: readonly MemoryCustomer[], { size, after }: PageRequest): CustomerPage => {
    const rest = after ? rows.filter((row) => byPosition(row, after) > 0) : rows;
    const shown = rest.slice(0, size);
    const last = shown.at(-1);
    return {
      customers: shown.map(({ id, name }) => ({ id, displayName: name })),
      ...(rest.length > size && last && { next: { name: last.name, id: last.id } }),
    };
  };
  const directory: MemoryDirectory = {
    failure: undefined,
    gate: undefined,
    list: (worker, request) => answer(() => page(own(worker), request)),
    search: (worker, { text, page: request }) =>
      answer(() =>
        page(
          own(worker).filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
          request,
        ),
      ),
    positionOf: (worker, id) => answer(() => own(worker).find((customer) => customer.id === id)),
    details: (worker, id) => answer(() => detailsOf(own(worker).find((customer) => customer.id === id))),
    owns: (worker, id) => answer(() => own(worker).some((customer) => customer.id === id)),
    whyNobody: () => answer(() => undefined),
    findByAddress: (address) => answer(() => match(sorted, { address, user })),
    findUser: (worker) => answer(() => (customers.some((customer) => customer.worker === worker) ? user(worker) : undefined)),
  };
  async function answer<T>(read: () => T): Promise<T> {
    await directory.gate;
    if (directory.failure) throw directory.failure;
    return read();
  }
  return directory;
}

function detailsOf(customer: MemoryCustomer | undefined): Customer | undefined {
  return (
    customer && {
      id: customer.id,
      displayName: customer.name,
      phones: customer.phones ?? [],
      ...(customer.email !== undefined && { email: customer.email }),
      recordUrl: `https://org.example.test/lightning/r/Contact/${customer.id}/view`,
      mergeFields: new Map(Object.entries(customer.mergeFields ?? {})),
    }
  );
}

function match(
  customers: readonly MemoryCustomer[],
  { address, user }: { address: Address; user: (worker: string) => DirectoryUser },
): CustomerMatch | undefined {
  const [first, ...others] = customers.filter(({ phones }) => phones?.some((phone) => parseAddress(phone)?.number === address.number));
  return (
    first && {
      customer: { id: first.id, displayName: first.name },
      owner: user(first.worker),
      others: others.map(({ id, name }) => ({ id, displayName: name })),
    }
  );
}
