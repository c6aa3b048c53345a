import { SObjectField, SObjectToken } from '../values/schema-token.ts';
import type { ApexType } from '../types/apex-type.ts';
import type { Body } from './body.ts';
import type { Expression } from './expression.ts';

const constant = (body: Body, type: string, value: object): { value: Expression } => ({
  value: { type: body.engine.types.get(type), run: () => value },
});

/** `Contact.SObjectType` and `Contact.LastName`, which are tokens; `Contact.fields` only stands between the two. */
export const sobjectToken = (body: Body, type: ApexType, lowerName: string): { value: Expression } | { fields: true } | undefined => {
  const { object } = type;
  if (!object) return undefined;
  if (lowerName === 'sobjecttype') return constant(body, 'Schema.SObjectType', SObjectToken.of(object));
  if (lowerName === 'fields') return { fields: true };
  const field = object.fields.get(lowerName);
  return field && constant(body, 'Schema.SObjectField', SObjectField.of(object, field));
};
