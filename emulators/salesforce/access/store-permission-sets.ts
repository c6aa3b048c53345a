import { basename } from 'node:path';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { readMetadataFiles } from '../schema/metadata-xml.ts';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

const listOf = <T extends z.ZodType>(each: T) => z.union([z.array(each), each.transform((one) => [one])]).default([]);

const objectPermission = z.object({
  object: z.string(),
  allowRead: flag,
  allowCreate: flag,
  allowEdit: flag,
  allowDelete: flag,
  viewAllRecords: flag,
  modifyAllRecords: flag,
});
const fieldPermission = z.object({ field: z.string(), readable: flag, editable: flag });

const permissionSet = z.object({
  label: z.string(),
  description: z.string().optional(),
  objectPermissions: listOf(objectPermission),
  fieldPermissions: listOf(fieldPermission),
});

const ENDING = '.permissionset-meta.xml';

const storeObjects = (database: Database, parentId: string, permissions: readonly z.infer<typeof objectPermission>[]) => {
  for (const each of permissions) {
    database.store('ObjectPermissions', {
      ParentId: parentId,
      SobjectType: each.object,
      PermissionsRead: each.allowRead,
      PermissionsCreate: each.allowCreate,
      PermissionsEdit: each.allowEdit,
      PermissionsDelete: each.allowDelete,
      PermissionsViewAllRecords: each.viewAllRecords,
      PermissionsModifyAllRecords: each.modifyAllRecords,
    });
  }
};

/** Stores the permission sets below a directory as rows of PermissionSet, ObjectPermissions and FieldPermissions. */
export const storePermissionSets = (database: Database, directory: string): void => {
  for (const { path, root } of readMetadataFiles(directory, ENDING)) {
    const { label, description = null, objectPermissions, fieldPermissions } = permissionSet.parse(root);
    const parentId = database.store('PermissionSet', { Name: basename(path, ENDING), Label: label, Description: description });
    storeObjects(database, parentId, objectPermissions);
    for (const { field, readable, editable } of fieldPermissions) {
      const [object = ''] = field.split('.');
      const may = { PermissionsRead: readable, PermissionsEdit: editable };
      database.store('FieldPermissions', { ParentId: parentId, SobjectType: object, Field: field, ...may });
    }
  }
};
