import { parseJson } from '../platform/json/json-document.ts';
import { readJson } from '../platform/json/read-json.ts';
import type { CallResult } from './call-result.ts';
import { annotated, classMethods, findClass } from './find-entry.ts';
import type { HostDeps } from './host-deps.ts';
import { runCall } from './run-call.ts';
import { shownJson } from './shown-json.ts';

export type ControllerCall = {
  readonly className: string;
  readonly methodName: string;
  /** By name of the parameter, as a page sends them. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly userId: string;
};

/**
 * Calls an `@AuraEnabled` method as a Lightning component does, in a transaction of its own. Rejects for a method that does not exist or
 * may not be called so; what the Apex throws is in the result.
 */
export const callController =
  (deps: HostDeps) =>
  async ({ className, methodName, params, userId }: ControllerCall): Promise<CallResult> => {
    const { engine, classes } = deps.project;
    const type = findClass(classes, className);
    const method = type && classMethods(type).find(({ name }) => name.toLowerCase() === methodName.toLowerCase());
    if (!method || !annotated(method, 'auraenabled')) throw new Error(`${className}.${methodName} is no @AuraEnabled method`);
    return runCall(deps)(userId, () => {
      const args = method.declaration.parameters.map(({ name }, at) => {
        const document = parseJson(JSON.stringify(params[name] ?? null));
        const parameter = method.parameters[at];
        return parameter ? readJson(engine, document, { type: parameter }) : null;
      });
      return shownJson(engine, method.invoke(null, args), 'auraenabled');
    });
  };
