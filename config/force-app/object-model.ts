import { basename, dirname } from 'node:path';
import { metadataFiles } from './metadata-files.ts';
import { packageFields } from './package-fields.ts';
import { standardObjects, type StandardObject } from './standard-objects.ts';

const AUDIT = ['Id', 'CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp', 'IsDeleted'];
const OWN_FIELDS: Record<string, readonly string[]> = {
  __c: [...AUDIT, 'Name', 'OwnerId', 'RecordTypeId', 'LastActivityDate', 'LastViewedDate', 'LastReferencedDate'],
  __mdt: [
    'Id',
    'DeveloperName',
    'MasterLabel',
    'Label',
    'Language',
    'NamespacePrefix',
    'QualifiedApiName',
    'IsProtected',
    'SystemModstamp',
  ],
  __e: ['ReplayId', 'EventUuid', 'CreatedDate', 'CreatedById'],
};
const suffixOf = (object: string): string => /__\w+$/.exec(object)?.[0] ?? '';

/** What exists: the objects and fields of the package and of the platform. */
export interface ObjectModel {
  readonly hasObject: (object: string) => boolean;
  /** Where a relationship leads: `Owner`, `Contact__r`; undefined when there is none of that name. */
  readonly parent: (object: string, relationship: string) => string | undefined;
  /** Which object a child relationship lists: `Tasks`, `Consents__r`. */
  readonly child: (object: string, relationship: string) => string | undefined;
  /** Whether a field exists; it may be reached through relationships: `Account.Owner.Name`. */
  readonly hasField: (object: string, path: string) => boolean;
}

/** Reads the model from a copy of the repository. */
export const objectModel = (root: string): ObjectModel => {
  const custom = packageFields(root);
  const declared = metadataFiles(root, 'force-app', '.object-meta.xml').map(({ path }) => basename(dirname(path)));
  const standard = new Map<string, StandardObject>(Object.entries(standardObjects()));
  const task = standard.get('Task');
  if (task) standard.set('Activity', task);

  const parent = (object: string, relationship: string): string | undefined => {
    const lookup = custom.get(object)?.get(relationship.replace(/__r$/, '__c'));
    if (relationship.endsWith('__r') && lookup?.referenceTo) return lookup.referenceTo;
    if (relationship === 'Owner' && suffixOf(object) === '__c') return 'Name';
    if (/^(CreatedBy|LastModifiedBy)$/.test(relationship)) return 'User';
    return standard.get(object)?.parents[relationship];
  };
  const child = (object: string, relationship: string): string | undefined => {
    for (const [from, fields] of custom)
      for (const { referenceTo, relationshipName } of fields.values())
        if (referenceTo === object && relationshipName !== undefined && `${relationshipName}__r` === relationship) return from;
    return standard.get(object)?.children[relationship];
  };
  const hasOwnField = (object: string, field: string): boolean =>
    (custom.get(object)?.has(field) ?? false) ||
    (standard.get(object)?.fields.includes(field) ?? false) ||
    (OWN_FIELDS[suffixOf(object)]?.includes(field) ?? false);
  const hasField = (object: string, path: string): boolean => {
    const [first = '', ...rest] = path.split('.');
    if (rest.length === 0) return hasOwnField(object, first);
    if (first === object) return hasField(object, rest.join('.'));
    const to = parent(object, first);
    return to !== undefined && hasField(to, rest.join('.'));
  };
  return { hasObject: (object) => declared.includes(object) || standard.has(object), parent, child, hasField };
};
