import { nameObject } from '../../salesforce/schema/standard/name-object.ts';
import type { ApexType } from './apex-type.ts';
import { PlatformApexType } from './platform-apex-type.ts';
import type { PlatformType } from './platform-type.ts';
import { SObjectApexType, type TypesOfOrg } from './sobject-apex-type.ts';
import { parseTypeName, type TypeName } from './type-name.ts';
import { globalScope, type TypeScope } from './type-scope.ts';

const baseOf = (name: string): string => name.replace(/<.*/, '').toLowerCase();

/** Namespaces that may be left out before a type's name. */
const OPTIONAL_NAMESPACES = ['system.', 'schema.'];

/** Every type of a project by name; one object for each. The package's classes hide the platform's, and both hide sObjects. */
export class TypeRegistry {
  readonly #classes = new Map<string, ApexType>();
  readonly #platform = new Map<string, PlatformType>();
  readonly #made = new Map<string, ApexType>();
  readonly #org: TypesOfOrg;

  constructor(org: TypesOfOrg) {
    this.#org = org;
  }

  addPlatform(types: readonly PlatformType[]): void {
    for (const type of types) this.#platform.set(baseOf(type.name), type);
  }

  /** A top-level class of the package. */
  addClass(type: ApexType): void {
    this.#classes.set(type.name.toLowerCase(), type);
  }

  classes(): readonly ApexType[] {
    return [...this.#classes.values()];
  }

  /** A type by its text, as the platform's own code names it. Throws for an unknown one. */
  get(text: string): ApexType {
    return this.resolve(parseTypeName(text));
  }

  /** Throws a plain error that names the type when there is none. */
  resolve(name: TypeName, scope: TypeScope = globalScope): ApexType {
    const found = this.find(name, scope);
    if (!found) throw new Error(`unknown type ${name.name}`);
    return found;
  }

  find(name: TypeName, scope: TypeScope = globalScope): ApexType | undefined {
    const lower = name.name.toLowerCase();
    const args = name.args.map((arg) => this.resolve(arg, scope));
    return this.#enclosed(lower, scope) ?? this.#class(lower) ?? this.#ofPlatform(lower, args) ?? this.#ofOrg(lower);
  }

  /** Whether something begins with this name and a dot: `EventBus`, `ApexPages`. */
  isNamespace(lowerName: string): boolean {
    return lowerName === 'system' || lowerName === 'schema' || [...this.#platform.keys()].some((key) => key.startsWith(`${lowerName}.`));
  }

  #enclosed(lower: string, { enclosing }: TypeScope): ApexType | undefined {
    const [head = '', ...rest] = lower.split('.');
    for (const type of enclosing) {
      const found = type.simpleName.toLowerCase() === head ? type : inherited(type, head);
      if (found) return rest.reduce<ApexType | undefined>((outer, inner) => outer && inherited(outer, inner), found);
    }
    return undefined;
  }

  #class(lower: string): ApexType | undefined {
    const [head = '', ...rest] = lower.split('.');
    const found = this.#classes.get(head);
    return rest.reduce<ApexType | undefined>((outer, inner) => outer && inherited(outer, inner), found);
  }

  #ofPlatform(lower: string, args: readonly ApexType[]): ApexType | undefined {
    const short = OPTIONAL_NAMESPACES.find((namespace) => lower.startsWith(namespace));
    const spec = this.#platform.get(lower) ?? (short ? this.#platform.get(lower.slice(short.length)) : undefined);
    if (!spec) return undefined;
    const key = `${baseOf(spec.name)}<${args.map((arg) => arg.name).join()}>`;
    return this.#once(key, () => new PlatformApexType(spec, args, (name) => this.resolve(name)));
  }

  #ofOrg(lower: string): ApexType | undefined {
    const short = lower.startsWith('schema.') ? lower.slice('schema.'.length) : lower;
    const object = short === 'name' ? nameObject : this.#org.schema.find(short);
    return object && this.#once(`sobject ${object.name}`, () => new SObjectApexType(object, this.#org, (name) => this.resolve(name)));
  }

  #once(key: string, make: () => ApexType): ApexType {
    const known = this.#made.get(key);
    if (known) return known;
    const made = make();
    this.#made.set(key, made);
    return made;
  }
}

const inherited = (type: ApexType, lowerName: string): ApexType | undefined =>
  type.inner(lowerName) ?? (type.supertype ? inherited(type.supertype, lowerName) : undefined);
