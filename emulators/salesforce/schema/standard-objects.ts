import type { ObjectType } from './schema.ts';
import { activityObjects } from './standard/activity-objects.ts';
import { calendarObjects } from './standard/calendar-objects.ts';
import { contentObjects } from './standard/content-objects.ts';
import { personObjects } from './standard/person-objects.ts';
import { platformObjects } from './standard/platform-objects.ts';
import { salesObjects } from './standard/sales-objects.ts';
import { userObjects } from './standard/user-objects.ts';

/**
 * The standard objects that this product touches, with the fields that it may touch: a field that an org has and this
 * description lacks is INVALID_FIELD here, so add it (lengths and flags from the Object Reference for the Salesforce Platform).
 */
export const standardObjects: readonly ObjectType[] = [
  ...personObjects,
  ...userObjects,
  ...activityObjects,
  ...salesObjects,
  ...calendarObjects,
  ...contentObjects,
  ...platformObjects,
];
