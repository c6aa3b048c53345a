import type { ApexType } from '../types/apex-type.ts';

export type Variable = { readonly slot: number; readonly type: ApexType };

/** Names of parameters and local variables of one body, by block; each gets a slot of the frame. */
export class Variables {
  readonly #blocks: Map<string, Variable>[] = [new Map<string, Variable>()];
  #slots = 0;

  declare(name: string, type: ApexType): Variable {
    const variable = { slot: this.#slots, type };
    this.#slots += 1;
    this.#blocks.at(-1)?.set(name.toLowerCase(), variable);
    return variable;
  }

  find(lowerName: string): Variable | undefined {
    return this.#blocks.findLast((block) => block.has(lowerName))?.get(lowerName);
  }

  /** Slots of everything that can be named here, by lower-case name. */
  visible(): ReadonlyMap<string, number> {
    return new Map(this.#blocks.flatMap((block) => [...block].map(([name, { slot }]): [string, number] => [name, slot])));
  }

  /** Compiles something whose variables end with it. */
  inBlock<T>(compile: () => T): T {
    this.#blocks.push(new Map());
    try {
      return compile();
    } finally {
      this.#blocks.pop();
    }
  }
}
