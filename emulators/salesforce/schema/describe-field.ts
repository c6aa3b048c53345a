import type { Field, FieldType } from './schema.ts';

export type FieldSpec = Partial<Field> & { readonly name: string; readonly type: FieldType };

/** `MailingCountry` -> `Mailing Country`: close enough to the labels that the platform shows. */
const labelOf = (name: string) =>
  name
    .replace(/__c$/, '')
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/ Id$/, ' ID');

/** Completes a field from the few things that make it what it is. Booleans are never null on the platform and default to false. */
export const describeField = (spec: FieldSpec): Field => {
  const boolean = spec.type === 'boolean';
  const long = spec.type === 'textarea' && (spec.length ?? 0) > 255;
  return {
    label: labelOf(spec.name),
    length: 0,
    precision: 0,
    scale: 0,
    custom: spec.name.endsWith('__c'),
    nillable: !boolean,
    createable: true,
    updateable: true,
    filterable: !long,
    sortable: !long && spec.type !== 'multipicklist',
    unique: false,
    caseSensitive: false,
    externalId: false,
    idLookup: false,
    nameField: false,
    restrictedPicklist: false,
    picklistValues: [],
    defaultValue: boolean ? false : null,
    referenceTo: [],
    relationshipName: null,
    childRelationshipName: null,
    ...spec,
  };
};
