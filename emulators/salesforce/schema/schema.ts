/** The API's names of field types (SOAP API Developer Guide, "Field Types"); `anyType` columns are not modelled. */
export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'picklist'
  | 'multipicklist'
  | 'reference'
  | 'email'
  | 'phone'
  | 'url'
  | 'base64';

export type PicklistValue = { readonly value: string; readonly label: string; readonly active: boolean; readonly defaultValue: boolean };

export type Field = {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** Greatest number of characters; 0 where length has no meaning. */
  readonly length: number;
  /** Digits in all and behind the point, of a number. */
  readonly precision: number;
  readonly scale: number;
  readonly custom: boolean;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly externalId: boolean;
  /** A standard field that may be matched by upsert or is searched as the record's name. */
  readonly idLookup: boolean;
  readonly nameField: boolean;
  readonly restrictedPicklist: boolean;
  readonly picklistValues: readonly PicklistValue[];
  readonly defaultValue: string | number | boolean | null;
  /** Object names that a reference may point to; more than one makes it polymorphic. */
  readonly referenceTo: readonly string[];
  /** `Owner` for `OwnerId`: how a path walks to the parent. */
  readonly relationshipName: string | null;
  /** `Contacts` for `Contact.AccountId`: how a subquery walks to the children. */
  readonly childRelationshipName: string | null;
};

export type ObjectKind = 'record' | 'event' | 'metadata';

/** Who sees records that are not shared (Metadata API Guide, "CustomObject", sharingModel); what is left out is as open as ReadWrite. */
export type SharingModel = 'Private' | 'Read' | 'ReadWrite' | 'ControlledByParent';

export type ObjectType = {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly kind: ObjectKind;
  readonly custom: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly searchable: boolean;
  /** `A-{0000}` where the Name numbers itself. */
  readonly autoNumber: string | null;
  readonly sharingModel?: SharingModel | undefined;
  /** Of an event: when what Apex publishes is stored (Platform Events Developer Guide, "Platform Event Fields"). */
  readonly publishBehavior?: 'PublishAfterCommit' | 'PublishImmediately' | undefined;
  /** By lower-case name, in the order of description. */
  readonly fields: ReadonlyMap<string, Field>;
};

export type ChildRelationship = { readonly name: string; readonly object: ObjectType; readonly field: Field };

/** What the org knows of its objects. Names are looked up without regard to case, as the platform does. */
export type Schema = {
  readonly objects: readonly ObjectType[];
  find(objectName: string): ObjectType | undefined;
  byKeyPrefix(prefix: string): ObjectType | undefined;
  field(object: ObjectType, fieldName: string): Field | undefined;
  /** The reference field that a path's step names: `Owner` -> `OwnerId`. */
  parentField(object: ObjectType, relationshipName: string): Field | undefined;
  childRelationships(object: ObjectType): readonly ChildRelationship[];
};
