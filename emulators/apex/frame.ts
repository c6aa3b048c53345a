import type { ApexType } from './types/apex-type.ts';
import type { Value } from './values/value.ts';

/** How a class treats sharing; undefined says nothing, so that the caller's holds (Apex Developer Guide, "Using the with sharing, without sharing, and inherited sharing Keywords"). */
export type Sharing = 'with' | 'without' | 'inherited';

/** One call that is running: its variables by slot, `this`, and where it stands. */
export class Frame {
  readonly locals: Value[];
  readonly self: Value;
  /** `Class.FrontlineGateway.post`, as stack traces write it. */
  readonly label: string;
  readonly type: ApexType | undefined;
  /** True where record sharing is enforced for queries of this call. */
  readonly sharing: boolean;
  line = 0;
  returned: Value = null;
  /** The value of a variable by name, for queries that are given as text; set where such a query is called. */
  variable: ((lowerName: string) => Value | undefined) | undefined;

  constructor(call: { label: string; type: ApexType | undefined; self: Value; sharing: boolean; locals: Value[] }) {
    this.label = call.label;
    this.type = call.type;
    this.self = call.self;
    this.sharing = call.sharing;
    this.locals = call.locals;
  }
}
