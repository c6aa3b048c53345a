import { ApexObject } from './apex-object.ts';
import type { ErrorRow } from './apex-error.ts';
import type { Value } from './value.ts';

/** Where the code stood: the innermost call first. */
export type TraceLine = { readonly label: string; readonly line: number };

/** An instance of Exception or of a class below it. */
export class ExceptionObject extends ApexObject {
  message: string | null = null;
  /** What a browser is told: the text that an AuraHandledException was made with. */
  shown: string | null = null;
  cause: Value = null;
  rows: readonly ErrorRow[] = [];
  /** Filled when the exception is made, from the calls that are running. */
  trace: readonly TraceLine[] = [];
}

/** Carries an exception of Apex through JavaScript, from `throw` to the catch clause. */
export class Thrown extends Error {
  override readonly name = 'Thrown';
  readonly exception: ExceptionObject;

  constructor(exception: ExceptionObject) {
    super(`${exception.type.name}: ${exception.message ?? 'Script-thrown exception'}`);
    this.exception = exception;
  }
}
