import type { Field, FieldType, ObjectType, Schema } from '../schema/schema.ts';

const field = (name: string, type: FieldType, more: Partial<Field> = {}): readonly [string, Field] => [
  name.toLowerCase(),
  {
    name,
    label: name.replace('__c', '').replaceAll('_', ' '),
    type,
    length: 0,
    precision: 0,
    scale: 0,
    custom: true,
    nillable: true,
    createable: true,
    updateable: false,
    filterable: false,
    sortable: false,
    unique: false,
    caseSensitive: false,
    externalId: false,
    idLookup: false,
    nameField: false,
    restrictedPicklist: false,
    picklistValues: [],
    defaultValue: null,
    referenceTo: [],
    relationshipName: null,
    childRelationshipName: null,
    ...more,
  },
];

const orderEvent: ObjectType = {
  name: 'Order_Event__e',
  label: 'Order Event',
  labelPlural: 'Order Events',
  keyPrefix: 'e00',
  kind: 'event',
  custom: true,
  createable: true,
  updateable: false,
  deletable: false,
  searchable: false,
  autoNumber: null,
  fields: new Map([
    field('ReplayId', 'string', { custom: false, length: 1000 }),
    field('Order_Number__c', 'string', { length: 10, nillable: false }),
    field('Note__c', 'textarea', { length: 131_072 * 16 }),
    field('Amount__c', 'double', { precision: 6, scale: 2 }),
    field('Count__c', 'double', { precision: 18, scale: 0 }),
    field('Shipped__c', 'boolean'),
    field('Ordered_At__c', 'datetime'),
    field('Due__c', 'date'),
  ]),
};

/** The schema of an org that has one platform event with a field of each type: for tests of the bus that must not depend on the package. */
export const orderEventSchema: Schema = {
  objects: [orderEvent],
  find: (name) => (name === orderEvent.name ? orderEvent : undefined),
  byKeyPrefix: () => undefined,
  field: (object, name) => object.fields.get(name.toLowerCase()),
  parentField: () => undefined,
  childRelationships: () => [],
};
