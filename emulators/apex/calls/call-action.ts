import { parseJson } from '../platform/json/json-document.ts';
import { readJson } from '../platform/json/read-json.ts';
import type { CallResult } from './call-result.ts';
import { annotated, classMethods, findClass } from './find-entry.ts';
import type { HostDeps } from './host-deps.ts';
import { runCall } from './run-call.ts';
import { shownJson } from './shown-json.ts';

export type ActionCall = {
  readonly className: string;
  /** One for each interview of the Flow. */ readonly inputs: readonly unknown[];
  readonly userId: string;
};

/** Calls the `@InvocableMethod` of a class as a Flow does, for several interviews at once. Rejects when the class has none. */
export const callAction =
  (deps: HostDeps) =>
  async ({ className, inputs, userId }: ActionCall): Promise<CallResult> => {
    const { engine, classes } = deps.project;
    const type = findClass(classes, className);
    const method = type && classMethods(type).find((each) => annotated(each, 'invocablemethod'));
    if (!method) throw new Error(`${className} has no @InvocableMethod`);
    return runCall(deps)(userId, () => {
      const [parameter] = method.parameters;
      const args = parameter ? [readJson(engine, parseJson(JSON.stringify(inputs)), { type: parameter })] : [];
      return shownJson(engine, method.invoke(null, args), 'invocablevariable');
    });
  };
