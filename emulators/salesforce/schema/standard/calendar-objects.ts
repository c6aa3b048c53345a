import { describeObject } from '../describe-object.ts';
import { kinds as k } from './field-kinds.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** Every user may read both, with no permission (Object Reference, "Special Access Rules"). */
const businessHours = describeObject({
  name: 'BusinessHours',
  keyPrefix: '01m',
  labelPlural: 'Business Hours',
  deletable: false,
  searchable: false,
  fields: [
    k.text('Name', 80, { ...k.required, nameField: true }),
    k.flag('IsActive'),
    k.flag('IsDefault'),
    k.text('TimeZoneSidKey', 40, k.required),
    ...DAYS.flatMap((day) => [k.time(`${day}StartTime`), k.time(`${day}EndTime`)]),
  ],
});

/** Which hours a holiday closes is in no object that can be queried; the set-up pages alone know it. */
const holiday = describeObject({
  name: 'Holiday',
  keyPrefix: '0C0',
  searchable: false,
  fields: [
    k.text('Name', 80, { ...k.required, nameField: true }),
    k.text('Description', 100),
    k.date('ActivityDate'),
    k.flag('IsAllDay', { defaultValue: true }),
    k.whole('StartTimeInMinutes'),
    k.whole('EndTimeInMinutes'),
    k.flag('IsRecurrence'),
    k.choice('RecurrenceType', [
      'RecursDaily',
      'RecursEveryWeekday',
      'RecursWeekly',
      'RecursMonthly',
      'RecursMonthlyNth',
      'RecursYearly',
      'RecursYearlyNth',
    ]),
    k.date('RecurrenceStartDate'),
    k.date('RecurrenceEndDateOnly'),
    k.whole('RecurrenceInterval'),
    k.whole('RecurrenceDayOfWeekMask'),
    k.whole('RecurrenceDayOfMonth'),
    k.choice('RecurrenceInstance', ['First', 'Second', 'Third', 'Fourth', 'Last']),
    k.choice('RecurrenceMonthOfYear', MONTHS),
  ],
});

/** When an org works (Object Reference for the Salesforce Platform, API 65.0). */
export const calendarObjects = [businessHours, holiday];
