import type { ApexType } from '../types/apex-type.ts';
import type { Value } from './value.ts';

/** An instance of a class written in Apex, or of a class of the platform that Apex may extend (Exception). */
export class ApexObject {
  readonly type: ApexType;
  /** By slot: the superclass's fields first (`ClassType.slots`). */
  readonly fields: Value[] = [];

  constructor(type: ApexType) {
    this.type = type;
  }
}
