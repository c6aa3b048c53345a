import type { Customer, Directory } from '../directory/directory.ts';
import type { ExtraFields } from './extra-fields.ts';
import { fieldsIn } from './placeholder.ts';
import type { Template } from './template.ts';

export interface MergeValuesDeps {
  readonly directory: Pick<Directory, 'details'>;
  readonly extraFields: ExtraFields;
}

/** A customer, and everything that templates may say. */
export interface Merged {
  readonly customer: Customer;
  readonly values: ReadonlyMap<string, string>;
  /** As the record has it: a code or a name; absent when the admin named no field for it, or it is empty. */
  readonly language?: string;
}

/**
 * One of the worker's own customers with the values of the merge fields that these templates name; undefined when the worker has no such
 * customer. What the customer's card does not have is asked for only if a template wants it. Rejects as the directory does.
 */
export function mergeValues({ directory, extraFields }: MergeValuesDeps) {
  return async (worker: string, customerId: string, templates: readonly Template[]): Promise<Merged | undefined> => {
    const customer = await directory.details(worker, customerId);
    if (!customer) return undefined;
    const known = withAliases(customer.mergeFields);
    const names = new Set([...known.keys()].map((name) => name.toLowerCase()));
    const texts = templates.flatMap(({ text, variables = {} }) => [text, ...Object.values(variables)]);
    const wanted = fieldsIn(texts).filter((field) => !names.has(field.toLowerCase()));
    const { values, language } = await extraFields.of(customerId, wanted);
    return { customer, values: new Map([...values, ...known]), ...(language !== undefined && { language }) };
  };
}

/** `Owner.Name` says the same as `User.Name`, because reps are offered templates for their own customers; `Account.Name` as `Contact.Account.Name`. */
function withAliases(fields: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const aliases = [...fields].flatMap(([name, value]): [string, string][] => {
    if (name.startsWith('User.')) return [[name.replace('User.', 'Owner.'), value]];
    return name.startsWith('Contact.Account.') ? [[name.replace('Contact.', ''), value]] : [];
  });
  return new Map([...aliases, ...fields]);
}
