import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { metadataFiles } from './metadata-files.ts';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const customField = z.object({
  CustomField: z.object({
    fullName: z.string(),
    type: z.string().optional(),
    description: z.string().min(1),
    inlineHelpText: z.string().min(1).optional(),
    length: z.coerce.number().optional(),
    precision: z.coerce.number().optional(),
    scale: z.coerce.number().optional(),
    externalId: flag.optional(),
    unique: flag.optional(),
    caseSensitive: flag.optional(),
    required: flag.optional(),
    formula: z.string().optional(),
    referenceTo: z.string().optional(),
    relationshipName: z.string().optional(),
  }),
});

export type PackageField = z.infer<typeof customField>['CustomField'];

/** The package's custom fields by object and name; what the platform puts on Activity, Task and Event show too. */
export const packageFields = (root: string): Map<string, Map<string, PackageField>> => {
  const objects = new Map<string, Map<string, PackageField>>();
  for (const file of metadataFiles(root, 'force-app', '.field-meta.xml')) {
    const object = basename(dirname(dirname(file.path)));
    const { CustomField: field } = customField.parse(file.document);
    objects.set(object, (objects.get(object) ?? new Map<string, PackageField>()).set(field.fullName, field));
  }
  const activity = objects.get('Activity');
  if (activity) for (const object of ['Task', 'Event']) objects.set(object, activity);
  return objects;
};
