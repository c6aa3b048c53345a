import { describeObject } from '../describe-object.ts';
import { kinds as k } from './field-kinds.ts';

/**
 * What a path sees behind a reference that may point to several objects, such as Task.Who or Lead.Owner
 * (Object Reference, "Name"): fields that the actual record lacks are null; `Type` is the record's object.
 */
export const nameObject = describeObject({
  name: 'Name',
  keyPrefix: '',
  searchable: false,
  fields: [
    k.text('Name', 121),
    k.text('FirstName', 40),
    k.text('LastName', 80),
    k.text('Type', 40),
    k.text('Alias', 8),
    k.text('Username', 80),
    k.email('Email'),
    k.phone('Phone'),
    k.text('Title', 128),
    k.flag('IsActive'),
    k.lookup('ProfileId', { objects: ['Profile'] }),
  ],
});
